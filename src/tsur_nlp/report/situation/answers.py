"""How the authorities answer: on time, how well, and who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from tsur_nlp.records import Responses
from tsur_nlp.report.html.markup import Html, el, join
from tsur_nlp.report.html.svg import share_bar
from tsur_nlp.report.numbers.frame import Numbers, View, Whole
from tsur_nlp.report.numbers.standing import FEW, Standing, Tally, answer_hours, standing
from tsur_nlp.report.numbers.summary import Summary
from tsur_nlp.report.responses.cells import DASH, records, rows_of, share_of, waited
from tsur_nlp.report.responses.lists import change_told
from tsur_nlp.report.responses.slice_table import MEASURES, grid, rest, scrolled, total
from tsur_nlp.report.situation.answer_quality import quality
from tsur_nlp.report.situation.answer_words import said, terms
from tsur_nlp.report.situation.headline import SOON_HOURS
from tsur_nlp.report.words import NBSP, duration, number, percent

_BODIES, _CHANGES = 10, 3
_COLUMNS = (
    "Обращений",
    "В срок",
    "Половина дождалась за",
    "Пустых ответов",
    "Обещаний нарушено",
    "Темп на тех же темах",
)
_TITLES = ("Кто отвечает", "Обращений", "С ответом", "В срок", "Медиана")
_WAYS = ("хуже", "лучше")

Fact = tuple[str, str, str]
"""The name of a number, the number, and what it is of; without a number it is left out."""


def answers(view: View, summary: Summary, known: Standing | None = None) -> Html | None:
    """Write totals, quality and the ten busiest bodies; ``None`` where no answer is known.

    Without `Responses` behind ``known`` only what the dates of the export tell is written.
    """
    known = known or standing(view)
    counts = known.tally(known.counted)
    if not counts.answered and not counts.judged:
        return None
    if known.found is None:
        return el("div", totals(_dated(view, summary, counts, known)), _dated_bodies(view, known))
    messages = known.found.messages.iloc[view.rows]
    messages = messages[messages["counted"]]
    return el(
        "div",
        totals(_facts(view, counts, known)),
        quality(messages, counts, _solved(view, known)),
        _bodies(known.found),
        _changed(known.found),
        el("p", f"{terms(messages)} {said('silent')}", class_="note"),
    )


def _solved(view: View, known: Standing) -> int:
    """Count the returns after an answer that claims a solution."""
    if known.found is None or known.returned is None:
        return 0
    kinds = known.found.messages["answer_kind"].iloc[view.rows]
    return int((known.returned & kinds.eq("resolved").to_numpy(dtype=bool)).sum())


def totals(facts: Sequence[Fact]) -> Html:
    """Write numbers under their names, each with what it is of."""
    shown = [
        el("div", el("dt", name), el("dd", value, el("small", note) if note else None))
        for name, value, note in facts
        if value
    ]
    return el("dl", shown, class_="totals")


def _facts(view: View, counts: Tally, known: Standing) -> list[Fact]:
    row = known.whole
    return [
        *counted_facts(counts),
        _soon(known),
        ("Половина дождалась за", *waited(row)) if row and counts.answered else ("", "", ""),
        ("Написали снова после ответа", _of(counts.returned, counts.answered), ""),
        _reopened(view, known),
    ]


def _dated(view: View, summary: Summary, counts: Tally, known: Standing) -> list[Fact]:
    hours = summary.median_hours
    return [
        *counted_facts(counts),
        _soon(known),
        ("Медиана времени ответа", "" if hours is None else duration(hours), ""),
        _reopened(view, known),
    ]


def counted_facts(counts: Tally) -> list[Fact]:
    """Name the counts: who got an answer, in time or not, and who waits too long."""
    got = f"{number(counts.answered)} из {number(counts.messages)}"
    in_time = counts.on_time if counts.messages >= FEW else None
    of = f"из {number(counts.judged)}, чей срок наступил"
    return [
        ("Получили ответ", got, f"{number(counts.waiting)} ждут"),
        ("В срок", "" if in_time is None else percent(in_time), of),
        ("Ждут сверх срока", number(counts.overdue) if counts.judged else "", ""),
    ]


def _soon(known: Standing) -> Fact:
    soon = known.within(SOON_HOURS)
    return "Срок истечёт за двое суток", number(soon) if soon else "", "ответа ещё нет"


def _reopened(view: View, known: Standing) -> Fact:
    values = view.numbers("reopened")[known.counted]
    marked = values[np.isfinite(values)]
    return "Отмечено в выгрузке как повторное", _of(int((marked > 0).sum()), marked.size), ""


def _of(count: int, base: int) -> str:
    """Write a count of its base; what never happened may only be unknown: it is left out."""
    if not count:
        return ""
    return share_of(count, base) if base >= FEW else f"{number(count)} из {number(base)}"


def _bodies(found: Responses) -> Html | None:
    rows = rows_of(found.table, "исполнитель")
    if not rows:
        return None
    columns = [MEASURES[title] for title in _COLUMNS]
    return el(
        "div",
        el("h3", "Кто отвечает"),
        el("p", said("bodies"), class_="note"),
        grid(rows[:_BODIES], columns, "Кто отвечает"),
        rest(rows, total(found.table), _BODIES),
        class_="measures",
    )


def _changed(found: Responses) -> Html | None:
    """Tell the surest changes, what became worse first."""
    parts = [_told(found, way) for way in _WAYS]
    if not any(parts):
        return None
    return el("div", el("h3", "Что изменилось"), parts, el("p", said("changes"), class_="note"))


def _told(found: Responses, way: str) -> Html | None:
    rows = records(found.changes[found.changes["direction"] == way])
    if not rows:
        return None
    told = [change_told(row) for row in rows[:_CHANGES]]
    if len(rows) > _CHANGES:
        told.append(f"и ещё{NBSP}{number(len(rows) - _CHANGES)}")
    items = [el("li", sentence) for sentence in told]
    return join([el("h4", f"Стало {way}"), el("ul", items, class_="plain")])


def _dated_bodies(view: View, known: Standing) -> Html | None:
    counts = Counter(name for name in known.bodies[known.counted] if name)
    if not counts:
        return None
    hours = answer_hours(view)
    order = sorted(counts, key=lambda name: (-counts[name], name))
    body = [
        _body(name, np.flatnonzero(known.counted & (known.bodies == name)), known, hours)
        for name in order[:_BODIES]
    ]
    head = [el("th", t, scope="col", class_="n" if i else None) for i, t in enumerate(_TITLES)]
    left = f"Показаны {_BODIES} из {number(len(order))} по числу обращений."
    note = el("p", left, class_="note") if len(order) > _BODIES else None
    return el("div", scrolled("Кто отвечает", head, body), note)


def _body(name: str, rows: Whole, known: Standing, hours: Numbers) -> Html:
    counts, waits = known.tally(rows), hours[rows][np.isfinite(hours[rows])]
    few = counts.messages < FEW
    in_time = None if few else counts.on_time
    cells = (
        number(counts.messages),
        number(counts.answered),
        DASH if in_time is None else [percent(in_time), share_bar(in_time)],
        DASH if few or not waits.size else duration(float(np.median(waits))),
    )
    return el("tr", el("th", name, scope="row"), [el("td", cell, class_="n") for cell in cells])
