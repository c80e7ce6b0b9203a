"""What a group or a unit holds of topics that are told already."""

from __future__ import annotations

import numpy as np

from tsur_nlp.detect.counts.expected import Expected
from tsur_nlp.detect.counts.series import Series
from tsur_nlp.detect.stream.arrays import Ints


def topics_inside(series: Series, i: int) -> Ints:
    """Return the units' topics of which a group or a whole consists; a topic consists of none."""
    if series.topic[i] >= 0:
        return np.array([], dtype=np.int64)
    inside = series.level == 0
    if series.unit[i] >= 0:
        inside = inside & (series.unit == series.unit[i])
    if series.group[i] >= 0:
        inside = inside & (series.group == series.group[i])
    return np.flatnonzero(inside)


def brought(series: Series, expected: Expected, i: int, topics: Ints, b: int) -> float:
    """Return how much of what series ``i`` has in window ``b`` some topics inside it bring.

    A unit's series counts of each topic no more than that may bring (`Expected.shared`), and of
    each group likewise; a territory's counts all.
    """
    seen = expected.observed[topics, b]
    if series.unit[i] < 0:
        return float(seen.sum())
    seen = np.minimum(seen, expected.most[topics, b])
    above = series.wider[topics]
    groups, place = np.unique(above[above != i], return_inverse=True)
    of_group = np.bincount(place, weights=seen[above != i], minlength=len(groups))
    had, most = expected.shared[groups, b], expected.most[groups, b]
    through = np.minimum(had, most) - np.minimum(had - of_group, most)
    return float(seen[above == i].sum() + through.sum())
