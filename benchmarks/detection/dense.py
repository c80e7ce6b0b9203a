"""A rival that looks at places: plain HDBSCAN on the last week's messages of each topic.

The space is place × time, a day as far as 30 m; an alarm is a cluster of so many messages. What is
clustered is the scikit-learn implementation with its defaults, so it needs no package of its own.
"""

from __future__ import annotations

import numpy as np
from sklearn.cluster import HDBSCAN

from detection.counts import Counts, Floats, Ints
from detection.engine import SETTINGS

LEAST = (3, 5)
"""Least sizes of a cluster that are tried."""
_DAYS = 7


def scores(counts: Counts, days: range, least: int) -> Floats:
    """Return for each series and each of the days the size of its largest cluster."""
    found = np.zeros((len(counts.daily), len(days)))
    for column, day in enumerate(days):
        rows = _recent(counts, day)
        for topic in np.unique(counts.topic[rows]):
            own = rows[counts.topic[rows] == topic]
            for unit, size in _sizes(counts, own, least):
                series = unit * len(counts.topics) + topic
                found[series, column] = max(found[series, column], size)
    return found


def score(counts: Counts, series: int, day: int, least: int) -> int:
    """Return the size of the largest cluster of one series on one day."""
    unit, topic = divmod(series, len(counts.topics))
    rows = _recent(counts, day)
    sizes = _sizes(counts, rows[counts.topic[rows] == topic], least)
    return max((size for where, size in sizes if where == unit), default=0)


def labels(counts: Counts, rows: Ints, least: int) -> Ints:
    """Return the cluster of each message, −1 for noise."""
    if len(rows) <= least:
        return np.full(len(rows), -1)
    space = np.column_stack([counts.points[rows], counts.day[rows] * SETTINGS.metres_per_day])
    return HDBSCAN(min_cluster_size=least, copy=True).fit_predict(space)


def _recent(counts: Counts, day: int) -> Ints:
    return np.flatnonzero((counts.day > day - _DAYS) & (counts.day <= day))


def _sizes(counts: Counts, rows: Ints, least: int) -> list[tuple[int, int]]:
    """Return the unit that most of a cluster lies in, and its size, for each cluster."""
    found = labels(counts, rows, least)
    clusters = [rows[found == label] for label in range(found.max(initial=-1) + 1)]
    return [(int(np.bincount(counts.unit[own]).argmax()), len(own)) for own in clusters]
