"""A stretch of a text that names a time: what the rules ``by_*`` find and `judge` weighs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Mention(NamedTuple):
    """A named time: the period ``since``–``due`` at the span ``[start, end)`` of the folded text.

    ``absolute`` says that its year was written, so that no other date is needed to read it.
    """

    start: int
    end: int
    since: dt.date
    due: dt.date
    rule: str
    absolute: bool = False

    def moved(self, by: int) -> Mention:
        """Return the same mention, so many characters farther on."""
        return self._replace(start=self.start + by, end=self.end + by)


class Rule(Protocol):
    """Finds the times a folded text names; ``today`` is the day of the answer, if known."""

    def __call__(self, text: str, today: dt.date | None) -> Iterator[Mention]:
        """Yield the mentions in their order."""


_NEAR = (
    r"(?:текущего|этого|нынешнего|настоящего|сего|следующего|будущего)\s+(?:календарного\s+)?год"
    r"|[тс]\s?\.\s?г\b|тек\.\s?г"
)
YEAR = rf"(?:\s*[,(]?\s*(?P<year>20\d\d|19\d\d)(?!\d)|\s+(?P<near>{_NEAR}))?"
"""What may follow a month, a quarter or a season: a year in figures or «текущего года»."""


def year_of(written: str | None, near: str | None, today: dt.date | None) -> int | None:
    """Return the year that is written, or the one «текущего года» means.

    >>> year_of("2025", None, None), year_of(None, "следующего год", dt.date(2024, 5, 1))
    (2025, 2025)
    """
    if written:
        return int(written)
    if near is None or today is None:
        return None
    return today.year + near.startswith(("след", "буд"))
