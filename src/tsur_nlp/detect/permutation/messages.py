"""Messages of one topic as cases at places: units, or squares of a grid."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from tsur_nlp.detect.permutation.scan import PermutationScan, permutation_scan
from tsur_nlp.detect.permutation.settings import PermutationSettings
from tsur_nlp.detect.permutation.study import EARTH_RADIUS_M
from tsur_nlp.errors import InputError

CELL_M = 300.0
_METRES_PER_DEGREE = np.pi * EARTH_RADIUS_M / 180.0


def scan_messages(
    messages: pd.DataFrame,
    *,
    unit: str | None = None,
    cell_m: float = CELL_M,
    last_day: Any = None,
    settings: PermutationSettings | None = None,
) -> PermutationScan:
    """Scan messages (columns lat, lon, created_at) of one topic; see `cases_of_messages`."""
    cases, places = cases_of_messages(messages, unit=unit, cell_m=cell_m)
    return permutation_scan(cases, places, last_day=last_day, settings=settings)


def cases_of_messages(
    messages: pd.DataFrame, *, unit: str | None = None, cell_m: float = CELL_M
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return cases (place, day), one a message and under its index, and places (place, lat, lon).

    A place is a unit, at the median of its messages' points, or a square of ``cell_m`` metres of
    a grid that is the same for any messages, at its middle. Messages without a date, without a
    unit, and, on the grid, without a point are left out; so are units that no point is known of.

    Raises:
        InputError: a column is missing, or the squares have no size.
    """
    _check(messages, unit, cell_m)
    created = pd.to_datetime(messages["created_at"])
    created = created.dt.tz_localize(None) if created.dt.tz is not None else created
    point = messages[["lat", "lon"]].apply(pd.to_numeric, errors="coerce").astype(float)
    point = point.where((point["lat"].abs() <= 90) & (point["lon"].abs() <= 180))
    table = point.assign(day=created.dt.normalize())
    table = _squares(table, cell_m) if unit is None else table.assign(place=messages[unit])
    kept = table.loc[table["place"].notna() & table["day"].notna()]
    places = kept.groupby("place")[["lat", "lon"]].median().dropna().reset_index()
    return kept.loc[kept["place"].isin(places["place"]), ["place", "day"]], places


def _check(messages: pd.DataFrame, unit: str | None, cell_m: float) -> None:
    for name in ("lat", "lon", "created_at", *([unit] if unit else [])):
        if name not in messages.columns:
            there = ", ".join(map(str, messages.columns))
            raise InputError(f"no column {name!r} to scan messages by; columns: {there}")
    if not cell_m > 0:
        raise InputError(f"cell_m={cell_m}: give the side of a square in metres, above 0")


def _squares(table: pd.DataFrame, cell_m: float) -> pd.DataFrame:
    """Move points to the middles of their squares; rows of squares follow the parallels."""
    row = np.floor(table["lat"] * _METRES_PER_DEGREE / cell_m)
    lat = (row + 0.5) * cell_m / _METRES_PER_DEGREE
    width = cell_m / (_METRES_PER_DEGREE * np.cos(np.radians(lat)))
    column = np.floor(table["lon"] / width)
    known = row.notna() & column.notna()
    name = row[known].astype(int).astype(str) + ":" + column[known].astype(int).astype(str)
    return table.assign(place=name, lat=lat, lon=(column + 0.5) * width)
