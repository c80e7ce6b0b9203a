"""The heat map as GeoJSON (RFC 7946): a feature per record, its numbers as properties."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from tsur_nlp.records import UnitHeat
from tsur_nlp.report.map.boundaries import Boundary, paired
from tsur_nlp.report.map.shapes import Points

_DIGITS = 6


def heat_geojson(heat: Sequence[UnitHeat], areas: Sequence[Boundary] = ()) -> dict[str, Any]:
    """Return a FeatureCollection: polygons of the units in ``areas``, points of the others.

    A unit that has neither has the geometry ``null``, as the standard says.

    >>> from tsur_nlp.records import UnitHeat
    >>> one = UnitHeat("А", "district", "grey", 1, 0.0, None, None, None, lat=58.0, lon=56.25)
    >>> heat_geojson([one])["features"][0]["geometry"]
    {'type': 'Point', 'coordinates': [56.25, 58.0]}
    """
    pairs = paired(sorted({one.unit for one in heat}), areas)
    polygons: dict[str, list[Any]] = {}
    for area in areas:
        polygons.setdefault(area.name, []).extend(map(_polygon, area.polygons))
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": _shape(polygons.get(pairs.get(one.unit, ""), [])) or _point(one),
                "properties": one.as_dict(),
            }
            for one in heat
        ],
    }


def _shape(polygons: list[Any]) -> dict[str, Any] | None:
    if len(polygons) > 1:
        return {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Polygon", "coordinates": polygons[0]} if polygons else None


def _point(one: UnitHeat) -> dict[str, Any] | None:
    if one.lat is None or one.lon is None or not math.isfinite(one.lat + one.lon):
        return None
    return {"type": "Point", "coordinates": [round(one.lon, _DIGITS), round(one.lat, _DIGITS)]}


def _polygon(rings: Iterable[Points]) -> list[list[list[float]]]:
    """Write the outer ring counter-clockwise and the holes clockwise, each closed."""
    return [_ring(ring, left=place == 0) for place, ring in enumerate(rings)]


def _ring(ring: Points, *, left: bool) -> list[list[float]]:
    closed = ring if np.array_equal(ring[0], ring[-1]) else np.vstack([ring, ring[:1]])
    x, y = (closed - closed[0]).T
    turns_left = float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) > 0.0
    ordered = closed if turns_left == left else closed[::-1]
    written: list[list[float]] = np.round(ordered, _DIGITS).tolist()
    return written
