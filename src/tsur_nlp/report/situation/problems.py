"""The systemic problems, the gravest first, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.html.markup import Html, el, join
from tsur_nlp.report.html.svg import icon
from tsur_nlp.report.numbers.frame import View, Whole
from tsur_nlp.report.numbers.problem_rows import (
    about,
    compared,
    ids,
    kindred_rows,
    own_rows,
    window,
)
from tsur_nlp.report.numbers.standing import Standing, standing
from tsur_nlp.report.numbers.summary import LEVEL_WORDS, active, gravity
from tsur_nlp.report.numbers.units import RowIndex, Unit, times_more
from tsur_nlp.report.situation import problem_parts as parts
from tsur_nlp.report.situation.problem_course import course
from tsur_nlp.report.situation.problem_facts import deadline, facts, insistent, untold
from tsur_nlp.report.words import NBSP, counted, date_range, number
from tsur_nlp.text import fold

CARDS = 60
_ROWS = 300
STATUS = {
    "new": "новая",
    "ongoing": "продолжается",
    "fading": "затухает",
    "closed": "закрыта",
}
KIND = {"surge": "всплеск", "chronic": "хроническая", "recurrent": "повторяется"}
_CLOSED = ("закрытая проблема", "закрытые проблемы", "закрытых проблем")
_MORE = ("проблема", "проблемы", "проблем")


def problems(
    found: Sequence[SystemicProblem],
    view: View,
    units: Sequence[Unit],
    index: RowIndex,
    known: Standing | None = None,
) -> Html:
    """Write the cards of active problems, then short rows of the rest and of the closed ones.

    ``known`` is how their messages are answered; without it the dates of the export are judged.
    """
    living = active(found)
    closed = sorted((p for p in found if p.status == "closed"), key=gravity)
    cards = _Cards(
        view,
        known or standing(view),
        {fold(u.heat.unit): u.number for u in units},
        index,
        ids(view),
    )
    shown = [cards.card(problem) for problem in living[:CARDS]]
    if not shown:
        shown = [el("p", "Системных проблем не выявлено.", class_="empty")]
    return join(
        [
            _filters(living) if len(living) > 1 else None,
            el("div", shown, class_="problems", id="problem-list"),
            _folded(living[CARDS:], "Ещё", _MORE),
            _folded(closed, "", _CLOSED),
        ]
    )


def _filters(living: Sequence[SystemicProblem]) -> Html:
    levels = (("", "Все"), ("red", "Красные"), ("orange", "Оранжевые"))
    buttons = [
        el(
            "button",
            icon(level) if level else None,
            f" {word} ({number(sum(not level or p.level == level for p in living))})",
            type="button",
            data_level=level or "all",
            aria_pressed="false" if level else "true",
        )
        for level, word in levels
    ]
    chosen = el("p", class_="only", hidden=True, role="status")
    return el(
        "div", buttons, chosen, class_="filters", role="group", aria_label="Показать проблемы"
    )


@dataclass(frozen=True, slots=True)
class _Cards:
    """What the cards are written from."""

    view: View
    known: Standing
    numbers: Mapping[str, int]
    index: RowIndex
    by_id: Mapping[str, int]

    def card(self, problem: SystemicProblem) -> Html:
        own = own_rows(problem, self.by_id)
        history = kindred_rows(problem, self.view, self.index)
        return el(
            "article",
            el("div", _told(problem, own, self.known), _examples(problem, self.view, self.by_id)),
            el("div", self._measured(problem, own, history)),
            class_=f"problem {problem.level}",
            id=f"problem-{problem.problem_id}",
            data_level=problem.level,
            data_units=self._units(problem),
        )

    def _measured(self, problem: SystemicProblem, own: Whole, history: Whole) -> list[Html | None]:
        view = self.view
        way = course(problem, view, own if own.size else history)
        places = parts.addresses(view, own if own.size else history)
        return [
            el("p", el("b", number(problem.observed)), " ", _compared(problem), class_="observed"),
            parts.timeline(problem, view, history if history.size else own),
            el("p", way, class_="course") if way else None,
            deadline(self.known, own, view.as_of),
            facts(problem, self.known, own, places),
        ]

    def _units(self, problem: SystemicProblem) -> str | None:
        """Name the units of the map that it is felt in, for the script to filter by."""
        named = {self.numbers.get(fold(name)) for name in (problem.unit, *problem.units)} - {None}
        return " ".join(str(number) for number in sorted(filter(None, named))) or None


def _told(problem: SystemicProblem, own: Whole, known: Standing) -> list[Html | None]:
    reasons = [el("li", reason) for reason in untold(problem, own, known)]
    if warning := insistent(problem):
        reasons.append(el("li", el("b", warning)))
    return [
        el("p", _badges(problem), class_="badges"),
        el("h3", about(problem)),
        el("p", _where(problem), class_="where"),
        el("ul", reasons, class_="reasons") if reasons else None,
    ]


def _compared(problem: SystemicProblem) -> str:
    said = compared(problem.observed, problem.expected)
    words = said.removeprefix(number(problem.observed) + NBSP)
    more = times_more(problem.relative_risk)
    return f"{words}, {more}" if more else words


def _badges(problem: SystemicProblem) -> list[Html]:
    level = LEVEL_WORDS.get(problem.level, problem.level)
    status = STATUS.get(problem.status, problem.status)
    kind = KIND.get(problem.kind, problem.kind)
    return [
        el("span", icon(problem.level), f" {level}", class_=f"badge {problem.level}"),
        el("span", status, class_=f"badge status-{problem.status}"),
        el("span", kind, class_="badge"),
        el("span", f"тяжесть {number(problem.severity)} из 100", class_="severity"),
    ]


def _where(problem: SystemicProblem) -> Html:
    first, last = window(problem)
    when = date_range(first, last) if first and last else problem.window_start
    group = problem.topic_group if problem.topic else ""
    said = [problem.unit or problem.region, group, when]
    return join([el("span", part) for part in said if part], " · ")


def _examples(problem: SystemicProblem, view: View, by_id: Mapping[str, int]) -> Html | None:
    quoted = parts.examples(problem, view, by_id)
    return el("div", el("h4", "Что пишут"), quoted, class_="examples") if quoted else None


def _folded(rest: Sequence[SystemicProblem], before: str, forms: Sequence[str]) -> Html | None:
    if not rest:
        return None
    said = f"{before} {counted(len(rest), forms)}".strip()
    items = [
        el("li", icon(p.level), f" {about(p)} — {p.unit}: ", _compared_row(p)) for p in rest[:_ROWS]
    ]
    cut = el("li", f"и ещё {number(len(rest) - _ROWS)}") if len(rest) > _ROWS else None
    return el("details", el("summary", said), el("ul", items, cut, class_="plain"))


def _compared_row(problem: SystemicProblem) -> str:
    return compared(problem.observed, problem.expected)
