"""The dates of the facts, as they were known at the moment that is looked from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

Times = NDArray[np.datetime64]
Bools = NDArray[np.bool_]
_LAST_SECOND = np.timedelta64(86_399, "s")


@dataclass(frozen=True, slots=True)
class Moments:
    """Local wall-clock moments of every message, to the second, NaT where unknown.

    ``answered`` is the answer or, where there is none, the closing; ``first_answered`` is the first
    answer of any kind; ``due_on`` is what the export says, a bare date being the end of that day.
    """

    created: Times
    answered: Times
    first_answered: Times
    paused: Times
    resumed: Times
    due_on: Times
    as_of: np.datetime64

    @property
    def standing(self) -> Bools:
        """Clocks of which it is not known for how long they stood, or that still stand."""
        never = np.isnat(self.paused)
        return np.where(never, ~np.isnat(self.resumed), ~(self.resumed >= self.paused))

    def of(self, rows: Bools) -> Moments:
        """Return the moments of some of the messages."""
        names = (field.name for field in fields(self) if field.name != "as_of")
        return Moments(**{name: getattr(self, name)[rows] for name in names}, as_of=self.as_of)


def moments(facts: pd.DataFrame, time_zone: str, as_of: pd.Timestamp) -> Moments:
    """Read the dates; what happened after ``as_of`` has not happened yet."""
    import pandas as pd

    now = wall_clock(pd.Series([pd.Timestamp(as_of)]), time_zone)[0]

    def known(name: str) -> Times:
        times = column(facts, name, time_zone)
        return np.where(times > now, np.datetime64("NaT", "s"), times)

    answered = first_known(known("answered_at"), known("closed_at"))
    first = earlier(known("first_answered_at"), answered)
    due_on = column(facts, "due_on", time_zone)
    due_on = np.where(is_bare(due_on), due_on + _LAST_SECOND, due_on)
    created, paused, resumed = (
        column(facts, "created_at", time_zone),
        known("paused_at"),
        known("resumed_at"),
    )
    return Moments(created, answered, first, paused, resumed, due_on, now)


def column(facts: pd.DataFrame, name: str, time_zone: str) -> Times:
    """Return a column of dates as local wall-clock moments."""
    if name not in facts.columns:
        raise InputError(f"the facts have no column {name!r}; pass what tsur_nlp.facts returns")
    return wall_clock(facts[name], time_zone)


def wall_clock(values: pd.Series, time_zone: str) -> Times:
    """Return dates as local wall-clock moments: aware ones are converted, naive ones are local."""
    import pandas as pd

    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.tz_convert(time_zone).dt.tz_localize(None)
    times: Times = values.to_numpy("datetime64[s]")
    return times


def is_bare(times: Times) -> Bools:
    """Tell which moments are midnight: dates whose time of day nobody wrote down."""
    bare: Bools = times == times.astype("datetime64[D]")
    return bare


def first_known(times: Times, otherwise: Times) -> Times:
    """Return the first of two moments that is known."""
    return np.where(np.isnat(times), otherwise, times)


def earlier(one: Times, other: Times) -> Times:
    """Return the earlier of two moments, the known one where only one is."""
    return np.fmin(one, other)
