"""Polygons of the units, read from a GeoJSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tsur_nlp.errors import InputError
from tsur_nlp.report.shapes import Points

NAME_KEYS = ("name", "name:ru", "district", "municipality", "unit", "NAME", "title", "region")


@dataclass(frozen=True, slots=True)
class Boundary:
    """A unit's polygon: the rings in (lon, lat), outer ones and holes alike."""

    name: str
    rings: tuple[Points, ...]


def load(path: str | Path) -> list[Boundary]:
    """Read the named polygons of a GeoJSON file.

    Raises:
        InputError: the file cannot be read, is not GeoJSON, or names no polygon.
    """
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read the boundaries {path}: {error}") from error
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise InputError(f"{path} is not a GeoJSON FeatureCollection; give one with polygons")
    known = [b for b in map(_boundary, features) if b is not None]
    if not known:
        raise InputError(
            f"{path} has no named polygon; a feature needs one of {', '.join(NAME_KEYS)}"
        )
    return known


def _boundary(feature: Any) -> Boundary | None:
    if not isinstance(feature, Mapping) or not isinstance(feature.get("geometry"), Mapping):
        return None
    name = _name(feature.get("properties"))
    rings = tuple(r for r in map(_ring, _coordinates(feature["geometry"])) if r is not None)
    return Boundary(name, rings) if name and rings else None


def _name(properties: object) -> str:
    if not isinstance(properties, Mapping):
        return ""
    values = [properties.get(key) for key in NAME_KEYS]
    return next((v.strip() for v in values if isinstance(v, str) and v.strip()), "")


def _coordinates(geometry: Mapping[str, Any]) -> Sequence[Any]:
    rings = geometry.get("coordinates") or []
    if geometry.get("type") == "Polygon":
        return list(rings)
    if geometry.get("type") == "MultiPolygon":
        return [ring for polygon in rings for ring in polygon]
    return []


def _ring(coordinates: Any) -> Points | None:
    if not isinstance(coordinates, list) or len(coordinates) < 4:
        return None
    try:
        points = np.array([point[:2] for point in coordinates], dtype=float)
    except (TypeError, ValueError):
        return None
    return points if points.ndim == 2 and np.isfinite(points).all() else None
