"""Quasi-Poisson regression with a logarithmic link, by iteratively reweighted least squares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_triangular
from scipy.special import xlogy

from tsur_nlp.detect.stream.messages import Floats
from tsur_nlp.errors import InputError

# R's `glm.fit` stops where the deviance changes by less than this part of itself; a level without
# cases has no finite coefficient, and only the same rule stops at the same number.
_TOLERANCE = 1e-8
_ROUNDS = 25
_LEAST_MEAN = float(np.finfo(np.float64).eps)
_HIGHEST = 700.0


@dataclass(frozen=True, slots=True)
class QuasiPoisson:
    """A fitted model: Var(y) = dispersion · mean / weight.

    ``covariance`` is that of the coefficients, to be multiplied by a dispersion; ``leverage`` is
    the diagonal of the hat matrix; ``dispersion`` is Pearson's statistic per degree of freedom.
    """

    coefficients: Floats
    covariance: Floats
    mean: Floats
    leverage: Floats
    dispersion: float
    freedom: int
    converged: bool

    def predict(self, row: Floats) -> tuple[float, float]:
        """Return the linear predictor of a row and its variance, dispersion apart."""
        return float(row @ self.coefficients), float(row @ self.covariance @ row)


def fit_quasi_poisson(design: Floats, counts: Floats, weights: Floats) -> QuasiPoisson:
    """Fit log E[counts] = design @ coefficients by maximum quasi-likelihood.

    Args:
        design: rows × coefficients, of full rank.
        counts: one non-negative number a row.
        weights: prior weight of each row, above 0.

    Raises:
        InputError: no more rows than coefficients, or columns that repeat each other.

    With an intercept alone the mean is the weighted mean:

    >>> fit = fit_quasi_poisson(np.ones((3, 1)), np.array([1.0, 2.0, 6.0]), np.ones(3))
    >>> round(float(fit.mean[0]), 9), round(fit.dispersion, 4)  # (4 + 1 + 9) / 3 / 2
    (3.0, 2.3333)
    """
    _check(design)
    coefficients, working, converged = _iterate(design, counts, weights)
    basis, triangle = np.linalg.qr(np.sqrt(working)[:, None] * design)
    inverse = solve_triangular(triangle, np.eye(len(triangle)))
    mean = _mean(design @ coefficients)
    freedom = len(counts) - design.shape[1]
    # Pearson's statistic with the weights of the last round, as in R's `summary.glm`
    pearson = float(np.sum(working * ((counts - mean) / mean) ** 2))
    return QuasiPoisson(
        coefficients=coefficients,
        covariance=inverse @ inverse.T,
        mean=mean,
        leverage=np.sum(basis**2, axis=1),
        dispersion=pearson / freedom,
        freedom=freedom,
        converged=converged,
    )


def _iterate(design: Floats, counts: Floats, weights: Floats) -> tuple[Floats, Floats, bool]:
    """Return coefficients, working weights of the last round, and whether it converged."""
    mean = counts + 0.1
    eta = np.log(mean)
    deviance = np.inf
    for _ in range(_ROUNDS):
        working: Floats = weights * mean
        root = np.sqrt(working)
        basis, triangle = np.linalg.qr(root[:, None] * design)
        target = root * (eta + (counts - mean) / mean)
        coefficients: Floats = solve_triangular(triangle, basis.T @ target)
        eta = design @ coefficients
        mean = _mean(eta)
        before, deviance = deviance, _deviance(counts, mean, weights)
        if abs(deviance - before) < _TOLERANCE * (abs(deviance) + 0.1):
            return coefficients, working, True
    return coefficients, working, False


def _mean(eta: Floats) -> Floats:
    mean: Floats = np.maximum(np.exp(np.minimum(eta, _HIGHEST)), _LEAST_MEAN)
    return mean


def _check(design: Floats) -> None:
    rows, columns = design.shape
    if rows <= columns:
        raise InputError(
            f"quasi-Poisson fit: {rows} counts for {columns} coefficients; give a longer history,"
            " fewer periods, or a wider window"
        )
    if np.linalg.matrix_rank(design) < columns:
        raise InputError(
            f"quasi-Poisson fit: the {columns} columns of the design repeat each other; use fewer"
            " periods or no trend"
        )


def _deviance(counts: Floats, mean: Floats, weights: Floats) -> float:
    terms = xlogy(counts, counts / mean) - (counts - mean)
    return float(2.0 * np.sum(weights * terms))
