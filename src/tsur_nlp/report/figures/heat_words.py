"""The signs of the levels and the names of the units on a heat map."""

from __future__ import annotations

import math
from collections.abc import Sequence

import altair as alt

from tsur_nlp.report.figures.ground import Ground, placed
from tsur_nlp.report.figures.labels import FONT, Box, Room, around, beside, spiral, wide, written
from tsur_nlp.report.figures.palette import colours
from tsur_nlp.report.html.markup import clean
from tsur_nlp.report.map.labels import brief
from tsur_nlp.report.map.marks import SIGNS, Spot
from tsur_nlp.report.numbers.summary import LEVELS

_NAMED, _OVERHANG = 40, 1.5
_HOT, _STEP = ("red", "orange"), 24.0
_SMALL, _LARGE = 8.0, 20.0


def signs(found: Sequence[Spot], on: Ground, *, named: bool) -> alt.Chart:
    """Write the signs of the levels, so that colour is not the only one to tell."""
    # of hexagons there are hundreds, most with little data: signs would hide the map
    silent = () if named else ("grey",)
    values = [
        {"x": round(spot.x, 1), "y": round(spot.y, 1), "sign": SIGNS[level], "ink": level}
        | {"size": round(max(_SMALL, min(_LARGE, spot.radius * 1.4)))}
        for spot in found
        if SIGNS[level := spot.unit.level] and level not in silent
    ]
    inks = alt.Scale(domain=list(LEVELS), range=[colours()[f"on-{level}"] for level in LEVELS])
    text = placed(values, on).mark_text(fontWeight="bold", clip=True, baseline="middle")
    ink = alt.Color("ink:N", scale=inks, legend=None)
    drawn: alt.Chart = text.encode(text="sign:N", color=ink, size=alt.Size("size:Q", scale=None))
    return drawn


def names(found: Sequence[Spot], on: Ground) -> list[alt.Chart]:
    """Write the names: of the hot units all, with a line where one stands apart, else as room is.

    What is not written is told in the tooltip.
    """
    boxes = [around(s.x, s.y, 2 * s.radius, 2 * s.radius) for s in found]
    room, values, leads = Room(on, boxes), [], []
    said = brief([clean(spot.unit.heat.unit) for spot in found])
    ordered = sorted(zip(found, boxes, said, strict=True), key=lambda one: _order(one[0]))
    for place, (spot, box, name) in enumerate(ordered):
        hot, long = spot.unit.level in _HOT, wide(name)
        # on a map of small polygons a name far wider than its own says nothing
        if not hot and (place >= _NAMED or long > _OVERHANG * spot.wide):
            continue
        at = room.find(beside(spot.x, spot.y, spot.radius, long), long, FONT + 1, box)
        if at is None and hot:
            at = _apart(spot, long, room, box)
            leads.append(_lead(spot, at, long))
        if at:
            values.append({"x": round(at[0], 1), "y": round(at[1], 1), "said": name})
    ink = colours()["soft"]
    lines = [placed(leads, on).mark_rule(color=ink, clip=True).encode(x2="x2", y2="y2")]
    return [*(lines if leads else []), *written(values, on)]


def _order(spot: Spot) -> tuple[int, int, int]:
    """Sort red before orange before the others, and those by their counts."""
    level = spot.unit.level
    rank = _HOT.index(level) if level in _HOT else len(_HOT)
    return rank, -spot.unit.heat.observed, spot.unit.number


def _apart(spot: Spot, long: float, room: Room, own: Box) -> tuple[float, float]:
    """Return a free place for a hot name, and its own spot where the page is full."""
    places = list(spiral(spot.x, spot.y, _STEP))
    tall = FONT + 1
    at = room.find(room.seen(spot.x, spot.y, places, own), long, tall)
    at = at or room.find(places, long, tall)
    return at or room.within(spot.x, spot.y, long, tall)


def _lead(spot: Spot, at: tuple[float, float], long: float) -> dict[str, float]:
    """Return the line from the edge of a spot to the nearest side of its name."""
    left, top, right, bottom = around(*at, long, FONT + 1)
    x, y = min(max(spot.x, left), right), min(max(spot.y, top), bottom)
    share = min(1.0, spot.radius / (math.hypot(x - spot.x, y - spot.y) or 1.0))
    start = (spot.x + share * (x - spot.x), spot.y + share * (y - spot.y))
    ends = zip(("x", "y", "x2", "y2"), (*start, x, y), strict=True)
    return {key: round(end, 1) for key, end in ends}
