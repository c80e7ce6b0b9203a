"""The hard null: counts with season, trend and overdispersion at the stream's own rates.

Every topic draws one of Noufaily's scenarios. A unit's mean of a topic on a day is the stream's
own daily mean of that unit and topic, times the topic's curve, times the weekday's usual size; its
count is negative binomial with variance φ times that mean. The messages are those of the unit and
topic, each once; where the draw wants more, texts of the topic from elsewhere at places of the
unit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detection.data import day_numbers
from detection.scenarios import SCENARIOS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_OF_TEXT = ["text", "topic_group", "topic", "reopened"]
_OF_PLACE = [
    "region", "municipality", "district", "settlement", "street", "house", "lat", "lon", "assignee",
]  # fmt: skip


def simulated(facts: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return a stream of the same length and about the same size."""
    rng = np.random.default_rng([seed, 12])
    cells = _Cells.of(facts)
    means = _means(facts, cells, rng)
    counts = _negative_binomial(means.mean, means.phi, rng)
    chosen = [_choose(cells, cell, int(counts[cell].sum()), rng) for cell in range(len(counts))]
    day = np.concatenate([np.repeat(np.arange(counts.shape[1]), row) for row in counts])
    text, place = np.concatenate([rng.permutation(both, axis=1) for both in chosen], axis=1)
    return _written(facts, text, place, day)


def truth(facts: pd.DataFrame, seed: int) -> Means:
    """Return what the counts of `simulated` are drawn from."""
    return _means(facts, _Cells.of(facts), np.random.default_rng([seed, 12]))


@dataclass(frozen=True, slots=True)
class Means:
    """Mean by cell and day, dispersion by cell; a cell is ``unit * len(topics) + topic``."""

    units: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    mean: Floats
    phi: Floats

    def cell(self, unit: str, topic: tuple[str, str]) -> int:
        """Return the row of a unit and topic."""
        return self.units.index(unit) * len(self.topics) + self.topics.index(topic)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Unit × topic: the rows of each cell, each topic and each unit."""

    units: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    rows: tuple[Ints, ...]
    of_topic: tuple[Ints, ...]
    of_unit: tuple[Ints, ...]

    @classmethod
    def of(cls, facts: pd.DataFrame) -> _Cells:
        pairs = pd.MultiIndex.from_frame(facts[["topic_group", "topic"]])
        unit, units = pd.factorize(facts["district"], sort=True)
        topic, topics = pd.factorize(pairs, sort=True)
        cell = unit * len(topics) + topic
        sizes = ((cell, len(units) * len(topics)), (topic, len(topics)), (unit, len(units)))
        return cls(tuple(units), tuple(topics), *(_rows_of(code, size) for code, size in sizes))


def _rows_of(code: Ints, size: int) -> tuple[Ints, ...]:
    order = np.argsort(code, kind="stable")
    return tuple(np.split(order, np.searchsorted(code[order], np.arange(1, size))))


def _means(facts: pd.DataFrame, cells: _Cells, rng: np.random.Generator) -> Means:
    """Draw a scenario and a day of its year for every topic."""
    day = day_numbers(facts)
    days = int(day.max()) + 1
    first = int(facts["created_at"].min().day_of_week)
    weekday = (first + np.arange(days)) % 7
    total = np.bincount(facts["created_at"].dt.day_of_week, minlength=7)
    usual = total / np.bincount(weekday, minlength=7)
    drawn = [SCENARIOS[i] for i in rng.integers(len(SCENARIOS), size=len(cells.topics))]
    curves = np.stack([one.curve(days, rng.uniform(0, 364)) for one in drawn]) * usual[weekday]
    curves /= curves.mean(axis=1, keepdims=True)
    units = len(cells.units)
    rate = np.array([len(rows) for rows in cells.rows]) / days
    phi = np.array([one.phi for one in drawn])
    mean = rate[:, None] * np.tile(curves, (units, 1))
    return Means(cells.units, cells.topics, mean, np.tile(phi, units))


def _negative_binomial(mean: Floats, phi: Floats, rng: np.random.Generator) -> Ints:
    """Draw counts of variance φ·mean: Poisson counts whose mean is itself drawn, from a gamma."""
    extra = np.maximum(phi[:, None] - 1.0, 1e-9)
    level = np.where(phi[:, None] > 1.0, rng.gamma(mean / extra, extra), mean)
    return rng.poisson(level)


def _choose(cells: _Cells, cell: int, size: int, rng: np.random.Generator) -> Ints:
    """Return rows of texts and, below, rows of places."""
    own = rng.permutation(cells.rows[cell])[:size]
    lack = size - len(own)
    if not lack:
        return np.stack([own, own])
    unit, topic = divmod(cell, len(cells.topics))
    elsewhere = np.setdiff1d(cells.of_topic[topic], own)
    texts = elsewhere if len(elsewhere) else own
    more = np.resize(rng.permutation(texts), lack)
    places = rng.choice(cells.of_unit[unit], lack)
    return np.stack([np.concatenate([own, more]), np.concatenate([own, places])])


def _written(facts: pd.DataFrame, text: Ints, place: Ints, day: Ints) -> pd.DataFrame:
    source = facts.iloc[text].reset_index(drop=True)
    clock = source["created_at"] - source["created_at"].dt.normalize()
    midnight = facts["created_at"].min().normalize()
    created = midnight + pd.to_timedelta(day, unit="D") + clock
    answered = source["answered_at"] + (created - source["created_at"])
    extra = [name for name in ("is_appeal",) if name in facts]
    stream = pd.concat(
        [source[_OF_TEXT + extra], facts[_OF_PLACE].iloc[place].reset_index(drop=True)], axis=1
    ).assign(created_at=created, answered_at=answered)
    stream = stream.sort_values(["created_at", "text", "district"], kind="stable")
    return stream.assign(id=[f"s{i}" for i in range(len(stream))]).reset_index(drop=True)
