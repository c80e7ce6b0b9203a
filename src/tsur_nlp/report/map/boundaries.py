"""Polygons of the units, read from a GeoJSON file, and which of them is whose."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from tsur_nlp.errors import InputError
from tsur_nlp.report.map.shapes import Points
from tsur_nlp.report.names import match

NAME_KEYS = (
    "name", "name:ru", "district", "municipality", "unit", "NAME", "title", "region", "название",
    "район",
)  # fmt: skip
_FEW = 3


@dataclass(frozen=True, slots=True)
class Boundary:
    """A unit's polygons: of each the outer ring, then its holes, in (lon, lat)."""

    name: str
    polygons: tuple[tuple[Points, ...], ...]

    @property
    def rings(self) -> tuple[Points, ...]:
        """Return all rings, outer ones and holes alike."""
        return tuple(ring for polygon in self.polygons for ring in polygon)


def load(path: str | Path) -> list[Boundary]:
    """Read the named polygons of a GeoJSON file; one read last is not read again.

    Raises:
        InputError: the file cannot be read, is not GeoJSON, or names no polygon.
    """
    try:
        known = _read(str(path), _state(path))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read the boundaries {path}: {error}") from error
    if known is None:
        raise InputError(f"{path} is not a GeoJSON FeatureCollection; give one with polygons")
    if not known:
        raise InputError(
            f"{path} has no named polygon; a feature needs one of {', '.join(NAME_KEYS)}"
        )
    return list(known)


def _state(path: str | Path) -> tuple[int, ...]:
    """Return what changes when the file does."""
    found = Path(path).stat()
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


# One command asks several times: whose they are, what to draw, what is not drawn.
@lru_cache(maxsize=1)
def _read(path: str, state: tuple[int, ...]) -> tuple[Boundary, ...] | None:
    """Read the polygons of the file in this state; ``None`` if it is no FeatureCollection."""
    found = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        return None
    return tuple(b for b in map(_boundary, features) if b is not None)


def alike(names: Sequence[str], areas: Sequence[Boundary]) -> dict[str, str]:
    """Return the name of the area of each unit that seems to have one."""
    known = {area.name for area in areas}
    same = {name: name for name in names if name in known}
    others = [name for name in names if name not in same]
    return same | match(others, known - set(same))


def paired(names: Sequence[str], areas: Sequence[Boundary]) -> dict[str, str]:
    """Return the name of the area of each unit that has one; of none where most have none.

    Then the areas are of other units, and a few like names would mislead.
    """
    pairs = alike(names, areas)
    return pairs if 2 * len(pairs) >= len(names) else {}


def without_area(names: Sequence[str], areas: Sequence[Boundary]) -> str:
    """Return a sentence about the units that have no area; an empty one where all have."""
    found = len(alike(names, areas))
    few = "" if paired(names, areas) else ", too few: the boundaries are taken for those of others"
    return f"{found} of {len(names)} units have a polygon{few}" if found < len(names) else ""


def refuse_others(names: Iterable[str], areas: Sequence[Boundary], path: object) -> None:
    """Refuse areas of which none is a unit's; without areas or units there is nothing to refuse.

    Raises:
        InputError: no name agrees.
    """
    units = sorted(set(names))
    if units and areas and not alike(units, areas):
        raise InputError(
            f"{path}: none of the {len(units)} units has a polygon; the units are "
            f"{_some(units)}, the polygons {_some(sorted({area.name for area in areas}))}: give "
            "boundaries of these units, or choose other units"
        )


def refuse_elsewhere(cells: Sequence[Boundary], over: Sequence[Boundary], path: object) -> None:
    """Refuse borders that are nowhere near the hexagons they are to be drawn over.

    Raises:
        InputError: the two do not meet.
    """
    if not over:
        return
    low, high = box(cells)
    least, most = box(over)
    if np.any(high < least) or np.any(low > most):
        raise InputError(f"{path}: none of the {len(cells)} hexagons lies in these boundaries")


def box(areas: Sequence[Boundary]) -> tuple[Points, Points]:
    """Return the south-western and the north-eastern corner of all areas, (lon, lat)."""
    points = np.vstack([ring for area in areas for ring in area.rings])
    return points.min(axis=0), points.max(axis=0)


def _some(names: Sequence[str]) -> str:
    """Write a few names of a list."""
    return ", ".join(f"«{name}»" for name in names[:_FEW]) + (", …" if len(names) > _FEW else "")


def _boundary(feature: Any) -> Boundary | None:
    if not isinstance(feature, Mapping) or not isinstance(feature.get("geometry"), Mapping):
        return None
    name = _name(feature.get("properties"))
    polygons = tuple(filter(None, map(_polygon, _coordinates(feature["geometry"]))))
    return Boundary(name, polygons) if name and polygons else None


def _polygon(coordinates: Any) -> tuple[Points, ...]:
    """Read the rings of a polygon; without its outer ring it is nothing."""
    if not isinstance(coordinates, list) or not coordinates:
        return ()
    outer, *holes = map(_ring, coordinates)
    return () if outer is None else (outer, *(hole for hole in holes if hole is not None))


def _name(properties: object) -> str:
    if not isinstance(properties, Mapping):
        return ""
    values = [properties.get(key) for key in NAME_KEYS]
    return next((v.strip() for v in values if isinstance(v, str) and v.strip()), "")


def _coordinates(geometry: Mapping[str, Any]) -> Sequence[Any]:
    """Return the polygons of a geometry, each a list of rings."""
    found = geometry.get("coordinates") or []
    if geometry.get("type") == "Polygon":
        return [found]
    return list(found) if geometry.get("type") == "MultiPolygon" else []


def _ring(coordinates: Any) -> Points | None:
    if not isinstance(coordinates, list) or len(coordinates) < 4:
        return None
    try:
        points = np.array([point[:2] for point in coordinates], dtype=float)
    except (TypeError, ValueError):
        return None
    points.flags.writeable = False  # those who ask share them
    return points if points.ndim == 2 and np.isfinite(points).all() else None
