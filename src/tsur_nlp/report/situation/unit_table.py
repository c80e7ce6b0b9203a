"""The ranked table of units beside the map."""

from __future__ import annotations

from collections.abc import Sequence

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import icon, share_bar
from tsur_nlp.report.names import short
from tsur_nlp.report.numbers.summary import LEVEL_WORDS, active
from tsur_nlp.report.numbers.units import Unit, times
from tsur_nlp.report.words import counted, fixed, number
from tsur_nlp.text import fold

_PROBLEMS = ("проблема", "проблемы", "проблем")


def table(units: Sequence[Unit], *, wide: bool) -> Html:
    """Rank the units; with no map beside it the table also shows bars."""
    most = max((u.heat.observed for u in units), default=0)
    head = [
        el("th", "Территория", scope="col"),
        el("th", "Обращений", scope="col", class_="n"),
        el("th", "Ожидалось", scope="col", class_="n opt"),
        el("th", "Отношение", scope="col", class_="n"),
        el("th", "Доля наибольшего", scope="col", class_="wide-only") if wide else None,
    ]
    body = [_row(unit, most, wide=wide) for unit in units]
    return el(
        "div",
        el(
            "table",
            el("caption", "Территории по уровню и числу обращений", class_="sr"),
            el("thead", el("tr", head)),
            el("tbody", body),
            class_="units",
        ),
        class_="scroll",
        tabindex=0,
        role="group",
        aria_label="Список территорий",
    )


def _row(unit: Unit, most: int, *, wide: bool) -> Html:
    heat = unit.heat
    name = el(
        "a",
        icon(unit.level),
        el("span", LEVEL_WORDS[unit.level], class_="sr"),
        el("span", short(heat.unit), title=heat.unit),
        href=f"#{unit.anchor}",
        class_="unit-name",
        data_unit=unit.number,
    )
    bar = el("td", share_bar(heat.observed / most if most else 0, unit.level), class_="wide-only")
    return el(
        "tr",
        el("th", name, _troubled(unit), scope="row"),
        el("td", number(heat.observed), class_="n"),
        el("td", fixed(heat.expected), class_="n opt"),
        el("td", times(heat.relative_risk), class_="n"),
        bar if wide else None,
        data_row=unit.number,
    )


def _troubled(unit: Unit) -> Html | None:
    """Say that a unit has problems of its own: its colour tells of all topics together."""
    own = fold(unit.heat.unit)
    count = sum(fold(problem.unit) == own for problem in active(unit.problems))
    return el("small", counted(count, _PROBLEMS), class_="own") if count else None
