"""The words that stand in place of personal data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tsur_nlp.records import PersonalSpan
from tsur_nlp.text import offsets

PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "phone": "[ТЕЛЕФОН]",
        "email": "[ПОЧТА]",
        "profile": "[ПРОФИЛЬ]",
        "passport": "[ПАСПОРТ]",
        "snils": "[СНИЛС]",
        "inn": "[ИНН]",
        "card": "[КАРТА]",
        "account": "[СЧЁТ]",
        "apartment": "[КВАРТИРА]",
        "name": "[ИМЯ]",
        "date": "[ДАТА]",
        "plate": "[ГОСНОМЕР]",
        "document": "[ДОКУМЕНТ]",
    }
)
"""Kind → placeholder; one upper-case Cyrillic word, so that ``text.words`` keeps it whole."""

_OF_PLACES = frozenset(("apartment", "name", "date"))


def apply(text: str, spans: Sequence[PersonalSpan]) -> str:
    """Replace each span by the placeholder of its kind; spans are sorted and do not overlap.

    >>> apply("Звоните Анне Петровне", [PersonalSpan("name", 8, 21)])
    'Звоните [ИМЯ]'
    """
    return offsets.apply(text, [(s.start, s.end, PLACEHOLDERS[s.kind]) for s in spans])


def blank(text: str, spans: Sequence[PersonalSpan]) -> str:
    """Put dots in place of the spans that no place can stand in, letter for letter.

    Names stay, since streets are called after people, and so does a flat behind its house.

    >>> blank("Мира 5, 8 912 000-11-22", [PersonalSpan("phone", 8, 23)])
    'Мира 5, •••••••••••••••'
    """
    for span in spans:
        if span.kind not in _OF_PLACES:
            text = f"{text[: span.start]}{'•' * (span.end - span.start)}{text[span.end :]}"
    return text
