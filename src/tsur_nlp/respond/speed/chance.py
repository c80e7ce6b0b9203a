"""What chance alone explains: intervals of shares and counts, shrinkage."""

from __future__ import annotations

import numpy as np
from scipy.special import gammainc, gammaincc, gammaincinv, ndtr

from tsur_nlp.respond.speed.curve import CONFIDENCE, Z
from tsur_nlp.respond.speed.spans import Floats

_STEPS = 60
_LARGEST_SPREAD = 10.0


def wilson(count: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Return the limits of a share (Wilson 1927), NaN where there is nothing to count.

    >>> low, high = wilson(np.array([8.0]), np.array([10.0]))
    >>> round(float(low[0]), 3), round(float(high[0]), 3)
    (0.49, 0.943)
    """
    n = np.where(n > 0, n, np.nan)
    share, extra = count / n, Z**2 / n
    middle = (share + extra / 2.0) / (1.0 + extra)
    half = Z * np.sqrt(share * (1.0 - share) / n + Z**2 / (4.0 * n**2)) / (1.0 + extra)
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)


def poisson_p(observed: Floats, expected: Floats) -> Floats:
    """Return the two-sided chance of a count so far from the expected one.

    Twice the smaller tail, written with the gamma function so that counts may be fractions.

    >>> round(float(poisson_p(np.array([10.0]), np.array([5.0]))[0]), 4)
    0.0637
    """
    mean = np.maximum(expected, 1e-9)
    above = np.where(observed > 0, gammainc(np.maximum(observed, 1e-9), mean), 1.0)
    below = gammaincc(observed + 1.0, mean)
    return np.asarray(2.0 * np.minimum(above, below)).clip(max=1.0)


def normal_p(z: Floats) -> Floats:
    """Return the two-sided chance of a standard score so far from zero."""
    chance: Floats = 2.0 * ndtr(-np.abs(z))
    return chance


def spread_of(observed: Floats, expected: Floats, variance: Floats) -> float:
    """Return the variance of the true ratios around 1.

    Clayton & Kaldor's (1987) moment equation, Σ (O - E)² / (V + τ²E²) = k, solved by halving: it
    falls as τ² grows. Who is compared with nobody (no variance) says nothing.
    """
    used = variance > 1e-9 * expected
    square, weight = (observed[used] - expected[used]) ** 2, expected[used] ** 2
    low, high = 0.0, _LARGEST_SPREAD
    for _ in range(_STEPS):
        middle = (low + high) / 2.0
        enough = (square / (variance[used] + middle * weight)).sum() > used.sum()
        low, high = (middle, high) if enough else (low, middle)
    return high


def shrink(observed: Floats, expected: Floats, spread: float) -> tuple[Floats, Floats, Floats]:
    """Return ratio and limits of gamma–Poisson posteriors with prior mean 1 and this variance.

    >>> [round(float(x[0]), 2) for x in shrink(np.array([6.0]), np.array([2.0]), 0.25)]
    [1.67, 0.8, 2.85]
    """
    prior = 1.0 / max(spread, 1e-9)
    shape, rate = observed + prior, expected + prior
    tail = (1.0 - CONFIDENCE) / 2.0
    return (
        shape / rate,
        gammaincinv(shape, tail) / rate,
        gammaincinv(shape, 1.0 - tail) / rate,
    )
