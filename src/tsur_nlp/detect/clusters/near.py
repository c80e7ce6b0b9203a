"""How many messages are near each other: of one topic in circles and windows, of all in circles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from tsur_nlp.detect.stream.arrays import Floats, Ints

# Topics are laid this far apart, in metres, so that one tree serves them all.
_APART = 1e6


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
    tree = cKDTree(recent.laid_out())
    pairs = tree.query_pairs(radii[-1], output_type="ndarray").astype(np.int64)
    size, shape = len(recent.rows), (len(radii), len(windows))
    itself = np.arange(size)
    centre = np.concatenate([pairs[:, 0], pairs[:, 1], itself])
    other = np.concatenate([pairs[:, 1], pairs[:, 0], itself])
    apart = np.hypot(*(recent.points[centre] - recent.points[other]).T)
    ring = np.minimum(np.searchsorted(radii, apart), len(radii) - 1)
    window = np.searchsorted(windows, recent.age[other] + 1)
    cell = (centre * shape[0] + ring) * shape[1] + window
    seen = np.bincount(cell, minlength=size * shape[0] * shape[1]).reshape(size, *shape)
    return seen.cumsum(axis=1).cumsum(axis=2).astype(float)


class Ground:
    """All messages of the past: how many are around a place, and how many of one topic."""

    def __init__(self, past: Messages) -> None:
        self.past = past
        self.all = cKDTree(past.points)
        self.by_topic = cKDTree(past.laid_out())

    def around(self, centres: Messages, radii: tuple[float, ...]) -> tuple[Floats, Floats]:
        """Return the messages of all topics and of the centre's one (centres × radii)."""
        places, laid = centres.points, centres.laid_out()
        everything = [self.all.query_ball_point(places, r, return_length=True) for r in radii]
        alike = [self.by_topic.query_ball_point(laid, r, return_length=True) for r in radii]
        return (
            np.stack(everything, axis=1).astype(float),
            np.stack(alike, axis=1).astype(float),
        )
