"""Where the systemic problems are: their circles and their messages, and a list of them below."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import altair as alt
import numpy as np

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.figures.ground import Ground, drawn, feature, ground, laid, placed, shapes
from tsur_nlp.report.figures.labels import Room, spiral
from tsur_nlp.report.figures.messages import Dots, located
from tsur_nlp.report.figures.palette import colours
from tsur_nlp.report.figures.problem_rows import (
    BADGE,
    badges,
    colour,
    listed,
    told,
    tooltip,
)
from tsur_nlp.report.figures.theme import dressed, faded, nothing, rows, tips
from tsur_nlp.report.map.boundaries import Boundary
from tsur_nlp.report.map.shapes import Points
from tsur_nlp.report.numbers.summary import gravity
from tsur_nlp.report.words import NBSP, counted, date_range, number, parse_day

if TYPE_CHECKING:
    import pandas as pd

TITLE = "Системные проблемы на карте"
_FORMS = ("проблема", "проблемы", "проблем")
_CORNERS, _NEAR_M, _DEGREE_M = 72, 300.0, 111_200.0
_CIRCLE = "Круг — где собрано большинство обращений"
_DOTS = "; точки — сами обращения"
_CLOSED = "Пунктир — проблема закрыта."
_WAVE = (
    "Номер в пустом кружке — волна по всей территории: заметна во многих местах, круга у неё нет."
)
_DOT = (("topic", "тема"), ("count", "обращений здесь"), ("days", "когда"))

Found = Mapping[int, SystemicProblem]
"""Problems that have a point, by their numbers on the map."""


def cluster_map(
    problems: Sequence[SystemicProblem],
    facts: pd.DataFrame | None = None,
    areas: Sequence[Boundary] = (),
    *,
    title: str = "",
    width: int = 640,
) -> alt.LayerChart | alt.VConcatChart:
    """Draw the problems that have a place, and their messages where ``facts`` are given.

    Args:
        problems: what was found.
        facts: the columns ``id``, ``lat``, ``lon``, ``created_at``; others are not read.
        areas: borders to draw under the problems.
        title: the heading.
        width: of the map, in pixels.
    """
    title = title or TITLE
    ordered = sorted(problems, key=lambda one: (one.status == "closed", *gravity(one)))
    found = {place: one for place, one in enumerate(ordered, start=1) if _has_place(one)}
    if not found:
        said = "Ни у одной проблемы нет точки на карте." if problems else "Системных проблем нет."
        return nothing(title, said, width=width)
    sent = located(found, facts)
    corners = [ring for area in areas for ring in area.rings] or [sent.lonlat]
    on = ground(np.vstack([*map(_circle, found.values()), *corners]), width=width, pad=16)
    chosen = alt.selection_point(name="problem", fields=["number"])
    layers = [*_borders(areas, on), _circles(found, on, chosen)]
    layers += [*_dots(found, sent, on, chosen), *_badges(found, on, chosen)]
    made = alt.vconcat(laid(layers, on, chosen), listed(ordered, width, chosen), spacing=14)
    return dressed(made, title, _said(ordered, found, sent))


def _has_place(problem: SystemicProblem) -> bool:
    lat, lon = problem.lat, problem.lon
    return lat is not None and lon is not None and math.isfinite(lat + lon)


def _circle(problem: SystemicProblem, least: float = _NEAR_M) -> Points:
    """Return the corners of a problem's circle, (lon, lat); one of ``least`` metres at least."""
    lat, lon = problem.lat or 0.0, problem.lon or 0.0
    turn = np.linspace(0, 2 * np.pi, _CORNERS + 1)
    north = max(problem.radius_m or 0.0, least) / _DEGREE_M
    east = north / math.cos(math.radians(lat))
    return np.column_stack((lon + east * np.cos(turn), lat + north * np.sin(turn)))


def _borders(areas: Sequence[Boundary], on: Ground) -> list[alt.Chart]:
    pale = [feature(shape) for shape in shapes(areas, on).values()]
    look = {"fill": colours()["ground"], "stroke": colours()["card"]}
    return [drawn(pale, **look)] if pale else []


def _circles(found: Found, on: Ground, chosen: alt.Parameter) -> alt.Chart:
    """Draw the circles, the largest first, so that a small one can be pointed at."""
    known = [(place, one) for place, one in found.items() if one.radius_m and not one.units]
    known.sort(key=lambda pair: (-(pair[1].radius_m or 0.0), pair[0]))
    features = [
        feature([[on.projection.points(_circle(one, 0.0))]], **told(place, one))
        for place, one in known
    ]
    return drawn(features, strokeWidth=1.6, fillOpacity=0.12).encode(
        stroke=colour(alt.Stroke),
        fill=colour(alt.Fill),
        strokeDash=alt.when("datum.closed").then(alt.value([4, 3])).otherwise(alt.value([1, 0])),
        opacity=faded(chosen),
        tooltip=tooltip(),
    )


def _dots(found: Found, sent: Dots, on: Ground, chosen: alt.Parameter) -> list[alt.Chart]:
    if not sent.shown:
        return []
    lying = np.round(on.projection.points(sent.lonlat), 1).tolist()
    values = [
        {"x": x, "y": y, "number": dot.number, "size": min(12 + 8 * dot.count, 200)}
        | {"count": number(dot.count), "days": _days(dot.first, dot.last)}
        for dot, (x, y) in zip(sent.shown, lying, strict=True)
    ]
    known = rows([told(place, one) for place, one in found.items()])
    points = placed(values, on).transform_lookup(
        "number", from_=alt.LookupData(known, key="number", fields=["level", "topic"])
    )
    return [
        points.mark_circle(clip=True, aria=False).encode(
            size=alt.Size("size:Q", scale=None),
            color=colour(),
            opacity=faded(chosen, 0.55, 0.03),
            tooltip=tips(_DOT),
        )
    ]


def _badges(found: Found, on: Ground, chosen: alt.Parameter) -> list[alt.Chart]:
    """Write the numbers of the problems at their middles, moved apart where they would meet."""
    middles = np.array([[one.lon, one.lat] for one in found.values()], dtype=float)
    room, values = Room(on), []
    for place, (x, y) in zip(found, on.projection.points(middles).tolist(), strict=True):
        at = room.find(spiral(x, y, 2 * BADGE), 2 * BADGE, 2 * BADGE) or (x, y)
        ends = zip(("x", "y", "x2", "y2"), (*at, x, y), strict=True)
        values.append({key: round(end, 1) for key, end in ends} | told(place, found[place]))
    base = placed(values, on).encode(opacity=faded(chosen))
    lead = base.mark_rule(clip=True, aria=False).encode(x2="x2", y2="y2", color=colour())
    return [lead, *badges(base)]


def _days(first: str, last: str) -> str:
    known = [day for day in (parse_day(first), parse_day(last)) if day]
    return date_range(*known) if len(known) == 2 else "—"


def _said(ordered: Sequence[SystemicProblem], found: Found, sent: Dots) -> list[str]:
    red = sum(one.level == "red" for one in ordered)
    closed = sum(one.status == "closed" for one in ordered)
    many = counted(len(ordered), _FORMS)
    kinds = ((red, "красных"), (closed, "закрытых"), (len(ordered) - len(found), "без точки"))
    told = ", ".join(f"{what}{NBSP}— {number(count)}" for count, what in kinds if count)
    thin = len(sent.shown) < sent.total
    return [
        f"{many}: {told}" if told else many,
        _CIRCLE + (_DOTS if sent.shown else "") + ".",
        _CLOSED if any(one.status == "closed" and not one.units for one in found.values()) else "",
        _WAVE if any(one.units for one in found.values()) else "",
        f"Показано {number(len(sent.shown))} точек из {number(sent.total)}." if thin else "",
    ]
