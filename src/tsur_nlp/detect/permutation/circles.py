"""Circles around every place, grown neighbour by neighbour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.detect.permutation.settings import PermutationSettings
from tsur_nlp.detect.permutation.study import Bools, Floats, Ints, Study

_SAME_DISTANCE_M = 1e-3
_HASH_SEED = 20050215


@dataclass(frozen=True, slots=True)
class Circles:
    """Row ``i`` grows around place ``i``: ``order[i, :k + 1]`` are the places of its circle ``k``.

    ``real`` tells the circles that are meant: no place as far away as its last one is left out, it
    adds a case to the circle before it, and it is not too large. ``distinct`` marks one circle of
    those that hold the same cases. ``held`` is the number of cases in each, over all days.
    """

    order: NDArray[np.int32]
    held: Ints
    real: Bools
    distinct: Bools


def draw_circles(study: Study, settings: PermutationSettings) -> Circles:
    """Draw all circles of a study."""
    totals = study.by_place()
    most = settings.max_share * len(study)
    grown = [
        _grow(study.distances(i), totals, settings.radius_m, most) for i in range(len(study.places))
    ]
    ranks = max((len(order) for order, _ in grown), default=0)
    order = np.zeros((len(grown), ranks), dtype=np.int32)
    real = np.zeros((len(grown), ranks), dtype=bool)
    for i, (near, ends) in enumerate(grown):
        order[i, : len(near)], real[i, : len(near)] = near, ends
    held = totals[order].cumsum(axis=1)
    return Circles(order, held, real, _distinct(order, real, totals))


def _grow(metres: Floats, totals: Ints, radius: float, most: float) -> tuple[Ints, Bools]:
    """Return the places around one, the nearest first, and where a circle ends."""
    near = np.flatnonzero(metres <= radius)
    near = near[np.argsort(metres[near], kind="stable")]
    held = totals[near].cumsum()
    ends = np.append(np.diff(metres[near]) > _SAME_DISTANCE_M, True)
    before = np.zeros(len(near), dtype=np.int64)
    before[ends] = np.append(0, held[ends][:-1])
    ends &= (held > before) & (held <= most)
    reach = int(np.flatnonzero(ends).max(initial=-1)) + 1
    return near[:reach], ends[:reach]


def _distinct(order: NDArray[np.int32], real: Bools, totals: Ints) -> Bools:
    """Mark the first, that is the one with fewest places, of circles with the same cases."""
    words = np.random.default_rng(_HASH_SEED).integers(0, 2**64, len(totals), dtype=np.uint64)
    key = np.where(totals > 0, words, 0).astype(np.uint64)[order].cumsum(axis=1, dtype=np.uint64)
    rank, centre = np.nonzero(real.T)
    _, first = np.unique(key[centre, rank], return_index=True)
    distinct = np.zeros_like(real)
    distinct[centre[first], rank[first]] = True
    return distinct
