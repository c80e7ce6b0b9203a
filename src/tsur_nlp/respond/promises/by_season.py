"""«весной 2025 года», «в осенний период», «до конца лета», «в агротехнический период 2024 года»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from tsur_nlp.respond.promises import lexicon
from tsur_nlp.respond.promises.mention import YEAR, Mention, year_of
from tsur_nlp.respond.promises.reckoning import coming, day_of
from tsur_nlp.respond.promises.windows import matches

_STEMS = {"весной": "весн", "летом": "лет", "осенью": "осен", "зимой": "зим"}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:весенне|летне|осенне|зимне)?-?"
        r"(?:(?P<season>весенн|летн|осенн|зимн|агротехническ)\w+"
        r"(?:\s+(?:период\w*|сезон\w*|врем\w+|месяц\w*|срок\w*))+"
        r"|(?P<noun>весной|летом|осенью|зимой)"
        r"|(?:на|эт\w+|следующ\w+|будущ\w+)\s+(?P<whole>весн|лет|осен|зим)[уоаьыи]\b"
        r"|(?:до|в|к)\s+(?:конц[аеу]|начал[ае]|середин[ае])\s+(?P<of>весн|лет|осен|зим)[ыаи]\b)"
        rf"(?:\s*20\d\d\s?[-–—/]\s?)?{YEAR}"
    )


def by_season(text: str, today: dt.date | None) -> Iterator[Mention]:
    """Find seasons; a season ends with its last month, the season of growth on 15 October.

    >>> [str(m.due) for m in by_season("весной 2025 года или летом", dt.date(2024, 9, 1))]
    ['2025-05-31', '2025-08-31']
    """
    table = {row["word"]: row for row in lexicon.rows("seasons")}
    (found,) = matches(text, "by_season", _pattern())
    for match in found:
        word = match["season"] or match["of"] or match["whole"] or _STEMS[match["noun"]]
        month, day = int(table[word]["month"]), int(table[word]["day"])
        year = year_of(match["year"], match["near"], today)
        if year is None and word == "агротехническ":
            continue  # a period of a regulation, of any year
        due = day_of(year, month, day) if year else coming(month, day, today)
        if due:
            yield _mention(match, due, int(table[word]["first_month"]))


def _mention(match: re.Match[str], due: dt.date, first_month: int) -> Mention:
    since = dt.date(due.year - (first_month > due.month), first_month, 1)
    return Mention(*match.span(), since, due, "by_season", bool(match["year"] or match["near"]))
