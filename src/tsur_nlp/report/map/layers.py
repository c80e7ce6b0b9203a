"""The drawn part of the heat map: polygons where boundaries are given, circles at centres else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tsur_nlp.report.html.markup import Html, el, join
from tsur_nlp.report.html.svg import text
from tsur_nlp.report.map.boundaries import Boundary, box, paired
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
    here = bool(areas) and (not points or _are_here(units, areas))
    laid = _polygons(units, [*areas, *over], place) if here else _circles(points, place)
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
    lonlat = _lonlat(units)
    projection = fit(lonlat, width=WIDTH, heights=HEIGHTS, pad=70)
    found = spots(units, projection)
    # The largest first, so that a small circle is never under a large one.
    ordered = sorted(found, key=lambda s: (-s.radius, s.unit.number))
    shapes = [circle(spot, place) for spot in ordered]
    return _Laid(projection, shapes, found, float(np.median(lonlat[:, 1])))


def _are_here(units: Sequence[Unit], areas: Sequence[Boundary]) -> bool:
    """Tell whether the areas are of this territory, if not of its units: not of another region."""
    return bool(_owners(units, areas) or _near(units, areas))


def _owners(units: Sequence[Unit], areas: Sequence[Boundary]) -> dict[str, Unit]:
    """Return whose each area is, by its name."""
    by_name = {unit.heat.unit: unit for unit in units}
    return {area: by_name[name] for name, area in paired(list(by_name), areas).items()}


def _near(units: Sequence[Unit], areas: Sequence[Boundary]) -> list[Unit]:
    """Return the units with a point that lie in the areas or beside them.

    A unit that is far from them and from the others would leave no room for the map.
    """
    points = [unit for unit in units if has_point(unit)]
    lonlat = _lonlat(points)
    low, high = box(areas)
    spread = np.ptp(np.percentile(lonlat, (10, 90), axis=0), axis=0) if points else 0.0
    reach = np.maximum(high - low, spread)
    kept = np.all((lonlat >= low - reach) & (lonlat <= high + reach), axis=1)
    return [unit for unit, near in zip(points, kept.tolist(), strict=True) if near]


def _lonlat(units: Sequence[Unit]) -> Points:
    return np.array([[u.heat.lon, u.heat.lat] for u in units], dtype=float).reshape(-1, 2)


def _polygons(units: Sequence[Unit], areas: Sequence[Boundary], place: Place) -> _Laid:
    owner = _owners(units, areas)
    bounded = {unit.number for unit in owner.values()}
    rest = [unit for unit in _near(units, areas) if unit.number not in bounded]
    everything: Points = np.vstack([*(r for area in areas for r in area.rings), _lonlat(rest)])
    projection = fit(everything, width=WIDTH, heights=HEIGHTS, pad=12)
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
    # units without a polygon of their own stand over the map as circles
    extra = spots(rest, projection, largest=_OVER if found else LARGEST)
    layers = [el("g", ground, class_="ground"), *shapes, *(circle(s, place) for s in extra)]
    everyone = sorted([*found, *extra], key=lambda s: s.unit.number)
    return _Laid(projection, layers, everyone, float(np.median(everything[:, 1])), bool(ground))


def _spot(unit: Unit, rings: Sequence[Points]) -> Spot:
    """Return where the sign of a polygon stands; without a sign it takes no room."""
    largest = max(rings, key=area_of)
    room = min(_SIGN, 6 + math.sqrt(area_of(largest)) / 6) if SIGNS[unit.level] else 0.0
    return Spot(unit, *centre(rings), room, float(np.ptp(largest[:, 0])))


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
