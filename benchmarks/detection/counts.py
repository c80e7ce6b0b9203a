"""Daily counts of every unit and topic, as the rivals see them: every message counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detection.data import day_numbers
from detection.engine import UNIT

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Topic = tuple[str, str]

_METRES_PER_DEGREE = 111_194.9


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts by series and day; a series is ``unit * len(topics) + topic``.

    By message, in the order of the facts: ``unit`` and ``topic`` (codes), ``day`` and ``points``,
    metres on a plane.
    """

    units: tuple[str, ...]
    topics: tuple[Topic, ...]
    unit: Ints
    topic: Ints
    day: Ints
    points: Floats
    daily: Floats

    @classmethod
    def of(cls, facts: pd.DataFrame) -> Counts:
        """Count the facts."""
        pairs = pd.MultiIndex.from_frame(facts[["topic_group", "topic"]])
        unit, units = pd.factorize(facts[UNIT], sort=True)
        topic, topics = pd.factorize(pairs, sort=True)
        day = day_numbers(facts)
        days = int(day.max()) + 1
        code = (unit * len(topics) + topic) * days + day
        daily = np.bincount(code, minlength=len(units) * len(topics) * days).astype(float)
        scale = np.cos(np.radians(facts["lat"].median()))
        points = facts[["lat", "lon"]].to_numpy() * _METRES_PER_DEGREE * (1.0, scale)
        return cls(
            tuple(units), tuple(topics), unit, topic, day, points, daily.reshape(-1, days)
        )  # fmt: skip

    def series(self, unit: str, topic: Topic) -> int:
        """Return the row of a unit and topic."""
        return self.units.index(unit) * len(self.topics) + self.topics.index(topic)
