"""Working hours and days off -> the line of working time over some years."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import numpy as np

from tsur_nlp.respond.deadlines.rules import DaysOff, Hours
from tsur_nlp.respond.deadlines.working_time import DAY, Ints, WorkingTime
from tsur_nlp.workdays import Federal, decreed, federal

_EPOCH = dt.date(1970, 1, 1)
_SHORTER = 3600
_NO_FEASTS = Federal(frozenset(), frozenset(), {})


@lru_cache(maxsize=32)
def working_time(hours: Hours, days_off: DaysOff, first: int, last: int) -> WorkingTime:
    """Return the working time of the years from ``first`` to ``last``."""
    country = federal(first, last) if days_off.holidays else _NO_FEASTS
    start, end = _number(dt.date(first, 1, 1)), _number(dt.date(last + 1, 1, 1))
    days = np.arange(start, end, dtype=np.int64)
    weekday = _weekdays(hours, days_off, country, days)
    days, weekday = days[weekday >= 0], weekday[weekday >= 0]
    opens, closes = (DAY * days + 60 * _edge(hours, edge)[weekday] for edge in (0, 1))
    if days_off.short_eves:
        eve = [country.is_eve(_EPOCH + dt.timedelta(days=day)) for day in days.tolist()]
        closes = np.maximum(opens + 1, closes - _SHORTER * np.array(eve, dtype=np.int64))
    return _line(hours, days, opens, closes)


def _weekdays(hours: Hours, days_off: DaysOff, country: Federal, days: Ints) -> Ints:
    """Return whose hours each day has, 0 for Monday, −1 where it is off."""
    weekday = (days + 3) % 7
    weekday = np.where([span is not None for span in hours.days], np.arange(7), -1)[weekday]
    first = int(days[0])

    def mark(marked: dict[dt.date, int]) -> None:
        for day, code in marked.items():
            if 0 <= _number(day) - first < len(days):
                weekday[_number(day) - first] = code

    mark(dict.fromkeys(country.off, -1))
    mark({day: _hours_like(hours, instead) for day, instead in country.worked.items()})
    mark(dict.fromkeys(decreed() if days_off.decreed_days else (), -1))
    mark(dict.fromkeys(days_off.off, -1))
    mark({day: _hours_like(hours, day) for day in days_off.working})
    return weekday


def _hours_like(hours: Hours, day: dt.date) -> int:
    """Return the weekday whose hours a day has: its own, else the nearest earlier with any."""
    earlier = ((day.weekday() - back) % 7 for back in range(7))
    return next(weekday for weekday in earlier if hours.days[weekday])


def _edge(hours: Hours, edge: int) -> Ints:
    return np.array([span[edge] if span else 0 for span in hours.days], dtype=np.int64)


def _line(hours: Hours, days: Ints, opens: Ints, closes: Ints) -> WorkingTime:
    closings = closes
    if hours.lunch:
        leave, back = (DAY * days + 60 * edge for edge in hours.lunch)
        starts = np.concatenate([opens, np.maximum(opens, back)])
        ends = np.concatenate([np.minimum(closes, leave), closes])
        kept = starts < ends
        opens, closes = np.sort(starts[kept]), np.sort(ends[kept])
    worked = np.cumsum(closes - opens)
    return WorkingTime(days, closings, opens, closes, worked - (closes - opens))


def _number(day: dt.date) -> int:
    return (day - _EPOCH).days
