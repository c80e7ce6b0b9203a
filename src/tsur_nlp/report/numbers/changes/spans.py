"""Compare the day of the report with the day and the week before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tsur_nlp.records import SystemicProblem, UnitHeat
from tsur_nlp.report.material import Material
from tsur_nlp.report.numbers.changes.counts import flow, problem_changes, topic_changes
from tsur_nlp.report.numbers.changes.records import Changes, Span, UnitChange
from tsur_nlp.report.numbers.shifts import WEEK
from tsur_nlp.report.numbers.summary import LEVELS, active, gravity
from tsur_nlp.report.numbers.themes import Theme, themes
from tsur_nlp.report.numbers.units import Unit
from tsur_nlp.report.words import parse_day
from tsur_nlp.text import fold

SPANS = (1, WEEK)
_HOT, _CALM = ("red", "orange"), ("orange", "green")


def changes(material: Material) -> Changes:
    """Tell what changed; without dates, or on the first day of the data, there are no spans."""
    day = material.view.as_of
    found = [one for one in material.problems if not one.merged_into]
    if day is None:
        return Changes((), remembered=True)
    topics = themes(material.view, "topic"), themes(material.view, "topic_group")
    known = [
        _span(material, found, topics, days, day) for days in SPANS if material.view.span > days
    ]
    remembered = not found or any(one.first_seen < day.isoformat() for one in found)
    return Changes(tuple(known), remembered)


def _span(
    material: Material,
    found: Sequence[SystemicProblem],
    topics: tuple[Sequence[Theme], Sequence[Theme]],
    days: int,
    day: date,
) -> Span:
    since, living = day - timedelta(days=days), active(found)
    new = [one for one in living if _after(since, one.first_seen, one.reopened_on)]
    closed = [one for one in found if one.status == "closed" and _after(since, one.closed_on)]
    earlier = material.asked.get("earlier", {}).get(days)
    hotter, cooler = _recoloured(material.units, earlier or ())
    span = Span(
        days,
        since,
        new_problems=tuple(new),
        closed_problems=tuple(sorted(closed, key=gravity)),
        mapped=earlier is not None,
        hotter=tuple(hotter),
        cooler=tuple(cooler),
    )
    if material.view.span < WEEK + days:
        return span
    grown, fallen = topic_changes(*topics, days)
    kept = [one for one in living if one not in new and one.status != "fading"]
    heavier = problem_changes(material.view, material.index, kept, days)
    moved = flow(material.view, days)
    return replace(span, grown=grown, fallen=fallen, heavier=heavier, flow=moved)


def _after(since: date, *texts: str) -> bool:
    known = filter(None, map(parse_day, texts))
    return any(day > since for day in known)


def _recoloured(
    units: Sequence[Unit], earlier: Sequence[UnitHeat]
) -> tuple[list[UnitChange], list[UnitChange]]:
    """Return the units that became hot or hotter, and those that became calmer."""
    before = {fold(one.unit): one.level for one in earlier if not one.topic_group}
    hotter, cooler = [], []
    for unit in units:
        was, now = before.get(fold(unit.heat.unit), "grey"), unit.level
        if unit.heat.topic_group or not before or was not in LEVELS or was == now:
            continue
        change = UnitChange(unit.heat.unit, was, now)
        if now in _HOT and LEVELS.index(now) < LEVELS.index(was):
            hotter.append(change)
        elif was in _HOT and now in _CALM:
            cooler.append(change)
    return hotter, cooler
