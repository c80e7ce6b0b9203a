"""Which answers people came back after, where the export does not say «reopened» itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.errors import InputError

if TYPE_CHECKING:
    import pandas as pd


def answers_came_back(
    facts: pd.DataFrame, chained: pd.DataFrame, *, follow_days: int
) -> pd.Series[float]:
    """Return 1 for answers after which their chain was written to again in time, else 0.

    ``chained`` is what `tsur_nlp.respond.chains.chains` returned for the same rows. It marks the
    message that came back; here the mark moves to the answer that had claimed a solution. A
    message without an answer is NaN, and so is one that was itself reopened: the answer that failed
    is not in its row.

    Raises:
        InputError: the two tables are not of the same rows.
    """
    import pandas as pd

    if not facts.index.equals(chained.index):
        raise InputError("chains of other rows: give what chains() returned for these facts")
    given = facts["answered_at"].to_numpy("datetime64[ns]")
    table = pd.DataFrame({"chain": chained["chain_id"].to_numpy(), "row": np.arange(len(facts))})
    table["id"] = facts["id"].to_numpy()
    answers = table.assign(at=given).loc[given >= facts["created_at"].to_numpy("datetime64[ns]")]
    back = chained["solved_came_back"] & chained["days_since_answer"].le(follow_days)
    asked = table.assign(at=facts["created_at"].to_numpy("datetime64[ns]")).loc[back.to_numpy()]
    found = pd.merge_asof(
        asked[["chain", "at"]].sort_values("at", kind="stable"),
        answers.sort_values(["at", "id"], kind="stable"),
        on="at",
        by="chain",
        allow_exact_matches=False,
    )
    values = np.zeros(len(facts))
    values[found["row"].dropna().to_numpy(np.int64)] = 1.0
    values[np.isnat(given) | facts["reopened"].eq(1.0).to_numpy()] = np.nan
    return pd.Series(values, index=facts.index, dtype=float)
