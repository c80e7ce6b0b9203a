"""What is drawn of the units of a heat map: polygons, or circles where a unit has none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np

from tsur_nlp.report.figures.ground import Ground, Shape, drawn, feature, placed, shapes
from tsur_nlp.report.figures.palette import colours
from tsur_nlp.report.figures.theme import faded, tips, topic
from tsur_nlp.report.html.markup import clean
from tsur_nlp.report.map.boundaries import Boundary, paired
from tsur_nlp.report.map.marks import LARGEST, SIGNS, WIDTH, Spot, spots
from tsur_nlp.report.map.shapes import area, centre
from tsur_nlp.report.numbers.units import Unit
from tsur_nlp.report.words import number

WORDS = {
    "red": "!! красный: намного больше ожидаемого",
    "orange": "! оранжевый: больше ожидаемого",
    "green": "зелёный: как обычно",
    "grey": "? серый: мало данных",
}
"""What each level means, behind its sign on the map."""
_TIPS = (
    ("unit", "территория"),
    ("level", "уровень"),
    ("observed", "обращений"),
    ("expected", "ожидалось"),
    ("risk", "относительный риск"),
    ("rate", "на 1000 жителей"),
    ("topics", "чаще всего"),
)
_SIGN = 9.0


def has_point(unit: Unit) -> bool:
    """Tell whether a unit can be drawn as a circle."""
    lat, lon = unit.heat.lat, unit.heat.lon
    return lat is not None and lon is not None and math.isfinite(lat + lon)


class Units:
    """The units of a map on their page; ``spots`` are where their signs and names stand."""

    def __init__(self, units: Sequence[Unit], areas: Sequence[Boundary], on: Ground) -> None:
        self._on = on
        outlines = shapes(areas, on)
        pairs = paired([unit.heat.unit for unit in units], areas)
        own = {pairs[unit.heat.unit]: unit for unit in units if unit.heat.unit in pairs}
        self.ground = [feature(shape) for name, shape in outlines.items() if name not in own]
        self.polygons = [feature(outlines[name], **_row(unit)) for name, unit in own.items()]
        stand = [_spot(unit, outlines[name]) for name, unit in own.items()]
        placed_already = {unit.number for unit in own.values()}
        rest = [unit for unit in units if unit.number not in placed_already and self._inside(unit)]
        largest = LARGEST * on.width / WIDTH * (0.5 if own else 1.0)
        self.circles = spots(rest, on.projection, largest=largest)
        self.spots = sorted([*stand, *self.circles], key=lambda spot: spot.unit.number)

    def layers(self) -> list[alt.Chart]:
        """Return the layers, the lowest first; the legend chooses a level."""
        chosen = alt.selection_point(name="level", fields=["level"], bind="legend")
        fill = _fill("square" if self.polygons else "circle")
        look = {"fill": fill, "opacity": faded(chosen), "tooltip": tips(_TIPS)}
        white = colours()["card"]
        made = []
        if self.polygons:
            made.append(drawn(self.polygons, stroke=white, strokeWidth=1).encode(**look))
        if self.circles:
            round_ = placed(self._sized(), self._on).mark_circle(stroke=white, clip=True)
            made.append(round_.encode(size=alt.Size("size:Q", scale=None), **look))
        made[0] = made[0].add_params(chosen).properties(name="units")
        pale = drawn(self.ground, fill=colours()["ground"], stroke=white)
        return [*([pale] if self.ground else []), *made]

    def _inside(self, unit: Unit) -> bool:
        if not has_point(unit):
            return False
        lonlat = np.array([[unit.heat.lon, unit.heat.lat]], dtype=float)
        x, y = self._on.projection.points(lonlat)[0].tolist()
        return bool(0 <= x <= self._on.width and 0 <= y <= self._on.height)

    def _sized(self) -> list[dict[str, Any]]:
        # the largest first, so that a small circle is never under a large one
        ordered = sorted(self.circles, key=lambda spot: (-spot.radius, spot.unit.number))
        return [
            {"x": round(s.x, 1), "y": round(s.y, 1), "size": round(4 * s.radius**2), **_row(s.unit)}
            for s in ordered
        ]


def _spot(unit: Unit, shape: Shape) -> Spot:
    """Return where the sign of a polygon stands, and how wide the polygon is."""
    rings = [rings[0] for rings in shape]
    largest = max(rings, key=area)
    room = min(_SIGN, math.sqrt(area(largest)) / 3) if SIGNS[unit.level] else 0.0
    return Spot(unit, *centre(rings), room, float(np.ptp(largest[:, 0])))


def _fill(symbol: str) -> alt.Fill:
    scale = alt.Scale(domain=list(WORDS.values()), range=[colours()[level] for level in WORDS])
    legend = alt.Legend(
        title=None, orient="bottom", columns=2, symbolType=symbol, symbolSize=160, offset=10
    )
    return alt.Fill("level:N", scale=scale, legend=legend)


def _row(unit: Unit) -> dict[str, Any]:
    heat = unit.heat
    return {
        "unit": clean(heat.unit),
        "level": WORDS[unit.level],
        "observed": number(heat.observed),
        "expected": number(heat.expected, 1),
        "risk": "—" if heat.relative_risk is None else number(heat.relative_risk, 1),
        "rate": "—" if heat.per_1000 is None else number(heat.per_1000, 2),
        "topics": "; ".join(map(topic, heat.top_topics[:3])) or "—",
    }
