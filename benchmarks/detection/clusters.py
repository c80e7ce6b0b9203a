"""Part «clusters»: planted local causes, and whether a problem lists their messages alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from detection import causes, data, dense, engine
from detection.counts import Counts
from detection.options import Options
from detection.tables import middle, share, table
from detection.worlds import WORLDS
from tsur_nlp.records import SystemicProblem

Record = dict[str, Any]

_COPIES = 5
_IN_A_COPY = 12
_FIRST = 42
_AFTER = 1
"""Days after the last message of a cause on which it is looked at too."""
_LEAST = 5
_WEEK = 7


def tasks(options: Options) -> list[Callable[[], Record]]:
    """Return one task for each copy."""
    return [partial(run, options, options.seed + copy) for copy in range(_COPIES)]


def run(options: Options, seed: int) -> Record:
    """Replay a flat stream with local causes, and keep the best match of each."""
    flat = WORLDS["flat"](data.facts(options, "true"), 2000 + seed)
    facts, planted = causes.grown(flat, _IN_A_COPY, seed)
    stream, counts = engine.stream_of(facts), Counts.of(facts)
    days = engine.days_of(stream, _FIRST, options.days)
    best: dict[int, Record] = {}
    for day, problems in engine.replay(stream, days, options.interval):
        for place, one in enumerate(planted):
            if one.last <= day <= one.last + _AFTER:
                best[place] = max(
                    best.get(place, {"match": -1.0}), _best(one, problems), key=_match
                )
    ids = facts["id"].to_numpy()
    return {
        "part": "clusters", "seed": seed,
        "causes": [
            {"kind": one.kind, "size": len(one.ids), "length": one.length, "ours": best[place],
             "plain": _plain(one, counts, ids)}
            for place, one in enumerate(planted)
            if place in best
        ],
    }  # fmt: skip


def _best(one: causes.Cause, problems: Sequence[SystemicProblem]) -> Record:
    """Return the match of the problem that tells most of a cause and least of anything else."""
    planted = set(one.ids)
    lists = [set(problem.message_ids) for problem in problems if problem.status in engine.ACTIVE]
    matches = [_compared(planted, listed) for listed in lists]
    lost = len(planted.difference(*lists)) / len(planted)
    return max(matches, key=_match, default=_compared(planted, set())) | {"noise": lost}


def _compared(planted: set[str], listed: set[str]) -> Record:
    held = len(planted & listed)
    recall, purity = held / len(planted), held / max(len(listed), 1)
    return {"recall": recall, "purity": purity, "match": 2 * held / (len(planted) + len(listed))}


def _match(found: Record) -> float:
    return float(found["match"])


def _plain(one: causes.Cause, counts: Counts, ids: np.ndarray) -> Record:
    """Do the same with plain HDBSCAN on the week's messages of the topic."""
    topic = counts.topics.index((one.topic_group, one.topic))
    week = (counts.day > one.last - _WEEK) & (counts.day <= one.last)
    rows = np.flatnonzero(week & (counts.topic == topic))
    found = dense.labels(counts, rows, _LEAST)
    planted = set(one.ids)
    lists = [set(ids[rows[found == label]]) for label in range(found.max(initial=-1) + 1)]
    matches = [_compared(planted, listed) for listed in lists]
    lost = len(planted.difference(*lists)) / len(planted)
    told = max(matches, key=_match, default=_compared(planted, set()))
    return told | {"noise": lost, "noise_all": float((found < 0).mean())}


def body(records: Sequence[Record]) -> str:
    """Return the section in Markdown."""
    planted = [one for part in records if part["part"] == "clusters" for one in part["causes"]]
    rows = []
    for method, name in (("ours", "**tsur_nlp**"), ("plain", "plain HDBSCAN")):
        for kind in (*causes.KINDS, "all"):
            own = [one[method] for one in planted if kind in (one["kind"], "all")]
            rows.append((name, kind, len(own), *_row(own)))
    noise = np.mean([one["plain"]["noise_all"] for one in planted])
    head = (
        "method", "cause", "planted", "found", "members recalled", "purity",
        "recall, median of found", "purity, median of found", "share of members in noise",
    )  # fmt: skip
    return (
        "Local causes in a flat stream: 6–25 messages in 1–7 days at one house or along one "
        "street. The best matching problem (F1 of its list of messages) on the last day or the day "
        "after; means over causes, those not found count 0.\n\n"
        f"{table(head, rows)}\n\n"
        f"Plain HDBSCAN (clusters of {_LEAST}, the topic's last week) leaves {noise:.0%} of all "
        "messages in noise."
    )


def _row(own: Sequence[Record]) -> tuple[str, ...]:
    found = [one for one in own if one["recall"] > 0]
    mean = [f"{np.mean([one[name] for one in own]):.2f}" for name in ("recall", "purity")]
    of_found = [middle([one[name] for one in found], 2) for name in ("recall", "purity")]
    noise = f"{np.mean([one['noise'] for one in own]):.2f}"
    return (share([one["recall"] > 0 for one in own]), *mean, *of_found, noise)
