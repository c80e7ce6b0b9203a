"""Part «rivals»: what other methods say on the same streams and the same plants.

Their thresholds are not chosen here: a null keeps the loudest scores, a plant the scores of its
days, and `tuning` finds the threshold that gives the alarm rate asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from detection import alone, copies, data, dense, ears
from detection.counts import Counts, Floats
from detection.options import WARM_UP, Options
from detection.tuning import APART, begun
from detection.worlds import WORLDS

Record = dict[str, Any]

_LOUDEST = 200


def tasks(options: Options) -> list[Callable[[], Record]]:
    """Return one task for each null and each copy, with the portal's own topics."""
    worlds = [world for world in options.worlds if world != "space-time"]
    seeds = range(options.seed, options.seed + options.runs)
    nulls = [partial(on_null, options, world, seed) for seed in seeds for world in worlds]
    planted = [
        partial(on_plants, options, world, seed)
        for seed in copies.seeds(options)
        for world in worlds
    ]
    return nulls + planted


def on_null(options: Options, world: str, seed: int) -> Record:
    """Keep the loudest scores of every rival where nothing happened, and count its own alarms."""
    counts = Counts.of(WORLDS[world](data.facts(options, "true"), seed))
    last = counts.daily.shape[1] if options.days is None else WARM_UP + options.days
    days = range(WARM_UP - APART, min(last, counts.daily.shape[1]))
    scores = _by_counts(counts, days)
    scores |= {_dense(least): dense.scores(counts, days, least) for least in dense.LEAST}
    alarms = {name: alarm[:, : days.stop] for name, alarm in ears.untuned(counts.daily).items()}
    return {
        "part": "rivals", "world": world, "seed": seed, "days": days.stop - WARM_UP,
        "loudest": {name: _loudest(score, days.start) for name, score in scores.items()},
        "untuned": {name: _counted(alarm) for name, alarm in alarms.items()},
    }  # fmt: skip


def on_plants(options: Options, world: str, seed: int) -> Record:
    """Keep the scores of every rival on the days on which a plant may be found."""
    copy = copies.planted(options, world, "true", seed)
    counts = Counts.of(copy.facts)
    scores = _by_counts(counts, range(counts.daily.shape[1]))
    plants = []
    for one, told in zip(copy.plants, copy.records(), strict=True):
        series = counts.series(one.unit, (one.topic_group, one.topic))
        days = range(one.start, one.end + copies.GRACE)
        own = {
            name: _rounded(score[series, days.start : days.stop]) for name, score in scores.items()
        }
        for least in dense.LEAST:
            own[_dense(least)] = [float(dense.score(counts, series, d, least)) for d in days]
        plants.append(told | {"scores": own})
    return {"part": "rivals", "world": world, "seed": seed, "plants": plants}


def _by_counts(counts: Counts, days: range) -> dict[str, Floats]:
    """Return the scores (series × days) of the rivals that look at counts."""
    whole = ears.scores(counts.daily)
    cut = {name: score[:, days.start : days.stop] for name, score in whole.items()}
    return cut | alone.scores(counts.daily, days)


def _dense(least: int) -> str:
    return f"HDBSCAN, clusters of {least}"


def _loudest(score: Floats, first: int) -> list[tuple[int, int, float]]:
    """Return series, day and score of the highest scores."""
    flat = score.ravel()
    top = np.argsort(-flat, kind="stable")[:_LOUDEST]
    series, column = np.divmod(top[flat[top] > 0], score.shape[1])
    values = _rounded(score[series, column])
    return list(zip(series.tolist(), (column + first).tolist(), values, strict=True))


def _counted(alarm: np.ndarray) -> tuple[int, int]:
    """Return the days with an alarm, summed over series, and the alarms, those of a week one."""
    series, day = np.nonzero(alarm)
    return int((day >= WARM_UP).sum()), begun(zip(series.tolist(), day.tolist(), strict=True))


def _rounded(score: Floats) -> list[float]:
    return np.round(score, 6).tolist()
