"""What became of a promised date: kept, broken, still ahead, or unknown to the export.

Nothing is accused that the export cannot tell. A message is often closed on the day of the answer
that promises: such a closing says nothing about the work. One some days after the date may only
have been entered late.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.respond.chains.solved import is_solved
from tsur_nlp.respond.phrases import pattern
from tsur_nlp.text import fold

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.respond.responses.settings import ResponseSettings

KEPT, BROKEN, PENDING, UNKNOWN = "kept", "broken", "pending", "unknown"

Bools = NDArray[np.bool_]
Times = NDArray[np.datetime64]

_OPEN = Path(__file__).parent / "data" / "open_statuses.txt"
_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class Closings:
    """How each message ended by a moment: whether it is over, over as solved, or surely open."""

    closed_on: Times
    solved: Bools
    open: Bools

    @classmethod
    def of(cls, facts: pd.DataFrame, at: pd.Timestamp) -> Closings:
        """Read closings and statuses; without a status «open» is said only if closings are kept."""
        closed = facts["closed_at"].to_numpy("datetime64[ns]")
        closed = np.where(closed <= at.to_datetime64(), closed, np.datetime64("NaT", "ns"))
        status = facts["status"]
        solved, waiting = (
            status.map({said: tells(str(said)) for said in status.unique()}).to_numpy(bool)
            for tells in (is_solved, is_open)
        )
        over = ~np.isnat(closed)
        is_kept = bool(over.any())
        return cls(closed.astype("datetime64[D]"), solved, ~over & ~solved & (waiting | is_kept))


def states(
    facts: pd.DataFrame, chain_id: pd.Series[str], at: pd.Timestamp, settings: ResponseSettings
) -> pd.Series[str]:
    """Return the state of every promise, an empty string where nothing was promised.

    Broken: the date has passed and the message is open, or was solved more than ``closing_days``
    later, or the same person or place has come back since. Kept: it was closed as solved on the
    date or before, on a later day than the answer, and nobody came back. Pending: the date is
    ahead. All else is unknown, and so is every promise without a date.
    """
    import pandas as pd

    promised = facts["answer_promised"]
    due = pd.to_datetime(promised, format="%Y-%m-%d", errors="coerce").to_numpy("datetime64[D]")
    ends = Closings.of(facts, at)
    answered = facts["answered_at"].to_numpy("datetime64[D]")
    by_work = ends.solved & ~(ends.closed_on <= answered) & ~np.isnat(ends.closed_on)
    passed = due + _DAY <= at.to_datetime64()
    returned = _last_in_chain(facts, chain_id, at) > due
    late = ends.closed_on - due > np.timedelta64(settings.closing_days, "D")
    broken = passed & (returned | ends.open | (by_work & late))
    kept = by_work & (ends.closed_on <= due) & ~returned
    ahead = ~passed & ~np.isnat(due)
    said = np.select([promised.eq(""), broken, kept, ahead], ["", BROKEN, KEPT, PENDING], UNKNOWN)
    return pd.Series(said, index=facts.index, dtype=object)


def is_open(status: str) -> bool:
    """Tell whether a status says that the work goes on.

    >>> is_open("В работе"), is_open("Не решено"), is_open("Дан ответ")
    (True, True, False)
    """
    return bool(_open().search(fold(status)))


def _last_in_chain(facts: pd.DataFrame, chain_id: pd.Series[str], at: pd.Timestamp) -> Times:
    """Return the day of the last message of each message's chain."""
    created = facts["created_at"]
    last = created.where(created <= at).groupby(chain_id.to_numpy(object)).transform("max")
    return last.to_numpy("datetime64[D]")


@lru_cache(maxsize=1)
def _open() -> re.Pattern[str]:
    return pattern(_OPEN.read_text(encoding="utf-8").splitlines())
