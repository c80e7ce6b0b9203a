"""What is counted of every message, and what is averaged where it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.respond.responses.promise_state import BROKEN, KEPT

if TYPE_CHECKING:
    import pandas as pd

COUNTS = ("messages", "answered", "open", "overdue", "promises", "kept_promises", "broken_promises")
SHARES = (
    "empty_share", "evidence_share", "on_point_share", "came_back_share", "reopened_share",
    "boilerplate_share",
)  # fmt: skip


def tallies(facts: pd.DataFrame, messages: pd.DataFrame) -> pd.DataFrame:
    """Return counts as 0 and 1, and shares as numbers that are NaN where nothing is known.

    ``overdue`` counts what waits beyond its deadline, not what was answered late; an empty answer
    is one that says nothing on the matter.
    """
    import pandas as pd

    kind = messages["answer_kind"]
    columns = {
        "messages": True,
        "answered": messages["answered"],
        "open": messages["open"],
        "overdue": messages["open"] & messages["hours_left"].lt(0),
        "promises": messages["promise_state"].ne(""),
        "kept_promises": messages["promise_state"].eq(KEPT),
        "broken_promises": messages["promise_state"].eq(BROKEN),
        "empty_share": np.where(kind.ne(""), kind.eq("empty"), np.nan),
        "evidence_share": messages["answer_evidence"],
        "on_point_share": messages["answer_on_point"],
        "came_back_share": messages["came_back"].where(_followed(facts)),
        "reopened_share": facts["reopened"],
        "boilerplate_share": messages["boilerplate_share"],
    }
    return pd.DataFrame(columns, index=messages.index).astype("float64")


def _followed(facts: pd.DataFrame) -> pd.Series[bool]:
    """Tell which messages have a person or a place by which another could be known again."""
    return facts["author"].ne("") | facts["house"].ne("") | facts["lat"].notna()
