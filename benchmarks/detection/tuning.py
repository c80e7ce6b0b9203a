"""Thresholds that give a rival the alarm rate asked for, and what it then finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from detection.options import WARM_UP
from detection.tables import table

Record = dict[str, Any]

APART = 7
"""Alarms of a series no more days apart than this are one alarm."""


def begun(alarms: Iterable[tuple[int, int]]) -> int:
    """Count the alarms (series, day) that begin after the warm-up, neighbours in time as one."""
    number = 0
    last: dict[int, int] = {}
    for series, day in sorted(alarms):
        fresh = series not in last or day - last[series] > APART
        number += fresh and day >= WARM_UP
        last[series] = day
    return number


def threshold(runs: Sequence[Sequence[tuple[int, int, float]]], allowed: float) -> float:
    """Return the lowest score above which there are at most so many alarms in all the runs.

    A run lists its loudest scores only: below the least of them nothing is known.
    """
    known = max((run[-1][2] for run in runs if run), default=0.0)
    for level in sorted({score for run in runs for _, _, score in run}, reverse=True):
        alarms = sum(begun((s, d) for s, d, score in run if score >= level) for run in runs)
        if alarms > allowed or level <= known:
            return level
    return known


def delay(scores: Sequence[float], level: float) -> int | None:
    """Return the first day on which a score is above the threshold."""
    return next((day for day, score in enumerate(scores) if score > level), None)


def untuned(records: Sequence[Record]) -> str:
    """Return a table of what the rivals give as they come, where nothing happens."""
    nulls = [one for one in records if one["part"] == "rivals" and "untuned" in one]
    if not nulls:
        return ""
    rows = []
    for world in sorted({one["world"] for one in nulls}):
        own = [one for one in nulls if one["world"] == world]
        years = sum(one["days"] for one in own) / 365
        for name in own[0]["untuned"]:
            days, alarms = (sum(one["untuned"][name][k] for one in own) / years for k in (0, 1))
            rows.append((world, name, f"{days:,.0f}", f"{alarms:,.0f}"))
    head = ("stream", "rule as it comes", "days of alarm a year", "alarms a year")
    return "For scale:\n\n" + table(head, rows)
