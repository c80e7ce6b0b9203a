"""«во II квартале 2024 года», «до конца квартала», «в первом полугодии»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from tsur_nlp.respond.promises import lexicon
from tsur_nlp.respond.promises.mention import YEAR, Mention, year_of
from tsur_nlp.respond.promises.reckoning import coming, month_end
from tsur_nlp.respond.promises.windows import matches

_MONTHS = {"квартал": 3, "полугод": 6}
_END = re.compile(
    r"\b(?:до конца|в конце|к концу|в течение|в)\s+(?:текущ\w+\s+|эт\w+\s+)?квартал\w*"
)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    number = "|".join(lexicon.numbers("ordinals", "word", "number"))
    return re.compile(
        rf"(?<![\w.])(?P<number>{number})(?:(?<=[а-я])\w*|\s?-?\s?(?:й|м|го|ом|ем|му|е|я))?"
        rf"\s*(?:(?P<unit>квартал|полугод)\w*|кв\.?(?=\s?,?\s?20\d\d)){YEAR}"
    )


def by_quarter(text: str, today: dt.date | None) -> Iterator[Mention]:
    """Find quarters and halves of a year.

    >>> [str(m.due) for m in by_quarter("во ii квартале, 4 кв. 2026", dt.date(2025, 1, 9))]
    ['2025-06-30', '2026-12-31']
    """
    named, ends = matches(text, "by_quarter", _pattern(), _END)
    for match in named:
        number = lexicon.numbers("ordinals", "word", "number")[match["number"]]
        length = _MONTHS[match["unit"] or "квартал"]
        if number * length <= 12:
            yield from _period(match, number * length, length, today)
    if today:
        month = (today.month + 2) // 3 * 3
        for match in ends:
            yield _mention(match, today.year, month, 3, absolute=False)


def _period(
    match: re.Match[str], month: int, length: int, today: dt.date | None
) -> Iterator[Mention]:
    year = year_of(match["year"], match["near"], today)
    if year is None:
        due = coming(month, 31, today)
        year = due.year if due else None
    if year:
        yield _mention(match, year, month, length, absolute=bool(match["year"] or match["near"]))


def _mention(
    match: re.Match[str], year: int, month: int, length: int, *, absolute: bool
) -> Mention:
    since = dt.date(year, month - length + 1, 1)
    return Mention(*match.span(), since, month_end(year, month), "by_quarter", absolute)
