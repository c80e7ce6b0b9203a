"""A chart read as the plain specification that it writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import altair as alt
import numpy as np

from tsur_nlp.report.map.boundaries import Boundary

SVG = "{http://www.w3.org/2000/svg}"
NBSP = "\u00a0"


def spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    return json.loads(text(chart))


_WRITTEN: dict[int, tuple[alt.TopLevelMixin, str]] = {}


def text(chart: alt.TopLevelMixin) -> str:
    """Return the specification; `test_look` checks those of all kinds against the schema."""
    if id(chart) not in _WRITTEN:
        written = json.dumps(chart.to_dict(validate=False), ensure_ascii=False)
        # the chart is kept, so that no other gets its id
        _WRITTEN[id(chart)] = (chart, written)
    return _WRITTEN[id(chart)][1]


def views(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the views that have a mark, the lowest first, each with its data."""
    if "mark" in part:
        yield part
    for inner in (*part.get("layer", ()), *part.get("vconcat", ())):
        yield from views({"data": part.get("data"), **inner})


def rows(chart: alt.TopLevelMixin, mark: str, *, has: str = "") -> list[dict[str, Any]]:
    """Return the data of the first view with such a mark whose rows have such a field."""
    whole = spec(chart)
    for view in views(whole):
        data = view["data"]
        found = data.get("values") or whole.get("datasets", {}).get(data.get("name"), [])
        kind = view["mark"] if isinstance(view["mark"], str) else view["mark"]["type"]
        if kind == mark and found and (not has or has in found[0]):
            return found
    raise AssertionError(f"no {mark} with rows that have {has!r}")


def subtitle(chart: alt.TopLevelMixin) -> str:
    return " | ".join(spec(chart)["title"]["subtitle"])


def saved(chart: alt.TopLevelMixin, path: Path) -> ElementTree.Element:
    chart.save(str(path))
    return ElementTree.fromstring(path.read_text(encoding="utf-8"))


def words(root: ElementTree.Element) -> list[str]:
    return ["".join(part.itertext()) for part in root.iter(f"{SVG}text")]


def corners(path: ElementTree.Element) -> np.ndarray:
    numbers = re.findall(r"-?[\d.]+", path.get("d", ""))
    return np.array(numbers, dtype=float).reshape(-1, 2)


def square(name: str, lon: float, lat: float, size: float = 0.4, *, hole: bool = False) -> Boundary:
    ring = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], dtype=float)
    rings = [ring * size + (lon, lat)]
    if hole:
        rings.append(ring * size / 2 + (lon + size / 4, lat + size / 4))
    return Boundary(name, (tuple(rings),))
