"""Daily counts of every series: unit × topic, unit × group, unit × all, and the territory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.counts.days import weekdays
from tsur_nlp.detect.stream.messages import Floats, Ints, Stream

LEVELS = ("unit topic", "unit group", "unit", "topic", "group", "all")
"""From the most to the least specific; the index is the code kept in `Series.level`."""


@dataclass(frozen=True, slots=True)
class Series:
    """Counts by series and day; codes of unit, group and topic, −1 where the series spans all.

    ``pattern`` is the row of the shared weekday and trend pattern: topics first, then groups, then
    all. ``parent`` is the row of the territory's series of the same pattern, ``wider`` that of the
    next wider series of the same unit: of the topic's group, of the whole unit. ``weekday`` is 0–6
    for every day, ``lived`` too, but there a day off is a Sunday.
    """

    counts: Floats
    level: Ints
    unit: Ints
    group: Ints
    topic: Ints
    pattern: Ints
    parent: Ints
    wider: Ints
    weekday: Ints
    lived: Ints
    today: int

    def __len__(self) -> int:
        return len(self.level)

    @property
    def local(self) -> Ints:
        """Return the rows of units, from which the territory's follow."""
        return np.flatnonzero(self.unit >= 0)


def build(stream: Stream, today: int, span: int) -> Series:
    """Count the voices of the last ``span`` days up to ``today``, a day number of the stream.

    Repeats are not counted. What has no unit is counted for the territory only, what has no topic
    or group for the wider series only.
    """
    first = max(0, today - span + 1)
    sizes = len(stream.units), len(stream.groups), len(stream.topics)
    keys = _Keys(sizes, topic_groups(stream))
    rows = stream.counts & (stream.day >= first) & (stream.day <= today)
    days = today - first + 1
    parts = []
    for code in range(len(LEVELS)):
        series = _series_of(stream, code, sizes)[rows]
        day = stream.day[rows] - first
        said, size = series >= 0, keys.sizes[code]
        found = np.bincount(series[said] * days + day[said], minlength=size * days)
        parts.append(found.reshape(size, days).astype(float))
    level, unit, group, topic, pattern, parent, wider = keys.columns()
    weekday, lived = weekdays(stream.date_of(first), days)
    return Series(
        counts=np.concatenate(parts), level=level, unit=unit, group=group, topic=topic,
        pattern=pattern, parent=parent, wider=wider, weekday=weekday, lived=lived, today=today,
    )  # fmt: skip


def topic_groups(stream: Stream) -> Ints:
    """Return the group code of every topic, −1 where its group is not said."""
    place = {name: code for code, name in enumerate(stream.groups)}
    return np.array([place.get(group, -1) for group, _ in stream.topics], dtype=np.int64)


def from_topics(series: Series, values: Floats) -> Floats:
    """Return values in which a unit's groups follow from its topics, and the unit from its groups.

    A unit's group is what its topics are, each with its own wave; ``values`` (series × columns)
    settle what the topics do not hold: where a group has no topics its own value stays.
    """
    found = values.copy()
    for level in (0, 1):
        rows = np.flatnonzero(series.level == level)
        above = np.flatnonzero(series.level == level + 1)
        if not len(rows) or not len(above):
            continue
        place = series.wider[rows] - above[0]
        kept = (place >= 0) & (place < len(above))
        total = np.zeros((len(above), values.shape[1]))
        np.add.at(total, place[kept], found[rows[kept]])
        counts = np.zeros(len(above))
        np.add.at(counts, place[kept], series.counts[rows[kept]].sum(axis=1))
        own = series.counts[above].sum(axis=1)
        told = np.minimum(counts / np.maximum(own, 1e-9), 1.0)[:, None]
        found[above] = total + (1.0 - told) * values[above]
    return found


class _Keys:
    """The codes of all series, level after level."""

    def __init__(self, sizes: tuple[int, int, int], of_topic: Ints) -> None:
        self.units, self.groups, self.topics = sizes
        self.of_topic = of_topic
        units, groups, topics = sizes
        self.sizes = (units * topics, units * groups, units, topics, groups, 1)

    def columns(self) -> tuple[Ints, ...]:
        """Return level, unit, group, topic, pattern, parent and wider."""
        level = np.repeat(np.arange(len(self.sizes)), self.sizes)
        unit, group, topic = self._units(), self._groups(), self._topics()
        whole = self.topics + self.groups
        pattern = np.where(
            topic >= 0, topic, np.where((group >= 0) & (topic < 0), self.topics + group, whole)
        )
        parent = sum(self.sizes[:3]) + pattern
        return level, unit, group, topic, pattern, parent, self._wider(level, unit, group)

    def _units(self) -> Ints:
        codes = np.arange(self.units)
        none = np.full(whole_rows(self.sizes), -1)
        by_topic, by_group = np.repeat(codes, self.topics), np.repeat(codes, self.groups)
        return np.concatenate([by_topic, by_group, codes, none]).astype(np.int64)

    def _groups(self) -> Ints:
        codes, none = np.arange(self.groups), np.full(self.units, -1)
        by_unit = np.tile(self.of_topic, self.units), np.tile(codes, self.units), none
        return np.concatenate([*by_unit, self.of_topic, codes, [-1]]).astype(np.int64)

    def _topics(self) -> Ints:
        codes = np.arange(self.topics)
        wide, last = np.full(self.units * (self.groups + 1), -1), np.full(self.groups + 1, -1)
        return np.concatenate([np.tile(codes, self.units), wide, codes, last]).astype(np.int64)

    def _wider(self, level: Ints, unit: Ints, group: Ints) -> Ints:
        of_unit = self.sizes[0] + self.sizes[1] + unit
        of_group = np.where(group >= 0, self.sizes[0] + unit * self.groups + group, of_unit)
        wider = np.where(level == 0, of_group, np.where(level == 1, of_unit, 0))
        return np.where(level >= 2, np.arange(len(level)), wider)


def whole_rows(sizes: tuple[int, ...]) -> int:
    """Return how many series the territory itself has."""
    return int(sum(sizes[3:]))


def _series_of(stream: Stream, level: int, sizes: tuple[int, int, int]) -> Ints:
    """Return for every message its place among the series of a level, −1 where it has none."""
    _, groups, topics = sizes
    unit, group, topic = stream.unit, stream.group, stream.topic
    if level == 0:
        return np.where((unit >= 0) & (topic >= 0), unit * topics + topic, -1)
    if level == 1:
        return np.where((unit >= 0) & (group >= 0), unit * groups + group, -1)
    return (unit, topic, group, np.zeros_like(unit))[level - 2]
