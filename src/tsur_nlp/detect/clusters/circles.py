"""Dense groups of messages of one topic in place and time, and whether chance explains them.

HDBSCAN proposes groups; each is rounded up to a circle and a window of fixed sizes and tested
against what the place, the topic and the day make usual. The number of circles, radii and windows
that could have been picked is paid for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.special import expit, gammaln

from tsur_nlp.detect.clusters.density import centres
from tsur_nlp.detect.scan.windows import Scan, tail
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.geometry import project
from tsur_nlp.detect.stream.messages import Floats, Ints, Stream

_PRIOR_SHAPE = 2.0
_HOT_SPOTS = 0.05
# As in `scan`: circles overlap, and neighbouring days repeat each other.
_CAUTION = 10.0
_WORTH = 0.5


@dataclass(frozen=True, slots=True)
class Cluster:
    """Messages of a topic inside a circle and a window that ends today; ``rows`` of the stream."""

    topic: int
    rows: Ints
    centre: int
    radius: float
    window: int
    observed: int
    expected: float
    p: float
    interval: float


def find_clusters(stream: Stream, scan: Scan, settings: DetectSettings) -> list[Cluster]:
    """Return every cluster with its recurrence interval, the least likely first, none twice."""
    today = scan.series.today
    points = project(stream)
    placed = ~np.isnan(points[:, 0]) & (stream.day > today - settings.span)
    recent = placed & stream.counts & (stream.day > today - max(scan.expected.windows))
    recent &= stream.topic >= 0
    family = _family(today - stream.day[recent], scan.expected.windows, settings)
    ground = _Ground(points, cKDTree(points[placed & stream.counts]), family)
    found: list[Cluster] = []
    for topic in np.unique(stream.topic[recent]):
        rows = np.flatnonzero(recent & (stream.topic == topic))
        if len(rows) < settings.min_observed:
            continue
        middles = centres(points[rows], stream.day[rows], settings)
        if len(middles):
            mine = np.flatnonzero(placed & (stream.topic == topic))
            test = _Test(stream, scan, settings, ground, mine)
            found += test.best(rows[middles])
    return _without_overlaps(sorted(found, key=lambda c: (c.p, c.topic, c.centre)))


def _family(age: Ints, windows: tuple[int, ...], settings: DetectSettings) -> Floats:
    """Return for each window how many circles could have been picked, over all windows."""
    centres = (age < np.array(windows)[:, None]).sum(axis=1)
    family: Floats = np.maximum(centres, 1.0) * len(settings.radii) * len(windows)
    return family


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all topics share: points, the tree of all messages, the number of circles tried."""

    points: Floats
    everything: cKDTree
    family: Floats


class _Test:
    """The chance of circles of one topic; every radius and window is tried."""

    def __init__(
        self,
        stream: Stream,
        scan: Scan,
        settings: DetectSettings,
        ground: _Ground,
        rows: Ints,
    ) -> None:
        self.stream, self.scan, self.settings = stream, scan, settings
        self.ground, self.rows = ground, rows
        self.age = scan.series.today - stream.day[rows]
        self.counted = stream.counts[rows]
        self.tree = cKDTree(ground.points[rows])
        topic = int(stream.topic[rows[0]])
        self.series = int(
            np.flatnonzero((scan.series.level == 3) & (scan.series.topic == topic))[0]
        )

    def best(self, centres: Ints) -> list[Cluster]:
        """Return the least likely window of each circle around each centre."""
        found: list[Cluster] = []
        for radius in self.settings.radii:
            places = self.ground.points[centres]
            inside = self.tree.query_ball_point(places, radius, return_sorted=True)
            around = self.ground.everything.query_ball_point(places, radius, return_length=True)
            found += self._circles(centres, inside, around.astype(float), radius)
        return found

    def _circles(
        self, centres: Ints, inside: NDArray[np.object_], around: Floats, radius: float
    ) -> list[Cluster]:
        sizes = [len(near) for near in inside]
        owner, near = np.repeat(np.arange(len(centres)), sizes), np.concatenate(inside).astype(int)
        voices = self.counted[near]
        age, owner = self.age[near[voices]], owner[voices]
        windows = np.array(self.scan.expected.windows)
        observed, before = (
            np.stack([np.bincount(owner[k], minlength=len(centres)) for k in kept], axis=1)
            for kept in ([age < w for w in windows], [age >= w for w in windows])
        )
        chance, mean = self._chance(observed.astype(float), before.astype(float), around)
        chance = np.minimum(1.0, chance * self.ground.family)
        chance[observed < self.settings.min_observed] = 1.0
        best = chance.argmin(axis=1)
        return [
            self._cluster(int(centres[c]), np.array(inside[c]), radius, int(best[c]),
                          observed[c], mean[c], chance[c])
            for c in np.flatnonzero(chance[np.arange(len(best)), best] < _WORTH)
        ]  # fmt: skip

    def _cluster(
        self, centre: int, near: Ints, radius: float, column: int, *row: Floats
    ) -> Cluster:
        observed, mean, chance = (float(values[column]) for values in row)
        window = self.scan.expected.windows[column]
        rows = self.rows[near[self.age[near] < window]]
        interval = _CAUTION * self.settings.cluster_share / max(chance, 1e-12)
        topic = int(self.stream.topic[rows[0]])
        return Cluster(
            topic, rows, centre, radius, window, int(observed), mean, chance, interval
        )  # fmt: skip

    def _chance(self, observed: Floats, before: Floats, around: Floats) -> tuple[Floats, Floats]:
        """Return the chance and the mean of each circle's count in each window."""
        expected = self.scan.expected
        outside = expected.observed[self.series] - observed
        topic = np.maximum(expected.mean[self.series], outside)
        windows = np.array(expected.windows)
        base = (self.age[self.counted] >= windows[:, None]).sum(axis=1).astype(float)
        usual = (around[:, None] + 1.0) / max(float(self.ground.everything.n), 1.0)
        hot = _hot(before, base, usual)
        chance, mean = np.zeros_like(observed), np.zeros_like(observed)
        for weight, shape, rate in (
            (1.0 - hot, _PRIOR_SHAPE + before, _PRIOR_SHAPE / usual + base),
            (hot, 0.5 + before, 1.0 + base),
        ):
            here = shape / rate * topic
            variance = expected.dispersion[self.series] * here + here**2 / shape
            # the centre is a message itself: the others are what chance has to bring
            chance += weight * tail(np.maximum(observed - 1.0, 1.0), here, variance)
            mean += weight * here
        return chance, mean


def _hot(before: Floats, base: Floats, usual: Floats) -> Floats:
    """Return the probability that the topic has a place of its own here.

    Either the place takes part in the topic as it does in everything (negative binomial), or the
    topic has a lasting hot spot here, where any part of its messages is as likely as any other.
    """
    rate = _PRIOR_SHAPE / usual
    log_usual = (
        gammaln(_PRIOR_SHAPE + before) - gammaln(_PRIOR_SHAPE) - gammaln(before + 1.0)
        + _PRIOR_SHAPE * np.log(rate / (rate + base))
        + before * np.log(np.maximum(base, 1e-9) / (rate + base))
    )  # fmt: skip
    log_odds = np.log(_HOT_SPOTS / (1.0 - _HOT_SPOTS)) - np.log1p(base) - log_usual
    weight: Floats = expit(log_odds)
    return weight


def _without_overlaps(clusters: list[Cluster]) -> list[Cluster]:
    """Keep a cluster only where most of its messages are in no better one."""
    taken: set[int] = set()
    kept = []
    for cluster in clusters:
        rows = [int(row) for row in cluster.rows]
        if 2 * sum(row in taken for row in rows) < len(rows):
            taken.update(rows)
            kept.append(cluster)
    return kept
