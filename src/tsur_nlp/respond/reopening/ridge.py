"""A ridge-penalised logistic regression over traits and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.respond.reopening.features import Features
from tsur_nlp.respond.reopening.judged import Floats

if TYPE_CHECKING:
    import pandas as pd
    from scipy.sparse import csr_matrix

_ITERATIONS = 1_000
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Step:
    """A number's usual value, its spread, and the log odds that one spread adds."""

    mean: float
    spread: float
    weight: float


@dataclass(frozen=True, slots=True)
class Ridge:
    """The log odds of the usual answer, and what every trait and number adds to them."""

    intercept: float
    traits: Mapping[str, Mapping[str, float]]
    numbers: Mapping[str, Step]

    def log_odds(self, asked: Features) -> Floats:
        """Return the log odds of every row; what was never seen or is not known adds nothing."""
        odds = np.full(len(asked.traits), self.intercept)
        for name, weights in self.traits.items():
            odds += asked.traits[name].map(weights).fillna(0.0).to_numpy(float)
        for name, step in self.numbers.items():
            odds += step.weight * _scaled(asked.numbers[name], step.mean, step.spread)
        return odds

    def parts(self) -> dict[str, Mapping[str, float]]:
        """Return the log odds that every value of a trait, and one spread of a number, adds."""
        return {**self.traits, **{name: {"": step.weight} for name, step in self.numbers.items()}}


def fit_ridge(seen: Features, target: Floats, prior_variance: float) -> Ridge:
    """Fit by penalised maximum likelihood; the intercept is free, so the mean is kept."""
    from scipy.sparse import hstack
    from sklearn.linear_model import LogisticRegression

    names = {name: sorted(set(column) - {""}) for name, column in seen.traits.items()}
    usual = {name: _usual(column) for name, column in seen.numbers.items()}
    flags = [_one_hot(seen.traits[name], values) for name, values in names.items()]
    scaled = [_scaled(seen.numbers[name], *usual[name]) for name in usual]
    rows = hstack([*flags, np.column_stack(scaled)]).tocsr()
    # scikit-learn's C is the prior variance where the loss is a sum over rows.
    model = LogisticRegression(C=prior_variance, max_iter=_ITERATIONS, tol=_TOLERANCE)
    weights = iter(model.fit(rows, target).coef_[0].tolist())
    traits = {
        str(name): {value: next(weights) for value in values} for name, values in names.items()
    }
    numbers = {str(name): Step(*usual[name], next(weights)) for name in usual}
    return Ridge(float(model.intercept_[0]), traits, numbers)


def _usual(column: pd.Series[Any]) -> tuple[float, float]:
    """Return mean and spread of what is known; a number that never varies has the spread 1."""
    known = column.dropna().to_numpy(float)
    if not len(known):
        return 0.0, 1.0
    return float(known.mean()), float(known.std()) or 1.0


def _scaled(column: pd.Series[Any], mean: float, spread: float) -> Floats:
    """Return spreads from the mean; the unknown is taken to be usual."""
    return np.nan_to_num((column.to_numpy(float) - mean) / spread, nan=0.0)


def _one_hot(column: pd.Series[Any], values: list[str]) -> csr_matrix:
    import pandas as pd
    from scipy.sparse import csr_matrix

    code = pd.Index(values).get_indexer(pd.Index(column))
    row = np.flatnonzero(code >= 0)
    shape = (len(column), len(values))
    return csr_matrix((np.ones(len(row)), (row, code[row])), shape=shape)
