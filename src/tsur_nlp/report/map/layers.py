"""The drawn part of the heat map: polygons where boundaries are given, circles at centres else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tsur_nlp.report.html.markup import Html, el, join
from tsur_nlp.report.html.svg import text
from tsur_nlp.report.map.boundaries import Boundary, paired
from tsur_nlp.report.map.labels import labels
from tsur_nlp.report.map.marks import (
    HEIGHTS,
    LARGEST,
    SIGNS,
    WIDTH,
    Place,
    Spot,
    circle,
    sign,
    spots,
)
from tsur_nlp.report.map.shapes import Points, Projection, centre, fit, path
from tsur_nlp.report.map.shapes import area as area_of
from tsur_nlp.report.numbers.units import Unit
from tsur_nlp.report.words import NBSP, number

_SIGN, _OVER = 15.0, 24.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is inside the ``svg`` element of a map, and the height that goes with `WIDTH`.

    ``sized``: all units are circles; ``ground``: some polygons belong to no unit, others do.
    """

    body: Html
    height: float
    sized: bool = False
    ground: bool = False


def drawn_map(
    units: Sequence[Unit],
    areas: Sequence[Boundary],
    place: Place,
    *,
    over: Sequence[Boundary] = (),
    named: bool = True,
) -> Drawn | None:
    """Draw the units; ``None`` where there is nowhere to draw.

    ``place`` makes a shape of what is drawn of a unit; ``over`` are lines above everything;
    without ``named`` no names are written.
    """
    points = [unit for unit in units if has_point(unit)]
    if not areas and not points:
        return None
    laid = _polygons(units, [*areas, *over], place) if areas else _circles(points, place)
    lines = [el("path", d=path(laid.projection.points(r) for r in one.rings)) for one in over]
    outlines = el("g", lines, class_="over") if over else None
    words = labels(laid.spots, laid.projection.height) if named else []
    scale = _scale_bar(laid.projection, laid.lat)
    body = join([_hatch(), *laid.shapes, outlines, *words, scale])
    circles = [math.isinf(spot.wide) for spot in laid.spots]
    ground = laid.ground and not all(circles)
    return Drawn(body, round(laid.projection.height), all(circles), ground)


@dataclass(frozen=True, slots=True)
class _Laid:
    """Shapes from the lowest up, where their units stand, a latitude for the scale."""

    projection: Projection
    shapes: list[Html]
    spots: list[Spot]
    lat: float
    ground: bool = False


def has_point(unit: Unit) -> bool:
    """Tell whether a unit can be drawn as a circle."""
    lat, lon = unit.heat.lat, unit.heat.lon
    return lat is not None and lon is not None and math.isfinite(lat) and math.isfinite(lon)


def _circles(units: Sequence[Unit], place: Place) -> _Laid:
    lonlat = np.array([[u.heat.lon, u.heat.lat] for u in units], dtype=float)
    projection = fit(lonlat, width=WIDTH, heights=HEIGHTS, pad=70)
    found = spots(units, projection)
    # The largest first, so that a small circle is never under a large one.
    ordered = sorted(found, key=lambda s: (-s.radius, s.unit.number))
    shapes = [circle(spot, place) for spot in ordered]
    return _Laid(projection, shapes, found, float(np.median(lonlat[:, 1])))


def _polygons(units: Sequence[Unit], areas: Sequence[Boundary], place: Place) -> _Laid:
    everything: Points = np.vstack([ring for area in areas for ring in area.rings])
    projection = fit(everything, width=WIDTH, heights=HEIGHTS, pad=12)
    by_name = {unit.heat.unit: unit for unit in units}
    owner = {area: by_name[name] for name, area in paired(list(by_name), areas).items()}
    ground: list[Html] = []
    shapes: list[Html] = []
    found: list[Spot] = []
    for area in areas:
        rings = [projection.points(ring) for ring in area.rings]
        outline = el("path", d=path(rings))
        if area.name not in owner:
            ground.append(outline)
            continue
        found.append(_spot(owner[area.name], rings))
        shapes.append(place(found[-1].unit, outline, sign(found[-1])))
    extra = _circles_over(units, found, everything, projection)
    layers = [el("g", ground, class_="ground"), *shapes, *(circle(s, place) for s in extra)]
    everyone = sorted([*found, *extra], key=lambda s: s.unit.number)
    return _Laid(projection, layers, everyone, float(np.median(everything[:, 1])), bool(ground))


def _spot(unit: Unit, rings: Sequence[Points]) -> Spot:
    """Return where the sign of a polygon stands; without a sign it takes no room."""
    largest = max(rings, key=area_of)
    room = min(_SIGN, 6 + math.sqrt(area_of(largest)) / 6) if SIGNS[unit.level] else 0.0
    return Spot(unit, *centre(rings), room, float(np.ptp(largest[:, 0])))


def _circles_over(
    units: Sequence[Unit], found: Sequence[Spot], everything: Points, projection: Projection
) -> list[Spot]:
    """Units without a polygon of their own stand over the map as circles."""
    on_map = {spot.unit.number for spot in found}
    rest = [u for u in units if u.number not in on_map and _inside(u, everything)]
    return spots(rest, projection, largest=LARGEST if not found else _OVER)


def _inside(unit: Unit, everything: Points) -> bool:
    if not has_point(unit):
        return False
    point = np.array([unit.heat.lon, unit.heat.lat], dtype=float)
    low, high = everything.min(axis=0), everything.max(axis=0)
    return bool(np.all(point >= low) and np.all(point <= high))


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
