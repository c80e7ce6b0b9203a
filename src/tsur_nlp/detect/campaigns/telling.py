"""The sentence about a campaign, for the official who asks why 200 messages are no problem."""

from __future__ import annotations

from dataclasses import dataclass

from tsur_nlp.detect.telling.russian import DAYS, plural

MAILING, SHARED = "mailing", "shared"
_SAME = ("одинаковое обращение", "одинаковых обращения", "одинаковых обращений")
_ALIKE = ("похожее обращение", "похожих обращения", "похожих обращений")
_AUTHORS = ("заявителя", "заявителей", "заявителей")
_ADDRESSES = ("адреса", "адресов", "адресов")
_MEANING = {
    MAILING: "похоже на рассылку",
    SHARED: "разные люди пишут по одному образцу",
}
_UNKNOWN = ", заявители не указаны: похоже на рассылку или на одного заявителя"


@dataclass(frozen=True, slots=True)
class Told:
    """The numbers of a campaign; ``counted`` is how many of its messages count in problems.

    ``same`` tells that the texts do not differ at all.
    """

    kind: str
    count: int
    counted: int
    days: int
    same: bool
    authors: int | None
    addresses: int | None


def note(told: Told) -> str:
    """Return the sentence.

    >>> print(note(Told("mailing", 200, 3, 4, same=False, authors=3, addresses=190)))
    200 похожих обращений от 3 заявителей за 4 дня: похоже на рассылку; в счёт проблем вошли как 3.
    """
    texts = plural(told.count, _SAME if told.same else _ALIKE)
    days = "день" if told.days == 1 else plural(told.days, DAYS)
    meaning = _UNKNOWN if told.authors is None else f": {_MEANING[told.kind]}"
    counted = f"вошли как {told.counted}" if told.counted else "не вошли: учтены раньше"
    return f"{texts}{_senders(told)} за {days}{meaning}; в счёт проблем {counted}."


def _senders(told: Told) -> str:
    if told.authors is not None:
        return f" от {plural(told.authors, _AUTHORS)}"
    return f" с {plural(told.addresses, _ADDRESSES)}" if told.addresses else ""
