"""The rows of an OpenStreetMap extract: a GeoJSON collection, or one feature a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tsur_nlp.errors import InputError
from tsur_nlp.locate.register.csv_file import column

CHUNK = 1 << 20
LINES = (".jsonl", ".ndjson", ".geojsonl", ".geojsons", ".geojsonseq")
FEATURES = re.compile(r'"features"\s*:\s*\[')
Ring = list[list[float]]
SEPARATORS = " \t\r\n,\x1e"
_BETWEEN = re.compile(f"[{SEPARATORS}]*")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of the features that have a street, under the register's names of columns."""
    features = _by_line(path) if path.suffix.lower() in LINES else _collection(path)
    for feature in features:
        row = _row(feature)
        if row.get("street") or row.get("address"):
            yield row


def _row(feature: dict[str, Any]) -> dict[str, str]:
    properties = feature.get("properties") or {}
    tags = {**properties, **(properties.get("tags") or {})}
    # «building=yes» is a column of a CSV, but no house number of a map.
    row = {column(key): str(value).strip() for key, value in tags.items() if key != "building"}
    row.pop("", None)
    point = _centroid(feature.get("geometry") or {})
    if point is not None:
        row["lon"], row["lat"] = map(str, point)
    return row


def _centroid(geometry: dict[str, Any]) -> tuple[float, float] | None:
    """The point itself, or the centre of mass of the largest outline, as (lon, lat)."""
    rings = _outlines(geometry.get("type", ""), geometry.get("coordinates") or [])
    if not rings:
        return None
    _, lon, lat = max((_mass(ring) for ring in rings), key=lambda mass: abs(mass[0]))
    return round(lon, 7), round(lat, 7)


def _outlines(kind: str, coordinates: list[Any]) -> list[Ring]:
    """The outer rings; a point is a ring of one corner."""
    if not coordinates or kind not in ("Point", "LineString", "Polygon", "MultiPolygon"):
        return []
    if kind == "Point":
        return [[coordinates]]
    if kind == "MultiPolygon":
        return [polygon[0] for polygon in coordinates]
    return [coordinates if kind == "LineString" else coordinates[0]]


def _mass(ring: Ring) -> tuple[float, float, float]:
    """Area and centre of a ring by the shoelace formula; of a line without area, its middle.

    The corners are taken relative to the first one: a house is 1e-4 of a degree wide.
    """
    (x0, y0), area, x, y = ring[0][:2], 0.0, 0.0, 0.0
    for (ax, ay, *_), (bx, by, *_) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        area += cross
        x += (ax + bx - 2 * x0) * cross
        y += (ay + by - 2 * y0) * cross
    if not area:
        return 0.0, sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return area / 2, x0 + x / (3 * area), y0 + y / (3 * area)


def _by_line(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if not line.strip(SEPARATORS):
                continue
            try:
                feature = json.loads(line.strip(SEPARATORS))
            except ValueError as error:
                raise InputError(f"{path}, line {number}, is not JSON ({error})") from error
            yield _checked(feature, path)


def _collection(path: Path) -> Iterator[dict[str, Any]]:
    """Features one after another: the file is never in memory as a whole."""
    decoder, text = json.JSONDecoder(), ""
    with path.open(encoding="utf-8-sig") as file:
        while not (opening := FEATURES.search(text)):
            piece = file.read(CHUNK)
            if not piece:
                raise InputError(f"{path} is not GeoJSON: it has no list «features»")
            text += piece
        at = opening.end()
        while True:
            at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # matches nothing too
            if text.startswith("]", at):
                return
            try:
                feature, at = decoder.raw_decode(text, at)
            except ValueError as error:
                piece = file.read(CHUNK)
                if not piece:
                    raise InputError(f"{path} is cut or not JSON ({error})") from error
                text, at = text[at:] + piece, 0
                continue
            yield _checked(feature, path)


def _checked(feature: object, path: Path) -> dict[str, Any]:
    if not isinstance(feature, dict):
        raise InputError(f"{path} holds a {type(feature).__name__} where a feature should stand")
    return feature
