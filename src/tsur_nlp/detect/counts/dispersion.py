"""How much counts spread: past outbreaks taken off, dispersion in time, spread between units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.counts.pattern import Pattern
from tsur_nlp.detect.counts.series import Series, unit_share
from tsur_nlp.detect.stream.messages import Floats, Ints

_CAP_WIDTH = 4.0
_CAP_FLOOR = 3.0
_CLIP = 2.0
_GUARD = 14
_POOL_WEIGHT = 50.0
_SPREAD_RANGE = (0.2, 2.0)


def cap_outbreaks(counts: Floats) -> Floats:
    """Cut days and weeks far above the series' mean down to the edge of what chance gives.

    The edge (mean + 4 standard deviations + 3) is crossed by chance about once in 10,000 days, so
    quiet series stay as they are.
    """
    calm = counts
    for _ in range(2):
        mean = calm.mean(axis=1, keepdims=True)
        phi = np.clip(calm.var(axis=1, keepdims=True) / np.maximum(mean, 0.1), 1.0, 4.0)
        calm = np.minimum(counts, _edge(mean, phi))
        week = _rolling(calm, 7)
        factor = np.minimum(1.0, _edge(7 * mean, phi) / np.maximum(week, 1e-9))
        calm = calm * _backwards_min(factor, 7)
    return calm


@dataclass(frozen=True, slots=True)
class Spread:
    """The variance of a count with mean μ is ``daily`` μ + ``weekly`` μ², for each series."""

    daily: Floats
    weekly: Floats


def dispersion(series: Series, calm: Floats, pattern: Pattern) -> Spread:
    """Estimate how counts spread from day to day and how the level wanders from week to week.

    The last days are left out: what is under way now must not excuse itself.
    """
    kept = calm.shape[1] - min(_GUARD, calm.shape[1] // 4)
    calm, exposure = calm[:, :kept], pattern.days[series.pattern, :kept]
    mean = exposure * (calm.sum(axis=1) / exposure.sum(axis=1))[:, None]
    key = series.pattern + (series.unit < 0) * (int(series.pattern.max()) + 1)
    daily = _daily(key, series, calm, mean)
    whole = calm.shape[1] - calm.shape[1] % 7
    if whole < 21:
        return Spread(daily, np.zeros(len(series)))
    weeks = [part[:, -whole:].reshape(len(series), -1, 7).sum(axis=2) for part in (calm, mean)]
    return Spread(daily, _weekly(key, series, weeks[0], weeks[1], daily))


def unit_spread(series: Series, calm: Floats, phi: Floats) -> Floats:
    """Return the shape of the gamma by which units differ in a topic beyond their size."""
    seen = calm.sum(axis=1)
    usual = seen[series.parent] * unit_share(series, seen)
    local = (series.level == 0) | (series.level == 1)
    size = int(series.pattern.max()) + 1
    excess = np.where(local, (seen - usual) ** 2 - phi * usual, 0.0)
    square = np.where(local, usual**2, 0.0)
    top = np.bincount(series.pattern, weights=excess, minlength=size)
    bottom = np.bincount(series.pattern, weights=square, minlength=size)
    pool = max(top.sum(), 0.0) / max(bottom.sum(), 1e-9)
    variance = (np.maximum(top, 0.0) + pool * _POOL_WEIGHT) / (bottom + _POOL_WEIGHT)
    shape: Floats = np.clip(1.0 / np.maximum(variance, 1e-9), *_SPREAD_RANGE)
    return shape[series.pattern]


def _edge(mean: Floats, phi: Floats) -> Floats:
    edge: Floats = mean + _CAP_WIDTH * np.sqrt(phi * mean) + _CAP_FLOOR
    return edge


def _rolling(counts: Floats, width: int) -> Floats:
    """Return the sum of the ``width`` days that end with each day."""
    total = np.cumsum(counts, axis=1)
    total[:, width:] -= total[:, :-width].copy()
    return total


def _backwards_min(factor: Floats, width: int) -> Floats:
    """Return for each day the least factor of the windows that hold it."""
    least = factor.copy()
    for ahead in range(1, min(width, factor.shape[1])):
        least[:, :-ahead] = np.minimum(least[:, :-ahead], factor[:, ahead:])
    return least


def _daily(key: Ints, series: Series, counts: Floats, mean: Floats) -> Floats:
    """Return variance over mean, pooled over the units of a pattern, at least 1.

    It is read from the steps between neighbouring days, so a slow drift is no dispersion, and a
    step adds no more than the square of its edge, so an outbreak in the history is none either.
    """
    step = np.abs(np.diff(counts - mean, axis=1))
    scale = mean[:, 1:] + mean[:, :-1]
    total = scale.sum(axis=1)
    phi = np.ones(len(series))
    for _ in range(4):
        square = np.minimum(step, _CLIP * np.sqrt(phi[:, None] * scale) + _CLIP) ** 2
        phi = np.maximum(1.0, _shrunk(key, series, square.sum(axis=1), total))
    return phi


def _weekly(key: Ints, series: Series, counts: Floats, mean: Floats, daily: Floats) -> Floats:
    """Return the squared coefficient of variation of a week's level beyond the daily noise."""
    step = np.abs(np.diff(counts - mean, axis=1))
    noise = daily[:, None] * (mean[:, 1:] + mean[:, :-1])
    square = mean[:, 1:] ** 2 + mean[:, :-1] ** 2
    wander = np.zeros(len(series))
    for _ in range(4):
        edge = _CLIP * np.sqrt(noise + wander[:, None] * square) + _CLIP
        excess = (np.minimum(step, edge) ** 2 - noise).sum(axis=1)
        wander = np.clip(_shrunk(key, series, excess, square.sum(axis=1)), 0.0, 1.0)
    return wander


def _shrunk(key: Ints, series: Series, top: Floats, bottom: Floats) -> Floats:
    """Return the ratio of sums over each key, leaning on the ratio of its level."""
    by_level = [np.bincount(series.level, weights=w, minlength=6) for w in (top, bottom)]
    usual = (by_level[0] / np.maximum(by_level[1], 1e-9))[series.level]
    sums = [np.bincount(key, weights=w)[key] for w in (top, bottom)]
    ratio: Floats = (sums[0] + _POOL_WEIGHT * usual) / (sums[1] + _POOL_WEIGHT)
    return ratio
