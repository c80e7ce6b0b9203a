"""What a finding consists of: the units of a wave, the topics of a group, the circle."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tsur_nlp.detect.findings import Finding
from tsur_nlp.detect.scan.windows import Scan
from tsur_nlp.detect.stream.geometry import distance
from tsur_nlp.detect.stream.messages import Floats, Ints, Stream

_NEAR_QUANTILE = 0.8
_DRIVERS = 3
_FEW = 3


def felt(stream: Stream, scan: Scan, finding: Finding) -> Iterator[tuple[str, int, float]]:
    """Yield the units of a wave: name, count and expectation in the wave's window."""
    series, expected = scan.series, scan.expected
    column = expected.windows.index(finding.window) if finding.felt else 0
    same = (series.unit >= 0) & (series.topic == finding.topic) & (series.group == finding.group)
    for unit in finding.felt:
        row = int(np.flatnonzero(same & (series.unit == unit))[0])
        seen, usual = expected.observed[row, column], expected.mean[row, column]
        yield stream.units[unit], int(seen), float(usual)


def drivers(stream: Stream, scan: Scan, finding: Finding) -> Iterator[tuple[str, int, float]]:
    """Yield the topics that grew most, where a finding spans several and none tells them alone.

    They are compared with what the whole is compared with: the lower of the two expectations.
    """
    if finding.topic >= 0:
        return
    series, expected = scan.series, scan.expected
    column = expected.windows.index(finding.window)
    inside = (series.topic >= 0) & (series.unit == finding.unit)
    inside &= ~np.isin(series.topic, finding.named)
    if finding.group >= 0:
        inside &= series.group == finding.group
    rows = np.flatnonzero(inside)
    seen = expected.observed[rows, column]
    usual = np.minimum(expected.mean[rows, column], expected.local_mean[rows, column])
    for i in np.argsort(usual - seen, kind="stable")[:_DRIVERS]:
        if seen[i] > usual[i]:
            yield stream.topics[series.topic[rows[i]]][1], int(seen[i]), float(usual[i])


def apart(stream: Stream, finding: Finding) -> tuple[int, tuple[str, ...]]:
    """Return how many messages are of topics told as problems of their own, and these topics."""
    counted = stream.topic[finding.rows[stream.counts[finding.rows]]]
    sizes = {topic: int((counted == topic).sum()) for topic in finding.named}
    order = sorted(finding.named, key=lambda topic: -sizes[topic])
    return sum(sizes.values()), tuple(stream.topics[topic][1] for topic in order)


def left(stream: Stream, finding: Finding) -> Ints:
    """Return the rows that no problem of a topic tells; all where too few are left to be read."""
    rows = finding.rows[~np.isin(stream.topic[finding.rows], finding.named)]
    return rows if len(rows) >= _FEW else finding.rows


def circle(
    finding: Finding, points: Floats, lat: Floats, lon: Floats
) -> tuple[float | None, float | None, float | None]:
    """Return the middle of the messages and the radius that holds most of them."""
    rows, radius = finding.rows, None
    if finding.own_place or len(finding.clusters) == 1:
        found = min(finding.clusters, key=lambda cluster: cluster.p)
        rows, radius = found.rows, found.radius
    rows = rows[~np.isnan(lat[rows])]
    if not len(rows):
        return None, None, None
    middle = np.median(points[rows], axis=0)
    if radius is None:
        radius = float(np.quantile(distance(points[rows], middle), _NEAR_QUANTILE))
    north, east = (round(float(np.median(axis[rows])), 6) for axis in (lat, lon))
    return north, east, round(radius, 1)
