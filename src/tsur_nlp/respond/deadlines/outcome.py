"""Was it answered in time: a judgement only where the dates allow one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.respond.deadlines.moments import Bools, Moments, Times, is_bare

if TYPE_CHECKING:
    import pandas as pd


def late(due: Times, replied: Times, at: Moments) -> tuple[Bools, Bools]:
    """Return whether each message is late by ``as_of``, and whether that can be told at all.

    An answer in the very second of the term is in time. An answer without a time of day cannot be
    told on the last day of a term in hours, and one from before the message is a mistake.
    """
    waiting = np.isnat(replied)
    is_late = np.where(waiting, at.as_of > due, replied > due)
    day = replied.astype("datetime64[D]")
    last_day = due.astype("datetime64[D]")
    ends_with_day = due == last_day + np.timedelta64(86_399, "s")
    vague = is_bare(replied) & (day == last_day) & ~ends_with_day
    mistaken = day < at.created.astype("datetime64[D]")
    return is_late, ~np.isnat(due) & ~vague & ~mistaken


def met(due: Times, replied: Times, at: Moments) -> pd.arrays.BooleanArray:
    """Return whether the answer came in time; unknown while it may still come."""
    is_late, known = late(due, replied, at)
    return _nullable(~is_late, known & (is_late | ~np.isnat(replied)))


def overdue(due: Times, replied: Times, at: Moments) -> pd.arrays.BooleanArray:
    """Return whether the term was missed; a clock that stands has missed nothing."""
    is_late, known = late(due, replied, at)
    stands = np.isnat(due) & at.standing & np.isnat(replied)
    return _nullable(is_late, known | stands)


def hours_left(due: Times, replied: Times, at: Moments) -> NDArray[np.float64]:
    """Return the calendar hours until the term ends, NaN where answered or not yet there."""
    hours = (due - at.as_of) / np.timedelta64(1, "h")
    return np.where(np.isnat(replied) & ~(at.created > at.as_of), hours, np.nan)


def _nullable(values: Bools, known: Bools) -> pd.arrays.BooleanArray:
    import pandas as pd

    return pd.arrays.BooleanArray(values & known, ~known)
