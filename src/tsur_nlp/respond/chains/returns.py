"""Whether a chain had been answered when it was written to again, and what the answer claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsur_nlp.respond.chains.codes import Ints
from tsur_nlp.respond.chains.solved import said_solved

if TYPE_CHECKING:
    import pandas as pd

_SECONDS_A_DAY = 86_400.0


def returns(rows: pd.DataFrame, chain: Ints, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return for rows in time order the last answer to their chain before each was written.

    Columns: ``days_since_answer`` (NaN where there was no answer) and ``was_solved``.
    """
    import pandas as pd

    asked = pd.DataFrame({"chain": chain, "at": rows["created_at"].to_numpy("datetime64[ns]")})
    given = rows["answered_at"].to_numpy("datetime64[ns]")
    answers = pd.DataFrame(
        {"chain": chain, "at": given, "answered": given, "solved": said_solved(rows).to_numpy()}
    )
    # An answer that stands before its own message is a slip of the export, no answer.
    good = (given >= asked["at"].to_numpy()) & (given <= as_of.to_datetime64())
    answers = answers.loc[good].sort_values("at", kind="stable")
    last = pd.merge_asof(asked, answers, on="at", by="chain", allow_exact_matches=False)
    days = (last["at"] - last["answered"]).dt.total_seconds() / _SECONDS_A_DAY
    solved = last["solved"].eq(True)
    return pd.DataFrame({"days_since_answer": days.to_numpy(), "was_solved": solved.to_numpy()})
