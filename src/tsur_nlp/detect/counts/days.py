"""What kind of day each is: the weekday it is lived as."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from tsur_nlp.detect.stream.messages import Ints
from tsur_nlp.workdays import decreed, federal

_SUNDAY = 6


def weekdays(first: date, days: int) -> Ints:
    """Return 0 (Monday) to 6 for every day; a day off is a Sunday, a worked Saturday its day.

    >>> weekdays(date(2021, 2, 19), 6).tolist()  # 20 February is worked for the 22nd
    [4, 0, 6, 6, 6, 2]
    """
    calendar = federal(first.year, (first + timedelta(days=days)).year)
    off = calendar.off | decreed()
    found = []
    for day in (first + timedelta(days=k) for k in range(days)):
        lived = calendar.worked.get(day, day).weekday()
        found.append(_SUNDAY if day in off else lived)
    return np.array(found, dtype=np.int64)
