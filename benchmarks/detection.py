"""Detection on the St Petersburg stream: false alarms, planted problems, the snow, time.

    python benchmarks/detection.py [--null-runs 1] [--plants 100] [--recurrence-interval 365]
                                   [--write]

1. Null: every message gets a new date, uniform but for the weekday; replayed day by day.
2. Planted: problems of known size inside such a stream; an oracle that knows the true rate and the
   window says how unlikely each is.
3. Snow of January 2021: what was flagged, since when.
4. Time and memory on the whole stream, one core.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import poisson

from tsur_nlp.detect import DetectSettings, find_problems, heat_map
from tsur_nlp.detect.problems import problems_of
from tsur_nlp.detect.stream.messages import prepare
from tsur_nlp.records import SystemicProblem

sys.path.insert(0, str(Path(__file__).parent))
from _results import write_section

DATA = Path(__file__).parents[2] / "shared" / "data" / "spb_2020-10_2021-02.parquet"
SETTINGS = DetectSettings()
WARM_UP = 28
LEAST_TEXTS = 60
ACTIVE = ("new", "ongoing")


def load() -> pd.DataFrame:
    raw = pd.read_parquet(DATA)
    names = {"category": "topic_group", "reason": "topic", "answer_at": "answered_at"}
    kept = raw.rename(columns=names)[
        ["id", "text", "created_at", "district", "municipality", "lat", "lon", "topic_group",
         "topic", "answered_at", "reopened"]
    ]  # fmt: skip
    return kept.assign(
        id=raw["id"].astype(str),
        region="Санкт-Петербург",
        assignee=raw["answer_org"].fillna(""),
        street=raw["building_address"].fillna(""),
        house=np.where(raw["building_address"].notna(), "1", ""),
    )


def flat(facts: pd.DataFrame, seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    day = facts["created_at"].dt.normalize()
    days = pd.DatetimeIndex(sorted(day.unique()))
    weekday = day.dt.day_of_week.to_numpy()
    drawn = np.empty(len(facts), dtype="datetime64[us]")
    for k in range(7):
        rows = np.flatnonzero(weekday == k)
        drawn[rows] = rng.choice(days[days.day_of_week == k].to_numpy("datetime64[us]"), len(rows))
    # an answer moves with its message
    shift = pd.Series(drawn, index=facts.index) - day
    moved = {name: facts[name] + shift for name in ("created_at", "answered_at")}
    return facts.assign(**moved)


def replay(
    facts: pd.DataFrame, first: int = WARM_UP, last: int | None = None, *, interval: float = 365
) -> Iterator[tuple[int, list[SystemicProblem]]]:
    stream = prepare(facts, None, SETTINGS)
    previous: list[SystemicProblem] = []
    for day in range(first, last or stream.days):
        now = pd.Timestamp(stream.date_of(day + 1)) - pd.Timedelta(1, "us")
        previous = problems_of(
            stream, now, SETTINGS, previous=previous, recurrence_interval=interval
        )
        yield day, previous


def null(facts: pd.DataFrame, runs: int, interval: float) -> str:
    alarms: Counter[str] = Counter()
    days = 0
    for seed in range(runs):
        for _, problems in replay(flat(facts, seed), interval=interval):
            days += 1
            alarms.update(p.kind for p in problems if p.status == "new")
    years = days / 365
    surges = alarms["surge"] + alarms["recurrent"]
    return (
        f"Flat null, {runs} run(s), {days} days replayed: **{surges / years:.1f} false alarms a "
        f"year** at a recurrence interval of {interval:.0f} days. Apart from them "
        f"{alarms['chronic']} chronic problems were named: redrawing dates does not move messages "
        "between districts, so a district that has more of a topic than others still has."
    )


@dataclass(frozen=True)
class Plant:
    unit: str
    topic: str
    start: int
    length: int
    oracle: float
    close: bool
    size: int


def plant(facts: pd.DataFrame, number: int, seed: int) -> tuple[pd.DataFrame, list[Plant]]:
    rng = np.random.default_rng(seed)
    days = (facts["created_at"].max().normalize() - facts["created_at"].min().normalize()).days + 1
    # planted texts are real and different: a topic has to have enough of them
    sizes = facts.drop_duplicates("text")["topic"].value_counts()
    units, topics = sorted(facts["district"].unique()), sorted(sizes.index[sizes >= LEAST_TEXTS])
    rates = facts.groupby(["district", "topic"]).size() / days
    plants, rows = [], []
    for i in range(number):
        unit, topic = str(rng.choice(units)), str(rng.choice(topics))
        length, target = int(rng.choice([1, 3, 7, 14])), (1e-6, 1e-8)[i % 2]
        usual = float(rates.get((unit, topic), 0.5 / days)) * length
        size = next(n for n in range(1, 999) if poisson.sf(n + round(usual) - 1, usual) <= target)
        one = Plant(unit, topic, int(rng.integers(42, days - 18)), length, target, i % 4 < 2, size)
        plants.append(one)
        rows.append(planted_rows(facts, one, i, rng))
    return pd.concat([facts, *rows], ignore_index=True), plants


def planted_rows(facts: pd.DataFrame, one: Plant, i: int, rng: np.random.Generator) -> pd.DataFrame:
    elsewhere = facts[facts["topic"] == one.topic].drop_duplicates("text")
    here = facts[facts["district"] == one.unit]
    rows = elsewhere.sample(one.size, random_state=int(rng.integers(2**31)))
    places = here.sample(one.size, random_state=int(rng.integers(2**31)))
    lat, lon = places["lat"].to_numpy(), places["lon"].to_numpy()
    if one.close:
        angle, metres = (
            rng.uniform(0, 2 * np.pi, one.size),
            300 * rng.uniform(0, 1, one.size) ** 0.5,
        )
        lat = lat[0] + metres * np.sin(angle) / 111_195
        lon = lon[0] + metres * np.cos(angle) / 111_195 / np.cos(np.radians(lat[0]))
    first = facts["created_at"].min().normalize() + pd.Timedelta(one.start, "D")
    offset = np.sort(rng.integers(0, one.length, one.size))
    created = first + pd.to_timedelta(offset, unit="D") + pd.Timedelta(12, "h")
    return rows.assign(
        id=[f"plant{i}-{k}" for k in range(one.size)], district=one.unit, lat=lat, lon=lon,
        created_at=created, answered_at=pd.NaT, street="", house="", reopened=0,
    )  # fmt: skip


def finds(problem: SystemicProblem, one: Plant) -> bool:
    here = problem.unit == one.unit or one.unit in problem.units
    return here and problem.status in ACTIVE and problem.topic in ("", one.topic)


def planted(facts: pd.DataFrame, number: int, interval: float, seed: int = 7) -> str:
    stream, plants = plant(flat(facts, seed), number, seed)
    first: dict[int, int] = {}
    for day, problems in replay(stream, 42, interval=interval):
        for i, one in enumerate(plants):
            if i in first or not one.start <= day <= one.start + one.length + 2:
                continue
            ours = {f"plant{i}-{k}" for k in range(one.size)}
            if any(finds(p, one) and ours & set(p.message_ids) for p in problems):
                first[i] = day - one.start
    lines = [
        "| oracle p | length, days | plants | found | median delay, days |",
        "|---|---|---|---|---|",
    ]
    for oracle in (1e-8, 1e-6):
        for lengths in ((1, 3), (7, 14)):
            of = [i for i, p in enumerate(plants) if p.oracle == oracle and p.length in lengths]
            delays = [first[i] for i in of if i in first]
            lines.append(
                f"| ≤ {oracle:.0e} | {lengths[0]}, {lengths[1]} | {len(of)} | "
                f"{len(delays) / max(len(of), 1):.2f} | {np.median(delays) if delays else '—'} |"
            )
    return "\n".join(lines)


def snow(facts: pd.DataFrame) -> str:
    zero = facts["created_at"].min().normalize()
    first, days = {}, Counter()
    last = (pd.Timestamp("2021-01-31") - zero).days + 1
    counts: list[int] = []
    for day, problems in replay(facts, 44, last):
        active = [p for p in problems if p.status in ACTIVE]
        counts.append(len(active))
        date = (zero + pd.Timedelta(day, "D")).date().isoformat()
        for p in active:
            if "снег" in p.topic.lower():
                key = (p.unit, p.topic[:36], p.level)
                first.setdefault(key, (date, p.observed, p.expected))
                days[key] += date >= "2021-01-01"
    lines = [
        "| where | topic | level | first flagged | then seen / expected | days in January |",
        "|---|---|---|---|---|---|",
    ]
    for key, (date, seen, usual) in sorted(first.items(), key=lambda pair: pair[1]):
        unit, topic, level = key
        lines.append(
            f"| {unit} | {topic} | {level} | {date} | {seen} / {usual:.1f} | {days[key]} |"
        )
    lines.append(f"\nActive at once: {np.median(counts):.0f} (median), {max(counts)} (most).")
    return "\n".join(lines)


def speed(facts: pd.DataFrame) -> str:
    took = {}
    for name, call in (("find_problems", find_problems), ("heat_map", heat_map)):
        start, cpu = time.perf_counter(), time.process_time()
        call(facts)
        took[name] = (time.perf_counter() - start, time.process_time() - cpu)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    told = ", ".join(f"`{n}` {wall:.1f} s ({cpu:.1f} s of CPU)" for n, (wall, cpu) in took.items())
    return f"{len(facts):,} messages: {told}; peak memory of the process {memory:.2f} GB."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--null-runs", type=int, default=1)
    parser.add_argument("--plants", type=int, default=100)
    parser.add_argument("--recurrence-interval", type=float, default=365)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    facts = load()
    parts = [
        "### Time\n\n" + speed(facts),
        "### Nothing happened\n\n" + null(facts, given.null_runs, given.recurrence_interval),
        f"### {given.plants} planted problems\n\n"
        + planted(facts, given.plants, given.recurrence_interval),
        "### Snow, January 2021\n\n" + snow(facts),
    ]
    body = "\n\n".join(parts)
    print(body)
    if given.write:
        write_section("detection", body, "python benchmarks/detection.py --write")


if __name__ == "__main__":
    main()
