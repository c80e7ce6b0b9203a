"""The odds that an answer is reopened: a logistic regression that trusts few answers little.

The log odds are a sum over the answer's traits and numbers. A ridge penalty is a Gaussian prior on
every trait's share of the sum (Hoerl & Kennard 1970), so a topic with three answers stays near its
group, a group near the whole, and what was never seen adds nothing: empirical-Bayes shrinkage
without a table of rates to keep.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.errors import InputError, TrainingError
from tsur_nlp.respond.reopening.features import features
from tsur_nlp.respond.reopening.judged import Bools, Floats, judged, outcomes
from tsur_nlp.respond.reopening.ridge import Ridge, fit_ridge
from tsur_nlp.respond.reopening.settings import ReopeningSettings

if TYPE_CHECKING:
    import pandas as pd

_NEEDED = (
    "id", "text", "created_at", "topic_group", "topic", "assignee", "answered_at", "answer_text",
    "reopened", "first_answered_at", "answer_kind", "answer_evidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReopeningModel:
    """What `fit` learned, and from how many answers and reopened ones."""

    ridge: Ridge
    settings: ReopeningSettings
    own_answer: bool
    answers: int
    reopened: int

    @classmethod
    def fit(
        cls,
        facts: pd.DataFrame,
        *,
        as_of: dt.datetime,
        outcome: pd.Series | None = None,
        settings: ReopeningSettings | None = None,
    ) -> ReopeningModel:
        """Learn from the answers given at least ``follow_days`` before a moment.

        Without ``outcome`` the column ``reopened`` is learned, and nothing is read that was
        written after the first answer. With ``outcome`` (see `answers_came_back`) the answer in
        the row is the one that was judged: its body, kind, evidence and length count too.

        Raises:
            InputError: a column is missing, or the outcome is not of these rows.
            TrainingError: too few answers were reopened, or none was left alone.
        """
        chosen, own = settings or ReopeningSettings(), outcome is not None
        _check(facts, chosen.unit)
        target = outcomes(facts, outcome)
        known = _followed(facts, as_of, chosen, own) & ~np.isnan(target)
        _check_number(target[known], chosen)
        order = _by_time(facts.loc[known], own)
        seen = features(facts.loc[known].iloc[order], unit=chosen.unit, own_answer=own)
        ridge = fit_ridge(seen, target[known][order], chosen.prior_variance)
        return cls(ridge, chosen, own, int(known.sum()), int(target[known].sum()))

    def probability(self, facts: pd.DataFrame) -> Floats:
        """Return the probability for every row, NaN where there is no answer to reopen.

        Ask it of answers later than those it learned from; for the past take
        `rolling_probability`. For an answer about to be sent, its moment is now.
        """
        _check(facts, self.settings.unit)
        asked = features(facts, unit=self.settings.unit, own_answer=self.own_answer)
        given = judged(facts, own_answer=self.own_answer).given
        odds = self.ridge.log_odds(asked)
        return np.where(np.isnat(given), np.nan, 1.0 / (1.0 + np.exp(-odds)))

    def odds_ratios(self) -> pd.DataFrame:
        """Return by how much each trait, and a usual step of each number, multiplies the odds."""
        import pandas as pd

        parts: Mapping[str, Mapping[str, float]] = self.ridge.parts()
        rows = [(name, value, w) for name, part in parts.items() for value, w in part.items()]
        table = pd.DataFrame(rows, columns=["trait", "value", "weight"])
        table["odds_ratio"] = np.exp(table.pop("weight"))
        order = ["trait", "odds_ratio", "value"]
        return table.sort_values(order, ascending=[True, False, True], ignore_index=True)


def _followed(
    facts: pd.DataFrame, as_of: dt.datetime, settings: ReopeningSettings, own_answer: bool
) -> Bools:
    """Tell which answers have been followed long enough to know what became of them."""
    import pandas as pd

    last = pd.Timestamp(as_of).to_datetime64() - np.timedelta64(settings.follow_days, "D")
    if np.isnat(last):
        raise InputError("as_of is not a date: give the moment the export was made")
    return judged(facts, own_answer=own_answer).before(last)


def _check(facts: pd.DataFrame, unit: str) -> None:
    missing = [name for name in (*_NEEDED, unit) if name not in facts.columns]
    if missing:
        raise InputError(f"no column {', '.join(missing)}: give the canonical frame of facts")


def _check_number(target: Floats, settings: ReopeningSettings) -> None:
    reopened = int(target.sum())
    if reopened < settings.min_reopened:
        raise TrainingError(
            f"{reopened} reopened among {len(target)} answers followed for "
            f"{settings.follow_days} days, {settings.min_reopened} are needed: take a longer export"
        )
    if reopened == len(target):
        raise TrainingError("every answer was reopened: the outcome column says nothing")


def _by_time(facts: pd.DataFrame, own_answer: bool) -> NDArray[np.int64]:
    """Return an order that does not depend on the order of the rows, so sums do not either."""
    keys = (
        facts[["id", "text"]].astype(str).assign(given=judged(facts, own_answer=own_answer).given)
    )
    ranks = keys.reset_index(drop=True).sort_values(["given", "id", "text"], kind="stable")
    return ranks.index.to_numpy(np.int64)
