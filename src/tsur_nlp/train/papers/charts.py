"""Pictures of the training report: calibration, share decided, learning curve."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import polyline, svg, text
from tsur_nlp.report.words import number, percent
from tsur_nlp.train.evaluate import Evaluation, Level
from tsur_nlp.train.papers.learning_curve import Point

Points = Sequence[tuple[float, float]]
Line = tuple[str, str, Points]
"""Name, class and points of a line."""

LEVELS = (("первый уровень", "first"), ("второй уровень", "second"))
_WIDTH, _HEIGHT = 460.0, 340.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 26.0, 12.0, 46.0


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: its name, its ends, and where it has which mark."""

    name: str
    low: float
    high: float
    marks: tuple[tuple[float, str], ...]

    def share(self, value: float) -> float:
        """Place a value between the ends, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def calibration(evaluation: Evaluation) -> Html:
    """Draw how often the model was right against how sure it was; on the diagonal it is honest."""
    lines = [
        (name, class_, [(part.confidence, part.right) for part in level.curves.bins])
        for (name, class_), level in zip(LEVELS, _levels(evaluation), strict=False)
    ]
    axes = _shares("уверенность модели", 0.0), _shares("доля верных", 0.0)
    diagonal = ("поровну", "expected", [(0.0, 0.0), (1.0, 1.0)])
    return chart("Уверенность и доля верных", *axes, lines, guide=diagonal, dots=True)


def decided(evaluation: Evaluation) -> Html:
    """Draw what share of the rows is decided without a person, and how much of it is right."""
    lines = [
        (name, class_, level.curves.decided)
        for (name, class_), level in zip(LEVELS, _levels(evaluation), strict=False)
    ]
    lowest = min(y for _, _, points in lines for _, y in points)
    axes = _shares("доля без человека", 0.0), _shares("доля верных", _floor(lowest))
    guide = ("95 % верных", "expected", [(0.0, 0.95), (1.0, 0.95)])
    return chart("Доля без человека и доля верных", *axes, lines, guide=guide)


def learning(points: Sequence[Point]) -> Html:
    """Draw what more rows gave: each mark to the right is twice the rows."""
    steps = [math.log2(point.rows) for point in points]
    marks = tuple((at, number(p.rows)) for at, p in zip(steps, points, strict=True))
    across = Axis("разных строк в обучении", steps[0] - 0.2, steps[-1] + 0.2, marks)
    accuracy = [(at, p.accuracy) for at, p in zip(steps, points, strict=True)]
    macro = [(at, p.macro_f1) for at, p in zip(steps, points, strict=True)]
    lines = [("верных", "first", accuracy), ("F1 макро", "second", macro)]
    up = _shares("первый уровень", _floor(min(p.macro_f1 for p in points)))
    return chart("Кривая обучения", across, up, lines, dots=True)


def chart(
    title: str,
    across: Axis,
    up: Axis,
    lines: Sequence[Line],
    *,
    guide: Line | None = None,
    dots: bool = False,
) -> Html:
    """Draw lines over a grid, a caption below that names them."""
    drawn: list[Html] = [*_grid(across, up)]
    for _, class_, points in [*([guide] if guide else []), *lines]:
        drawn.append(polyline(_places(points, across, up), f"line {class_}"))
    if dots:
        drawn += [
            el("circle", cx=x, cy=y, r=3.5, class_=f"dot {class_}")
            for _, class_, points in lines
            for x, y in _places(points, across, up)
        ]
    keys = [
        el("span", el("i", class_=f"key {class_}"), f" {name} ")
        for name, class_, _ in [*lines, *([guide] if guide else [])]
    ]
    picture = svg(_WIDTH, _HEIGHT, drawn, label=f"{title}: {up.name} по оси вверх")
    return el("figure", picture, el("figcaption", keys), class_="chart")


def _grid(across: Axis, up: Axis) -> list[Html]:
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    drawn = []
    for value, name in up.marks:
        _, y = _place(across.low, value, across, up)
        drawn.append(el("line", x1=_LEFT, y1=y, x2=right, y2=y, class_="grid"))
        drawn.append(text(_LEFT - 8, y + 4, name, anchor="end"))
    for value, name in across.marks:
        x, _ = _place(value, up.low, across, up)
        drawn.append(el("line", x1=x, y1=_TOP, x2=x, y2=bottom, class_="grid"))
        drawn.append(text(x, bottom + 18, name, anchor="middle"))
    drawn.append(text((_LEFT + right) / 2, _HEIGHT - 6, across.name, anchor="middle"))
    y = (_TOP + bottom) / 2
    turned = f"rotate(-90 13 {y:g})"
    return [*drawn, el("text", up.name, x=13, y=y, transform=turned, text_anchor="middle")]


def _places(points: Points, across: Axis, up: Axis) -> list[tuple[float, float]]:
    return [_place(x, y, across, up) for x, y in points]


def _place(x: float, y: float, across: Axis, up: Axis) -> tuple[float, float]:
    wide, tall = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    return _LEFT + wide * across.share(x), _TOP + tall * (1 - up.share(y))


def _shares(name: str, low: float) -> Axis:
    """Make an axis of shares from ``low`` to 1, with four to six marks."""
    step = 0.2 if low < 0.4 else 0.1 if low < 0.8 else 0.05
    count = round((1 - low) / step)
    marks = tuple((1 - step * i, percent(1 - step * i)) for i in range(count, -1, -1))
    return Axis(name, low, 1.0, marks)


def _floor(value: float) -> float:
    """Round down to where an axis may begin.

    >>> _floor(0.93), _floor(0.57), _floor(0.31)
    (0.9, 0.5, 0.2)
    """
    step = 0.2 if value < 0.4 else 0.1
    return round(math.floor(min(value, 0.95) / step + 1e-9) * step, 1)


def _levels(evaluation: Evaluation) -> list[Level]:
    return [evaluation.first, *([evaluation.second] if evaluation.second else [])]
