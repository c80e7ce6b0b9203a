"""How the authorities answer: on time, how fast, and who."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from tsur_nlp.report.frame import Mask, Numbers, View, Whole
from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import share_bar
from tsur_nlp.report.html.words import duration, number, percent
from tsur_nlp.report.summary import Summary, answer_hours, deadlines

_BODIES = 10
# A share of three messages says nothing about a body.
_FEW = 5
_TITLES = ("Кто отвечает", "Сообщений", "С ответом", "В срок", "Медиана")


@dataclass(frozen=True, slots=True)
class Timing:
    """For every row: can its deadline be judged, was it kept, hours to the answer (or NaN)."""

    judged: Mask
    kept: Mask
    hours: Numbers


def answers(view: View, summary: Summary) -> Html | None:
    """Write the totals and the ten busiest bodies; ``None`` where no answer is known."""
    if not summary.answered and not summary.on_time_base:
        return None
    timing = Timing(*deadlines(view), answer_hours(view))
    return el("div", _totals(view, summary, timing), _bodies(view, timing))


def _totals(view: View, summary: Summary, timing: Timing) -> Html:
    unanswered = np.isnat(view.dates("answered_at"))
    overdue = int((timing.judged & unanswered).sum())
    facts = [
        ("Получили ответ", f"{number(summary.answered)} из {number(summary.total)}"),
        ("В срок", percent(summary.on_time) if summary.on_time is not None else ""),
        ("Просрочено без ответа", number(overdue) if summary.on_time_base else ""),
        ("Медиана времени ответа", _median(timing.hours, fewest=1)),
        ("Открыто повторно", _reopened(view)),
    ]
    shown = [el("div", el("dt", name), el("dd", value)) for name, value in facts if value]
    return el("dl", shown, class_="totals")


def _reopened(view: View) -> str:
    reopened = view.numbers("reopened")
    known = reopened[np.isfinite(reopened)]
    return percent(float((known > 0).mean()), 1) if known.size else ""


def _median(hours: Numbers, *, fewest: int) -> str:
    known = hours[np.isfinite(hours)]
    return duration(float(np.median(known))) if known.size >= fewest else ""


def _bodies(view: View, timing: Timing) -> Html | None:
    names = view.texts("assignee")
    counts = Counter(name for name in names if name)
    if not counts:
        return None
    order = sorted(counts, key=lambda name: (-counts[name], name))
    rows = [_body(name, np.flatnonzero(names == name), timing) for name in order[:_BODIES]]
    head = [el("th", t, scope="col", class_="n" if i else None) for i, t in enumerate(_TITLES)]
    table = el("table", el("thead", el("tr", head)), el("tbody", rows))
    said = f"Показаны {_BODIES} из {number(len(order))} по числу сообщений."
    return el(
        "div",
        el("div", table, class_="scroll", tabindex=0, role="group", aria_label="Кто отвечает"),
        el("p", said, class_="note") if len(order) > _BODIES else None,
    )


def _body(name: str, rows: Whole, timing: Timing) -> Html:
    base = rows[timing.judged[rows]]
    share = float(timing.kept[base].mean()) if base.size >= _FEW else None
    kept = ["—"] if share is None else [percent(share), share_bar(share)]
    return el(
        "tr",
        el("th", name, scope="row"),
        el("td", number(rows.size), class_="n"),
        el("td", number(int(np.isfinite(timing.hours[rows]).sum())), class_="n"),
        el("td", kept, class_="n"),
        el("td", _median(timing.hours[rows], fewest=_FEW) or "—", class_="n"),
    )
