"""How often the territory has had as much of a topic as now.

A topic that comes in bursts has windows that a steady one would have once in a thousand years. What
a topic's windows were before, each against the eight weeks before it, says how common the present
one is; a topic of short history leans on all the others.
"""

from __future__ import annotations

import numpy as np

from tsur_nlp.detect.counts.series import Series
from tsur_nlp.detect.scan.tails import tail
from tsur_nlp.detect.stream.arrays import Floats, Ints

_BASE = 56
_LEAST = 14
_JEFFREYS = 0.5
# The windows of all topics count as so many days of a topic's own.
_OTHERS = 100.0


def commonness(series: Series, parents: Ints, window: int) -> Floats:
    """Return how often a window of the territory's series holds so much or more, for each of them.

    Args:
        series: all series.
        parents: rows of the territory's series of one level.
        window: length of the window that ends today, in days.
    """
    rows = np.flatnonzero(series.level == series.level[parents[0]])
    chances = _chances(series, rows, window)
    now, past = chances[:, 0], chances[:, 1:]
    sorted_past = np.sort(past, axis=None)
    at = np.searchsorted(rows, parents)
    rare = now[at]
    among = (np.searchsorted(sorted_past, rare, side="right") + rare**0.5) / (past.size + 1.0)
    own = (past[at] <= rare[:, None]).sum(axis=1)
    weight = _OTHERS / window
    found: Floats = (own + weight * among) / (past.shape[1] + weight)
    return np.maximum(found, rare)


def _chances(series: Series, rows: Ints, window: int) -> Floats:
    """Return the chance of so much or more in each window, rows × windows, today's the first.

    Windows do not overlap, and each is compared with what was before it.
    """
    counts, size = series.counts[rows], _sizes(series)
    days = counts.shape[1]
    columns = []
    for stop in (days, *range(days - window, window + _LEAST - 1, -window)):
        here, before = (
            slice(stop - window, stop),
            slice(max(0, stop - window - _BASE), stop - window),
        )
        shape = counts[:, before].sum(axis=1) + _JEFFREYS
        mean = shape * size[here].sum() / size[before].sum()
        seen = counts[:, here].sum(axis=1)
        chance = tail(np.maximum(seen, 1.0), mean, mean + mean**2 / shape)
        columns.append(np.where(seen > 0, chance, 1.0))
    return np.stack(columns, axis=1)


def _sizes(series: Series) -> Floats:
    """Return the relative size of every day: what its weekday has of all messages."""
    (whole,) = np.flatnonzero(series.level == 5)
    days = np.bincount(series.lived, minlength=7)
    sums = np.bincount(series.lived, weights=series.counts[whole], minlength=7)
    size: Floats = ((sums + 1.0) / np.maximum(days, 1))[series.lived]
    return size
