"""What changed since yesterday and since a week ago, each row with a link to what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.html.markup import Html, el, join
from tsur_nlp.report.html.svg import icon
from tsur_nlp.report.material import Material
from tsur_nlp.report.names import short
from tsur_nlp.report.numbers import changes as told
from tsur_nlp.report.numbers.changes import Span, TopicChange, UnitChange
from tsur_nlp.report.numbers.problem_rows import about
from tsur_nlp.report.numbers.summary import LEVEL_WORDS, LEVELS, active
from tsur_nlp.report.situation.flow import flow
from tsur_nlp.report.situation.problems import CARDS
from tsur_nlp.report.words import APPEALS, counted, long_date, number, trim
from tsur_nlp.text import fold

_ROWS, _UNITS, _LONGEST = 4, 6, 70
_TITLES = {1: "За сутки", 7: "За неделю"}
_ALONE = "Сравнивать не с чем: в данных один день."
_UNREMEMBERED = (
    "Вчерашнего списка проблем не дано (или он был пуст): что из этого новое, не известно."
)


@dataclass(frozen=True, slots=True)
class _Anchors:
    """What on the page can be led to: cards of problems by id and by topic, blocks of units."""

    cards: frozenset[str]
    topics: Mapping[tuple[str, str], str]
    units: Mapping[str, str]


def changes(material: Material) -> Html | None:
    """Write what changed in a day and in a week; ``None`` where no message has a date."""
    if not material.view.span:
        return None
    found = told.changes(material)
    if not found.spans:
        return el("p", _ALONE, class_="empty")
    at = _anchors(material)
    # Without yesterday's list every problem would be called new: none is.
    spans = found.spans if found.remembered else [_unlisted(span) for span in found.spans]
    note = None if found.remembered else el("p", _UNREMEMBERED, class_="note")
    return join([note, el("div", [_block(span, at) for span in spans], class_="changes")])


def _unlisted(span: Span) -> Span:
    return replace(span, new_problems=())


def _anchors(material: Material) -> _Anchors:
    cards = active(material.problems)[:CARDS]
    topics = {(p.topic_group, p.topic): p.problem_id for p in reversed(cards)}
    units = {fold(unit.heat.unit): unit.anchor for unit in material.units}
    return _Anchors(frozenset(p.problem_id for p in cards), topics, units)


def _block(span: Span, at: _Anchors) -> Html:
    rows = [
        _row("Новые проблемы", [_new(one, span, at) for one in span.new_problems]),
        _row("Закрытые", [_problem(one, at) for one in span.closed_problems]),
        _row(
            "Пишут больше",
            [_problem(one.problem, at, _counts(one.now, one.before)) for one in span.heavier],
        ),
        _row("На карте хуже", _units(span.hotter, at), len(span.hotter)),
        _row("На карте лучше", _units(span.cooler, at), len(span.cooler)),
        _row("Темы выросли", [_topic(one, at) for one in span.grown]),
        _row("Темы снизились", [_topic(one, at) for one in span.fallen]),
    ]
    title = _TITLES[span.days]
    return el(
        "div",
        el("h3", title, el("small", f"с {long_date(span.since)}")),
        el("p", f"{title} ничего существенно не изменилось.") if span.quiet else None,
        el("dl", rows) if any(rows) else None,
        flow(span),
        class_="change-block",
    )


def _row(name: str, items: Sequence[Html], count: int | None = None) -> list[Html] | None:
    if not items:
        return None
    shown = [el("li", item) for item in items[:_ROWS]]
    rest = len(items) - _ROWS
    more = el("li", f"и ещё {number(rest)}") if rest > 0 else None
    title = el("dt", f"{name}: {number(count or len(items))}")
    return [title, el("dd", el("ul", shown, more, class_="moves"))]


def _new(problem: SystemicProblem, span: Span, at: _Anchors) -> Html:
    back = problem.reopened_on > span.since.isoformat()
    fading = problem.status == "fading"
    return _problem(problem, at, "вернулась" if back else "", "уже затухает" if fading else "")


def _problem(problem: SystemicProblem, at: _Anchors, *notes: str) -> Html:
    target = problem.problem_id if problem.problem_id in at.cards else ""
    name = _linked(about(problem), target)
    said = el("span", name, _after(problem.unit or problem.region, *notes))
    return join([icon(problem.level), " ", said])


def _units(found: Iterable[UnitChange], at: _Anchors) -> list[Html]:
    """Name together the units that changed alike, the largest change first."""
    ordered = sorted(found, key=_from_to)
    return [_alike(list(some), at) for _, some in groupby(ordered, key=_from_to)]


def _from_to(change: UnitChange) -> tuple[int, int]:
    return LEVELS.index(change.now), -LEVELS.index(change.before)


def _alike(found: Sequence[UnitChange], at: _Anchors) -> Html:
    names = [(short(one.unit), at.units[fold(one.unit)]) for one in found[:_UNITS]]
    links = join([el("a", name, href=f"#{anchor}") for name, anchor in names], ", ")
    rest = f" и ещё {number(len(found) - _UNITS)}" if len(found) > _UNITS else ""
    was, now = LEVEL_WORDS[found[0].before], LEVEL_WORDS[found[0].now]
    return join([icon(found[0].now), " ", el("span", links, rest, _after(f"{was} → {now}"))])


def _topic(change: TopicChange, at: _Anchors) -> Html:
    key = (change.topic_group, change.topic) if change.topic_group else (change.topic, "")
    name = _linked(change.topic, at.topics.get(key, ""))
    return el("span", name, _after(_counts(change.now, change.before)))


def _linked(name: str, problem_id: str) -> Html:
    said = trim(name, _LONGEST)
    title = name if said != name else None
    if problem_id:
        return el("a", said, href=f"#problem-{problem_id}", title=title)
    return el("span", said, title=title)


def _counts(now: int, before: int) -> str:
    return f"{counted(now, APPEALS)} против {number(before)}"


def _after(*notes: str) -> Html | None:
    said = ", ".join(filter(None, notes))
    return el("span", f" — {said}", class_="where") if said else None
