"""How much counts spread beyond Poisson's: of the territory in time, of units around its share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.counts.bursts import with_bursts
from tsur_nlp.detect.counts.calm import Calm
from tsur_nlp.detect.counts.pattern import Pattern
from tsur_nlp.detect.counts.series import Series, from_topics
from tsur_nlp.detect.stream.messages import Bools, Floats

_CLIP = 4.0
_FLOOR = 2.0
_GUARD = 14
_WEEK = 7
_MOST = 0.9
_ERRORS = 2.0
_LEVELS = 6
_NEIGHBOURS = 1.5


@dataclass(frozen=True, slots=True)
class Spread:
    """The variance of a count with mean μ is ``daily`` μ + ``weekly`` μ², for each series."""

    daily: Floats
    weekly: Floats


def dispersion(series: Series, calm: Calm, pattern: Pattern) -> Spread:
    """Estimate how counts spread from day to day and how the level wanders from week to week.

    The last days are left out: what is under way now must not excuse itself. A unit's count is
    compared with its share of the territory's count of the same day, so a wave is no dispersion.
    """
    kept = calm.own.shape[1] - min(_GUARD, calm.own.shape[1] // 4)
    counts, whole = calm.own[:, :kept], calm.whole[:, :kept]
    exposure = pattern.days[series.pattern, :kept]
    own = exposure * (counts.sum(axis=1) / exposure.sum(axis=1))[:, None]
    share = counts.sum(axis=1) / np.maximum(whole.sum(axis=1), 1e-9)
    shared = from_topics(series, share[:, None] * whole)
    # a unit that is nearly all of the territory has nothing to be compared with
    local = ((series.unit >= 0) & (share < _MOST))[:, None]
    mean = np.where(local, shared, own)
    # a unit's count is a part of the whole that it is compared with
    scale = np.where(local, shared * np.maximum(1.0 - share[:, None], 0.0), own)
    daily = _daily(series, counts, mean, scale, local[:, 0])
    daily = with_bursts(series, series.counts[:, :kept], share, own, daily)
    return Spread(daily, _weekly(series, counts, mean, daily))


def _daily(series: Series, counts: Floats, mean: Floats, scale: Floats, local: Bools) -> Floats:
    """Return variance over mean of every series.

    The territory's is read from the steps between neighbouring days, so that a slow drift is none;
    a unit's from its residuals. Each is cut at an edge, so that an outbreak in the history is none
    either, pooled over the units of a pattern, and leans on its level as far as chance explains it.
    """
    off = counts - mean
    step = np.zeros_like(off)
    step[:, 1:] = np.diff(off, axis=1)
    width = scale.copy()
    width[:, 1:] += scale[:, :-1]
    off, scale = (np.where(local[:, None], a, b) for a, b in ((off, step), (scale, width)))
    scale[~local, 0] = 0.0
    square = np.minimum(np.abs(off), _CLIP * np.sqrt(scale) + _FLOOR) ** 2
    chance = (scale + 2.0 * scale**2).sum(axis=1) * np.where(local, 1.0, _NEIGHBOURS)
    return np.maximum(1.0, _leaning(series, square.sum(axis=1), scale.sum(axis=1), chance))


def _weekly(series: Series, counts: Floats, mean: Floats, daily: Floats) -> Floats:
    """Return the squared coefficient of variation of a week's level beyond the daily noise."""
    whole = counts.shape[1] - counts.shape[1] % _WEEK
    if whole < 3 * _WEEK:
        return np.zeros(len(series))
    counts, mean = (
        part[:, -whole:].reshape(len(series), -1, _WEEK).sum(axis=2) for part in (counts, mean)
    )
    step = np.abs(np.diff(counts - mean, axis=1))
    noise = daily[:, None] * (mean[:, 1:] + mean[:, :-1])
    square = mean[:, 1:] ** 2 + mean[:, :-1] ** 2
    edge = _CLIP * np.sqrt(noise) + _FLOOR
    excess = (np.minimum(step, edge) ** 2 - noise).sum(axis=1)
    chance = _NEIGHBOURS * (noise + 2.0 * noise**2).sum(axis=1)
    wander = _leaning(series, excess, square.sum(axis=1), chance)
    return np.clip(wander, 0.0, 1.0)


def _leaning(series: Series, top: Floats, bottom: Floats, chance: Floats) -> Floats:
    """Return top / bottom by level and pattern, each leaning on its level.

    ``chance`` is the variance of ``top``. Empirical Bayes by moments: a pattern's own ratio counts
    as far as patterns differ by more than chance. The level's ratio gives up two standard errors:
    a spread that its own error explains is none.
    """
    size = int(series.pattern.max()) + 1
    key = series.level * size + series.pattern
    sums = [np.bincount(key, weights=w, minlength=_LEVELS * size) for w in (top, bottom, chance)]
    tops, bottoms, chances = (part.reshape(_LEVELS, size) for part in sums)
    usual = tops.sum(axis=1) / np.maximum(bottoms.sum(axis=1), 1e-9)
    error = chances.sum(axis=1) ** 0.5 / np.maximum(bottoms.sum(axis=1), 1e-9)
    ratio = tops / np.maximum(bottoms, 1e-9)
    noise = np.where(bottoms > 0, chances / np.maximum(bottoms, 1e-9) ** 2, np.inf)
    weight = np.where(bottoms > 0, 1.0 / np.maximum(noise, 1e-12), 0.0)
    beyond = (weight * (ratio - usual[:, None]) ** 2).sum(axis=1) - (bottoms > 0).sum(axis=1)
    between = np.maximum(beyond, 0.0) / np.maximum(weight.sum(axis=1), 1e-9)
    own = np.where(bottoms > 0, between[:, None] / (between[:, None] + noise), 0.0)
    level = (usual - _ERRORS * error)[:, None]
    leaning: Floats = level + own * (ratio - level)
    return leaning[series.level, series.pattern]
