"""The negative binomial: chances of counts, and which counts a level of chance asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.special import betainc

from tsur_nlp.detect.stream.messages import Floats, Ints

# Cells of the table: means by 0.05 of a decimal order, spreads by 0.2.
_MEANS = (-4.0, 1.6, 0.05)
_SPREADS = (-3.0, 1.0, 0.2)
_MOST = 320
_ALPHAS = 10.0 ** -np.arange(1.0, 16.0)


def tail(observed: Floats, mean: Floats, variance: Floats) -> Floats:
    """Return the probability of so many messages or more, negative binomial.

    ``observed`` is 1 or more; where the variance is not above the mean it is Poisson's.

    >>> round(float(tail(np.array([3.0]), np.array([1.0]), np.array([1.0]))[0]), 4)
    0.0803
    """
    mean = np.maximum(mean, 1e-9)
    shape = mean**2 / np.maximum(variance - mean, 1e-7 * mean)
    chance: Floats = betainc(observed, shape, mean / (mean + shape))
    return chance


@dataclass(frozen=True, slots=True)
class Attainable:
    """For cells of mean and spread and for levels of chance ``alphas``: the least count that is
    as rare as the level (``counts``), and how rare that count really is (``chances``).

    Counts are whole numbers: a quiet series that would be an alarm at 1e-6 may have no count
    between 1e-5 and 1e-8, and then it spends only 1e-8.
    """

    alphas: Floats
    counts: Floats
    chances: Floats

    def cells(self, mean: Floats, variance: Floats) -> Ints:
        """Return the cell of each mean and variance."""
        row = _bin(np.log10(np.maximum(mean, 1e-12)), _MEANS)
        spread = np.maximum(variance / np.maximum(mean, 1e-12) - 1.0, 1e-12)
        return row * _size(_SPREADS) + _bin(np.log10(spread), _SPREADS)


@lru_cache(maxsize=4)
def attainable(least: int) -> Attainable:
    """Return the table for alarms of ``least`` messages or more (a pure function, kept).

    Where no count up to `_MOST` is rare enough, the count is `_MOST`, and it spends no more than α.
    """
    means, spreads = 10.0 ** _grid(_MEANS), 10.0 ** _grid(_SPREADS)
    mean, spread = (axis.ravel() for axis in np.meshgrid(means, spreads, indexing="ij"))
    seen = np.arange(least, _MOST + 1, dtype=float)
    chances = np.empty((len(mean), len(seen)))
    for k, count in enumerate(seen):
        chances[:, k] = tail(np.full_like(mean, count), mean, mean * (1.0 + spread))
    rare = chances[:, :, None] <= _ALPHAS[None, None, :]
    first = np.where(rare.any(axis=1), rare.argmax(axis=1), len(seen) - 1)
    found = np.take_along_axis(chances, first, axis=1)
    return Attainable(_ALPHAS, seen[first], np.minimum(found, _ALPHAS))


def _grid(axis: tuple[float, float, float]) -> Floats:
    return np.arange(_size(axis), dtype=np.float64) * axis[2] + axis[0]


def _size(axis: tuple[float, float, float]) -> int:
    return round((axis[1] - axis[0]) / axis[2]) + 1


def _bin(value: Floats, axis: tuple[float, float, float]) -> Ints:
    place = np.rint((value - axis[0]) / axis[2])
    found: Ints = np.clip(place, 0, _size(axis) - 1).astype(np.int64)
    return found
