"""The answer that was or was not reopened: when it was given, after what wait, what became of it.

A row of an export holds the last answer. Where a message was reopened, that is not the answer that
failed but the one after it, written by another body and at greater length: learning from it is
looking into the future. So with the export's own ``reopened`` only the moment of the first answer
counts; with an outcome of the caller's the answer in the row is the judged one.
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
Bools = NDArray[np.bool_]
Times = NDArray[np.datetime64]

_HOUR = np.timedelta64(1, "h")


@dataclass(frozen=True, slots=True)
class Judged:
    """When every judged answer was given (NaT: not yet) and how many hours after the message."""

    given: Times
    hours: Floats

    def before(self, moment: np.datetime64) -> Bools:
        """Tell which answers had been given before a moment."""
        earlier: Bools = self.given < moment
        return earlier


def judged(facts: pd.DataFrame, *, own_answer: bool) -> Judged:
    """Return the judged answers; ``own_answer`` says that they are those the rows hold."""
    last = facts["answered_at"].to_numpy("datetime64[ns]")
    first = facts["first_answered_at"].to_numpy("datetime64[ns]")
    created = facts["created_at"].to_numpy("datetime64[ns]")
    given = last if own_answer else np.where(np.isnat(first), last, first)
    # The wait for the last answer to a reopened message is longer because it was reopened.
    timed = given if own_answer else first
    hours = (timed - created) / _HOUR
    return Judged(given, np.where(hours >= 0.0, hours, np.nan))


def outcomes(facts: pd.DataFrame, outcome: pd.Series | None) -> Floats:
    """Return 1 where the answer was reopened, 0 where not, NaN where that is not known.

    Raises:
        InputError: the outcome is not of these rows, or holds something else than 0, 1 and NaN.
    """
    chosen = facts["reopened"] if outcome is None else outcome
    if len(chosen) != len(facts):
        raise InputError(f"{len(chosen)} outcomes, {len(facts)} messages: give one for each")
    values = chosen.to_numpy("float64", na_value=np.nan)
    if not np.isin(values[~np.isnan(values)], (0.0, 1.0)).all():
        raise InputError("an outcome is neither 0, 1 nor unknown: say 1 where it was reopened")
    return np.asarray(values, dtype=np.float64)
