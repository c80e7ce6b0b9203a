"""«до 1 июня», «двадцатого мая», «в апреле – мае», «в первой половине мая»: months by name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from tsur_nlp.respond.promises import lexicon
from tsur_nlp.respond.promises.mention import YEAR, Mention, year_of
from tsur_nlp.respond.promises.reckoning import coming, day_of
from tsur_nlp.respond.promises.windows import matches

_PARTS = {
    "начал": 10,
    "перв": 15,
    "середин": 15,
    "втор": 31,
    "конц": 31,
    "конец": 31,
    "окончани": 31,
}
_DECADES = {"перв": 10, "втор": 20, "трет": 31, "последн": 31, "1": 10, "2": 20, "3": 31}
_FIVES = {"перв": 5, "втор": 10, "трет": 15, "четверт": 20, "последн": 31}
_NOT_A_TERM = ("не ранее", "не раньше", "после")


@lru_cache(maxsize=1)
def _day() -> re.Pattern[str]:
    stems = "|".join(sorted(lexicon.numbers("days", "stem", "day"), key=len, reverse=True))
    return re.compile(
        r"(?<![\d./№-])(?:\d{1,2}\s*[-–—]\s*)?[«\"“_(]*"
        r"(?:(?P<day>\d{1,2})[»\"”_)]*(?:-?(?:го|е|ое|ому|му)\b)?"
        rf"|(?P<tens>двадцать\s+|тридцать\s+)?(?P<word>{stems})(?:ь?ого|ь?его|ь?ему|ь?ому|ое|ье))"
        rf"[»\"”_]*\s?(?P<month>{lexicon.month_words()})\b{YEAR}"
    )


@lru_cache(maxsize=1)
def _month() -> re.Pattern[str]:
    months = lexicon.month_words()
    return re.compile(
        r"(?:\b(?P<lead>до|к|ко|в|во|на|по|с|не позднее|не позже|не ранее|не раньше|после|течение)"
        r"\s+)?(?:(?P<decade>перв|втор|трет|последн|[123])(?:\w*|-[йяею])\s+декад\w+\s+"
        r"|(?P<five>перв|втор|трет|четверт|последн)\w*\s+пятидневк\w+\s+"
        r"|(?P<part>начал|перв|середин|втор|конц|конец|окончани)\w*(?:\s+половин\w+)?\s+)?"
        rf"(?:месяц\w*\s+)?\b(?:(?:{months})\s*(?:[-–—,и]|или|по)+\s*)?"
        rf"(?P<month>{months})\b(?:\s+месяц\w*)?{YEAR}"
    )


def by_month(text: str, today: dt.date | None) -> Iterator[Mention]:
    """Find days of a month, and months by themselves.

    >>> [str(m.due) for m in by_month("до 1 июня, обрезка в апреле", dt.date(2024, 2, 1))]
    ['2024-06-01', '2024-04-30']
    """
    taken = set()
    days, months = matches(text, "by_month", _day(), _month())
    for match in days:
        due = _due(match, _number(match), today)
        taken.add(match.end())
        if due:
            yield Mention(*match.span(), due, due, "by_month", bool(match["year"] or match["near"]))
    for match in months:
        named = match["lead"] or match["part"] or match["decade"] or match["five"] or match["year"]
        if match.end() not in taken and named and match["lead"] not in _NOT_A_TERM:
            yield from _whole(match, today)


def _whole(match: re.Match[str], today: dt.date | None) -> Iterator[Mention]:
    """Yield a month by itself; «до мая» ends with April, «до конца мая» is a day, not a period."""
    due = _due(match, _last_day(match), today)
    if due is None:
        return
    since, written = due.replace(day=1), bool(match["year"] or match["near"])
    if match["part"] or match["decade"] or match["five"]:
        since = due
    elif match["lead"] in ("до", "к"):
        since = due = since - dt.timedelta(days=1)
    yield Mention(*match.span(), since, due, "by_month", written)


def _due(match: re.Match[str], day: int, today: dt.date | None) -> dt.date | None:
    month, year = lexicon.month(match["month"]), year_of(match["year"], match["near"], today)
    return day_of(year, month, day) if year else coming(month, day, today)


def _number(match: re.Match[str]) -> int:
    if match["day"]:
        return int(match["day"])
    tens = {"двадцать": 20, "тридцать": 30}.get((match["tens"] or "").strip(), 0)
    return tens + lexicon.numbers("days", "stem", "day")[match["word"]]


def _last_day(match: re.Match[str]) -> int:
    if match["decade"]:
        return _DECADES[match["decade"]]
    if match["five"]:
        return _FIVES[match["five"]]
    if match["part"] == "начал" and match["lead"] in ("до", "к"):
        return 1
    return _PARTS[match["part"]] if match["part"] else 31
