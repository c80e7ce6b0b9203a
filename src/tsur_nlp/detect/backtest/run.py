"""Plant, replay, score: what the chosen settings find in one's own data, and how often in vain."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from tqdm import tqdm

from tsur_nlp.detect.backtest.outcomes import Outcome, Seen, new_problems, watch, watched
from tsur_nlp.detect.backtest.placing import placed
from tsur_nlp.detect.backtest.planting import PlantSettings, plan_copies
from tsur_nlp.detect.backtest.plants import Plant
from tsur_nlp.detect.backtest.result import BacktestResult
from tsur_nlp.detect.backtest.scoring import alarms
from tsur_nlp.detect.backtest.shuffle import shuffled
from tsur_nlp.detect.backtest.soil import Soil, soil_of
from tsur_nlp.detect.replay import replay
from tsur_nlp.detect.settings import SEED, DetectSettings
from tsur_nlp.errors import InputError
from tsur_nlp.text.moments import read_moment

_MOST_SHUFFLES = 4


def backtest(
    facts: pd.DataFrame,
    *,
    plants: int = 40,
    unit: str | None = None,
    since: object = None,
    recurrence_interval: float = 365,
    seed: int = SEED,
    settings: DetectSettings | None = None,
    planting: PlantSettings | None = None,
    null_days: int = 365,
    progress: bool | None = False,
) -> BacktestResult:
    """Plant problems of known size into the data, replay the days, and tell what was found.

    Three replays: of copies of the data with plants, of the data as they are, and of the data with
    new dates, where nothing happened and every sudden alarm is false.

    Args:
        facts: messages with the canonical columns.
        plants: how many problems are planted.
        unit: ``"district"``, ``"municipality"`` or any column, as in `find_problems`.
        since: the first day to plant on and to count alarms from; what is before it is only past.
            By default, and at the earliest, after the ``warm_up`` of ``planting``.
        recurrence_interval: days between two false alarms that the caller accepts.
        seed: of the plants and of the new dates.
        settings: thresholds of the detection by name.
        planting: what is planted, by name.
        null_days: days with new dates that are replayed at the least, four times the data at most.
        progress: show a bar; ``None`` on a terminal only.

    Raises:
        InputError: the data are too short or too few, or an argument cannot be used.
    """
    if plants < 1:
        raise InputError(f"plants={plants}: plant one problem at the least")
    soil = soil_of(facts, unit)
    planting = _from(since, planting or PlantSettings(), soil)
    copies = plan_copies(soil, plants, seed, planting)
    # The first day is replayed but not counted: what began long before would be new on it.
    every = range(max(planting.warm_up - 1, 0), soil.days)
    shuffles = min(math.ceil(null_days / (len(every) - 1)), _MOST_SHUFFLES)
    steps = sum(len(watched(copy, planting.grace)) for copy in copies)
    silent = None if progress is None else not progress
    with tqdm(total=steps + len(every) * (1 + shuffles), unit=" дн.", disable=silent) as bar:
        look = _Look(soil, settings or DetectSettings(), recurrence_interval, bar.update)
        outcomes = _outcomes(look, copies, planting.grace, seed)
        own = new_problems(look(soil.stream.frame, every), every[1:])
        false = _false(look, every, shuffles, seed)
    counted = len(every) - 1
    return BacktestResult(
        soil.stream.unit_type, len(soil), soil.stream.first_day, soil.stream.date_of(every[1]),
        counted, recurrence_interval, seed, look.settings, len(copies), tuple(outcomes),
        alarms(own, counted), shuffles * counted, alarms(false, shuffles * counted),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    """Replays days of messages with the settings of the backtest, and ticks."""

    soil: Soil
    settings: DetectSettings
    interval: float
    tick: Callable[[], object]

    def __call__(self, frame: pd.DataFrame, days: Sequence[int]) -> Iterator[Seen]:
        stream = self.soil.stream
        ends = [pd.Timestamp(stream.date_of(day + 1)) - pd.Timedelta(1, "us") for day in days]
        looks = replay(
            frame,
            ends,
            unit=stream.unit_type,
            recurrence_interval=self.interval,
            settings=self.settings,
        )
        for seen in zip(days, looks, strict=True):
            self.tick()
            yield seen


def _outcomes(
    look: _Look, copies: Sequence[Sequence[Plant]], grace: int, seed: int
) -> list[Outcome]:
    found: list[Outcome] = []
    for plants in copies:
        frame = placed(look.soil.stream.frame, look.soil, plants, seed)
        found += watch(plants, look(frame, watched(plants, grace)), grace)
    return sorted(found, key=lambda one: one.plant.number)


def _false(look: _Look, every: range, shuffles: int, seed: int) -> Counter[str]:
    kinds = Counter[str]()
    for turn in range(shuffles):
        frame = shuffled(look.soil.stream, seed, turn)
        kinds += new_problems(look(frame, every), every[1:])
    return kinds


def _from(since: object, planting: PlantSettings, soil: Soil) -> PlantSettings:
    """Start later where the caller wants it."""
    if since is None:
        return planting
    first = (read_moment(since, "since").date() - soil.stream.first_day).days
    return replace(planting, warm_up=max(first, planting.warm_up))
