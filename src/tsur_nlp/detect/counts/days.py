"""What kind of day each is: the weekday it is lived as."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from tsur_nlp.detect.stream.messages import Ints
from tsur_nlp.workdays import decreed, federal

_SUNDAY = 6


def weekdays(first: date, days: int) -> tuple[Ints, Ints]:
    """Return the weekday of every day, 0 (Monday) to 6, and the one that it is lived as.

    A day off is lived as a Sunday, a worked Saturday as the day that is off instead of it.

    >>> [days.tolist() for days in weekdays(date(2021, 2, 19), 6)]  # the 20th is worked
    [[4, 5, 6, 0, 1, 2], [4, 0, 6, 6, 6, 2]]
    """
    calendar = federal(first.year, (first + timedelta(days=days)).year)
    off = calendar.off | decreed()
    every = [first + timedelta(days=k) for k in range(days)]
    lived = [_SUNDAY if day in off else calendar.worked.get(day, day).weekday() for day in every]
    plain = np.array([day.weekday() for day in every], dtype=np.int64)
    return plain, np.array(lived, dtype=np.int64)
