"""The systemic problems, the gravest first, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.frame import View
from tsur_nlp.report.html.markup import Html, el, join
from tsur_nlp.report.html.svg import icon
from tsur_nlp.report.html.words import NBSP, counted, date_range, days, number, percent
from tsur_nlp.report.situation import problem_parts as parts
from tsur_nlp.report.summary import LEVEL_WORDS, active, gravity
from tsur_nlp.report.units import RowIndex, Unit, against_expected, times_more
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
_AUTHORS = ("автор", "автора", "авторов")
_PLACES = ("адрес", "адреса", "адресов")
_CLOSED = ("закрытая проблема", "закрытые проблемы", "закрытых проблем")
_YEARS = ("год", "года", "лет")
_MORE = ("проблема", "проблемы", "проблем")


def problems(
    found: Sequence[SystemicProblem], view: View, units: Sequence[Unit], index: RowIndex
) -> Html:
    """Write the cards of active problems, then short rows of the rest and of the closed ones."""
    living = active(found)
    closed = sorted((p for p in found if p.status == "closed"), key=gravity)
    by_id = parts.ids(view)
    numbers = {fold(u.heat.unit): u.number for u in units}
    cards = [_card(p, view, numbers, index, by_id) for p in living[:CARDS]]
    if not cards:
        cards = [el("p", "Системных проблем не выявлено.", class_="empty")]
    return join(
        [
            _filters(living) if len(living) > 1 else None,
            el("div", cards, class_="problems", id="problem-list"),
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


def _card(
    problem: SystemicProblem,
    view: View,
    numbers: Mapping[str, int],
    index: RowIndex,
    by_id: Mapping[str, int],
) -> Html:
    own = parts.own_rows(problem, by_id)
    history = parts.kindred_rows(problem, view, index)
    return el(
        "article",
        el("div", _told(problem), _examples(problem, view, by_id)),
        el(
            "div",
            el("p", el("b", number(problem.observed)), " ", _compared(problem), class_="observed"),
            parts.timeline(problem, view, history if history.size else own),
            _facts(problem, parts.addresses(view, own if own.size else history)),
        ),
        class_=f"problem {problem.level}",
        id=f"problem-{problem.problem_id}",
        data_level=problem.level,
        data_units=_numbers(problem, numbers),
    )


def _numbers(problem: SystemicProblem, numbers: Mapping[str, int]) -> str | None:
    """Name the units of the map that the problem is felt in, for the script to filter by."""
    named = {numbers.get(fold(name)) for name in (problem.unit, *problem.units)} - {None}
    return " ".join(str(number) for number in sorted(filter(None, named))) or None


def _told(problem: SystemicProblem) -> list[Html | None]:
    reasons = [el("li", reason) for reason in problem.reasons]
    return [
        el("p", _badges(problem), class_="badges"),
        el("h3", problem.topic or problem.topic_group or "Без темы"),
        el("p", _where(problem), class_="where"),
        el("ul", reasons, class_="reasons") if reasons else None,
    ]


def _compared(problem: SystemicProblem) -> str:
    said = against_expected(problem.observed, problem.expected).split(NBSP)
    words = NBSP.join(said).removeprefix(number(problem.observed) + NBSP)
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
    first, last = parts.window(problem)
    when = date_range(first, last) if first and last else problem.window_start
    group = problem.topic_group if problem.topic else ""
    said = [problem.unit or problem.region, group, when]
    return join([el("span", part) for part in said if part], " · ")


def _examples(problem: SystemicProblem, view: View, by_id: Mapping[str, int]) -> Html | None:
    quoted = parts.examples(problem, view, by_id)
    return el("div", el("h4", "Что пишут"), quoted, class_="examples") if quoted else None


def _facts(problem: SystemicProblem, places: Sequence[tuple[str, int]]) -> Html:
    named = [el("li", place, f" — {number(count)}") for place, count in places]
    rows: list[tuple[str, object]] = [
        ("Кто отвечает", problem.assignee),
        ("Разных", _distinct(problem)),
        ("Просрочено", _share(problem.overdue_share)),
        ("Открыто повторно", _share(problem.reopened_share)),
        ("Случайно бывает", _interval(problem.recurrence_interval_days)),
        ("Где", el("ul", named) if named else ""),
        ("Слова", ", ".join(problem.keywords[:8])),
    ]
    return el("dl", [[el("dt", name), el("dd", value)] for name, value in rows if value])


def _distinct(problem: SystemicProblem) -> str:
    pairs = ((problem.distinct_authors, _AUTHORS), (problem.distinct_addresses, _PLACES))
    return ", ".join(counted(count, forms) for count, forms in pairs if count)


def _share(share: float | None) -> str:
    return "" if share is None or share != share else percent(share)


def _interval(interval: float) -> str:
    """Say how rarely chance alone gives such a cluster."""
    if interval != interval or interval <= 0:
        return ""
    if interval < 365:
        return f"раз в {days(max(2, round(interval)))}"
    years = interval / 365
    if years > 100:
        return f"реже раза в 100{NBSP}лет"
    return f"раз в {counted(years, _YEARS, digits=0 if years >= 10 else 1)}"


def _folded(rest: Sequence[SystemicProblem], before: str, forms: Sequence[str]) -> Html | None:
    if not rest:
        return None
    said = f"{before} {counted(len(rest), forms)}".strip()
    items = [
        el("li", icon(p.level), f" {p.topic or p.topic_group} — {p.unit}: ", _compared_row(p))
        for p in rest[:_ROWS]
    ]
    cut = el("li", f"и ещё {number(len(rest) - _ROWS)}") if len(rest) > _ROWS else None
    return el("details", el("summary", said), el("ul", items, cut, class_="plain"))


def _compared_row(problem: SystemicProblem) -> str:
    return against_expected(problem.observed, problem.expected)
