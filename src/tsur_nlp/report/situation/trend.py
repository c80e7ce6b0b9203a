"""Messages by day with the 7-day average and the days off; by week where the days are many."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.numbers.daysoff import days_off
from tsur_nlp.report.numbers.frame import Numbers, View, Whole
from tsur_nlp.report.situation.trend_chart import SIZES, Bars, chart
from tsur_nlp.report.words import (
    MESSAGES,
    NBSP,
    counted,
    date_range,
    days_back,
    long_date,
    number,
    plural,
)

DAYS = 120
_WEEKS, _WEEK = 208, 7
_SHOWN = 14
# The line is the mean of a week of days, or of four weeks.
_WINDOWS = {1: 7, _WEEK: 4}
_OFF = f"{NBSP}{NBSP} серый фон — выходные и праздники"
_WEEK_FORMS = ("неделя", "недели", "недель")


def trend(view: View) -> Html | None:
    """Draw the trend: by day up to four months, by whole weeks for longer."""
    if view.as_of is None or view.span < 2:
        return None
    bars = _bars(view, view.as_of)
    drawn = [chart(name, bars, *size) for name, *size in SIZES]
    return el("figure", drawn, _key(bars, view.span), _table(bars), class_="trend")


def _bars(view: View, last: date) -> Bars:
    step = _WEEK if view.span > DAYS else 1
    known, window = view.span // step, _WINDOWS[step]
    count = min(known, DAYS if step == 1 else _WEEKS)
    # The line starts where a whole window is known: before that it would climb from nothing.
    read = min(count + window - 1, known)
    totals = view.daily(None, read * step).reshape(-1, step).sum(axis=1)
    means = moving_average(totals, window) if read >= window else np.zeros(0)
    starts = days_back(last, count * step)[::step]
    off = days_off(starts) if step == 1 else []
    return Bars(totals[-count:], starts, means, off, step)


def moving_average(counts: Whole, window: int) -> Numbers:
    """Average each day with the days before it.

    >>> moving_average(np.array([0, 0, 3, 6]), 3).tolist()
    [1.0, 3.0]
    """
    return np.convolve(counts, np.ones(window) / window, mode="valid")


def _key(bars: Bars, span: int) -> Html:
    weekly = bars.step > 1
    mean = "среднее за четыре недели" if weekly else "среднее за семь дней"
    left = span > (len(bars.totals) + 1) * bars.step
    return el(
        "figcaption",
        el("span", class_="key-bar"),
        " сообщений за неделю " if weekly else " сообщений за день ",
        [el("span", class_="key-line"), f" {mean} "] if len(bars.means) else None,
        _OFF if any(bars.off) else None,
        f" Показаны последние {counted(len(bars.totals), _WEEK_FORMS)}."
        if left and weekly
        else None,
    )


def _table(bars: Bars) -> Html:
    unit = "дням" if bars.step == 1 else "неделям"
    rows = list(zip(bars.starts, bars.totals.tolist(), strict=True))[-_SHOWN:]
    body = [
        el("tr", el("th", _period(day, bars.step), scope="row"), el("td", number(n), class_="n"))
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


def _period(day: date, step: int) -> str:
    if step == 1:
        return long_date(day)
    return date_range(day, day + timedelta(days=step - 1))
