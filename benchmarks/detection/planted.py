"""Part «planted»: problems of known size, how many are found and how soon."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from detection import copies, engine
from detection.options import Options
from tsur_nlp.detect.backtest.outcomes import watch

Record = dict[str, Any]


def tasks(options: Options) -> list[Callable[[], Record]]:
    """Return one task for each copy of a stream with plants."""
    return [
        partial(run, options, world, topics, seed)
        for seed in copies.seeds(options)
        for topics in options.topics
        for world in options.worlds
        if world != "space-time"
    ]


def run(options: Options, world: str, topics: str, seed: int) -> Record:
    """Replay a copy and see when every plant is found."""
    copy = copies.planted(options, world, topics, seed)
    stream = engine.stream_of(copy.facts)
    days = engine.days_of(stream, copies.FIRST, options.days)
    seen = list(engine.replay(stream, days, options.interval))
    outcomes = {one.plant.number: one for one in watch(copy.plants, seen, copies.GRACE)}
    planted = {name for one in copy.plants for name in one.ids}
    beside = {
        problem.problem_id
        for _, problems in seen
        for problem in problems
        if problem.kind != "chronic" and planted.isdisjoint(problem.message_ids)
    }
    plants = [
        told | {"delay": outcomes[told["number"]].delay, "named": outcomes[told["number"]].named}
        for told in copy.records()
    ]
    return {
        "part": "planted", "world": world, "topics": topics, "seed": seed, "days": len(days),
        "plants": plants, "beside": len(beside),
    }  # fmt: skip
