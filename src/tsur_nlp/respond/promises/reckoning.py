"""Calendar arithmetic of deadlines: ends of months, working days, the next such date."""

from __future__ import annotations

import calendar
import datetime as dt

_DAY = dt.timedelta(days=1)
_FRIDAY, _SUNDAY = 4, 6


def month_end(year: int, month: int) -> dt.date:
    """Return the last day of a month.

    >>> month_end(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """Return a date; the 31st of a shorter month is its last day, other nonsense is none.

    >>> day_of(2025, 6, 31), day_of(2025, 13, 1)
    (datetime.date(2025, 6, 30), None)
    """
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1900 < year < 2200):
        return None
    return min(dt.date(year, month, 1) + (day - 1) * _DAY, month_end(year, month))


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last day of a shorter month.

    >>> add_months(dt.date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    years, month = divmod(day.month - 1 + months, 12)
    end = month_end(day.year + years, month + 1)
    return end.replace(day=min(day.day, end.day))


def add_working_days(day: dt.date, count: int) -> dt.date:
    """Return the day some working days later; Saturdays and Sundays do not count.

    >>> add_working_days(dt.date(2024, 5, 31), 3)  # from a Friday
    datetime.date(2024, 6, 5)
    """
    while count > 0:
        day += _DAY
        count -= day.weekday() <= _FRIDAY
    return day


def next_weekday(day: dt.date, weekday: int) -> dt.date:
    """Return the first such weekday after a day.

    >>> next_weekday(dt.date(2024, 5, 31), 4)
    datetime.date(2024, 6, 7)
    """
    return day + ((weekday - day.weekday() - 1) % 7 + 1) * _DAY


def week_end(day: dt.date, weeks: int = 0) -> dt.date:
    """Return the Sunday of a day's week, or of a week some weeks later."""
    return day + (_SUNDAY - day.weekday() + 7 * weeks) * _DAY


def coming(month: int, day: int, today: dt.date | None) -> dt.date | None:
    """Return the first such date from a day on.

    >>> coming(5, 20, dt.date(2024, 6, 1)), coming(6, 1, dt.date(2024, 6, 1))
    (datetime.date(2025, 5, 20), datetime.date(2024, 6, 1))
    """
    if today is None:
        return None
    due = day_of(today.year, month, day)
    return due if due is None or due >= today else day_of(today.year + 1, month, day)
