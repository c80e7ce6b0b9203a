"""The library as it is measured: settings, a day's own p-value, where problems come from."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from tsur_nlp.detect import DetectSettings
from tsur_nlp.detect.counts.series import build
from tsur_nlp.detect.problems import problems_of
from tsur_nlp.detect.scan.windows import scan
from tsur_nlp.detect.stream.messages import Stream, prepare
from tsur_nlp.records import SystemicProblem

SETTINGS = DetectSettings()
ACTIVE = ("new", "ongoing")
UNIT = "district"


def stream_of(facts: pd.DataFrame) -> Stream:
    """Prepare facts for a replay, by district."""
    return prepare(facts, UNIT, SETTINGS)


def replay(
    stream: Stream, days: range, interval: float
) -> Iterator[tuple[int, list[SystemicProblem]]]:
    """Yield every day with its problems, every day knowing those before it."""
    previous: list[SystemicProblem] = []
    for day in days:
        previous = problems_of(
            stream,
            end_of(stream, day),
            SETTINGS,
            recurrence_interval=interval,
            previous=previous,
        )
        yield day, previous


def end_of(stream: Stream, day: int) -> pd.Timestamp:
    """Return the last moment of a day of the stream."""
    return pd.Timestamp(stream.date_of(day + 1)) - pd.Timedelta(1, "us")


def days_of(stream: Stream, first: int, most: int | None) -> range:
    """Return the days to replay: from ``first`` on, at most so many."""
    return range(first, stream.days if most is None else min(stream.days, first + most))


def daily_p(stream: Stream, day: int) -> float | None:
    """Return the p-value of the day's most extreme series, ``None`` with too little history."""
    part = stream.until(end_of(stream, day), SETTINGS.reach)
    scanned = scan(build(part, day, SETTINGS.span), SETTINGS)
    return None if scanned is None else float(scanned.daily_p)


def source(problem: SystemicProblem) -> str:
    """Name where a problem comes from: the territory or a unit, and how specific its topic is."""
    where = "territory" if whole(problem) else "unit"
    about = "topic" if problem.topic else ("group" if problem.topic_group else "all")
    return getattr(problem, "source", "") or f"{where}, {about}"


def whole(problem: SystemicProblem) -> bool:
    """Tell whether a problem is of the whole territory."""
    return bool(problem.units) or problem.unit_type == "region"
