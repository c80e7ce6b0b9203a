"""Local causes to plant: one house, or one street; texts of one topic from other districts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detection.engine import UNIT
from tsur_nlp.detect.backtest.soil import Soil, soil_of

Ints = NDArray[np.int64]

KINDS = ("house", "street")
_SIZES = (6, 25)
_DAYS = (1, 7)
_WARM_UP = 42
_GRACE = 2
_LEAST_TEXTS = 60
_LEAST_HOUSES = 4
_LONGEST = 1500.0
_METRES_PER_DEGREE = 111_194.9
_SPOT = ["region", "municipality", "district", "settlement", "street", "house", "lat", "lon"]


@dataclass(frozen=True, slots=True)
class Cause:
    """A house or a street that messages of one topic come from, for a few days."""

    kind: str
    unit: str
    topic_group: str
    topic: str
    start: int
    length: int
    ids: tuple[str, ...]

    @property
    def last(self) -> int:
        """The last day of its window."""
        return self.start + self.length - 1


def grown(facts: pd.DataFrame, number: int, seed: int) -> tuple[pd.DataFrame, list[Cause]]:
    """Return the facts with so many causes in them, houses and streets by turns."""
    rng = np.random.default_rng([seed, 30])
    soil = soil_of(facts, UNIT)
    spots = {"house": _houses(soil.stream.frame), "street": _streets(soil.stream.frame)}
    taken: set[tuple[str, str]] = set()
    causes, rows = [], []
    for place in range(number):
        kind = KINDS[place % len(KINDS)]
        cause, added = _one(soil, kind, spots[kind], taken, place, rng)
        causes.append(cause)
        rows.append(added)
    both = pd.concat([facts, *rows], ignore_index=True)
    return both.assign(reopened=both["reopened"].fillna(0)), causes


def _one(
    soil: Soil,
    kind: str,
    spots: list[Ints],
    taken: set[tuple[str, str]],
    place: int,
    rng: np.random.Generator,
) -> tuple[Cause, pd.DataFrame]:
    """Draw a cause: no two of one copy have both the unit and the topic."""
    size, length = int(rng.integers(_SIZES[0], _SIZES[1] + 1)), int(rng.integers(*_DAYS) + 1)
    for spot in _for_ever(spots, rng):
        unit = int(soil.stream.unit[spot[0]])
        topic = int(rng.choice(soil.topics_with(_LEAST_TEXTS)))
        texts = soil.texts_for(unit, topic)
        key = (soil.units[unit], "/".join(soil.topics[topic]))
        if len(texts) >= size and key not in taken:
            break
    taken.add(key)
    start = int(rng.integers(_WARM_UP, soil.days - length - _GRACE + 1))
    ids = tuple(f"cause{place}-{k}" for k in range(size))
    cause = Cause(kind, soil.units[unit], *soil.topics[topic], start, length, ids)
    chosen = rng.choice(texts, size, replace=False)
    return cause, _written(soil, cause, chosen, rng.choice(spot, size), rng)


def _for_ever(spots: list[Ints], rng: np.random.Generator) -> Iterator[Ints]:
    while True:
        yield spots[int(rng.integers(len(spots)))]


def _written(
    soil: Soil, cause: Cause, texts: Ints, places: Ints, rng: np.random.Generator
) -> pd.DataFrame:
    frame = soil.stream.frame
    seconds = np.sort(rng.integers(0, cause.length * 86_400, len(texts)))
    midnight = pd.Timestamp(soil.stream.first_day) + pd.Timedelta(cause.start, "D")
    return frame[["text", "topic_group", "topic"]].iloc[texts].reset_index(drop=True).assign(
        id=cause.ids,
        created_at=midnight + pd.to_timedelta(seconds, unit="s"),
        **{name: frame[name].to_numpy()[places] for name in _SPOT},
    )  # fmt: skip


def _houses(frame: pd.DataFrame) -> list[Ints]:
    """Return one row for each house that has an address and a point."""
    known = frame[(frame["house"] != "") & frame["lat"].notna() & (frame[UNIT] != "")]
    first = known.drop_duplicates(["settlement", "street", "house"]).index
    return [np.array([row]) for row in first]


def _streets(frame: pd.DataFrame) -> list[Ints]:
    """Return the houses (a row each) of every street that is neither too short nor too long."""
    houses = frame.iloc[np.concatenate(_houses(frame))]
    found = []
    for rows in houses.groupby([UNIT, "settlement", "street"]).indices.values():
        own = houses.iloc[rows]
        height = np.ptp(own["lat"]) * _METRES_PER_DEGREE
        width = np.ptp(own["lon"]) * _METRES_PER_DEGREE * np.cos(np.radians(own["lat"].mean()))
        if len(own) >= _LEAST_HOUSES and np.hypot(height, width) <= _LONGEST:
            found.append(own.index.to_numpy())
    return found
