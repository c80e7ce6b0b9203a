"""Daily counts of every series: unit × topic, unit × group, unit × all, and the territory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.stream.messages import Floats, Ints, Stream

LEVELS = ("unit topic", "unit group", "unit", "topic", "group", "all")
"""From the most to the least specific; the index is the code kept in `Series.level`."""


@dataclass(frozen=True, slots=True)
class Series:
    """Counts by series and day; codes of unit, group and topic, −1 where the series spans all.

    ``pattern`` is the row of the shared weekday and trend pattern: topics first, then groups, then
    all. ``parent`` is the row of the territory's series of the same pattern.
    """

    counts: Floats
    level: Ints
    unit: Ints
    group: Ints
    topic: Ints
    pattern: Ints
    parent: Ints
    first_day: int
    today: int

    def __len__(self) -> int:
        return len(self.level)


def build(stream: Stream, today: int, span: int) -> Series:
    """Count the voices of the last ``span`` days up to ``today``."""
    first = max(0, today - span + 1)
    sizes = len(stream.units), len(stream.groups), len(stream.topics)
    level, unit, group, topic = _keys(stream, *sizes)
    pattern = np.where(topic >= 0, topic, np.where(group >= 0, sizes[2] + group, sum(sizes[1:])))
    rows = stream.counts & (stream.day >= first) & (stream.day <= today)
    counts = np.zeros((len(level), today - first + 1))
    offset = 0
    for code in range(len(LEVELS)):
        size = int((level == code).sum())
        series = _series_of(stream, code, sizes)
        chosen = rows & (series >= 0)
        np.add.at(counts, (offset + series[chosen], stream.day[chosen] - first), 1)
        offset += size
    parent = np.flatnonzero(level == 3)[:1].sum() + pattern
    return Series(counts, level, unit, group, topic, pattern, parent, first, today)


def topic_groups(stream: Stream) -> Ints:
    """Return the group code of every topic, −1 where its group is not said."""
    place = {name: code for code, name in enumerate(stream.groups)}
    return np.array([place.get(group, -1) for group, _ in stream.topics], dtype=np.int64)


def unit_share(series: Series, seen: Floats) -> Floats:
    """Return the part of the territory's messages that the series' unit writes (1 for all)."""
    whole: Ints = np.flatnonzero(series.level == 2)
    total = seen[whole] + 0.5
    share = total / total.sum() if len(whole) else total
    full = np.ones(len(series))
    named = series.unit >= 0
    full[named] = share[series.unit[named]]
    return full


def _keys(stream: Stream, units: int, groups: int, topics: int) -> tuple[Ints, Ints, Ints, Ints]:
    of_topic = topic_groups(stream)
    none = np.array([-1], dtype=np.int64)
    u, g, t = (np.arange(n, dtype=np.int64) for n in (units, groups, topics))
    unit = [np.repeat(u, topics), np.repeat(u, groups), u, -np.ones(topics), -np.ones(groups), none]
    topic = [
        np.tile(t, units),
        -np.ones(units * groups),
        -np.ones(units),
        t,
        -np.ones(groups),
        none,
    ]
    group = [np.tile(of_topic, units), np.tile(g, units), -np.ones(units), of_topic, g, none]
    level = [np.full(len(part), code) for code, part in enumerate(unit)]
    joined = [np.concatenate(parts).astype(np.int64) for parts in (level, unit, group, topic)]
    return joined[0], joined[1], joined[2], joined[3]


def _series_of(stream: Stream, level: int, sizes: tuple[int, int, int]) -> Ints:
    """Return for every message its place among the series of a level, −1 where it has none."""
    _, groups, topics = sizes
    unit, group, topic = stream.unit, stream.group, stream.topic
    if level == 0:
        return np.where((unit >= 0) & (topic >= 0), unit * topics + topic, -1)
    if level == 1:
        return np.where((unit >= 0) & (group >= 0), unit * groups + group, -1)
    return (unit, topic, group, np.zeros_like(unit))[level - 2]
