"""The page of a map: from degrees to its pixels, shapes, borders and the scale of kilometres.

Shapes and points lie in the same pixels, so that the wheel brings both nearer: the projection of
the shapes reads the scales of the points.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np

from tsur_nlp.report.figures.palette import colours
from tsur_nlp.report.figures.theme import over, rows
from tsur_nlp.report.map.boundaries import Boundary
from tsur_nlp.report.map.shapes import Points, Projection, fit, simplify
from tsur_nlp.report.words import NBSP, number

CORNERS = 8000
"""So many corners all shapes of a map may have together."""
MAP = "map"
"""The name of the chart that holds the layers: its scales are called after it."""
_HEIGHTS = (0.45, 1.0)
_TOLERANCE, _COARSER = 0.3, 1.4
_LEAST_KM = 1.0


@dataclass(frozen=True, slots=True)
class Ground:
    """A page for a map: degrees to pixels, and the kilometres in one of them."""

    projection: Projection
    km: float

    @property
    def width(self) -> float:
        """Pixels from left to right."""
        return self.projection.width

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return round(self.projection.height)


def ground(lonlat: Points, *, width: float, pad: float) -> Ground:
    """Fit all points, (lon, lat), into a page of ``width``."""
    heights = (_HEIGHTS[0] * width, _HEIGHTS[1] * width)
    projection = fit(lonlat, width=width, heights=heights, pad=pad)
    lat = float(lonlat[:, 1].min() + lonlat[:, 1].max()) / 2
    projection = _closer(projection, lonlat, pad, least=_LEAST_KM / projection.km(lat))
    return Ground(projection, projection.km(lat))


def _closer(projection: Projection, lonlat: Points, pad: float, *, least: float) -> Projection:
    """Come nearer where all points are one spot of the page; one street is a map too."""
    wide = np.maximum(np.ptp(projection.points(lonlat), axis=0), least)
    room = np.array([projection.width, projection.height]) - 2 * pad
    times = float((room / wide).min())
    if times <= 1.01:
        return projection
    half_x = (projection.width / 2 - projection.margin_x) / projection.scale
    half_y = (projection.height / 2 - projection.margin_y) / projection.scale
    return dataclasses.replace(
        projection,
        scale=projection.scale * times,
        left=projection.left + half_x,
        top=projection.top - half_y,
        margin_x=projection.width / 2,
        margin_y=projection.height / 2,
    )


Shape = list[list[Points]]
"""Polygons in pixels: of each the outer ring, then its holes."""


def shapes(areas: Iterable[Boundary], on: Ground) -> dict[str, Shape]:
    """Return the polygons of each name in pixels, with no more corners than can be seen."""
    found: dict[str, Shape] = {}
    for area in areas:
        lying = [[on.projection.points(ring) for ring in rings] for rings in area.polygons]
        found.setdefault(area.name, []).extend(lying)
    tolerance = _TOLERANCE
    simple = _simpler(found, tolerance)
    while sum(len(ring) for ring in _rings(simple)) > CORNERS:
        tolerance *= _COARSER
        simple = _simpler(found, tolerance)
    return simple


def _simpler(found: dict[str, Shape], tolerance: float) -> dict[str, Shape]:
    return {
        name: [[simplify(ring, tolerance) for ring in rings] for rings in shape]
        for name, shape in found.items()
    }


def _rings(found: dict[str, Shape]) -> list[Points]:
    return [ring for shape in found.values() for rings in shape for ring in rings]


def feature(shape: Shape, **said: Any) -> dict[str, Any]:
    """Return a shape as a feature of a chart's data, with what is said about it."""
    polygons = [
        [_turned(ring, left=place == 0) for place, ring in enumerate(rings) if len(ring) > 3]
        for rings in shape
        if len(rings[0]) > 3
    ]
    geometry = {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Feature", "geometry": geometry, **said}


def _turned(ring: Points, *, left: bool) -> list[list[float]]:
    """Turn holes the other way than outer rings: by that they are told."""
    x, y = (ring - ring[0]).T
    same = (float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) > 0.0) == left
    rounded: list[list[float]] = np.round(ring if same else ring[::-1], 1).tolist()
    return rounded


def drawn(features: Sequence[dict[str, Any]], **mark: Any) -> alt.Chart:
    """Draw features so that they move together with the points of the map."""
    chart = alt.Chart(rows(features)).mark_geoshape(clip=True, **mark)
    moved: alt.Chart = chart.project(
        type="identity",
        scale=alt.ExprRef(f"scale('{MAP}_x', 1) - scale('{MAP}_x', 0)"),
        translate=alt.ExprRef(f"[scale('{MAP}_x', 0), scale('{MAP}_y', 0)]"),
    )
    return moved


def placed(values: Sequence[dict[str, Any]], on: Ground) -> alt.Chart:
    """Return a chart of rows that have ``x`` and ``y`` in pixels; its mark is still to be said."""
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, on.width], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[on.height, 0], nice=False, zero=False))
    return alt.Chart(rows(values)).encode(x=x, y=y)


def laid(layers: Sequence[alt.Chart], on: Ground, *chosen: alt.Parameter) -> alt.LayerChart:
    """Put layers over each other, the lowest first, and the scale of kilometres above them.

    The wheel moves the map under the pointer; a click chooses what the parameters say.
    """
    # one layer with a name carries all parameters: Altair gives them to every layer that has one
    zoom = alt.selection_interval(name="zoom", bind="scales")
    bar, text = _scale_bar(on)
    held = bar.add_params(zoom, *chosen).properties(name="scale")
    sheet = alt.ViewBackground(fill=colours()["map"], stroke=colours()["line"], cornerRadius=6)
    layers = [*layers, held, text]
    return over(layers, name=MAP, width=on.width, height=on.height, view=sheet)


def _scale_bar(on: Ground) -> tuple[alt.Chart, alt.Chart]:
    rough = 0.16 * on.width * on.km
    power = 10 ** math.floor(math.log10(rough))
    km = max(step * power for step in (1, 2, 5) if step * power <= rough)
    said = f"{number(km)}{NBSP}км" if km >= 1 else f"{number(1000 * km)}{NBSP}м"
    left, low = 10.0, on.height - 8
    row = {"x": left, "y": low, "x2": round(left + km / on.km, 1), "said": said}
    soft = colours()["soft"]
    bar = placed([row], on).mark_rule(color=soft, strokeWidth=2, clip=True)
    text = placed([row], on).mark_text(
        color=soft, align="left", baseline="bottom", dy=-4, fontSize=12, clip=True
    )
    return bar.encode(x2="x2"), text.encode(text="said:N")
