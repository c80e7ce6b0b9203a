"""Which days are days off: fewer messages come on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tsur_nlp.workdays import decreed, federal

_SATURDAY = 5


def days_off(days: Sequence[date]) -> list[bool]:
    """Tell of each day whether it is a weekend, a holiday or decreed, and not a worked Saturday.

    >>> days_off([date(2021, 2, 20), date(2021, 2, 22), date(2021, 2, 24), date(2021, 2, 28)])
    [False, True, False, True]
    """
    if not days:
        return []
    calendar = federal(min(days).year, max(days).year)
    off = calendar.off | decreed()
    return [
        day in off or (day.weekday() >= _SATURDAY and day not in calendar.worked) for day in days
    ]
