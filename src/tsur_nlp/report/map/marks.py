"""What is drawn on the heat map: polygons or circles, their signs and labels."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tsur_nlp.report.frame import Numbers
from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import text
from tsur_nlp.report.html.words import number
from tsur_nlp.report.map.shapes import Points, Projection
from tsur_nlp.report.names import short
from tsur_nlp.report.summary import LEVEL_WORDS
from tsur_nlp.report.units import Unit, against_expected, times_more

WIDTH, HEIGHTS = 1000.0, (480.0, 1000.0)
LARGEST, _SMALLEST = 52.0, 9.0
_OVERHANG = 1.5
_CALM = ("green", "grey")
_LABELS = (("wide", 19.0, 40), ("narrow", 34.0, 8))
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
    size = min(30.0, spot.radius * 1.5)
    if not mark:
        return None
    return el("text", mark, x=spot.x, y=spot.y + size * 0.35, font_size=size, class_="sign")


def target(unit: Unit, *drawn: object) -> Html:
    """Make a shape that can be pointed at, focused and chosen."""
    return el(
        "g",
        *drawn,
        class_=f"place {unit.level}",
        tabindex=0,
        role="button",
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
        lines.append(more)
    if heat.per_1000 is not None:
        lines.append(f"на 1000 жителей: {number(heat.per_1000, 2)}")
    if heat.top_topics:
        lines.append("чаще всего: " + ", ".join(heat.top_topics[:3]))
    return "\n".join(lines)


def labels(found: Sequence[Spot]) -> list[Html]:
    """Write the names, small for a page and few but large for a phone."""
    return [
        el("g", _labels(found[:limit], found, font), class_=f"labels {name}", font_size=font)
        for name, font, limit in _LABELS
    ]


def _labels(named: Sequence[Spot], found: Sequence[Spot], font: float) -> list[Html]:
    """Write the names that fit without covering each other, the most important first."""
    taken = [_box(s.x, s.y, 2 * s.radius, 2 * s.radius) for s in found]
    drawn: list[Html] = []
    for own, spot in enumerate(named):
        name = short(spot.unit.heat.unit)
        wide = 0.55 * font * len(name)
        # on a map of small polygons a name far wider than its own says nothing
        if wide > _OVERHANG * spot.wide and spot.unit.level in _CALM:
            continue
        others = taken[:own] + taken[own + 1 :]
        for x, y in _beside(spot, wide, font):
            box = _box(x, y, wide, font)
            if box[0] > 2 and box[2] < WIDTH - 2 and not any(_meet(box, b) for b in others):
                taken.append(box)
                drawn.append(text(x, y + font * 0.35, name, anchor="middle"))
                break
    return drawn


def _beside(spot: Spot, wide: float, font: float) -> list[tuple[float, float]]:
    """Below, above, to the right, to the left, and between them: where a label may stand."""
    down, side = spot.radius + font * 0.6, spot.radius + wide / 2 + 5
    within = [] if spot.radius else [(0.0, 0.0)]
    straight = [(0.0, down), (0.0, -down), (side, 0.0), (-side, 0.0)]
    across = [(i * wide / 2, j * down) for j in (1, -1) for i in (1, -1)]
    return [(spot.x + x, spot.y + y) for x, y in (*within, *straight, *across)]


def _box(x: float, y: float, wide: float, tall: float) -> tuple[float, float, float, float]:
    return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
