"""How long a message waited: the spans from its arrival to what the authority did, with censoring.

A span that has not ended by ``as_of`` is not missing: it has lasted at least so long (censored).
Dropping such messages would call a body fast because its slow answers have not come yet.
Hours are calendar hours; an event stamped without a time counts from the midnight of its day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Times = NDArray[np.datetime64]

_HOUR = np.timedelta64(1, "h")


@dataclass(frozen=True, slots=True)
class Span:
    """One wait of every message: its start, its length so far, and whether it has ended.

    ``hours`` is NaN in rows that cannot be measured (see ``excluded``); they are in no statistic.
    """

    created: Times
    hours: Floats
    observed: Bools

    def __len__(self) -> int:
        return len(self.hours)

    @property
    def kept(self) -> Bools:
        """Tell which rows can be measured."""
        return ~np.isnan(self.hours)

    @property
    def excluded(self) -> int:
        """Count rows without a start, that start after ``as_of``, or end before they start."""
        return int(np.isnan(self.hours).sum())

    def where(self, rows: Bools) -> Span:
        """Return the span of some rows only."""
        return Span(self.created[rows], self.hours[rows], self.observed[rows])


@dataclass(frozen=True, slots=True)
class Spans:
    """The three waits of a message; ``None`` where the export does not hold the event at all."""

    first_reaction: Span | None
    first_answer: Span | None
    final_answer: Span | None


def measure_spans(facts: pd.DataFrame, as_of: pd.Timestamp) -> Spans:
    """Measure how long every message waited, as it was known at the moment ``as_of``.

    Each wait ends with the first known of its events. An answer is a reaction, and so is closing;
    closing ends the wait for the final answer, because nothing will follow. It does not end the
    wait for the first answer: who closes without answering never answers, and stays unanswered
    until ``as_of``. As every message is followed up to ``as_of``, the share answered is then the
    cumulative incidence with closing as the competing end (Fine & Gray 1999, censoring-complete
    data); censoring at the closing would reward bodies for closing what is hard to answer.
    """
    reaction = None
    if facts["accepted_at"].notna().any():
        reaction = _span(
            facts, as_of, ("accepted_at", "first_answered_at", "answered_at", "closed_at")
        )
    return Spans(
        reaction,
        _span(facts, as_of, ("first_answered_at", "answered_at")),
        _span(facts, as_of, ("answered_at", "closed_at")),
    )


def _span(facts: pd.DataFrame, as_of: pd.Timestamp, events: tuple[str, ...]) -> Span | None:
    if np.isnat(as_of.to_datetime64()):
        raise InputError("as_of is not a date: give the moment the export was made")
    stamps = [facts[name].to_numpy("datetime64[ns]") for name in events]
    if all(np.isnat(stamp).all() for stamp in stamps):
        return None
    created = facts["created_at"].to_numpy("datetime64[ns]")
    now = as_of.to_datetime64()
    event = np.full(len(facts), np.datetime64("NaT", "ns"))
    for stamp in stamps:
        event = np.where(np.isnat(event) & (stamp <= now), stamp, event)
    # A date without a time, on the day of arrival, is not before the arrival.
    event = np.where(event == created.astype("datetime64[D]"), created, event)
    observed = ~np.isnat(event)
    hours = (np.where(observed, event, now) - created) / _HOUR
    kept = hours >= 0.0
    return Span(created, np.where(kept, hours, np.nan), observed & kept)
