"""Words on a map: each where it covers nothing, the most important first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import altair as alt
import numpy as np

from tsur_nlp.report.figures.ground import Ground, placed
from tsur_nlp.report.figures.palette import colours
from tsur_nlp.report.map.shapes import Points

FONT = 12.0
_LETTER = 0.56
"""Width of a letter in shares of its height."""
_STEPS = 40

Box = tuple[float, float, float, float]


def wide(said: str, font: float = FONT) -> float:
    """Return about how many pixels a text is wide."""
    return _LETTER * font * len(said)


class Room:
    """The part of a page that is still free."""

    def __init__(self, on: Ground, taken: Iterable[Box] = ()) -> None:
        self._wide, self._tall = on.width, on.height
        self._taken = [box for box in taken if box[0] < box[2]]

    def find(
        self,
        places: Iterable[tuple[float, float]],
        wide: float,
        tall: float,
        own: Box | None = None,
    ) -> tuple[float, float] | None:
        """Take the first of the places where a box has room; it may cover its own mark."""
        for x, y in places:
            box = around(x, y, wide, tall)
            if self._inside(box) and not any(_meet(box, b) for b in self._taken if b is not own):
                self._taken.append(box)
                return x, y
        return None

    def seen(
        self, x: float, y: float, places: Iterable[tuple[float, float]], own: Box
    ) -> list[tuple[float, float]]:
        """Return the places to which a straight line from a mark crosses nothing but the mark."""
        boxes = np.array([box for box in self._taken if box is not own]).reshape(-1, 4)
        return [at for at in places if not _crossed((x, y), at, boxes)]

    def within(self, x: float, y: float, wide: float, tall: float) -> tuple[float, float]:
        """Take the place nearest to a point where a box is on the page, free or not."""
        x = max(wide / 2 + 2, min(x, self._wide - wide / 2 - 2))
        y = max(tall / 2 + 2, min(y, self._tall - tall / 2 - 2))
        self._taken.append(around(x, y, wide, tall))
        return x, y

    def _inside(self, box: Box) -> bool:
        return box[0] > 1 and box[1] > 1 and box[2] < self._wide - 1 and box[3] < self._tall - 1


def around(x: float, y: float, wide: float, tall: float) -> Box:
    """Return the box around a point."""
    return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def beside(x: float, y: float, radius: float, wide: float) -> Iterator[tuple[float, float]]:
    """Yield the places for a word at a mark: below, above, right, left, and between them.

    A mark without a radius takes no room, and the word may stand on it.
    """
    if not radius:
        yield x, y
    down, side = radius + FONT * 0.65, radius + wide / 2 + 4
    for across, below in ((0.0, down), (0.0, -down), (side, 0.0), (-side, 0.0)):
        yield x + across, y + below
    for below in (down, -down):
        for across in (wide / 4, -wide / 4, wide / 2, -wide / 2):
            yield x + across, y + below
    for below in (down / 2, -down / 2):
        for across in (side, -side):
            yield x + across, y + below


def spiral(x: float, y: float, step: float) -> Iterator[tuple[float, float]]:
    """Yield places farther and farther from a point, itself first."""
    yield x, y
    for turn in range(1, 200):
        away, angle = step * (0.6 + turn / 16), turn * 2.4
        yield x + away * math.cos(angle), y + away * math.sin(angle)


def written(values: list[dict[str, Any]], on: Ground) -> list[alt.Chart]:
    """Write words, their rows have ``x``, ``y`` and ``said``, readable on any ground."""
    soft: dict[str, Any] = {"fontSize": FONT, "clip": True, "baseline": "middle"}
    under = placed(values, on).mark_text(
        **soft, stroke=colours()["card"], strokeWidth=3, strokeJoin="round"
    )
    over = placed(values, on).mark_text(**soft, color=colours()["ink"])
    return [layer.encode(text="said:N") for layer in (under, over)]


def _crossed(start: tuple[float, float], end: tuple[float, float], boxes: Points) -> bool:
    x, y = (np.linspace(*pair, _STEPS)[:, None] for pair in zip(start, end, strict=True))
    left, top, right, bottom = boxes.T
    return bool(((left < x) & (x < right) & (top < y) & (y < bottom)).any())


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
