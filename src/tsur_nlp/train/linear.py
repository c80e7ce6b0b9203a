"""Linear heads: a score for every label, learned one against the rest."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

UNSEEN = -1.5
"""The score of a label that stood in no row of the training part of a fold."""

ALONE = -1.0
"""The score of a label that was the only one seen, with nothing to be told from."""


@dataclass(frozen=True, slots=True)
class Head:
    """``scores = features @ weights + bias``, a column for each label."""

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def scores(self, features: csr_matrix) -> NDArray[np.float64]:
        """Score every row."""
        result: NDArray[np.float64] = features @ self.weights + self.bias
        return result


def fit_head(
    features: csr_matrix,
    names: Sequence[str],
    weights: Sequence[float],
    *,
    labels: Sequence[str],
    penalty: float,
    seed: int,
) -> Head:
    """Fit ``labels`` on rows named ``names``; ``penalty`` is the price of an error."""
    head = Head(np.zeros((features.shape[1], len(labels))), np.full(len(labels), UNSEEN))
    seen = sorted(set(names))
    columns = [labels.index(name) for name in seen]
    if len(seen) < 2:
        head.bias[columns] = UNSEEN if len(labels) == 1 else ALONE
        return head
    coefficients, bias = _support_vectors(features, names, weights, penalty, seed)
    if len(seen) == 2:
        coefficients, bias = np.vstack([-coefficients, coefficients]), np.r_[-bias, bias]
    head.weights[:, columns] = coefficients.T
    head.bias[columns] = bias
    return head


def _support_vectors(
    features: csr_matrix,
    names: Sequence[str],
    weights: Sequence[float],
    penalty: float,
    seed: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.svm import LinearSVC

    model = LinearSVC(C=penalty, tol=1e-2, max_iter=300, random_state=seed)
    with warnings.catch_warnings():
        # A label or two short of full convergence changes no prediction worth the minutes.
        warnings.simplefilter("ignore", ConvergenceWarning)
        # Where rows are few, many labels have one row: that is no mistake of the caller.
        warnings.filterwarnings("ignore", "The number of unique classes", UserWarning)
        model.fit(features, np.asarray(names, dtype=object), sample_weight=weights)
    return model.coef_, model.intercept_
