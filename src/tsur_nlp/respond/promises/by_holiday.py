"""«до Нового года», «ко Дню Победы», «к началу учебного года»: days that have a name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from tsur_nlp.respond.promises import lexicon
from tsur_nlp.respond.promises.mention import YEAR, Mention, year_of
from tsur_nlp.respond.promises.reckoning import coming, day_of
from tsur_nlp.respond.promises.windows import matches


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = (f"(?P<day{n}>{row['pattern']})" for n, row in enumerate(lexicon.rows("holidays")))
    return re.compile(rf"\b(?:до|к|ко)\s+(?:{'|'.join(names)}){YEAR}")


def by_holiday(text: str, today: dt.date | None) -> Iterator[Mention]:
    """Find holidays that a promise runs up to.

    >>> [str(m.due) for m in by_holiday("до нового года", dt.date(2024, 9, 1))]
    ['2024-12-31']
    """
    (found,) = matches(text, "by_holiday", _pattern())
    for match in found:
        name = next(key for key, value in match.groupdict().items() if value and key[:3] == "day")
        row = lexicon.rows("holidays")[int(name[3:])]
        month, day = int(row["month"]), int(row["day"])
        year = year_of(match["year"], match["near"], today)
        due = day_of(year, month, day) if year else coming(month, day, today)
        if due:
            yield Mention(
                *match.span(), due, due, "by_holiday", bool(match["year"] or match["near"])
            )
