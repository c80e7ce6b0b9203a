"""Boundaries of districts and municipalities: which polygon a point lies in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tsur_nlp.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMES = (
    "name", "name:ru", "district", "municipality", "unit", "NAME", "title", "region", "название",
    "район",
)  # fmt: skip
"""The properties that may hold the name, as in `report.map.boundaries`."""

DISTRICT, MUNICIPALITY, REGION = "district", "municipality", "region"
BY_KEY = {"district": DISTRICT, "район": DISTRICT, "municipality": MUNICIPALITY, "region": REGION}
BY_LEVEL = {"4": REGION, "6": MUNICIPALITY, "9": DISTRICT, "10": DISTRICT}
"""``admin_level`` of OpenStreetMap in Russia; 5 and 8 differ from region to region."""


class Area(NamedTuple):
    """A polygon by its name, and what it is: empty where the file does not say."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Named polygons, the smallest first, so that a district is found before its city."""

    areas: tuple[Area, ...]
    rings: tuple[tuple[NDArray[Any], ...], ...]
    boxes: NDArray[Any]

    @classmethod
    def load(cls, path: str | Path) -> Boundaries:
        """Read a GeoJSON file of polygons that have a name.

        Raises:
            InputError: there is no such file, it is not GeoJSON, or no polygon of it has a name.
        """
        import numpy as np

        shapes = [shape for feature in _features(Path(path)) if (shape := _shape(feature))]
        if not shapes:
            raise InputError(
                f"{path} has no polygon with a name: give it the property «name» or «district»"
            )
        shapes.sort(key=lambda s: ((s[2][2] - s[2][0]) * (s[2][3] - s[2][1]), s[0]))
        return cls(
            tuple(s[0] for s in shapes),
            tuple(s[1] for s in shapes),
            np.array([s[2] for s in shapes]),
        )

    def at(self, lat: float, lon: float) -> list[Area]:
        """Return the polygons that hold the point, the smallest first."""
        boxes = self.boxes
        inside = (
            (boxes[:, 0] <= lon)
            & (lon <= boxes[:, 2])
            & (boxes[:, 1] <= lat)
            & (lat <= boxes[:, 3])
        )
        return [
            self.areas[i]
            for i in inside.nonzero()[0]
            if sum(_crossings(ring, lat, lon) for ring in self.rings[i]) % 2
        ]


def _shape(feature: dict[str, Any]) -> tuple[Area, tuple[NDArray[Any], ...], list[float]] | None:
    """The area, its rings and its box (west, south, east, north); None without name or rings."""
    import numpy as np

    area = _area(feature["properties"])
    rings = tuple(np.asarray(ring, dtype=float)[:, :2] for ring in _rings(feature["geometry"]))
    if not area.name or not rings:
        return None
    points = np.concatenate(rings)
    return area, rings, [*points.min(0).tolist(), *points.max(0).tolist()]


def _area(properties: dict[str, Any]) -> Area:
    key = next((k for k in NAMES if properties.get(k)), "")
    level = str(properties.get("admin_level", ""))
    kind = BY_KEY.get(key, BY_LEVEL.get(level, ""))
    return Area(str(properties[key]) if key else "", kind)


def _crossings(ring: NDArray[Any], lat: float, lon: float) -> int:
    """How many sides of the ring a ray from the point to the east crosses."""
    x, y = ring[:-1, 0], ring[:-1, 1]
    next_x, next_y = ring[1:, 0], ring[1:, 1]
    straddles = (y > lat) != (next_y > lat)
    x, y, next_x, next_y = x[straddles], y[straddles], next_x[straddles], next_y[straddles]
    return int((lon < (next_x - x) * (lat - y) / (next_y - y) + x).sum())


def _features(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise InputError(f"no boundaries at {path}: give the path of a GeoJSON file")
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise InputError(
            f"{path} is not JSON ({error}): give a GeoJSON file of polygons"
        ) from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise InputError(f"{path} is JSON but not GeoJSON: it has no list «features»")
    return [
        f
        for f in features
        if isinstance(f, dict) and f.get("geometry") and isinstance(f.get("properties"), dict)
    ]


def _rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    coordinates = geometry.get("coordinates", [])
    if geometry.get("type") == "Polygon":
        return list(coordinates)
    if geometry.get("type") == "MultiPolygon":
        return [ring for polygon in coordinates for ring in polygon]
    return []
