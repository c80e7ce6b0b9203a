"""«до 15.10.2028», «в срок до 20.05»: dates in figures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tsur_nlp.respond.promises.mention import Mention
from tsur_nlp.respond.promises.reckoning import coming, day_of

# Not «\d»: looking every character up among the digits of all scripts takes most of the time. And
# most figures are told to be no date by what follows the first of them.
_DATE = re.compile(
    r"([0-9](?=[0-9\s./-])(?<![0-9.,/№:-][0-9])(?<![0-9][-–][0-9])[0-9]?)"
    r"\s?([./-])\s?([0-9][0-9]?)"
    r"(?:(?:\2|\.?\s)\s?(20[0-9]{2}|19[0-9]{2}|[0-9]{2})(?![0-9]))?"
    r"(?!\.?[0-9]|[:/]|,[0-9]|\s?(?:мм|см|м|км|кг|мпа|атм|руб\w*|тыс|час\w*)(?:\b|$)|\s?[%°])"
)
_ISO = re.compile(r"(20\d\d)-(\d\d)-(\d\d)(?<![\d.-].{10})(?![\d-])")
_BEFORE = re.compile(
    r"(?:\b(?:до|к|по|не позднее|не позже|на|срок\w*)|[-–—:]"
    r"|(?:ник|среду|четверг|ницу|субботу|ресенье|неделе),)\s*$"
)


class Written(NamedTuple):
    """A date in figures and its span; the year may be missing."""

    start: int
    end: int
    day: int
    month: int
    year: int | None


def by_number(text: str, today: dt.date | None) -> Iterator[Mention]:
    """Find dates in figures; without a year only after «до», «к», «не позднее» and the like.

    >>> [str(m.due) for m in by_number("до 15.10.2028, акт от 12.03", dt.date(2028, 1, 1))]
    ['2028-10-15']
    """
    for found in written(text):
        due = _due(found, today)
        if due:
            yield Mention(found.start, found.end, due, due, "by_number", found.year is not None)


@lru_cache(maxsize=1 << 14)
def written(text: str) -> tuple[Written, ...]:
    """Return the dates in figures that a folded text may promise."""
    dates = (_written(m, m[1], m[3], m[4]) for m in _DATE.finditer(text) if _told(m))
    iso = (_written(m, m[3], m[2], m[1]) for m in _ISO.finditer(text))
    return (*dates, *iso)


def _told(match: re.Match[str]) -> bool:
    left = match.string[max(0, match.start() - 15) : match.start()]
    return bool(match[4] or (len(match[3]) == 2 and _BEFORE.search(left)))


def _written(match: re.Match[str], day: str, month: str, year: str | None) -> Written:
    whole = f"20{year}" if year and len(year) == 2 else year
    return Written(*match.span(), int(day), int(month), int(whole) if whole else None)


def _due(date: Written, today: dt.date | None) -> dt.date | None:
    if date.year is None:
        return coming(date.month, date.day, today)
    return day_of(date.year, date.month, date.day)
