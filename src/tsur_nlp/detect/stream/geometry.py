"""Places as points on a plane, in metres; an address without coordinates is an island."""

from __future__ import annotations

import numpy as np

from tsur_nlp.detect.stream.messages import Floats, Stream

_METRES_PER_DEGREE = 111_194.9
_ISLANDS = 1e7


def project(stream: Stream) -> Floats:
    """Return x, y in metres for every message, NaN where it has no place.

    Equirectangular around the median point: good to a fraction of a percent over a region's
    distances that matter here. An address without coordinates takes those of another message from
    it, else a point of its own far from everything.
    """
    lat, lon = located(stream)
    known = ~np.isnan(lat)
    middle = (np.median(lat[known]), np.median(lon[known])) if known.any() else (0.0, 0.0)
    y = (lat - middle[0]) * _METRES_PER_DEGREE
    x = (lon - middle[1]) * _METRES_PER_DEGREE * np.cos(np.radians(middle[0]))
    points = np.stack([x, y], axis=1)
    lost = ~known & (stream.address != "")
    _, code = np.unique(stream.address[lost].astype(str), return_inverse=True)
    points[lost] = _ISLANDS * (1.0 + np.stack([code, np.zeros(len(code))], axis=1))
    return points


def located(stream: Stream) -> tuple[Floats, Floats]:
    """Return latitude and longitude, filled in by address where another message has them."""
    lat = stream.frame["lat"].to_numpy(float).copy()
    lon = stream.frame["lon"].to_numpy(float).copy()
    bad = ~((np.abs(lat) <= 90) & (np.abs(lon) <= 180) & ((lat != 0) | (lon != 0)))
    lat[bad], lon[bad] = np.nan, np.nan
    known: dict[str, int] = {}
    for row in np.flatnonzero(~bad & (stream.address != "")):
        known.setdefault(stream.address[row], int(row))
    for row in np.flatnonzero(bad & (stream.address != "")):
        twin = known.get(stream.address[row])
        if twin is not None:
            lat[row], lon[row] = lat[twin], lon[twin]
    return lat, lon


def distance(points: Floats, centre: Floats) -> Floats:
    """Return metres from a point of the plane."""
    gap: Floats = np.hypot(points[:, 0] - centre[0], points[:, 1] - centre[1])
    return gap
