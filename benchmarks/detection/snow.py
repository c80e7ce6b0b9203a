"""Part «snow»: the snow of December 2020 and January 2021, flagged by district and day.

A day of a district has letters: R or O where the district has a problem of snow of its own (red,
orange), r or o where it is one of the districts of a wave over the city, h where it is red on the
heat map of a group of topics of which snow is the first. «texts» is how many different texts the
messages have: far fewer than messages are the walks of one author, whose name the portal hides.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from detection import data, engine
from detection.options import Options
from detection.tables import table
from tsur_nlp.detect import heat_map
from tsur_nlp.records import SystemicProblem

Record = dict[str, Any]

_WORD = "снег"
_SPAN = ("2020-12-01", "2021-01-31")
_WARM_UP = 7
"""Days replayed before, so that what is standing has its history."""
_LETTERS = "RrOoh"
_KINDS = {"own": "RO", "wave": "ro", "red": "Rr", "heat": "h"}


def tasks(options: Options) -> list[Callable[[], Record]]:
    """Return one task: the days follow one another."""
    return [partial(run, options)]


def run(options: Options) -> Record:
    """Replay the two months and mark every district and day."""
    facts = data.facts(options, "true")
    stream = engine.stream_of(facts)
    days = _days(stream.first_day, options.days)
    snow = facts[facts["topic"].str.lower().str.contains(_WORD)]
    number = data.day_numbers(facts)[snow.index]
    groups = sorted(snow["topic_group"].unique())
    marks: dict[str, dict[int, str]] = {unit: {} for unit in stream.units}
    every = range(days.start - _WARM_UP, days.stop)
    active = []
    for day, problems in engine.replay(stream, every, options.interval):
        if day in days:
            active.append(sum(one.status in engine.ACTIVE for one in problems))
            _mark(marks, day, problems)
            _heat(marks, day, facts, groups, engine.end_of(stream, day))
    return {
        "part": "snow", "dates": [stream.date_of(day).isoformat() for day in days],
        "active": active, **_counted(snow, number, days, stream.units),
        "marks": {unit: [own.get(day, "") for day in days] for unit, own in marks.items()},
    }  # fmt: skip


def _counted(snow: pd.DataFrame, number: np.ndarray, days: range, units: Sequence[str]) -> Record:
    """Return the messages of every unit by day, and how many different texts they have."""
    texts = snow["text"].where(np.isin(number, days))
    counts: dict[str, list[int]] = {}
    different: dict[str, int] = {}
    for unit in units:
        own = (snow["district"] == unit).to_numpy()
        counts[unit] = [int((own & (number == day)).sum()) for day in days]
        different[unit] = int(texts[own].nunique())
    return {"counts": counts, "texts": different}


def _days(first: Any, most: int | None) -> range:
    start, stop = ((pd.Timestamp(day) - pd.Timestamp(first)).days for day in _SPAN)
    return range(start, stop + 1 if most is None else min(stop + 1, start + most))


def _mark(marks: dict[str, dict[int, str]], day: int, problems: Sequence[SystemicProblem]) -> None:
    for one in problems:
        if one.status in engine.ACTIVE and _WORD in one.topic.lower():
            letter = "R" if one.level == "red" else "O"
            if one.unit in marks:
                _keep(marks[one.unit], day, letter)
            for unit in one.units:
                _keep(marks[unit], day, letter.lower())


def _heat(
    marks: dict[str, dict[int, str]],
    day: int,
    facts: pd.DataFrame,
    groups: Container[str],
    now: pd.Timestamp,
) -> None:
    for one in heat_map(facts, as_of=now, unit=engine.UNIT, by="group"):
        # a group holds much else: red is it because of the snow where snow has grown most
        grown = one.top_topics[0].lower() if one.top_topics else ""
        if one.topic_group in groups and one.level == "red" and _WORD in grown:
            _keep(marks[one.unit], day, "h")


def _keep(own: dict[int, str], day: int, letter: str) -> None:
    """Add a letter to those of a day."""
    own[day] = "".join(sorted({*own.get(day, ""), letter}, key=_LETTERS.index))


def body(records: Sequence[Record]) -> str:
    """Return the section in Markdown."""
    one = next(one for one in records if one["part"] == "snow")
    dates = one["dates"]
    units = sorted(one["counts"], key=lambda unit: -sum(one["counts"][unit]))
    first = [
        (unit, sum(one["counts"][unit]), one["texts"][unit], *_firsts(one["marks"][unit], dates))
        for unit in units
    ]
    head = ("district", "on snow", "texts", "first own problem", "first in a wave", "first red",
            "first red heat", "days with a mark")  # fmt: skip
    parts = [__doc__.split("\n\n", 1)[1].strip(), table(head, first)]
    for month in sorted({date[:7] for date in dates}):
        at = [k for k, date in enumerate(dates) if date.startswith(month)]
        rows = [(unit, *(_cell(one, unit, k) for k in at)) for unit in units]
        parts.append(f"{month}, messages and mark by day:\n\n" + table((
            "district", *(dates[k][8:] for k in at)), rows))  # fmt: skip
    parts.append(
        f"Problems of all topics active at once: {np.median(one['active']):.0f} (median), "
        f"{max(one['active'])} (most)."
    )
    return "\n\n".join(parts)


def _firsts(marks: Sequence[str], dates: Sequence[str]) -> tuple[object, ...]:
    firsts = [
        next(
            (date for date, mark in zip(dates, marks, strict=True) if set(mark) & set(letters)), "—"
        )
        for letters in _KINDS.values()
    ]
    return (*firsts, sum(bool(mark) for mark in marks))


def _cell(one: Record, unit: str, k: int) -> str:
    mark, count = one["marks"][unit][k], one["counts"][unit][k]
    return f"{count or ''}{mark}"
