"""What people write about: groups and topics with their share, trend, weekdays and season."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import share_bar, spark, spoken
from tsur_nlp.report.html.tiles import change
from tsur_nlp.report.numbers.frame import View
from tsur_nlp.report.numbers.rhythm import Trend, trends, weekdays
from tsur_nlp.report.numbers.seasons import YEAR_MONTHS, Season, months_known, seasons
from tsur_nlp.report.numbers.themes import Theme, themes
from tsur_nlp.report.situation.topic_words import explained, season_said, trend_said, week_said
from tsur_nlp.report.words import counted, days, number, percent

_GROUPS, _TOPICS, _DAYS, _WEEK = 10, 15, 42, 7
_MORE = ("группа", "группы", "групп"), ("тема", "темы", "тем")


@dataclass(frozen=True, slots=True)
class _Row:
    theme: Theme
    trend: Trend | None
    week: Sequence[float] | None
    season: Season


def topics(view: View) -> Html | None:
    """Write the table of groups, and below it the table of topics where there are any."""
    groups, named = themes(view, "topic_group"), themes(view, "topic")
    if not groups:
        return None
    of_groups = _rows(groups[:_GROUPS], groups, view)
    of_topics = _rows(named[:_TOPICS], groups, view) if named else []
    # A column that says «ровно» all the way down is told by one sentence.
    moving = any(row.trend and row.trend.weekly for row in (*of_groups, *of_topics))
    return el(
        "div",
        _table("Группы тем", of_groups, view, moving=moving),
        _rest(len(groups) - _GROUPS, _MORE[0]),
        _table("Темы", of_topics, view, moving=moving) if named else None,
        _rest(len(named) - _TOPICS, _MORE[1]),
        el("p", explained(view.span, moving=moving), class_="note"),
    )


def _table(caption: str, rows: Sequence[_Row], view: View, *, moving: bool) -> Html:
    seasonal = months_known(view.span) >= YEAR_MONTHS
    head = [
        el("th", caption, scope="col"),
        el("th", "Всего", scope="col", class_="n wide-only"),
        el("th", "Доля", scope="col", class_="n wide-only"),
        el("th", _days_named(view), scope="col", class_="wide-only"),
        el("th", "Пн–Вс", scope="col", class_="wide-only"),
        el("th", "7 дней", scope="col", class_="n"),
        el("th", "К прошлым 7", scope="col", class_="n"),
        el("th", "За 8 недель", scope="col") if moving else None,
        el("th", "К прошлому году", scope="col", class_="wide-only") if seasonal else None,
    ]
    most = rows[0].theme.total
    body = [_row(row, view, most, seasonal=seasonal, moving=moving) for row in rows]
    return el(
        "div",
        el("table", el("thead", el("tr", head)), el("tbody", body)),
        class_="scroll topics",
        tabindex=0,
        role="group",
        aria_label=caption,
    )


def _rows(found: Sequence[Theme], groups: Sequence[Theme], view: View) -> list[_Row]:
    if view.as_of is None or not view.span:
        return [_Row(theme, None, None, Season(None, ())) for theme in found]
    daily = np.array([theme.daily for theme in found])
    every = np.array([group.daily for group in groups])
    weeks = weekdays(daily, view.as_of)
    return [
        _Row(theme, trend, week, season)
        for theme, trend, week, season in zip(
            found,
            trends(daily),
            [None] * len(found) if weeks is None else weeks.tolist(),
            seasons(daily, every, view.as_of),
            strict=True,
        )
    ]


def _row(row: _Row, view: View, most: int, *, seasonal: bool, moving: bool) -> Html:
    theme, total = row.theme, int(view.appeals.sum())
    last, before = theme.last(_WEEK), theme.last(_WEEK, ago=_WEEK)
    moved = change(last, before, "") if view.span >= 2 * _WEEK else None
    name = el(
        "th",
        el("span", theme.name),
        el("small", theme.group) if theme.group else None,
        share_bar(theme.total / most),
        scope="row",
    )
    return el(
        "tr",
        name,
        el("td", number(theme.total), class_="n wide-only"),
        el("td", percent(theme.total / total), class_="n wide-only"),
        el("td", _spark(theme, view), class_="wide-only"),
        el("td", _week(row.week), class_="wide-only"),
        el("td", number(last) if view.span else "—", class_="n"),
        el("td", moved if moved is not None else "—", class_="n"),
        el("td", trend_said(row.trend)) if moving else None,
        el("td", season_said(row.season), class_="wide-only") if seasonal else None,
    )


def _days_named(view: View) -> str:
    return f"По дням, {days(min(view.span, _DAYS))}" if view.span >= 2 else "По дням"


def _spark(theme: Theme, view: View) -> Html | str:
    count = min(view.span, _DAYS)
    if count < 2:
        return "—"
    daily = theme.daily[-count:].tolist()
    return spark(daily, label=f"За {days(count)}: {spoken(daily)}", size=(150, 24))


def _week(means: Sequence[float] | None) -> Html | str:
    return (
        "—" if means is None else spark(means, label=week_said(means), class_="week", size=(70, 24))
    )


def _rest(count: int, forms: Sequence[str]) -> Html | None:
    return el("p", f"И ещё {counted(count, forms)}.", class_="note") if count > 0 else None
