"""Part «null»: what is flagged where nothing happened, and how uniform the p-values are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from scipy.stats import kstest

from detection import data, engine
from detection.options import WARM_UP, Options
from detection.tables import rate, table
from detection.tuning import untuned
from detection.worlds import WORLDS
from tsur_nlp.records import SystemicProblem

Record = dict[str, Any]

LIMITS = {"flat": 1.5, "hard": 3.0, "space-time": 1.5}
_EVERY = 7
"""Days between two p-values: neighbouring days share most of their windows."""
_KINDS = ("surge", "recurrent")


def tasks(options: Options) -> list[Callable[[], Record]]:
    """Return one task for each stream; predicted topics are measured on the flat null."""
    kinds = [("true", world) for world in options.worlds if "true" in options.topics]
    if "predicted" in options.topics and "flat" in options.worlds:
        kinds.append(("predicted", "flat"))
    return [
        partial(run, options, world, topics, options.seed + i)
        for i in range(options.runs)
        for topics, world in kinds
    ]


def run(options: Options, world: str, topics: str, seed: int) -> Record:
    """Replay a stream in which nothing happens, and list what was flagged."""
    facts = WORLDS[world](data.facts(options, topics), seed)
    stream = engine.stream_of(facts)
    days = engine.days_of(stream, WARM_UP, options.days)
    # what began long before would be new on the first day: that day is not counted
    every = range(days.start - 1, days.stop)
    seen: set[str] = set()
    alarms = []
    for day, problems in engine.replay(stream, every, options.interval):
        fresh = [one for one in problems if one.status == "new" and one.problem_id not in seen]
        seen.update(one.problem_id for one in fresh)
        alarms += [_alarm(one, day) for one in fresh if day in days]
    sampled = days[::_EVERY] if world != "space-time" else []
    chances = [engine.daily_p(stream, day) for day in sampled]
    return {
        "part": "null", "world": world, "topics": topics, "seed": seed, "days": len(days),
        "messages": len(facts), "interval": options.interval, "alarms": alarms,
        "daily_p": [p for p in chances if p is not None],
    }  # fmt: skip


def _alarm(one: SystemicProblem, day: int) -> Record:
    return {
        "day": day, "kind": one.kind, "source": engine.source(one), "whole": engine.whole(one),
        "unit": one.unit, "topic": one.topic or one.topic_group, "observed": one.observed,
        "expected": one.expected, "interval": one.recurrence_interval_days,
    }  # fmt: skip


def false_alarms(records: Sequence[Record], world: str, topics: str = "true") -> tuple[int, float]:
    """Return the false alarms of a null, chronic problems apart, and the years replayed."""
    own = _of(records, world, topics)
    return sum(len(_false(one)) for one in own), sum(one["days"] for one in own) / 365


def body(records: Sequence[Record]) -> str:
    """Return the section in Markdown."""
    null = [one for one in records if one["part"] == "null"]
    kinds = sorted({(one["topics"] != "true", one["world"], one["topics"]) for one in null})
    pairs = [(world, topics) for _, world, topics in kinds]
    interval = null[0]["interval"]
    rows = [_row(null, world, topics) for world, topics in pairs]
    head = (
        "stream", "topics", "runs", "days", "false alarms a year (95 %)", "goal", "surge",
        "recurrent", "chronic, a year",
    )  # fmt: skip
    parts = [
        f"A false alarm is a new problem where nothing happened; the recurrence interval is "
        f"{interval:.0f} days, {365 / interval:.1f} a year for the whole territory.",
        table(head, rows),
        _CHRONIC,
        _sources(null, pairs),
        _uniform(null, pairs),
        untuned(records),
    ]
    return "\n\n".join(part for part in parts if part)


_CHRONIC = (
    "Chronic problems are counted apart: other dates do not move messages between districts, so a "
    "district that has more of a topic than all the others still has. In the space-time null a "
    "problem of the whole territory is true (the topics' own waves stay) and not counted."
)


def _row(null: Sequence[Record], world: str, topics: str) -> tuple[object, ...]:
    own = _of(null, world, topics)
    count, years = false_alarms(null, world, topics)
    by_kind = Counter(alarm["kind"] for one in own for alarm in _false(one))
    chronic = sum(alarm["kind"] == "chronic" for one in own for alarm in one["alarms"])
    days = sum(one["days"] for one in own)
    return (
        world, topics, len(own), days, f"**{rate(count, years)}**", f"≤ {LIMITS[world]}",
        *(by_kind[kind] for kind in _KINDS), f"{chronic / years:.1f}",
    )  # fmt: skip


def _sources(null: Sequence[Record], pairs: Sequence[tuple[str, str]]) -> str:
    counts = {
        pair: Counter(alarm["source"] for one in _of(null, *pair) for alarm in _false(one))
        for pair in pairs
    }
    names = sorted({name for counter in counts.values() for name in counter})
    if not names:
        return ""
    rows = [(name, *(counts[pair][name] for pair in pairs)) for name in names]
    return table(("where the alarms come from", *(f"{w}, {t}" for w, t in pairs)), rows)


def _uniform(null: Sequence[Record], pairs: Sequence[tuple[str, str]]) -> str:
    """Compare the p-values of days (the most extreme series of each) with the uniform law."""
    rows = []
    for world, topics in pairs:
        chances = np.array([p for one in _of(null, world, topics) for p in one["daily_p"]])
        if len(chances):
            ks = kstest(chances, "uniform")
            deciles = np.histogram(chances, bins=10, range=(0, 1))[0] / len(chances)
            told = " ".join(f"{100 * part:.0f}" for part in deciles)
            rows.append(
                (world, topics, len(chances), f"{ks.statistic:.3f}", f"{ks.pvalue:.3f}", told)
            )
    if not rows:
        return ""
    head = ("stream", "topics", "days", "KS distance", "its p", "% of days by tenth of p")
    told = f"The p-value of a day (of its most extreme series), every {_EVERY} days:"
    return told + "\n\n" + table(head, rows)


def _of(records: Sequence[Record], world: str, topics: str) -> list[Record]:
    own = [
        one
        for one in records
        if one["part"] == "null" and (one["world"], one["topics"]) == (world, topics)
    ]
    return sorted(own, key=lambda one: one["seed"])


def _false(one: Record) -> list[Record]:
    local = one["world"] == "space-time"
    return [a for a in one["alarms"] if a["kind"] in _KINDS and not (local and a["whole"])]
