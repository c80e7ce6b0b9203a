"""Days off of the whole country: holidays, moved days off, and days decreed in 2020 and 2021."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DECREED = Path(__file__).parent / "data" / "decreed.csv"
# How the package `holidays` names a day off that stands in for another day.
_MOVED_FROM = re.compile(r"с (\d\d)\.(\d\d)\.(\d{4})")


@dataclass(frozen=True, slots=True)
class Federal:
    """The production calendar of some years.

    ``feasts`` are the holidays of ст. 112 ТК РФ, ``off`` these and all that is moved. ``worked``
    maps a working Saturday to the day that is off instead of it.
    """

    off: frozenset[dt.date]
    feasts: frozenset[dt.date]
    worked: Mapping[dt.date, dt.date]

    def is_eve(self, day: dt.date) -> bool:
        """Tell whether a working day is an hour shorter (ст. 95 ТК РФ).

        A working Saturday is as long as the day it is worked for (приказ Минздравсоцразвития
        № 588н, п. 1): 20 February 2021 is short because 22 February would have been.
        """
        follows = {day, self.worked.get(day, day)}
        return any(other + dt.timedelta(days=1) in self.feasts for other in follows)


@lru_cache(maxsize=8)
def federal(first: int, last: int) -> Federal:
    """Return the calendar of the years from ``first`` to ``last``.

    The government moves days off year by year; a year it has not decided on (or the installed
    `holidays` does not know) has its holidays, but nothing moved.
    """
    import holidays

    named = holidays.country_holidays("RU", years=range(first, last + 2), language="ru")
    moved = {source: day for day, name in named.items() for source in _sources(name)}
    feasts = {day for day, name in named.items() if "выходной" not in name.lower()}
    worked = {day: moved[day] for day in named.weekend_workdays if day in moved}
    worked = {day: instead for day, instead in worked.items() if day not in named}
    return Federal(frozenset(named), frozenset(feasts), worked)


@lru_cache(maxsize=1)
def decreed() -> frozenset[dt.date]:
    """Return the non-working days with pay that were decreed (data/decreed.csv).

    >>> dt.date(2021, 11, 3) in decreed()
    True
    """
    with _DECREED.open(encoding="utf-8", newline="") as file:
        spans = [(row["from"], row["to"]) for row in csv.DictReader(file)]
    return frozenset(day for first, last in spans for day in _days(first, last))


def _days(first: str, last: str) -> list[dt.date]:
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return [start + dt.timedelta(days=n) for n in range((end - start).days + 1)]


def _sources(name: str) -> list[dt.date]:
    found = _MOVED_FROM.findall(name)
    return [dt.date(int(year), int(month), int(day)) for day, month, year in found]
