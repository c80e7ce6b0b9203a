"""The block of each unit of the map: its level in words, its topics, problems and answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tsur_nlp.records import UnitHeat
from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import icon, share_bar, spark, spoken
from tsur_nlp.report.numbers.frame import View
from tsur_nlp.report.numbers.problem_rows import about
from tsur_nlp.report.numbers.standing import Standing, standing
from tsur_nlp.report.numbers.summary import LEVEL_WORDS, active
from tsur_nlp.report.numbers.units import Unit, against_expected, times_more
from tsur_nlp.report.responses.cells import Row, rows_of, waited
from tsur_nlp.report.situation.answers import counted_facts, totals
from tsur_nlp.report.words import NBSP, date_range, days, number, parse_day, percent
from tsur_nlp.text import fold

_TOPICS = 5
_DAYS = 30
# The colour draws small numbers to the usual of all units; the ratio and the p-value do not. A
# green unit above these would tell by its percent what its colour denies.
_RISE, _RARE, _MANY = 1.3, 0.1, 50
_SCANT = "Обращений мало: рост ещё может быть случаем."
_JUMPY = "Рост невелик или ещё может быть случаем."


def blocks(units: Sequence[Unit], view: View, known: Standing | None = None) -> Html:
    """Write one block for each unit; the script shows the chosen one.

    ``known`` is how the messages are answered; without it the dates of the export are judged.
    """
    known = known or standing(view)
    waits = _waits(known, view.unit)
    shown = [_block(unit, view, _answers(unit, known, waits)) for unit in units]
    return el("div", shown, class_="unit-blocks")


def _block(unit: Unit, view: View, answered: Html | None) -> Html:
    heat = unit.heat
    close = el("a", "← все территории", href="#map", class_="link")
    return el(
        "article",
        el("p", close),
        el("h3", icon(unit.level), " ", heat.unit, tabindex=-1),
        el("p", _sentence(unit)),
        _spark(unit, view),
        _topics(unit, view),
        _problems(unit),
        answered,
        class_=f"unit-block {unit.level}",
        id=unit.anchor,
        hidden=True,
    )


def _sentence(unit: Unit) -> str:
    heat, level = unit.heat, LEVEL_WORDS[unit.level]
    first, last = parse_day(heat.window_start), parse_day(heat.window_end)
    when = f"за {date_range(first, last)} — " if first and last else ""
    counts = against_expected(heat.observed, heat.expected, heat.basis)
    said = f"{level[0].upper()}{level[1:]}: {when}{counts}"
    if more := times_more(heat.relative_risk):
        said += f", {more}"
    if heat.per_1000 is not None:
        said += f"; на 1000 жителей — {number(heat.per_1000, 2)}"
    if unit.level == "grey":
        return said + ". Сообщений слишком мало, чтобы судить."
    if unit.level == "green" and _unsure(heat):
        return f"{said}. {_SCANT if heat.observed < _MANY else _JUMPY}"
    if heat.p_value is not None and heat.p_value == heat.p_value:
        return f"{said}. {chance(heat.p_value)}"
    return said + "."


def _unsure(heat: UnitHeat) -> bool:
    """Tell whether a calm colour stands beside a rise that a bare p-value would call real."""
    if heat.p_value is not None and heat.p_value < _RARE:
        return True
    return heat.relative_risk is not None and heat.relative_risk >= _RISE


def _waits(known: Standing, unit: str) -> Mapping[str, Row]:
    """Return the rows of the table of answers by unit, where it is of the same units."""
    if known.found is None or known.found.unit != unit:
        return {}
    return {fold(row["name"]): row for row in rows_of(known.found.table, "район")}


def _answers(unit: Unit, known: Standing, waits: Mapping[str, Row]) -> Html | None:
    """Say how the unit's messages of the whole period are answered."""
    counts = known.tally(unit.rows)
    if not counts.answered and not counts.judged:
        return None
    name = fold(unit.heat.unit)
    row = waits.get(name, waits.get(name.rsplit(", ", 1)[-1]))
    facts = counted_facts(counts)
    if row and row["answered"] and not row["small"]:
        facts.append(("Половина дождалась за", *waited(row)))
    return el("div", el("h4", "Как отвечают, за весь период"), totals(facts))


def chance(p_value: float) -> str:
    """Say a p-value to a reader who never met one.

    >>> chance(0.00002)
    'Вероятность увидеть столько случайно — меньше 0,1\\xa0%.'
    """
    said = f"меньше 0,1{NBSP}%" if p_value < 0.001 else percent(p_value, 1)
    return f"Вероятность увидеть столько случайно — {said}."


def _spark(unit: Unit, view: View) -> Html | None:
    count = min(view.span, _DAYS)
    if count < 2 or not unit.rows.size:
        return None
    daily = view.daily(unit.rows, count).tolist()
    label = f"Обращения за {days(count)}: {spoken(daily)}"
    return el(
        "figure", spark(daily, label=label), el("figcaption", f"Обращения по дням, {days(count)}")
    )


def _topics(unit: Unit, view: View) -> Html | None:
    column = view.texts("topic")[unit.rows]
    groups = view.texts("topic_group")[unit.rows]
    named = Counter(t or g for t, g in zip(column, groups, strict=True) if t or g)
    if not named:
        return None
    top = sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))[:_TOPICS]
    items = [
        el("li", el("span", name), el("b", number(count)), share_bar(count / top[0][1]))
        for name, count in top
    ]
    return el("div", el("h4", "О чём пишут, за весь период"), el("ol", items, class_="bars"))


def _problems(unit: Unit) -> Html | None:
    living = active(unit.problems)
    if not living:
        return None
    items = [
        el(
            "li",
            icon(p.level),
            " ",
            el("a", about(p), href=f"#problem-{p.problem_id}"),
        )
        for p in living[:8]
    ]
    return el("div", el("h4", "Системные проблемы"), el("ul", items, class_="plain"))
