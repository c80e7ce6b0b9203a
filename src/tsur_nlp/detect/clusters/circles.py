"""Circles that hold more messages of a topic than chance brings to one place.

Every message is a centre. What a circle should hold besides it follows from the messages of other
topics around and from how messages of a topic keep together (`company`, `places`), times what the
unit should have of the topic in the window.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.clusters.near import Messages, in_circles
from tsur_nlp.detect.clusters.places import Places
from tsur_nlp.detect.scan.budget import alone, between
from tsur_nlp.detect.scan.tails import attainable, tail
from tsur_nlp.detect.scan.windows import Scan
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.arrays import Floats, Ints
from tsur_nlp.detect.stream.messages import Stream

_WEEK = 7
_SAMPLE = 300
# A circle may be around an older message too, where one of today's is its last.
_OLDER = 1.5
_WORTH = 30.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Messages of a topic inside a circle and a window that ends today; ``rows`` of the stream.

    ``observed`` counts voices, ``rows`` lists their repeats too.
    """

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
    past = _placed(stream, scan, settings)
    recent = past.only(np.flatnonzero(past.age < max(scan.expected.windows)))
    # without a message of the last week nothing tells what a usual day brings, and nothing is new
    if len(recent.rows) < settings.min_observed or recent.age.min() >= _WEEK:
        return []
    places = Places(stream, scan, settings, past)
    windows = scan.expected.windows
    seen = in_circles(recent, settings.radii, windows)
    chosen = np.flatnonzero(seen[:, -1, -1] >= settings.min_observed)
    centres, seen = recent.only(chosen), seen[chosen]
    mean, variance = places.expected(centres, seen)
    chance = tail(np.maximum(seen - 1.0, 1.0), mean, variance)
    chance[seen < settings.min_observed] = 1.0
    interval = _intervals(places, recent, chance.min(axis=(1, 2), initial=1.0), settings)
    found = []
    for i in np.flatnonzero(interval >= _WORTH):
        r, w = np.unravel_index(int(chance[i].argmin()), chance[i].shape)
        found.append(
            _cluster(stream, scan, centres.rows[i], settings.radii[r], windows[w],
                     (seen[i, r, w], mean[i, r, w], chance[i, r, w], interval[i]))
        )  # fmt: skip
    return _without_overlaps(sorted(found, key=lambda c: (c.p, c.topic, c.centre)))


def _placed(stream: Stream, scan: Scan, settings: DetectSettings) -> Messages:
    since = stream.rows_since(scan.series.today - settings.span + 1)
    points, topic = stream.points[since], stream.topic[since]
    good = stream.counts[since] & (topic >= 0) & ~np.isnan(points[:, 0])
    good &= stream.day[since] <= scan.series.today
    rows = np.flatnonzero(good) + since.start
    return Messages(
        rows, stream.points[rows], stream.topic[rows], scan.series.today - stream.day[rows]
    )


def _intervals(places: Places, recent: Messages, least: Floats, settings: DetectSettings) -> Floats:
    """Return the days between two circles as unlikely, where nothing happens.

    A new one begins with a message of today: what those of a usual day spend at each level of
    chance is summed up from a sample of the last week's.
    """
    week = np.flatnonzero(recent.age < _WEEK)
    sample = week[:: 1 + len(week) // _SAMPLE]
    mean, variance = places.expected(recent.only(sample), None)
    table = attainable(settings.min_observed - 1)
    windows = mean.shape[2]
    cells = table.cells(mean.reshape(-1, windows), variance.reshape(-1, windows))
    spent = alone(table, cells).sum(axis=(0, 1))
    a_day = len(week) / min(_WEEK, max(places.days, 1)) / max(len(sample), 1) * _OLDER
    rate = between(table.alphas, spent * a_day, least)
    interval: Floats = settings.cluster_share / np.maximum(rate, 1e-12)
    return interval


def _cluster(
    stream: Stream,
    scan: Scan,
    centre: int,
    radius: float,
    window: int,
    numbers: tuple[float, float, float, float],
) -> Cluster:
    rows = alike_around(stream, scan.series.today - window + 1, centre, radius)
    observed, mean, chance, interval = (float(number) for number in numbers)
    return Cluster(
        int(stream.topic[centre]), rows, int(centre), radius, window, int(observed), mean,
        min(1.0, scan_p(chance, interval)), interval,
    )  # fmt: skip


def alike_around(stream: Stream, day: int, centre: int, metres: float) -> Ints:
    """Return the rows since a day of the centre's topic, so near to it."""
    since = stream.rows_since(day)
    off = stream.points[since] - stream.points[centre]
    near = np.hypot(off[:, 0], off[:, 1]) <= metres
    near &= stream.topic[since] == stream.topic[centre]
    rows: Ints = np.flatnonzero(near) + since.start
    return rows


def scan_p(chance: float, interval: float) -> float:
    """Return the probability that a day brings so unlikely a circle anywhere."""
    return max(chance, float(-np.expm1(-1.0 / max(interval, 1e-9))))


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
