"""Part «growth»: time and memory for 10 k, 100 k and 1 M messages, a day on top of a year, and
whether the output depends on the order of rows or the number of processes.

Messages are resampled from the stream: a new day of a year, a point some 100 m off, and every third
word another one, for the same text again would be a repeat, or a template. Every size has a process
of its own, whose peak memory holds the table itself too.
"""

from __future__ import annotations

import inspect
import multiprocessing
import random
import resource
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from detection import data, engine
from detection.options import Options
from detection.tables import table
from tsur_nlp.detect import find_problems, heat_map

Record = dict[str, Any]

_YEAR = 365
_FIRST = pd.Timestamp("2021-01-01")
_OFF = 100.0
_METRES_PER_DEGREE = 111_194.9
_DAILY = 200_000
_POOL = 5000


def tasks(options: Options) -> list[Callable[[], Record]]:
    """Return one task for each size, one for a day more, one for the order of rows."""
    sizes = [partial(_apart, _of_size, options, size) for size in options.sizes]
    day = partial(_apart, _of_day, options, min(_DAILY, max(options.sizes)))
    same = partial(_apart, _of_order, options, min(options.sizes))
    return [*sizes, day, same]


def _apart(work: Callable[[Options, int], Record], options: Options, size: int) -> Record:
    """Do the work in a process of its own, so that its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (options, size))


def _of_size(options: Options, size: int) -> Record:
    facts = resampled(options, size)
    before = _peak()
    took = {}
    for name, call in (("find_problems", find_problems), ("heat_map", heat_map)):
        start = time.perf_counter()
        found = call(facts, unit=engine.UNIT)
        took[name] = time.perf_counter() - start
    return {
        "part": "growth", "size": size, "seconds": took, "found": len(found),
        "table_gb": before, "peak_gb": _peak(),
    }  # fmt: skip


def _of_day(options: Options, size: int) -> Record:
    """Time the last day of a year, what was found the day before being known."""
    facts = resampled(options, size)
    last = facts["created_at"].max().normalize()
    eve = last - pd.Timedelta(1, "D")
    previous = find_problems(facts, as_of=eve.date(), unit=engine.UNIT)
    took = []
    for _ in range(3):
        start = time.perf_counter()
        find_problems(facts, as_of=last.date(), unit=engine.UNIT, previous=previous)
        took.append(time.perf_counter() - start)
    return {"part": "growth", "day_on": size, "took": took, "peak_gb": _peak()}


def _of_order(options: Options, size: int) -> Record:
    """Compare the output for shuffled rows, and for one and two processes."""
    stream = data.facts(options, "true")
    facts = stream.tail(max(size, len(stream) // 4))
    shuffled = facts.sample(frac=1.0, random_state=options.seed)
    one, other = (
        [found.as_dict() for found in find_problems(rows, unit=engine.UNIT)]
        for rows in (facts, shuffled)
    )
    jobs: bool | None = None
    if "n_jobs" in inspect.signature(find_problems).parameters:
        two: Any = partial(find_problems, n_jobs=2)
        jobs = one == [found.as_dict() for found in two(facts, unit=engine.UNIT)]
    heat = heat_map(facts, unit=engine.UNIT) == heat_map(shuffled, unit=engine.UNIT)
    return {
        "part": "growth", "order": len(facts), "found": len(one), "shuffled": one == other,
        "heat_shuffled": heat, "two_jobs": jobs,
    }  # fmt: skip


def resampled(options: Options, size: int) -> pd.DataFrame:
    """Return so many messages of a year that never was."""
    rng = np.random.default_rng([options.seed, 40])
    facts = data.facts(options, "true")
    rows = rng.integers(len(facts), size=size)
    drawn = facts.iloc[rows].reset_index(drop=True)
    clock = drawn["created_at"] - drawn["created_at"].dt.normalize()
    created = _FIRST + pd.to_timedelta(rng.integers(_YEAR, size=size), unit="D") + clock
    off = rng.normal(0.0, _OFF / _METRES_PER_DEGREE, (2, size))
    return drawn.assign(
        id=[f"g{i}" for i in range(size)],
        text=_reworded(drawn["text"].tolist(), options.seed),
        created_at=created,
        answered_at=created + (drawn["answered_at"] - drawn["created_at"]),
        lat=drawn["lat"] + off[0],
        lon=drawn["lon"] + off[1] / np.cos(np.radians(drawn["lat"])),
    )


def _reworded(texts: list[str], seed: int) -> list[str]:
    """Put a word of some other text in place of every third word."""
    chance = random.Random(seed)
    pool = " ".join(texts[:_POOL]).split()
    told = []
    for text in texts:
        said = text.split()
        places = range(chance.randrange(3), len(said), 3)
        for place, word in zip(places, chance.choices(pool, k=len(places)), strict=True):
            said[place] = word
        told.append(" ".join(said))
    return told


def _peak() -> float:
    """Return the peak memory of this process, GB (Linux counts in KB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def body(records: Sequence[Record]) -> str:
    """Return the section in Markdown."""
    own = [one for one in records if one["part"] == "growth"]
    sizes = sorted((one for one in own if "size" in one), key=lambda one: one["size"])
    parts = [_sizes(sizes)] if sizes else []
    parts += [_day(one) for one in own if "day_on" in one]
    parts += [_order(one) for one in own if "order" in one]
    return "\n\n".join(parts)


def _sizes(sizes: Sequence[Record]) -> str:
    head = ("messages", "`find_problems`, s", "`heat_map`, s", "peak memory, GB", "of it the table",
            "slope")  # fmt: skip
    rows = []
    for before, one in zip((None, *sizes), sizes, strict=False):
        rows.append((
            f"{one['size']:,}", *(f"{seconds:.1f}" for seconds in one["seconds"].values()),
            f"{one['peak_gb']:.2f}", f"{one['table_gb']:.2f}", _slope(before, one),
        ))  # fmt: skip
    return table(head, rows) + "\n\nSlope: 1 is time in proportion to the messages."


def _slope(before: Record | None, one: Record) -> str:
    if before is None:
        return ""
    ratio = one["seconds"]["find_problems"] / before["seconds"]["find_problems"]
    return f"{np.log(ratio) / np.log(one['size'] / before['size']):.2f}"


def _day(one: Record) -> str:
    return (
        f"One day more on top of a year of {one['day_on']:,} messages: "
        f"{np.median(one['took']):.1f} s (median of {len(one['took'])}), "
        f"peak memory {one['peak_gb']:.2f} GB."
    )


def _order(one: Record) -> str:
    same = {True: "identical", False: "**not identical**", None: "there is no parameter n_jobs"}
    return (
        f"{one['order']:,} messages, {one['found']} problems: after shuffling the rows "
        f"{same[one['shuffled']]} (heat map: {same[one['heat_shuffled']]}); n_jobs 1 and 2: "
        f"{same[one['two_jobs']]}."
    )
