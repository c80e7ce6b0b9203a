"""The heat map: polygons where boundaries are given, circles at centres otherwise, else a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tsur_nlp.report.boundaries import Boundary, load
from tsur_nlp.report.map_shapes import (
    HEIGHTS,
    LARGEST,
    WIDTH,
    Spot,
    circle,
    labels,
    radius,
    sign,
    spots,
    target,
)
from tsur_nlp.report.markup import Html, el
from tsur_nlp.report.names import match
from tsur_nlp.report.shapes import Points, Projection, centre, fit, path
from tsur_nlp.report.shapes import area as area_of
from tsur_nlp.report.svg import icon, svg, text
from tsur_nlp.report.units import Unit
from tsur_nlp.report.words import NBSP, number

_SIGN, _OVER = 15.0, 24.0
_LEGEND = {
    "red": "красный: обращений намного больше ожидаемого",
    "orange": "оранжевый: больше ожидаемого",
    "green": "зелёный: в пределах обычного",
    "grey": "серый: недостаточно данных",
}


def heat_map(units: Sequence[Unit], boundaries: str | Path | None) -> Html | None:
    """Draw the map with its legend; ``None`` where there is nowhere to draw."""
    areas = load(boundaries) if boundaries else []
    points = [u for u in units if _has_point(u)]
    if not areas and not points:
        return None
    drawn = _with_areas(units, areas) if areas else _circles(points)
    return el("figure", drawn, _legend(sized=not areas, units=points), class_="map")


def _has_point(unit: Unit) -> bool:
    lat, lon = unit.heat.lat, unit.heat.lon
    return lat is not None and lon is not None and math.isfinite(lat) and math.isfinite(lon)


def _circles(units: Sequence[Unit]) -> Html:
    lonlat = np.array([[u.heat.lon, u.heat.lat] for u in units], dtype=float)
    projection = fit(lonlat, width=WIDTH, heights=HEIGHTS, pad=70)
    found = spots(units, projection)
    lat = float(np.median(lonlat[:, 1]))
    # The largest first, so that a small circle is never under a large one.
    layers = [circle(s) for s in sorted(found, key=lambda s: (-s.radius, s.unit.number))]
    return _picture(projection, layers, labels(found), _scale_bar(projection, lat))


def _with_areas(units: Sequence[Unit], areas: Sequence[Boundary]) -> Html:
    everything: Points = np.vstack([ring for area in areas for ring in area.rings])
    projection = fit(everything, width=WIDTH, heights=HEIGHTS, pad=12)
    by_name = {u.heat.unit: u for u in units}
    pairs = match(list(by_name), [area.name for area in areas])
    # Where most units have no polygon, these are other units: a few like names would mislead.
    paired = {area: by_name[u] for u, area in pairs.items()} if 2 * len(pairs) >= len(units) else {}
    ground: list[Html] = []
    shapes: list[Html] = []
    found: list[Spot] = []
    for area in areas:
        rings = [projection.points(ring) for ring in area.rings]
        outline = el("path", d=path(rings))
        if area.name not in paired:
            ground.append(outline)
            continue
        room = min(_SIGN, 6 + math.sqrt(max(map(area_of, rings))) / 6)
        found.append(Spot(paired[area.name], *centre(rings), room))
        shapes.append(target(found[-1].unit, outline, sign(found[-1])))
    extra = _circles_over(units, found, everything, projection)
    layers = [el("g", ground, class_="ground"), *shapes, *map(circle, extra)]
    named = labels(sorted([*found, *extra], key=lambda s: s.unit.number))
    return _picture(
        projection, layers, named, _scale_bar(projection, float(np.median(everything[:, 1])))
    )


def _circles_over(
    units: Sequence[Unit], found: Sequence[Spot], everything: Points, projection: Projection
) -> list[Spot]:
    """Units without a polygon of their own stand over the map as circles."""
    on_map = {spot.unit.number for spot in found}
    rest = [u for u in units if u.number not in on_map and _inside(u, everything)]
    return spots(rest, projection, largest=LARGEST if not found else _OVER)


def _inside(unit: Unit, everything: Points) -> bool:
    if not _has_point(unit):
        return False
    point = np.array([unit.heat.lon, unit.heat.lat], dtype=float)
    low, high = everything.min(axis=0), everything.max(axis=0)
    return bool(np.all(point >= low) and np.all(point <= high))


def _picture(projection: Projection, *layers: object) -> Html:
    label = "Тепловая карта; те же числа стоят в таблице рядом"
    return el(
        "svg",
        _hatch(),
        *layers,
        viewBox=f"0 0 {projection.width:g} {projection.height:.0f}",
        role="group",
        aria_label=label,
    )


def _hatch() -> Html:
    stripe = el("path", d="M0 8L8 0", class_="stripe")
    return el(
        "defs",
        el("pattern", stripe, id="hatch", width=8, height=8, patternUnits="userSpaceOnUse"),
    )


def _scale_bar(projection: Projection, lat: float) -> Html:
    per_unit = projection.km(lat)
    rough = 160 * per_unit
    power = 10 ** math.floor(math.log10(rough))
    km = max(step * power for step in (1, 2, 5) if step * power <= rough)
    wide, y = km / per_unit, projection.height - 14
    said = f"{number(km, 1)}{NBSP}км"
    line = el("path", d=f"M14 {y - 6:.0f}v6h{wide:.0f}v-6")
    return el("g", line, text(14 + wide / 2, y - 12, said, anchor="middle"), class_="scale")


def _legend(*, sized: bool, units: Sequence[Unit]) -> Html:
    levels = [el("li", icon(level), f" {words}") for level, words in _LEGEND.items()]
    size = _sizes(units) if sized and units else None
    return el("figcaption", el("ul", levels, class_="legend"), size)


def _sizes(units: Sequence[Unit]) -> Html:
    most = max(u.heat.observed for u in units)
    shown = sorted({max(1, round(most * part)) for part in (0.1, 0.4, 1.0)})
    circles, x = [], 0.0
    for count in shown:
        r = radius(count, most) / 2
        circles += [
            el("circle", cx=x + r + 1, cy=28, r=r),
            text(x + 2 * r + 6, 33, number(count)),
        ]
        x += 2 * r + 22 + 9 * len(number(count))
    drawn = svg(x, 56, circles, label="Площадь круга: число обращений", class_="sizes")
    return el("p", "Площадь круга — число обращений: ", drawn, class_="size-note")


__all__ = ["heat_map"]
