"""Week by week: the share answered in time, or the wait where no terms are known."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import bar, svg, text, ticks
from tsur_nlp.report.responses.cells import rows_of, share_with_limits, time_with_limits
from tsur_nlp.report.responses.slice_table import scrolled
from tsur_nlp.report.words import NBSP, duration, long_date, number, percent, short_date

if TYPE_CHECKING:
    import pandas as pd

_WEEKS = 53
_LEFT, _BOTTOM, _TOP = 52, 26, 10
# A wide drawing for a page, a narrow one for a phone: scaled letters could not be read.
_SIZES = (("wide", 1080, 220, 9), ("narrow", 380, 200, 4))


@dataclass(frozen=True, slots=True)
class Curve:
    """What is drawn: a value a week (NaN where not known yet), the axis, and the words."""

    values: Sequence[float]
    axis: Sequence[float]
    unit: str
    said: Callable[[float], str]
    caption: str


def weeks(table: pd.DataFrame) -> Html | None:
    """Draw the weeks of arrival; ``None`` where there are fewer than two."""
    rows = rows_of(table, "неделя")[-_WEEKS:]
    if len(rows) < 2:
        return None
    curve = _shares(rows) if any(row["judged"] for row in rows) else _waits(rows)
    if not any(math.isfinite(value) for value in curve.values):
        return el("figure", _numbers(rows, opened=True), class_="trend")
    drawn = [_chart(rows, curve, size) for size in _SIZES]
    return el("figure", drawn, el("figcaption", curve.caption), _numbers(rows), class_="trend")


def _shares(rows: Sequence[dict[str, Any]]) -> Curve:
    caption = "Доля отвеченных в срок; пустое место — срок ещё не наступил."
    values = [100 * float(row["on_time"]) for row in rows]
    return Curve(values, (0, 25, 50, 75, 100), "%", lambda value: percent(value / 100), caption)


def _waits(rows: Sequence[dict[str, Any]]) -> Curve:
    caption = "За сколько дней дождалась ответа половина; пустое место — половина ещё ждёт."
    values = [float(row["answer_median"]) / 24 for row in rows]
    top = max((value for value in values if math.isfinite(value)), default=0)
    return Curve(values, ticks(top), "дн.", lambda value: duration(24 * value), caption)


def _chart(rows: list[dict[str, Any]], curve: Curve, size: tuple[str, int, int, int]) -> Html:
    name, width, height, marks = size
    tall, step = height - _BOTTOM - _TOP, (width - _LEFT - 4) / len(rows)
    heights = [tall * value / curve.axis[-1] for value in curve.values]
    bars = "".join(
        bar(_LEFT + i * step, _TOP + tall - high, max(step * 0.76, 0.8), high)
        for i, high in enumerate(heights)
        if math.isfinite(high)
    )
    last = [value for value in curve.values if math.isfinite(value)][-1]
    label = f"{curve.caption} Последнее известное: {curve.said(last)}"
    drawn = (
        _grid(curve, width, tall),
        el("path", d=bars, class_="bar"),
        _dates(rows, step, height, marks),
    )
    return svg(width, height, *drawn, label=label, class_=name)


def _grid(curve: Curve, width: int, tall: float) -> list[Html]:
    drawn = []
    for tick in curve.axis:
        y = _TOP + tall * (1 - tick / curve.axis[-1])
        drawn.append(el("line", x1=_LEFT, y1=y, x2=width, y2=y, class_="grid"))
        drawn.append(text(_LEFT - 8, y + 4, f"{number(tick)}{NBSP}{curve.unit}", anchor="end"))
    return drawn


def _dates(rows: list[dict[str, Any]], step: float, height: int, marks: int) -> list[Html]:
    every = -(-len(rows) // marks)
    return [
        text(_LEFT + i * step, height - 6, short_date(date.fromisoformat(rows[i]["name"])))
        for i in range(0, len(rows), every)
        if _LEFT + i * step < _LEFT + len(rows) * step - 40
    ]


def _numbers(rows: list[dict[str, Any]], *, opened: bool = False) -> Html:
    names = ("Неделя с", "Обращений", "С ответом", "В срок", "Половина дождалась за")
    head = [el("th", name, scope="col", class_="n" if i else None) for i, name in enumerate(names)]
    body = [
        el(
            "tr",
            el("th", long_date(date.fromisoformat(row["name"])), scope="row"),
            el("td", number(row["messages"]), class_="n"),
            el("td", number(row["answered"]), class_="n"),
            el("td", share_with_limits(row, "on_time", "judged"), class_="n"),
            el("td", time_with_limits(row, "answer_median"), class_="n"),
        )
        for row in reversed(rows)
    ]
    drawn = scrolled("По неделям", head, body)
    return el("details", el("summary", "Числа по неделям"), drawn, open=opened)
