"""Hexagons of the H3 grid as units, where the places of a city have points but no borders."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.detect.stream.columns import HEXAGONS as CELL
from tsur_nlp.detect.stream.columns import MOST_CELLS
from tsur_nlp.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CELL", "MOST_CELLS", "RESOLUTIONS", "centre", "outline", "with_cells"]

RESOLUTIONS = range(4, 10)
"""From 1,770 km², a district of a wide region, to 0.1 km², a block; of less no week has enough."""


def with_cells(facts: pd.DataFrame, resolution: int) -> pd.DataFrame:
    """Return the facts with a column `CELL`, empty where a message has no point.

    Resolution 7 is hexagons of 5 km², 8 of 0.7 km², 9 of 0.1 km².

    Raises:
        InputError: the resolution is none of `RESOLUTIONS`, it makes more than `MOST_CELLS`, or the
            package h3 is not installed.
    """
    if resolution not in RESOLUTIONS:
        raise InputError(
            f"cells={resolution!r}: give one of 4 (1,770 km²) to 9 (0.1 km²); 8 suits a city"
        )
    h3 = _h3()
    lat, lon = (np.asarray(facts.get(name, np.nan), dtype=float) for name in ("lat", "lon"))
    lat, lon = (np.broadcast_to(part, len(facts)) for part in (lat, lon))
    # (0, 0) is how exports write an unknown point
    known = (np.abs(lat) <= 90.0) & (np.abs(lon) <= 180.0) & ((lat != 0.0) | (lon != 0.0))
    named = np.full(len(facts), "", dtype=object)
    points = zip(lat[known].tolist(), lon[known].tolist(), strict=True)
    named[known] = [h3.latlng_to_cell(y, x, resolution) for y, x in points]
    _check_number(set(named) - {""}, resolution)
    return facts.assign(**{CELL: named})


def _check_number(cells: set[str], resolution: int) -> None:
    """Refuse a map that would fill the memory and be grey next to everywhere."""
    if len(cells) > MOST_CELLS:
        raise InputError(
            f"cells={resolution} makes {len(cells)} hexagons of these messages, and a map has at "
            f"most {MOST_CELLS}: give {resolution - 1} or less"
        )


def centre(cell: str) -> tuple[float, float]:
    """Return the (lat, lon) of a hexagon's middle.

    Raises:
        InputError: this is the name of no hexagon, or the package h3 is not installed.
    """
    lat, lon = _asked("cell_to_latlng", cell)
    return float(lat), float(lon)


def outline(cell: str) -> list[tuple[float, float]]:
    """Return the closed ring of a hexagon, (lon, lat), counter-clockwise.

    Raises:
        InputError: this is the name of no hexagon, or the package h3 is not installed.
    """
    ring = [(float(lon), float(lat)) for lat, lon in _asked("cell_to_boundary", cell)]
    return [*ring, ring[0]]


def _asked(function: str, cell: str) -> Any:
    """Ask the grid about a hexagon; a user's own column `CELL` may name something else."""
    try:
        return getattr(_h3(), function)(cell)
    except ValueError as error:
        raise InputError(f"{cell!r} is no hexagon of the H3 grid") from error


def _h3() -> ModuleType:
    try:
        import h3
    except ImportError as error:
        raise InputError('hexagons need the package h3: pip install "tsur-nlp[maps]"') from error
    found: ModuleType = h3
    return found
