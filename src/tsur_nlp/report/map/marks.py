"""What is drawn of a unit on the heat map: a polygon or a circle, its sign, its words."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.map.shapes import Points, Projection
from tsur_nlp.report.numbers.frame import Numbers
from tsur_nlp.report.numbers.summary import LEVEL_WORDS
from tsur_nlp.report.numbers.units import Unit, against_expected, times_more
from tsur_nlp.report.words import number

WIDTH, HEIGHTS = 1000.0, (480.0, 1240.0)
LARGEST, _SMALLEST = 46.0, 13.0
CHANCE = ", но столько бывает и случайно"
SIGNS = {"red": "!!", "orange": "!", "green": "", "grey": "?"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a unit's sign stands, how much room it takes, and how wide its polygon is."""

    unit: Unit
    x: float
    y: float
    radius: float
    wide: float = math.inf


Place = Callable[..., Html]
"""Makes one shape of what is drawn of a unit: ``place(unit, *drawn)``."""


def radius(count: float, most: float, largest: float = LARGEST) -> float:
    """Give a circle an area in proportion to its count."""
    return max(_SMALLEST, largest * math.sqrt(count / most)) if most > 0 else _SMALLEST


def spots(units: Sequence[Unit], projection: Projection, *, largest: float = LARGEST) -> list[Spot]:
    """Place circles at the centres, moved apart where they would hide each other."""
    if not units:
        return []
    lonlat = np.array([[u.heat.lon, u.heat.lat] for u in units], dtype=float)
    most = max(u.heat.observed for u in units)
    radii = np.array([radius(u.heat.observed, most, largest) for u in units])
    placed = _apart(projection.points(lonlat), radii, projection)
    found = zip(units, placed.tolist(), radii.tolist(), strict=True)
    return [Spot(unit, x, y, r) for unit, (x, y), r in found]


def _apart(home: Points, radii: Numbers, projection: Projection) -> Points:
    """Push overlapping circles away from each other, pull them gently back home."""
    points = home.copy()
    # Units on one spot get a direction of their own, the same at every run.
    turn = np.arange(len(points)) * 2.4
    points += 0.01 * np.column_stack((np.cos(turn), np.sin(turn)))
    room = radii[:, None] + radii[None, :] + 2
    low, high = radii[:, None] + 2, np.array([projection.width, projection.height]) - radii[:, None]
    for _ in range(80):
        gap = points[:, None, :] - points[None, :, :]
        away = np.hypot(gap[..., 0], gap[..., 1]) + np.eye(len(points)) * 1e9
        push = np.clip(room - away, 0, None) / away * 0.25
        points = points + (gap * push[..., None]).sum(axis=1) + (home - points) * 0.02
        points = np.clip(points, low, np.maximum(high - 2, low))
    return points


def circle(spot: Spot, place: Place) -> Html:
    """Draw a unit as a circle with its sign."""
    drawn = el("circle", cx=spot.x, cy=spot.y, r=spot.radius)
    return place(spot.unit, drawn, sign(spot))


def sign(spot: Spot) -> Html | None:
    """Draw the sign of the level, so that colour is not the only one to tell."""
    mark = SIGNS[spot.unit.level]
    size = min(34.0, spot.radius * 1.6)
    if not mark:
        return None
    return el("text", mark, x=spot.x, y=spot.y + size * 0.35, font_size=size, class_="sign")


def target(unit: Unit, *drawn: object) -> Html:
    """Make a shape that leads to the unit's page, and tells its numbers when pointed at."""
    return el(
        "a",
        *drawn,
        class_=f"place {unit.level}",
        href=f"#{unit.anchor}",
        aria_label=tip(unit).replace("\n", ". "),
        data_unit=unit.number,
        data_tip=tip(unit),
    )


def tip(unit: Unit) -> str:
    """Tell a unit in three lines."""
    heat = unit.heat
    lines = [f"{heat.unit}: {LEVEL_WORDS[unit.level]}"]
    lines.append(against_expected(heat.observed, heat.expected, heat.basis))
    if more := times_more(heat.relative_risk):
        lines.append(more + (CHANCE if unit.level == "green" else ""))
    if heat.per_1000 is not None:
        lines.append(f"на 1000 жителей: {number(heat.per_1000, 2)}")
    if heat.top_topics:
        lines.append("чаще всего: " + ", ".join(heat.top_topics[:3]))
    return "\n".join(lines)
