"""What people write about: groups and topics with their share and their trend."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from tsur_nlp.report.frame import View, Whole
from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import share_bar, spark, spoken
from tsur_nlp.report.html.tiles import change
from tsur_nlp.report.html.words import days, number, percent

_GROUPS, _TOPICS, _DAYS = 10, 15, 42
UNKNOWN = "Тема не определена"


@dataclass(frozen=True, slots=True)
class Theme:
    """A group or a topic: its name, the group it belongs to, and its appeals."""

    name: str
    group: str
    rows: Whole


def topics(view: View) -> Html | None:
    """Write the table of groups, and below it the table of topics where there are any."""
    rows = np.flatnonzero(view.appeals)
    if not rows.size:
        return None
    groups = themes(view, rows, "topic_group")
    named = themes(view, rows[view.texts("topic")[rows] != ""], "topic")
    return el(
        "div",
        _table("Группы тем", groups[:_GROUPS], view, rows.size),
        _table("Темы", named[:_TOPICS], view, rows.size) if named else None,
        _rest(len(groups) - _GROUPS),
    )


def themes(view: View, rows: Whole, column: str) -> list[Theme]:
    """Split rows by a column, the largest part first."""
    names = view.texts(column)[rows]
    groups = view.texts("topic_group")[rows] if column == "topic" else names
    counts = Counter(zip(groups, names, strict=True))
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    kept = [pair for pair, _ in ordered[:50]]
    return [
        Theme(
            name or UNKNOWN,
            "" if column == "topic_group" else group,
            rows[(names == name) & (groups == group)],
        )
        for group, name in kept
    ]


def _table(caption: str, found: list[Theme], view: View, total: int) -> Html:
    head = [
        el("th", caption, scope="col"),
        el("th", "Всего", scope="col", class_="n"),
        el("th", "Доля", scope="col", class_="n"),
        el("th", el("span", "По дням"), scope="col", class_="wide-only"),
        el("th", "7 дней", scope="col", class_="n"),
        el("th", "К прошлым 7", scope="col", class_="n"),
    ]
    most = found[0].rows.size
    return el(
        "div",
        el(
            "table",
            el("thead", el("tr", head)),
            el("tbody", [_row(t, view, total, most) for t in found]),
        ),
        class_="scroll topics",
        tabindex=0,
        role="group",
        aria_label=caption,
    )


def _row(theme: Theme, view: View, total: int, most: int) -> Html:
    recent = view.daily(theme.rows, 14)
    last, before = int(recent[7:].sum()), int(recent[:7].sum())
    moved = change(last, before, "") if view.span >= 14 else None
    return el(
        "tr",
        el(
            "th",
            el("span", theme.name),
            el("small", theme.group) if theme.group else None,
            share_bar(theme.rows.size / most),
            scope="row",
        ),
        el("td", number(theme.rows.size), class_="n"),
        el("td", percent(theme.rows.size / total), class_="n"),
        el("td", _spark(theme, view), class_="wide-only"),
        el("td", number(last), class_="n"),
        el("td", moved if moved is not None else "—", class_="n"),
    )


def _spark(theme: Theme, view: View) -> Html | None:
    count = min(view.span, _DAYS)
    if count < 2:
        return None
    daily = view.daily(theme.rows, count).tolist()
    return spark(daily, label=f"За {days(count)}: {spoken(daily)}", size=(150, 24))


def _rest(count: int) -> Html | None:
    return el("p", f"Ещё групп: {number(count)}.", class_="note") if count > 0 else None
