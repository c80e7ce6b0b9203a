"""How many messages are near each other: of one topic in circles and windows, of all in circles."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from tsur_nlp.detect.stream.arrays import Floats, Ints

# Topics are laid this far apart, in metres, so that one tree serves them all.
_APART = 1e6
# So many pairs of neighbours are looked at together, which takes some 150 MB.
_PAIRS = 1_000_000


@dataclass(frozen=True, slots=True)
class Messages:
    """Messages that count and have a place; ``rows`` of the stream, ``age`` in days."""

    rows: Ints
    points: Floats
    topic: Ints
    age: Ints

    def laid_out(self) -> Floats:
        """Return points in three dimensions: those of other topics are far away."""
        return np.column_stack([self.points, self.topic * _APART])

    def only(self, chosen: Ints) -> Messages:
        """Return some of the messages."""
        return Messages(
            self.rows[chosen], self.points[chosen], self.topic[chosen], self.age[chosen]
        )


def in_circles(recent: Messages, radii: tuple[float, ...], windows: tuple[int, ...]) -> Floats:
    """Count around every message those of its topic (messages × radii × windows), itself too.

    Radii (metres) and windows (days) ascend; no message is older than the longest window.
    """
    tree, furthest = cKDTree(recent.laid_out()), radii[-1]
    many = tree.query_ball_point(tree.data, furthest, return_length=True)
    seen = np.empty((len(recent.rows), len(radii), len(windows)))
    for part in _parts(many):
        near = cKDTree(tree.data[part]).sparse_distance_matrix(
            tree, furthest, output_type="ndarray"
        )
        centre, other = near["i"].astype(np.int64), near["j"].astype(np.int64)
        apart = np.hypot(*(recent.points[part][centre] - recent.points[other]).T)
        ring = np.minimum(np.searchsorted(radii, apart), len(radii) - 1)
        window = np.searchsorted(windows, recent.age[other] + 1)
        cell = (centre * len(radii) + ring) * len(windows) + window
        found = np.bincount(cell, minlength=seen[part].size).reshape(seen[part].shape)
        seen[part] = found.cumsum(axis=1).cumsum(axis=2)
    return seen


def _parts(many: Ints) -> Iterator[slice]:
    """Yield slices of the messages that have so many pairs together as memory allows."""
    part = np.cumsum(many) // _PAIRS
    edges = [0, *(np.flatnonzero(np.diff(part)) + 1).tolist(), len(many)]
    return (slice(*edge) for edge in itertools.pairwise(edges))


class Ground:
    """All messages of the past: how many are around a place, and how many of one topic."""

    def __init__(self, past: Messages) -> None:
        self.past = past
        self.all = cKDTree(past.points)
        self.by_topic = cKDTree(past.laid_out())

    def around(self, centres: Messages, radii: tuple[float, ...]) -> tuple[Floats, Floats]:
        """Return the messages of all topics and of the centre's one (centres × radii)."""
        return (
            _around(self.all, centres.points, radii),
            _around(self.by_topic, centres.laid_out(), radii),
        )


def _around(tree: cKDTree, centres: Floats, radii: tuple[float, ...]) -> Floats:
    """Count the points of a tree around centres (centres × radii)."""
    # neighbours one after the other: what was read of the tree for one is at hand for the next
    order = np.lexsort(np.floor(centres[:, :2] / radii[-1]).T)
    found = np.empty((len(centres), len(radii)))
    for column, radius in enumerate(radii):
        found[order, column] = tree.query_ball_point(centres[order], radius, return_length=True)
    return found
