"""From the expected count to an upper bound and the chance of so many cases or more.

``delta``: y^⅔ is normal, its variance holds the dispersion and the error of the fit (Farrington et
al. 1996). ``nb_plugin``: y is negative binomial with the expected count as its mean (Noufaily et
al. 2013). ``muan``: the same with the upper 1 − α quantile of that mean in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special, stats

from tsur_nlp.detect.farrington.settings import Method
from tsur_nlp.detect.stream.messages import Floats

# the logarithm of a mean of a milliard: a fit so unsure has no upper bound to give
_BOUNDLESS = 20.7


@dataclass(frozen=True, slots=True)
class Forecast:
    """The linear predictor of the count looked at, its standard error, and the dispersion."""

    eta: float
    error: float
    dispersion: float


def bound(forecast: Forecast, count: float, alpha: float, method: Method) -> tuple[float, float]:
    """Return the upper bound at chance ``alpha`` and the chance of ``count`` or more.

    The bound is infinite and the chance 1 where the fit is so unsure that it says nothing.
    """
    if method == "delta":
        return _delta(forecast, count, alpha)
    shift = 0.0 if method == "nb_plugin" else float(stats.norm.isf(alpha)) * forecast.error
    if forecast.eta + shift > _BOUNDLESS:
        return np.inf, 1.0
    mean, phi = np.array([np.exp(forecast.eta + shift)]), np.array([forecast.dispersion])
    upper = quantile(mean, phi, alpha)
    return float(upper[0]), float(exceedance(np.array([count]), mean, phi)[0])


def exceedance(counts: Floats, mean: Floats, dispersion: Floats) -> Floats:
    """Return P(Y ≥ count) for a negative binomial of this mean and variance dispersion · mean.

    Poisson where the dispersion is 1. The shapes are equal.

    >>> exceedance(np.array([2.0]), np.array([1.0]), np.array([1.0])).round(6).tolist()  # 1 − 2/e
    [0.264241]
    """
    some = np.maximum(counts, 1.0)
    excess = np.maximum(dispersion - 1.0, 1e-12)
    chance = np.where(
        dispersion > 1.0,
        special.betainc(some, mean / excess, excess / (1.0 + excess)),
        special.gammainc(some, mean),
    )
    result: Floats = np.where(counts > 0.0, chance, 1.0)
    return result


def quantile(mean: Floats, dispersion: Floats, alpha: float) -> Floats:
    """Return the least count that is exceeded with a chance of ``alpha`` or less."""
    result = np.asarray(stats.poisson.ppf(1.0 - alpha, mean), dtype=np.float64)
    wide = dispersion > 1.0
    size = mean[wide] / (dispersion[wide] - 1.0)
    result[wide] = stats.nbinom.ppf(1.0 - alpha, size, 1.0 / dispersion[wide])
    return result


def _delta(forecast: Forecast, count: float, alpha: float) -> tuple[float, float]:
    mean = float(np.exp(forecast.eta))
    tau = forecast.dispersion + mean * forecast.error**2
    centre = mean ** (2.0 / 3.0)
    spread = 2.0 / 3.0 * mean ** (1.0 / 6.0) * tau**0.5
    upper = (centre + float(stats.norm.isf(alpha)) * spread) ** 1.5
    return upper, float(stats.norm.sf(count ** (2.0 / 3.0), loc=centre, scale=spread))
