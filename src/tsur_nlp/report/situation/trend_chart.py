"""The chart of the trend: a bar for a day or a week, a line for the average."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import bar, polyline, spoken, svg, text, ticks
from tsur_nlp.report.numbers.frame import Numbers, Whole
from tsur_nlp.report.words import number, short_date

# A wide drawing for a page, a narrow one for a phone: scaled letters could not be read.
SIZES = (("wide", 1080, 260, 9), ("narrow", 380, 230, 4))
# A wash that suits a light and a dark page.
_WASH = {"fill": "currentColor", "fill_opacity": "0.06"}
_LEFT, _BOTTOM, _TOP = 46, 26, 10
_FILLED = 0.76
_YEAR = 365


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts of ``step`` days, oldest first: their first days, the line, which are days off.

    ``means`` belong to the last bars; ``off`` is empty where a bar is more than a day.
    """

    totals: Whole
    starts: list[date]
    means: Numbers
    off: list[bool]
    step: int


def chart(name: str, bars: Bars, width: int, height: int, marks: int) -> Html:
    """Draw the bars for one width of a page, with so many dates below them at the most."""
    scale = ticks(float(bars.totals.max()))
    tall, step = height - _BOTTOM - _TOP, (width - _LEFT - 4) / len(bars.totals)
    tops = (_TOP + tall * (1 - bars.totals / scale[-1])).tolist()
    drawn = "".join(
        bar(_LEFT + i * step, y, max(step * _FILLED, 0.8), _TOP + tall - y)
        for i, y in enumerate(tops)
        if y < _TOP + tall
    )
    middle = [_LEFT + (i + _FILLED / 2) * step for i in range(len(tops))]
    heights = (_TOP + tall * (1 - bars.means / scale[-1])).tolist()
    points = list(zip(middle[len(middle) - len(heights) :], heights, strict=True))
    each = "в день" if bars.step == 1 else "в неделю"
    return svg(
        width,
        height,
        _off(bars.off, step, tall),
        _grid(scale, width, tall),
        el("path", d=drawn, class_="bar"),
        polyline(points, "mean") if points else None,
        _dates(bars, middle, height, marks),
        label=f"Сообщения: {spoken(bars.totals.tolist()).replace('в день', each)}",
        class_=name,
    )


def _off(off: list[bool], step: float, tall: float) -> Html | None:
    gap = step * (1 - _FILLED) / 2
    drawn = [bar(_LEFT + i * step - gap, _TOP, step, tall) for i, free in enumerate(off) if free]
    return el("path", d="".join(drawn), **_WASH) if drawn else None


def _grid(scale: list[int], width: float, tall: float) -> list[Html]:
    drawn = []
    for tick in scale:
        y = _TOP + tall * (1 - tick / scale[-1])
        drawn.append(el("line", x1=_LEFT, y1=y, x2=width, y2=y, class_="grid"))
        drawn.append(text(_LEFT - 8, y + 4, number(tick), anchor="end"))
    return drawn


def _dates(bars: Bars, middle: list[float], height: int, marks: int) -> list[Html]:
    every = -(-len(middle) // marks)
    last = len(middle) - 1
    long = len(middle) * bars.step > _YEAR
    # Counted from the end: the last day is the one people look for.
    return [
        text(
            middle[i] + (8 if i == last else 0),
            height - 6,
            f"{bars.starts[i]:%m.%Y}" if long else short_date(bars.starts[i]),
            anchor="end" if i == last else "middle",
        )
        for i in range(last, -1, -every)
        if middle[i] > _LEFT + 16
    ]
