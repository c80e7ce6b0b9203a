"""What a map says beside the colours: the topics that stand out, and where a unit is."""

from __future__ import annotations

import itertools
from collections import defaultdict

import numpy as np

from tsur_nlp.detect.counts.series import topic_groups
from tsur_nlp.detect.heat.cells import CELL, centre
from tsur_nlp.detect.stream.messages import Floats, Stream

Point = tuple[float | None, float | None]
_DIGITS = 6


def loud_topics(stream: Stream, today: int, days: int) -> dict[int, list[tuple[int, str]]]:
    """Return for every unit its (group, topic) of the last days, most beyond the past first.

    Where a message has a group and no topic, the group is named.
    """
    names = [name for _, name in stream.topics] + list(stream.groups)
    groups = np.concatenate([topic_groups(stream), np.arange(len(stream.groups))])
    said = np.where(stream.topic >= 0, stream.topic, len(stream.topics) + stream.group)
    told = (stream.unit >= 0) & ((stream.topic >= 0) | (stream.group >= 0)) & stream.counts
    keys, place = np.unique(stream.unit[told] * len(names) + said[told], return_inverse=True)
    recent = stream.day[told] > today - days
    now, before = (np.bincount(place, part, minlength=len(keys)) for part in (recent, ~recent))
    past = max(today - days - int(stream.day[told].min(initial=today)) + 1, 1)
    excess = now - before * days / past
    found: dict[int, list[tuple[float, str, int]]] = defaultdict(list)
    for row in np.flatnonzero(now > 0.0).tolist():
        unit, code = divmod(int(keys[row]), len(names))
        found[unit].append((-float(excess[row]), names[code], int(groups[code])))
    return {unit: [(group, name) for _, name, group in sorted(own)] for unit, own in found.items()}


def middles(stream: Stream) -> list[Point]:
    """Return the (lat, lon) of every unit: the median of its messages, a hexagon's own centre."""
    if stream.unit_type == CELL:
        return [_rounded(*centre(cell)) for cell in stream.units]
    lat, lon = stream.lat, stream.lon
    rows = np.flatnonzero((stream.unit >= 0) & ~np.isnan(lat))
    rows = rows[np.argsort(stream.unit[rows], kind="stable")]
    ends = np.searchsorted(stream.unit[rows], np.arange(len(stream.units) + 1))
    return [_middle(lat[rows[a:b]], lon[rows[a:b]]) for a, b in itertools.pairwise(ends)]


def _middle(lat: Floats, lon: Floats) -> Point:
    return _rounded(float(np.median(lat)), float(np.median(lon))) if len(lat) else (None, None)


def _rounded(lat: float, lon: float) -> Point:
    return round(lat, _DIGITS), round(lon, _DIGITS)
