"""The probability of every past answer, as it could have been said on the day it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.errors import InputError, TrainingError
from tsur_nlp.respond.reopening.judged import Floats, judged
from tsur_nlp.respond.reopening.model import ReopeningModel
from tsur_nlp.respond.reopening.settings import ReopeningSettings

if TYPE_CHECKING:
    import pandas as pd


def rolling_probability(
    facts: pd.DataFrame,
    *,
    outcome: pd.Series | None = None,
    settings: ReopeningSettings | None = None,
    every_days: int = 7,
) -> Floats:
    """Return probabilities by models fitted anew every week, each on earlier answers only.

    NaN where there is no answer, or where too few answers had been reopened before it.

    Raises:
        InputError: a column is missing, or ``every_days`` is not positive.
    """
    import pandas as pd

    if every_days < 1:
        raise InputError(f"every_days is {every_days}: give at least one day")
    said = np.full(len(facts), np.nan)
    given = pd.Series(judged(facts, own_answer=outcome is not None).given)
    # Counted from a fixed Monday, so that a longer export changes no period of a shorter one.
    period = (given - pd.Timestamp("2001-01-01")).dt.days // every_days
    for number in np.unique(period.dropna().to_numpy(np.int64)).tolist():
        start = pd.Timestamp("2001-01-01") + pd.Timedelta(number * every_days, "D")
        rows = period.eq(number).to_numpy()
        try:
            model = ReopeningModel.fit(facts, as_of=start, outcome=outcome, settings=settings)
        except TrainingError:
            continue  # not enough was known by then: the period stays without a forecast
        said[rows] = model.probability(facts.loc[rows])
    return said
