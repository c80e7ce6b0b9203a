"""Copies of a stream in which nothing happens, with problems planted into each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from detection import data
from detection.engine import UNIT
from detection.options import Options
from detection.simulated import Means, truth
from detection.worlds import WORLDS
from tsur_nlp.detect.backtest import Plant, place, plan
from tsur_nlp.detect.backtest.planting import PlantSettings
from tsur_nlp.detect.backtest.plants import size_of
from tsur_nlp.detect.backtest.soil import Soil, soil_of

FIRST = PlantSettings().warm_up
"""The first day that is replayed: plants start there at the earliest."""
GRACE = PlantSettings().grace
"""Days after the end of its window in which a plant may still be found."""
_WEAK = 4
"""One plant in so many is weak besides: close, and too small for counts."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A stream with plants; those numbered from ``weak`` on are too small for counts alone.

    ``phi`` is the dispersion of the counts that each was planted among.
    """

    facts: pd.DataFrame
    plants: tuple[Plant, ...]
    phi: tuple[float, ...]
    weak: int

    def records(self) -> list[dict[str, Any]]:
        """Return the plants as plain dicts."""
        return [
            one.as_dict() | {"weak": one.number >= self.weak, "phi": phi}
            for one, phi in zip(self.plants, self.phi, strict=True)
        ]


def seeds(options: Options) -> range:
    """Return the seeds of as many copies as the plants take."""
    return range(options.seed, options.seed - (-options.plants // options.per_copy))


def planted(options: Options, world: str, topics: str, seed: int) -> Copy:
    """Return a copy: plants at 1e-8 and 1e-6 by turns, and close ones between 1e-6 and 1e-3."""
    base = data.facts(options, "true")
    facts = WORLDS[world](base, 1000 + seed)
    plants = _chosen(facts, options.per_copy, seed)
    phi = (1.0,) * len(plants)
    if world == "hard":
        means = truth(base, 1000 + seed)
        plants = [_resized(one, means) for one in plants]
        soil = soil_of(facts, UNIT)
        plants = [one for one in plants if one.size <= _texts(soil, one)]
        phi = tuple(float(means.phi[_cell(one, means)]) for one in plants)
    grown = place(facts, plants, seed, unit=UNIT)
    if topics == "predicted":
        grown = data.with_predicted(grown, options)
        plants = [_as_predicted(one, grown) for one in plants]
    stop = FIRST + options.days if options.days else np.inf
    watched = [k for k, one in enumerate(plants) if one.end + GRACE <= stop]
    return Copy(
        grown, tuple(plants[k] for k in watched), tuple(phi[k] for k in watched), options.per_copy
    )


def _chosen(facts: pd.DataFrame, number: int, seed: int) -> list[Plant]:
    """Return the plants of a copy, the weak ones numbered from ``number`` on."""
    plants = plan(facts, number=number, seed=seed, unit=UNIT)
    oracles = (10.0 ** np.random.default_rng([seed, 20]).uniform(-6, -3, number)).tolist()
    weak = plan(
        facts, number=number // _WEAK, seed=9000 + seed, unit=UNIT, oracles=oracles, close=(True,)
    )
    weak = [one for one in weak if not any(_near(one, other) for other in plants)]
    return plants + [_renumbered(one, number + k) for k, one in enumerate(weak)]


def _resized(one: Plant, means: Means) -> Plant:
    """Let the oracle know the mean of the very days of the window."""
    mean = means.mean[_cell(one, means)]
    usual = float(max(mean[one.start : one.end].sum(), 0.5 * one.length / len(mean)))
    size, p = size_of(usual, one.oracle)
    return _renumbered(replace(one, usual=usual, size=size, p=p), one.number)


def _cell(one: Plant, means: Means) -> int:
    return means.cell(one.unit, (one.topic_group, one.topic))


def _texts(soil: Soil, one: Plant) -> int:
    """Count the texts at hand for a plant."""
    topic = soil.topics.index((one.topic_group, one.topic))
    return len(soil.texts_for(soil.units.index(one.unit), topic))


def _near(one: Plant, other: Plant) -> bool:
    """Tell whether two plants of one unit and topic are less than four weeks apart."""
    same = (one.unit, one.topic_group, one.topic) == (other.unit, other.topic_group, other.topic)
    return same and one.start < other.end + 28 and other.start < one.end + 28


def _renumbered(one: Plant, number: int) -> Plant:
    return replace(one, number=number, ids=tuple(f"plant{number}-{k}" for k in range(one.size)))


def _as_predicted(one: Plant, grown: pd.DataFrame) -> Plant:
    """Name a plant by the topic that most of its messages are read as."""
    own = grown[grown["id"].isin(one.ids)]
    (group, topic), _ = max(
        own.groupby(["topic_group", "topic"]).size().items(), key=lambda pair: (pair[1], pair[0])
    )
    return replace(one, topic_group=str(group), topic=str(topic))
