"""Messages by day with the 7-day average, and the largest groups of topics beside it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from tsur_nlp.report.frame import Numbers, View, Whole
from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import bar, polyline, spoken, svg, text, ticks
from tsur_nlp.report.html.words import (
    MESSAGES,
    counted,
    days_back,
    long_date,
    number,
    plural,
    short_date,
)

DAYS = 120
_WEEKS = 104
_LEFT, _BOTTOM, _TOP = 46, 26, 10
# A wide drawing for a page, a narrow one for a phone: scaled letters could not be read.
SIZES = (("wide", 1080, 260, 9), ("narrow", 380, 230, 4))


def trend(view: View) -> Html | None:
    """Draw the trend: by day up to four months, by week for longer."""
    if view.as_of is None or view.span < 2:
        return None
    weekly = view.span > DAYS
    step = 7 if weekly else 1
    count = min(-(-view.span // step), _WEEKS if weekly else DAYS)
    daily = view.daily(None, count * step)
    totals = daily.reshape(-1, step).sum(axis=1)
    starts = days_back(view.as_of, count * step)[::step]
    # The average starts where seven days are known: before that it would climb from nothing.
    known = view.daily(None, min(count + 6, view.span))
    lines = moving_average(known, 7) if not weekly and len(known) >= 7 else None
    drawn = [_chart(name, totals, starts, lines, size) for name, *size in SIZES]
    return el("figure", drawn, _key(weekly), _table(totals, starts, weekly), class_="trend")


def moving_average(counts: Whole, window: int) -> Numbers:
    """Average each day with the days before it.

    >>> moving_average(np.array([0, 0, 3, 6]), 3).tolist()
    [1.0, 3.0]
    """
    return np.convolve(counts, np.ones(window) / window, mode="valid")


def _chart(
    name: str, totals: Whole, starts: list[date], lines: Numbers | None, size: list[int]
) -> Html:
    width, height, marks = size
    scale = ticks(float(totals.max()))
    tall, step = height - _BOTTOM - _TOP, (width - _LEFT - 4) / len(totals)
    tops = (_TOP + tall * (1 - totals / scale[-1])).tolist()
    bars = "".join(
        bar(_LEFT + i * step, y, max(step * 0.76, 0.8), _TOP + tall - y)
        for i, y in enumerate(tops)
        if y < _TOP + tall
    )
    middle = [_LEFT + (i + 0.38) * step for i in range(len(totals))]
    line = None
    if lines is not None:
        heights = (_TOP + tall * (1 - lines / scale[-1])).tolist()
        line = polyline(list(zip(middle[-len(heights) :], heights, strict=True)), "mean")
    label = f"Сообщения: {spoken(totals.tolist())}"
    drawn = (_grid(scale, width, tall), el("path", d=bars, class_="bar"), line)
    dates = _dates(starts, middle, height, marks)
    return svg(width, height, *drawn, dates, label=label, class_=name)


def _grid(scale: list[int], width: float, tall: float) -> list[Html]:
    drawn = []
    for tick in scale:
        y = _TOP + tall * (1 - tick / scale[-1])
        drawn.append(el("line", x1=_LEFT, y1=y, x2=width, y2=y, class_="grid"))
        drawn.append(text(_LEFT - 8, y + 4, number(tick), anchor="end"))
    return drawn


def _dates(starts: list[date], middle: list[float], height: int, marks: int) -> list[Html]:
    every = -(-len(starts) // marks)
    last = len(starts) - 1
    # Counted from the end: the last day is the one people look for.
    return [
        text(
            middle[i] + (8 if i == last else 0),
            height - 6,
            short_date(starts[i]),
            anchor="end" if i == last else "middle",
        )
        for i in range(last, -1, -every)
        if middle[i] > _LEFT + 16
    ]


def _key(weekly: bool) -> Html:
    if weekly:
        return el("figcaption", f"Столбик — неделя; показано не больше {_WEEKS} недель.")
    return el(
        "figcaption",
        el("span", class_="key-bar"),
        " сообщений за день  ",
        el("span", class_="key-line"),
        " среднее за 7 дней",
    )


def _table(totals: Whole, starts: list[date], weekly: bool) -> Html:
    unit = "неделям" if weekly else "дням"
    rows = list(zip(starts, totals.tolist(), strict=True))[-14:]
    body = [
        el(
            "tr",
            el("th", _period(day, weekly), scope="row"),
            el("td", number(n), class_="n"),
        )
        for day, n in reversed(rows)
    ]
    last = counted(len(rows), ("строка", "строки", "строк"))
    return el(
        "details",
        el("summary", f"Числа по {unit} ({last})"),
        el(
            "table",
            el("caption", f"{plural(5, MESSAGES).capitalize()} по {unit}", class_="sr"),
            el("tbody", body),
        ),
    )


def _period(day: date, weekly: bool) -> str:
    if not weekly:
        return long_date(day)
    return f"{short_date(day)} – {long_date(day + timedelta(days=6))}"
