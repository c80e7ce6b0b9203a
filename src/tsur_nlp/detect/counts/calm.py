"""Past outbreaks taken off, so that they make neither the usual level nor the usual spread.

The edge (mean + 4 standard deviations + 3) is crossed by chance about once in 10,000 days, so quiet
series stay as they are. It does the work of the weights of Noufaily et al. (2013, Stat. Med.
32:1206) for series too short to be fitted twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.counts.series import Series
from tsur_nlp.detect.stream.messages import Floats

_WIDTH = 4.0
_FLOOR = 3.0
_WEEK = 7
_LOCAL_PHI = 1.5
_MOST_TIMES = 20.0


@dataclass(frozen=True, slots=True)
class Calm:
    """Counts without outbreaks (series × days).

    ``own`` are the counts that a level is read from. ``whole`` is, for every series, the
    territory's count that a unit's share is a part of: a wave stays in both, and what is cut off a
    unit is missing in both.
    """

    own: Floats
    whole: Floats


def calm_down(series: Series) -> Calm:
    """Take the outbreaks off every series: off the territory's its waves, off a unit its own."""
    counts, local = series.counts, series.unit >= 0
    own = np.empty_like(counts)
    own[~local] = _cap_waves(counts[~local])
    own[local] = _cap_local(counts[local], counts[series.parent[local]])
    cut = np.zeros((len(series), counts.shape[1]))
    key = series.level[local] * len(series) + series.parent[local]
    kinds, place = np.unique(key, return_inverse=True)
    sums = np.zeros((len(kinds), counts.shape[1]))
    np.add.at(sums, place, (counts - own)[local])
    cut[local] = sums[place]
    return Calm(own, counts[series.parent] - cut)


def _cap_waves(counts: Floats) -> Floats:
    """Cut days and weeks far above the series' mean."""
    calm = counts
    for _ in range(2):
        mean = calm.mean(axis=1, keepdims=True)
        phi = np.clip(calm.var(axis=1, keepdims=True) / np.maximum(mean, 0.1), 1.0, 4.0)
        calm = _cut(counts, np.broadcast_to(mean, counts.shape), phi)
    return calm


def _cap_local(counts: Floats, whole: Floats) -> Floats:
    """Cut days and weeks far above the unit's part of what the others have on the same days.

    Of a unit that has more than all the others these say little: it may have its own mean too.
    """
    calm, days = counts, counts.shape[1]
    for _ in range(2):
        part = calm.sum(axis=1, keepdims=True)
        ratio = part / np.maximum(whole.sum(axis=1, keepdims=True) - part, 1.0)
        mean = np.minimum(ratio, _MOST_TIMES) * (whole - counts)
        calm = _cut(counts, np.where(ratio > 1.0, np.maximum(mean, part / days), mean), _LOCAL_PHI)
    return calm


def _cut(counts: Floats, mean: Floats, phi: Floats | float) -> Floats:
    calm = np.minimum(counts, edge(mean, phi))
    factor = edge(_rolling(mean, _WEEK), phi) / np.maximum(_rolling(calm, _WEEK), 1e-9)
    return calm * _backwards_min(np.minimum(1.0, factor), _WEEK)


def edge(mean: Floats, phi: Floats | float = 1.0) -> Floats:
    """Return the count that is crossed by chance about once in 10,000; ``phi`` is variance / mean.

    >>> edge(np.array([0.0, 1.0, 25.0])).tolist()
    [3.0, 8.0, 48.0]
    """
    limit: Floats = mean + _WIDTH * np.sqrt(phi * mean) + _FLOOR
    return limit


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
