"""Places as points on a plane, in metres; an address without coordinates is an island."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tsur_nlp.detect.stream.arrays import Floats, Ints

_METRES_PER_DEGREE = 111_194.9
_ISLANDS = 1e7


def believable(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """Return NaN for pairs that can be no place; (0, 0) stands for nothing in databases."""
    good = (np.abs(lat) <= 90) & (np.abs(lon) <= 180) & ((lat != 0) | (lon != 0))
    return np.where(good, lat, np.nan), np.where(good, lon, np.nan)


def filled(lat: Floats, lon: Floats, address: Ints) -> tuple[Floats, Floats]:
    """Return latitude and longitude; where one lacks, those of the first message from the address.

    ``address`` is a code, −1 where it is unknown. Only the messages given are looked at, so a
    stream that ends at a moment never takes a place from a later message.
    """
    lost = np.flatnonzero(np.isnan(lat) & (address >= 0))
    if not len(lost):
        return lat, lon
    known = np.flatnonzero(~np.isnan(lat) & (address >= 0))[::-1]
    first = np.full(int(address.max()) + 1, -1)
    first[address[known]] = known  # the last written is the first in time
    twin = first[address[lost]]
    lost, twin = lost[twin >= 0], twin[twin >= 0]
    lat, lon = lat.copy(), lon.copy()
    lat[lost], lon[lost] = lat[twin], lon[twin]
    return lat, lon


def in_metres(lat: Floats, lon: Floats, address: Ints) -> Floats:
    """Return x, y in metres for every message, NaN where it has no place.

    Equirectangular around the middle of all points, rounded to a tenth of a degree, so that it
    stays where it is from day to day: good to a fraction of a percent over the distances that
    matter here. An address without coordinates is a point of its own far from everything.
    """
    known = ~np.isnan(lat)
    middle = [float(axis[known].mean()) if known.any() else 0.0 for axis in (lat, lon)]
    north, east = (round(degrees, 1) for degrees in middle)
    points = np.empty((len(lat), 2))
    points[:, 0] = (lon - east) * (_METRES_PER_DEGREE * np.cos(np.radians(north)))
    points[:, 1] = (lat - north) * _METRES_PER_DEGREE
    lost = ~known & (address >= 0)
    if lost.any():
        island, _ = pd.factorize(address[lost])
        points[lost] = _ISLANDS * np.column_stack([1.0 + island, np.ones(len(island))])
    return points


def distance(points: Floats, centre: Floats) -> Floats:
    """Return metres from a point of the plane."""
    gap: Floats = np.hypot(points[:, 0] - centre[0], points[:, 1] - centre[1])
    return gap
