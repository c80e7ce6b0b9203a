"""Where problems are planted: uniform over units, topics and days, of a size an oracle sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, product

import numpy as np
import pandas as pd

from tsur_nlp.detect.backtest.plants import Plant, size_of
from tsur_nlp.detect.backtest.soil import Soil, soil_of
from tsur_nlp.errors import InputError

_TRIES = 200


@dataclass(frozen=True, slots=True)
class PlantSettings:
    """What problems are planted; days are calendar days.

    Attributes:
        lengths: days that a problem lasts.
        oracles: how unlikely its messages are to an oracle that knows the window and the rate.
        close: whether it is at one place; both by turns.
        warm_up: days at the start of the data without plants: the detection needs a past.
        grace: days after the end of a window in which a problem may still be found.
        least_texts: different texts that a topic has at the least.
        apart: days between two plants of one topic in one unit.
        share: the part of the messages of one copy of the data that is planted at the most.
    """

    lengths: tuple[int, ...] = (1, 3, 7, 14)
    oracles: tuple[float, ...] = (1e-8, 1e-6)
    close: tuple[bool, ...] = (True, False)
    warm_up: int = 42
    grace: int = 2
    least_texts: int = 30
    apart: int = 28
    share: float = 0.03

    @property
    def least_days(self) -> int:
        """Days of data that planting needs."""
        return self.warm_up + max(self.lengths) + self.grace


def plan(
    facts: pd.DataFrame,
    *,
    number: int,
    seed: int,
    unit: str | None = None,
    lengths: Sequence[int] = (1, 3, 7, 14),
    oracles: Sequence[float] = (1e-8, 1e-6),
    close: Sequence[bool] = (True, False),
    warm_up: int = 42,
) -> list[Plant]:
    """Choose up to ``number`` problems that one copy of the data holds without being swamped.

    Units and topics are drawn uniformly, the first days too, from ``warm_up`` on; lengths, oracles
    and places take turns. The same rows in any order give the same plants.

    Raises:
        InputError: the data are too short, or no topic has enough different texts.
    """
    settings = PlantSettings(tuple(lengths), tuple(oracles), tuple(close), warm_up)
    return plan_copies(soil_of(facts, unit), number, seed, settings)[0]


def plan_copies(
    soil: Soil, number: int, seed: int, settings: PlantSettings | None = None
) -> list[list[Plant]]:
    """Choose ``number`` problems for as many copies of the data as it takes to keep them apart."""
    settings = settings or PlantSettings()
    _check(soil, settings)
    room = settings.share * len(soil)
    copies: list[list[Plant]] = []
    for plant in _drawn(soil, number, seed, settings):
        for copy in copies:
            full = sum(p.size for p in copy) + plant.size > room
            if not full and not any(_meet(plant, other, settings.apart) for other in copy):
                copy.append(plant)
                break
        else:
            copies.append([plant])
    return copies


def _check(soil: Soil, settings: PlantSettings) -> None:
    if soil.days < settings.least_days:
        raise InputError(
            f"the data span {soil.days} days, and planting from day {settings.warm_up + 1} on "
            f"needs {settings.least_days}: give a longer export, or an earlier since"
        )
    if not soil.units or not len(soil.topics_with(settings.least_texts)):
        raise InputError(
            f"no topic has {settings.least_texts} different texts in messages with a unit: "
            "nothing real can be planted; give a larger export"
        )


def _drawn(soil: Soil, number: int, seed: int, settings: PlantSettings) -> Iterator[Plant]:
    rng = np.random.default_rng([seed, 0])
    topics = soil.topics_with(settings.least_texts)
    kinds: list[tuple[int, float, bool]] = []
    for place in range(number):
        if not kinds:
            every = list(product(settings.lengths, settings.oracles, settings.close))
            kinds = [every[i] for i in rng.permutation(len(every))]
        length, oracle, close = kinds.pop()
        for tried in count():
            unit, topic = int(rng.integers(len(soil.units))), int(rng.choice(topics))
            start = int(rng.integers(settings.warm_up, soil.days - length - settings.grace + 1))
            usual = soil.rate(unit, topic) * length
            size, p = size_of(usual, oracle)
            if size <= len(soil.texts_for(unit, topic)):
                break
            if tried == _TRIES:
                raise InputError(
                    f"no topic has the {size} different texts from elsewhere that a problem of "
                    f"p ≤ {oracle:g} takes: give a larger export"
                )
        group, name = soil.topics[topic]
        ids = tuple(f"plant{place}-{k}" for k in range(size))
        near = close and soil.has_places(unit)
        yield Plant(
            place, soil.units[unit], group, name, start, length, size, near, usual, oracle,
            p, ids,
        )  # fmt: skip


def _meet(one: Plant, other: Plant, apart: int) -> bool:
    same = (one.unit, one.topic_group, one.topic) == (other.unit, other.topic_group, other.topic)
    return same and one.start < other.end + apart and other.start < one.end + apart
