"""The relative risk of many units at once: what is known of it when chance is taken off.

After DuMouchel's gamma-Poisson shrinker (The American Statistician 53, 1999): the risks of all
units come from a mixture of «as usual», close to 1, and «something happened», and a unit's
posterior leans on that mixture as far as its own count leaves room. How wide «usual» is and how
many units are not usual is read from the data (empirical Bayes), so that of many units and groups
looked at none is red by chance: the more of them are quiet, the more a loud one has to show.

Counts are negative binomial here, not Poisson, so the integrals are sums over a grid of risks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from tsur_nlp.detect.heat.settings import HeatSettings
from tsur_nlp.detect.stream.messages import Floats, Ints

_STEP = 0.03
RISKS: Floats = np.exp(np.arange(-100, 101) * _STEP)
"""The grid: from a twentieth of the usual to twenty times as many, 3 % apart."""

_SPREADS = 0.05 * 1.3 ** np.arange(10)
# «Something happened» is an exponential risk: twice the usual on average, anything up to 8 times.
_UNUSUAL_MEAN = 2.0
# What is assumed before looking weighs as much as so many units.
_WEIGHT = 10.0
_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Risk:
    """The posterior of every unit's relative risk: ``below`` is its distribution over `RISKS`."""

    below: Floats

    def exceeded(self, chance: float) -> Floats:
        """Return the risk that is exceeded with a probability, for each unit."""
        place = (self.below < 1.0 - chance).sum(axis=1)
        found: Floats = RISKS[np.minimum(place, len(RISKS) - 1)]
        return found


def relative_risk(
    observed: Floats,
    mean: Floats,
    variance: Floats,
    dispersion: Floats,
    family: Ints,
    settings: HeatSettings,
) -> Risk:
    """Return what is known of the risk of every unit; arrays of one length, ``mean`` above 0.

    ``variance`` is that of the count at a risk of 1, φμ + cμ² with φ the ``dispersion``; at a risk
    θ it is φθμ + c(θμ)². Units of one ``family`` (a topic group) share how often something
    happens in them: a wave of the group is believed in every unit.

    >>> seen, usual = np.array([10.0] * 20 + [45.0]), np.full(21, 10.0)
    >>> one = relative_risk(seen, usual, usual, np.ones(21), np.zeros(21, int), HeatSettings())
    >>> one.exceeded(0.95)[[0, 20]].round(1).tolist()
    [0.9, 3.3]
    """
    if not len(observed):
        return Risk(np.zeros((0, len(RISKS))))
    likely = _likelihood(observed, mean, variance, dispersion)
    unusual = _density(np.log(RISKS) - RISKS / _UNUSUAL_MEAN)
    loud = likely @ unusual
    fits = [_fit(spread, likely, loud, settings) for spread in _SPREADS.tolist()]
    _, spread, share = max(fits)
    usual = _usual(spread)
    chance = _chances(np.log(loud) - np.log(likely @ usual), family, share)[:, None]
    # mixing is by the chance that something happened, so each part is normed by itself
    calm = likely * usual / (likely @ usual)[:, None]
    posterior = (1.0 - chance) * calm + chance * likely * unusual / loud[:, None]
    return Risk(np.cumsum(posterior, axis=1))


def _likelihood(observed: Floats, mean: Floats, variance: Floats, dispersion: Floats) -> Floats:
    """Return the likelihood of every count (rows) at every risk, relative to its greatest."""
    wander = np.maximum((variance - dispersion * mean) / mean**2, _STEP**2)
    level = mean[:, None] * RISKS
    shape = level / (dispersion[:, None] - 1.0 + wander[:, None] * level)
    seen = observed[:, None]
    log = (
        gammaln(seen + shape)
        - gammaln(shape)
        + shape * np.log(shape / (shape + level))
        + seen * np.log(level / (shape + level))
    )
    likely: Floats = np.exp(np.maximum(log - log.max(axis=1, keepdims=True), -700.0))
    return likely


def _usual(spread: float) -> Floats:
    return _density(-((np.log(RISKS) / spread) ** 2) / 2.0)


def _density(log: Floats) -> Floats:
    weights = np.exp(log - log.max())
    density: Floats = weights / weights.sum()
    return density


def _fit(
    spread: float, likely: Floats, loud: Floats, settings: HeatSettings
) -> tuple[float, float, float]:
    """Return the penalised likelihood of a spread, the spread, and the share of unusual units."""
    calm = likely @ _usual(spread)
    prior = settings.unusual_share
    chance = _chances(np.log(loud) - np.log(calm), np.zeros(len(loud), dtype=np.int64), prior)
    share = float(_mean(chance, prior))
    fit = float(np.log((1.0 - share) * calm + share * loud).sum())
    fit += _WEIGHT * (prior * np.log(share) + (1.0 - prior) * np.log1p(-share))
    return fit - (spread / settings.usual_spread) ** 2 / 2.0, spread, share


def _mean(chance: Floats, prior: float) -> float:
    return float((chance.sum() + _WEIGHT * prior) / (len(chance) + _WEIGHT))


def _chances(odds: Floats, family: Ints, prior: float) -> Floats:
    """Return how likely it is that something happened in each unit; ``odds`` are logarithms.

    The share of such units in a family leans on ``prior`` (EM).
    """
    sizes = np.bincount(family)
    shares = np.full(len(sizes), prior)
    for _ in range(_ROUNDS):
        logit = odds + (np.log(shares) - np.log1p(-shares))[family]
        chance: Floats = 1.0 / (1.0 + np.exp(-np.clip(logit, -700.0, 700.0)))
        shares = (np.bincount(family, weights=chance) + _WEIGHT * prior) / (sizes + _WEIGHT)
    return chance
