"""The signs of the levels and the names of the units on a heat map."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from tsur_nlp.report.figures.ground import Ground, placed
from tsur_nlp.report.figures.labels import FONT, Room, around, beside, wide, written
from tsur_nlp.report.figures.palette import colours
from tsur_nlp.report.html.markup import clean
from tsur_nlp.report.map.labels import brief
from tsur_nlp.report.map.marks import SIGNS, Spot
from tsur_nlp.report.numbers.summary import LEVELS

_NAMED, _OVERHANG = 40, 1.5
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
    """Write the names that have room, the hottest first."""
    boxes = [around(s.x, s.y, 2 * s.radius, 2 * s.radius) for s in found]
    room, values = Room(on, boxes), []
    said = brief([clean(spot.unit.heat.unit) for spot in found])
    for spot, box, name in list(zip(found, boxes, said, strict=True))[:_NAMED]:
        long = wide(name)
        # on a map of small polygons a name far wider than its own says nothing
        if long > _OVERHANG * spot.wide and spot.unit.level in ("green", "grey"):
            continue
        places = beside(spot.x, spot.y, spot.radius, long)
        if at := room.find(places, long, FONT + 1, box):
            values.append({"x": round(at[0], 1), "y": round(at[1], 1), "said": name})
    return written(values, on)
