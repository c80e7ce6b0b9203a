"""Signals, clusters and lasting excesses brought to one form: a finding."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from tsur_nlp.detect.clusters.circles import Cluster, find_clusters
from tsur_nlp.detect.clusters.members import with_members
from tsur_nlp.detect.counts.series import topic_groups
from tsur_nlp.detect.lasting import Lasting, find_chronic, find_recurrent
from tsur_nlp.detect.scan.signals import Signal, choose_signals
from tsur_nlp.detect.scan.windows import Scan
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Bools, Ints, Stream
from tsur_nlp.detect.stream.voices import enough_voices

# A cluster belongs to a finding that shares so much with it, and is all of it from so much on.
_HELD = 0.3
_BULK = 0.7


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: codes of unit, group and topic (−1: all), its window and its rows.

    ``named`` are the topics of a whole that are told as problems of their own.
    """

    kind: str
    unit: int
    group: int
    topic: int
    window: int
    observed: int
    expected: float
    p: float
    q: float
    interval: float
    rows: Ints
    wave: float = 1.0
    felt: tuple[int, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    own_place: bool = False
    named: tuple[int, ...] = ()


def find(
    stream: Stream,
    scan: Scan,
    settings: DetectSettings,
    recurrence_interval: float,
    back: Bools,
) -> list[Finding]:
    """Return everything found in a stream, nothing told twice; ``back`` marks what came back."""
    found = [_of_signal(s) for s in choose_signals(stream, scan, settings, recurrence_interval)]
    clusters = [
        with_members(cluster, stream, scan, settings)
        for cluster in find_clusters(stream, scan, settings)
        if cluster.interval >= recurrence_interval and enough_voices(stream, cluster.rows, settings)
    ]
    for cluster in clusters:
        found = _add_cluster(stream, found, cluster)
    lasting = find_recurrent(stream, scan, settings, back) + find_chronic(stream, scan, settings)
    for one in lasting:
        told = any(_same(finding, scan, one.series) for finding in found)
        loud = one.interval >= recurrence_interval and enough_voices(stream, one.rows, settings)
        if loud and not told:
            found.append(_of_lasting(scan, one))
    return [replace(one, named=_named(stream, one, found)) for one in found]


def _of_signal(signal: Signal) -> Finding:
    return Finding(
        "surge", signal.unit, signal.group, signal.topic, signal.window, signal.observed,
        signal.expected, signal.p, signal.q, signal.interval, signal.rows, signal.wave, signal.felt,
    )  # fmt: skip


def _of_lasting(scan: Scan, one: Lasting) -> Finding:
    series = scan.series
    return Finding(
        one.kind, int(series.unit[one.series]), int(series.group[one.series]),
        int(series.topic[one.series]), one.window, one.observed, one.expected, one.p,
        min(1.0, one.p * len(series)), one.interval, one.rows,
    )  # fmt: skip


def _add_cluster(stream: Stream, found: list[Finding], cluster: Cluster) -> list[Finding]:
    """Give the cluster to the unit's problem that shares most with it, else make it a problem.

    A cluster that makes up a unit's whole surge *is* the problem: it is told by its place.
    """
    for place, finding in enumerate(found):
        shared = np.isin(cluster.rows, finding.rows).sum()
        held = shared / max(min(len(cluster.rows), len(finding.rows)), 1)
        if finding.unit >= 0 and held >= _HELD:
            surplus = finding.observed - finding.expected
            whole = not finding.own_place and cluster.observed >= _BULK * surplus
            clusters = (*finding.clusters, cluster)
            one = replace(finding, clusters=clusters)
            if whole and finding.topic >= 0:
                one = _of_cluster(stream, cluster, clusters, finding.interval)
            return [*found[:place], one, *found[place + 1 :]]
    return [*found, _of_cluster(stream, cluster, (cluster,), 0.0)]


def _of_cluster(
    stream: Stream, cluster: Cluster, clusters: tuple[Cluster, ...], interval: float
) -> Finding:
    group = int(topic_groups(stream)[cluster.topic])
    return Finding(
        "surge", _main_unit(stream, cluster.rows), group, cluster.topic, cluster.window,
        cluster.observed, cluster.expected, cluster.p, cluster.p,
        max(cluster.interval, interval), cluster.rows, clusters=clusters, own_place=True,
    )  # fmt: skip


def _main_unit(stream: Stream, rows: Ints) -> int:
    counts: Counter[int] = Counter(stream.unit[rows].tolist())
    return min(counts, key=lambda unit: (-counts[unit], unit))


def _named(stream: Stream, whole: Finding, found: list[Finding]) -> tuple[int, ...]:
    """Return the topics of which more specific findings hold most messages."""
    finer = [one.rows for one in found if _is_finer(one, whole)]
    if whole.topic >= 0 or not finer:
        return ()
    topic, told = stream.topic[whole.rows], np.isin(whole.rows, np.concatenate(finer))
    size = len(stream.topics)
    every, held = (np.bincount(topic[k & (topic >= 0)], minlength=size) for k in (True, told))
    return tuple(np.flatnonzero(2 * held > every).tolist())


def _is_finer(one: Finding, whole: Finding) -> bool:
    return one.topic >= 0 or (one.group >= 0 and whole.group < 0)


def _same(finding: Finding, scan: Scan, series: int) -> bool:
    """Tell whether a finding speaks of a series' unit and topic (or of its group there)."""
    table = scan.series
    return (
        finding.unit in (-1, int(table.unit[series]))
        and finding.topic in (-1, int(table.topic[series]))
        and finding.group in (-1, int(table.group[series]))
        and not (finding.unit == -1 and finding.topic == -1)
    )
