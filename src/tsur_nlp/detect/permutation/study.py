"""The cases and the places of one scan as arrays, in one order whatever the order of the rows."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tsur_nlp.errors import InputError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Day = date | int

EARTH_RADIUS_M = 6_371_008.8


@dataclass(frozen=True, slots=True)
class Study:
    """Cases between two days: ``place`` and ``day`` have one entry a case, sorted.

    ``points`` are metres on a plane (n × 2) or on the globe (n × 3, from its middle);
    ``coordinates`` (n × 2) are as given. A place is a code: its position in ``places``.
    """

    places: tuple[Hashable, ...]
    coordinates: Floats
    points: Floats
    place: Ints
    day: Ints
    last_day: int
    dated: bool

    def __len__(self) -> int:
        return len(self.day)

    def by_place(self) -> Ints:
        """Return how many cases each place has."""
        return np.bincount(self.place, minlength=len(self.places)).astype(np.int64)

    def name_of(self, day: int) -> Day:
        """Return a day as it was given: a date or a number."""
        return date.fromordinal(_EPOCH + day) if self.dated else day

    def distances(self, centre: int) -> Floats:
        """Return metres from one place to all: straight on a plane, great circles on the globe."""
        chord: Floats = np.sqrt(((self.points - self.points[centre]) ** 2).sum(axis=1))
        if self.points.shape[1] == 2:
            return chord
        half: Floats = np.minimum(chord / (2 * EARTH_RADIUS_M), 1.0)
        return 2 * EARTH_RADIUS_M * np.arcsin(half)


_EPOCH = date(1970, 1, 1).toordinal()
_FAR = 2**62


def read_study(
    cases: pd.DataFrame, places: pd.DataFrame, *, first_day: Any = None, last_day: Any = None
) -> Study:
    """Read tables of cases (place, day, count) and of places (place, lat, lon or x, y).

    Raises:
        InputError: a column or a value is missing, or a case names a place that is not listed.
    """
    _columns(cases, "cases", ("place", "day"))
    _columns(places, "places", ("place",))
    listed = list(places["place"])
    order = sorted(range(len(listed)), key=lambda k: _key(listed[k]))
    names = tuple(listed[k] for k in order)
    coordinates, points = _points(places.iloc[order])
    place, count = _codes(cases["place"], names), _counts(cases)
    day, dated = read_days(cases["day"])
    place, day = np.repeat(place, count), np.repeat(day, count)
    first = _bound(first_day, dated, int(day.min(initial=_FAR)), "first_day")
    last = _bound(last_day, dated, int(day.max(initial=-_FAR)), "last_day")
    kept = (day >= first) & (day <= last)
    place, day = place[kept], day[kept]
    sort = np.lexsort((day, place))
    return Study(names, coordinates, points, place[sort], day[sort], last, dated)


def read_days(days: pd.Series[Any]) -> tuple[Ints, bool]:
    """Return day numbers, and whether they stand for dates (then counted from 1970).

    Raises:
        InputError: the days are neither dates nor whole numbers.
    """
    if pd.api.types.is_integer_dtype(days.infer_objects()):
        return days.to_numpy(np.int64), False
    if pd.api.types.is_numeric_dtype(days.infer_objects()):
        raise InputError(f"days such as {days.iloc[0]!r}: give dates, or whole numbers")
    try:
        dates = pd.to_datetime(days, format="ISO8601")
    except (TypeError, ValueError) as error:
        raise InputError(f"days such as {days.iloc[0]!r}: give dates as 2021-02-28") from error
    dates = dates.dt.tz_localize(None) if dates.dt.tz is not None else dates
    return dates.to_numpy().astype("datetime64[D]").astype(np.int64), True


def _key(name: Hashable) -> tuple[str, str]:
    return (type(name).__name__, f"{name:024d}" if isinstance(name, int) else str(name))


def _columns(table: pd.DataFrame, what: str, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in table.columns:
            raise InputError(f"{what}: no column {name!r}; columns: {', '.join(map(str, table))}")
        if table[name].isna().any():
            raise InputError(f"{what}: empty values in column {name!r}; leave such rows out")


def _codes(named: pd.Series[Any], names: tuple[Hashable, ...]) -> Ints:
    code = {name: k for k, name in enumerate(names)}
    if len(code) < len(names):
        raise InputError("places: a place is listed twice; list each once, with one point")
    unknown = [name for name in named.unique() if name not in code]
    if unknown:
        raise InputError(f"cases: place {unknown[0]!r} is not among places; list it with its point")
    return np.array([code[name] for name in named], dtype=np.int64)


def _points(places: pd.DataFrame) -> tuple[Floats, Floats]:
    globe = {"lat", "lon"} <= set(places.columns)
    names = ("lat", "lon") if globe else ("x", "y")
    _columns(places, "places", names)
    given = places[list(names)].to_numpy(np.float64)
    if not np.isfinite(given).all():
        raise InputError("places: a point is not finite; leave such places out")
    if not globe:
        return given, given
    if (np.abs(given) > (90.0, 180.0)).any():
        raise InputError("places: lat is beyond ±90 or lon beyond ±180; give degrees")
    lat, lon = np.radians(given).T
    unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    return given, EARTH_RADIUS_M * unit


def _counts(cases: pd.DataFrame) -> Ints:
    if "count" not in cases.columns:
        return np.ones(len(cases), dtype=np.int64)
    _columns(cases, "cases", ("count",))
    given = cases["count"].to_numpy(np.float64)
    if (given < 0).any() or (given != np.round(given)).any():
        raise InputError("cases: count has values that are no whole numbers from 0 up")
    return given.astype(np.int64)


def _bound(day: Any, dated: bool, otherwise: int, name: str) -> int:
    if day is None or abs(otherwise) == _FAR:
        return otherwise
    number, is_date = read_days(pd.Series([day]))
    if is_date != dated:
        wanted = "a date" if dated else "a whole number"
        raise InputError(f"{name}={day!r}: give {wanted}, like the days of the cases")
    return int(number[0])
