"""Weights of the experts: what makes the bodies of rows that they had not seen most likely.

All weights are then made larger or smaller together until the confidence of the first body is how
often it is right: likelihood alone also cares for the bodies far behind, which nobody is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.respond.bodies.recommend.counts import Matrix
from tsur_nlp.respond.bodies.recommend.mixture import Weights, softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

UNIFORM = 0.5
"""The weight of every expert before anything is known of them."""

_LEAST = 1e-6
_CAUTION = 1.0
"""How many rows the belief in `UNIFORM` is worth; it settles what few rows cannot."""


_TEMPERATURES = np.geomspace(0.3, 3.0, 47)


def weigh(prior: Matrix, said: Mapping[str, Matrix], truth: NDArray[np.intp]) -> Weights:
    """Find the weights of a prior and of the chains that suit the true bodies of some rows."""
    if not len(truth):
        return Weights(1.0, dict.fromkeys(said, UNIFORM))
    experts = np.stack([prior, *said.values()])
    weights = _likeliest(experts, truth)
    weights *= _temperature(np.tensordot(weights.astype(np.float32), experts, 1), truth)
    found = weights.round(4).tolist()
    return Weights(found[0], dict(zip(said, found[1:], strict=True)))


def _likeliest(experts: Matrix, truth: NDArray[np.intp]) -> Vector:
    """Fit a conditional logit (McFadden 1974); an expert may be ignored, never contradicted."""
    from scipy.optimize import minimize

    rows = np.arange(len(truth))
    right = experts[:, rows, truth].astype(float)

    def loss(weights: Vector) -> tuple[float, Vector]:
        chance = softmax(np.tensordot(weights.astype(np.float32), experts, 1))
        missing = np.einsum("erb,rb->er", experts, chance) - right
        away = weights - UNIFORM
        value = -np.log(np.maximum(chance[rows, truth], _LEAST)).sum() + _CAUTION * (away**2).sum()
        return float(value), missing.sum(axis=1) + 2 * _CAUTION * away

    start = np.full(len(experts), UNIFORM)
    bounds = [(0.0, None)] * len(experts)
    found: Vector = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def _temperature(scores: Matrix, truth: NDArray[np.intp]) -> float:
    """Choose the factor of the scores that makes «the first is right» most likely as it came."""
    right = scores.argmax(axis=1) == truth
    found = []
    for factor in _TEMPERATURES.tolist():
        sure = softmax(scores * np.float32(factor)).max(axis=1).astype(float)
        chance = np.where(right, sure, 1.0 - sure)
        found.append((round(float(np.log(np.maximum(chance, _LEAST)).mean()), 9), factor))
    return float(max(found)[1])
