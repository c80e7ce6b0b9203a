"""A field of a picture: something along, plain or logarithmic, and shares upwards."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import text
from tsur_nlp.report.words import number, percent

_ROUND = (1, 2, 3, 5, 7)
_CLOSEST = 34.0


@dataclass(frozen=True, slots=True)
class Panel:
    """Where the field lies, in units of the picture, and which values are marked along it.

    The first and the last mark are the edges; ``log`` makes equal ratios equally wide.
    """

    left: float
    upper: float
    width: float
    height: float
    marks: tuple[int, ...]
    log: bool = False

    def x(self, value: float) -> float:
        """Place a value along."""
        first, last = self.marks[0], self.marks[-1]
        if self.log:
            return self.left + self.width * math.log(value / first) / math.log(last / first)
        return self.left + self.width * (value - first) / (last - first)

    def y(self, share: float) -> float:
        """Place a share upwards."""
        return self.upper + self.height * (1 - share)

    def grid(self, title: str, along: str) -> list[Html]:
        """Draw the title, the quarters, the marks and the name of the axis along."""
        bottom, right = self.upper + self.height, self.left + self.width
        drawn = [text(self.left, self.upper - 16, title, class_="title")]
        for share in (0, 0.25, 0.5, 0.75, 1):
            y = self.y(share)
            drawn.append(el("line", x1=self.left, y1=y, x2=right, y2=y, class_="grid"))
            drawn.append(text(self.left - 8, y + 4, percent(share), anchor="end"))
        taken = -math.inf
        for value in self.marks:
            x = self.x(value)
            drawn.append(el("line", x1=x, y1=bottom, x2=x, y2=bottom + 5, class_="grid"))
            if x - taken >= _CLOSEST:
                drawn.append(text(x, bottom + 20, number(value), anchor="middle"))
                taken = x
        return [*drawn, text(self.left + self.width / 2, bottom + 44, along, anchor="middle")]


def round_sizes(low: float, high: float) -> tuple[int, ...]:
    """Choose round numbers from one below the lowest size to one above the highest.

    >>> round_sizes(4, 52), round_sizes(10, 10)
    ((3, 5, 7, 10, 20, 30, 50, 70), (10, 20))
    """
    every = [base * 10**power for power in range(9) for base in _ROUND]
    first = max(i for i, size in enumerate(every) if size <= max(low, 1))
    last = next(i for i, size in enumerate(every) if size >= high and i > first)
    return tuple(every[first : last + 1])


def marker(shape: int, x: float, y: float, class_: str, radius: float = 5.0) -> Html:
    """Draw a circle, a square, a triangle or a diamond: told apart without colour too."""
    r = radius
    if shape % 4 == 0:
        return el("circle", cx=x, cy=y, r=r, class_=class_)
    if shape % 4 == 1:
        side = 1.8 * r
        return el("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, class_=class_)
    corners: Sequence[tuple[float, float]] = (
        [(0, -1.2), (1.15, 0.85), (-1.15, 0.85)]
        if shape % 4 == 2
        else [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)]
    )
    path = "L".join(f"{x + r * dx:.1f} {y + r * dy:.1f}" for dx, dy in corners)
    return el("path", d=f"M{path}z", class_=class_)
