"""From degrees to the page: projection, simplification, SVG paths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

Points = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Projection:
    """Mercator, scaled to fit a box; (lon, lat) in, (x, y) out."""

    left: float
    top: float
    scale: float
    margin_x: float
    margin_y: float
    width: float
    height: float

    def points(self, lonlat: Points) -> Points:
        """Project an array of (lon, lat)."""
        plane = _mercator(lonlat)
        x = (plane[:, 0] - self.left) * self.scale + self.margin_x
        y = (self.top - plane[:, 1]) * self.scale + self.margin_y
        return np.column_stack((x, y))

    def km(self, lat: float) -> float:
        """Kilometres in one unit of the page at a latitude."""
        return 111.2 * math.degrees(1 / self.scale) * math.cos(math.radians(lat))


def _mercator(lonlat: Points) -> Points:
    lat = np.clip(lonlat[:, 1], -85.0, 85.0)
    y = np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))
    return np.column_stack((np.radians(lonlat[:, 0]), y))


def fit(lonlat: Points, *, width: float, heights: tuple[float, float], pad: float) -> Projection:
    """Fit all points into a page of ``width``, its height between the two ``heights``."""
    plane = _mercator(lonlat)
    low, high = plane.min(axis=0), plane.max(axis=0)
    # One point, or many on one spot, still need an area around them: about 20 km.
    size = np.maximum(high - low, 0.003)
    centre = (low + high) / 2
    scale = min((width - 2 * pad) / size[0], (heights[1] - 2 * pad) / size[1])
    height = float(min(max(size[1] * scale + 2 * pad, heights[0]), heights[1]))
    return Projection(
        left=float(centre[0] - size[0] / 2),
        top=float(centre[1] + size[1] / 2),
        scale=float(scale),
        margin_x=float((width - size[0] * scale) / 2),
        margin_y=float((height - size[1] * scale) / 2),
        width=width,
        height=height,
    )


def simplify(points: Points, tolerance: float) -> Points:
    """Douglas and Peucker: drop the points that move the line by less than ``tolerance``.

    >>> simplify(np.array([[0, 0], [5, 0.1], [10, 0], [10, 9]], dtype=float), 1.0).tolist()
    [[0.0, 0.0], [10.0, 0.0], [10.0, 9.0]]
    """
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        away = _distances(points[first : last + 1])
        farthest = int(away.argmax())
        if away[farthest] > tolerance:
            middle = first + 1 + farthest
            keep[middle] = True
            stack += [(first, middle), (middle, last)]
    return points[keep]


def _distances(part: Points) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    chord, rest = part[-1] - part[0], part[1:-1] - part[0]
    length = float(np.hypot(*chord))
    if length == 0:  # a closed ring: its ends are one point
        return np.asarray(np.hypot(rest[:, 0], rest[:, 1]))
    return np.asarray(np.abs(rest[:, 0] * chord[1] - rest[:, 1] * chord[0]) / length)


def path(rings: Iterable[Points], *, tolerance: float = 0.5) -> str:
    """Write projected rings as one short SVG path with whole, relative coordinates."""
    return "".join(_ring(np.rint(simplify(ring, tolerance)).astype(int)) for ring in rings)


def _ring(points: np.ndarray[tuple[int, int], np.dtype[np.int_]]) -> str:
    moves = np.diff(points, axis=0)
    moves = moves[np.any(moves != 0, axis=1)]
    if len(moves) < 3:
        return ""
    steps = " ".join(f"{x} {y}" for x, y in moves[:-1].tolist())
    return f"M{points[0, 0]} {points[0, 1]}l{steps}z"


def area(ring: Points) -> float:
    """Return the area inside a ring."""
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))) / 2


def centre(rings: Sequence[Points]) -> tuple[float, float]:
    """Return the centroid of the largest ring: where the sign of a polygon stands."""
    ring = max(rings, key=area)
    x, y = ring[:-1, 0], ring[:-1, 1]
    cross = x * ring[1:, 1] - ring[1:, 0] * y
    total = float(cross.sum())
    if abs(total) < 1e-9:
        return float(x.mean()), float(y.mean())
    cx = float(((x + ring[1:, 0]) * cross).sum()) / (3 * total)
    cy = float(((y + ring[1:, 1]) * cross).sum()) / (3 * total)
    return cx, cy
