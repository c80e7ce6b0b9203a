"""What is said about a problem: in the tooltip, and in the list under the map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.figures.palette import colours
from tsur_nlp.report.figures.theme import cut, faded, over, rows, tips, topic
from tsur_nlp.report.html.markup import clean
from tsur_nlp.report.map.marks import SIGNS
from tsur_nlp.report.names import short
from tsur_nlp.report.numbers.problem_rows import about
from tsur_nlp.report.situation.problems import STATUS
from tsur_nlp.report.words import NBSP, date_range, number, parse_day

LEVELS = {"red": "!! красный: нужно вмешаться", "orange": "! оранжевый: нужно внимание"}
BADGE = 9.0
"""Radius of the circle that a problem's number stands in, in pixels."""
_LISTED, _LINE, _TOPIC, _UNIT = 12, 22, 40, 24
_LEAST = 0.1
_TOOLTIP = (
    ("topic", "тема"),
    ("unit", "территория"),
    ("state", "состояние"),
    ("level", "уровень"),
    ("severity", "тяжесть"),
    ("observed", "обращений"),
    ("expected", "ожидалось"),
    ("window", "за дни"),
)


def told(place: int, problem: SystemicProblem) -> dict[str, Any]:
    """Return what a picture knows of a problem that has the number ``place`` on it."""
    first, last = parse_day(problem.window_start), parse_day(problem.window_end)
    return {
        "number": place,
        "level": LEVELS[_level(problem)],
        "topic": _topic(problem),
        "unit": _unit(problem) or "—",
        "state": STATUS.get(problem.status, problem.status),
        "severity": f"{problem.severity} из 100",
        "observed": number(problem.observed),
        "expected": _expected(problem),
        "window": date_range(first, last) if first and last else "—",
        "closed": problem.status == "closed",
        "wave": bool(problem.units),
    }


def tooltip() -> list[alt.Tooltip]:
    """Return what is told to a pointer that rests on a problem."""
    return tips(_TOOLTIP)


def colour(channel: type[Any] = alt.Color) -> Any:
    """Return the colour of a problem's level, for a line, a fill or both."""
    scale = alt.Scale(domain=list(LEVELS.values()), range=[colours()[level] for level in LEVELS])
    legend = alt.Legend(title=None, orient="bottom", symbolType="circle", symbolSize=140)
    return channel("level:N", scale=scale, legend=legend)


def badges(base: alt.Chart) -> list[alt.Chart]:
    """Draw the numbers of problems in circles; those of waves in empty ones."""
    white = colours()["card"]
    look: dict[str, Any] = {"size": 4 * BADGE**2, "opacity": 1, "clip": True}
    round_ = base.mark_circle(**look, stroke=white).encode(color=colour(), tooltip=tooltip())
    hole = base.transform_filter("datum.wave").mark_circle(
        size=4 * (BADGE - 2) ** 2, color=white, opacity=1, clip=True, aria=False
    )
    words = base.mark_text(
        fontSize=11, fontWeight="bold", baseline="middle", color=white, clip=True, aria=False
    )
    inked = alt.when("datum.wave").then(alt.value(colours()["ink"])).otherwise(alt.value(white))
    return [round_, hole, words.encode(text="number:Q", color=inked)]


def listed(
    ordered: Sequence[SystemicProblem], width: float, chosen: alt.Parameter
) -> alt.LayerChart:
    """Write the gravest problems, one to a line, behind the numbers they have on the map."""
    shown = ordered[:_LISTED]
    values = [told(n, one) | {"said": _line(one)} for n, one in enumerate(shown, start=1)]
    more = len(ordered) - len(shown)
    last = f"…и ещё{NBSP}{number(more)}; на карте все, у каких есть точка." if more else ""
    height = _LINE * (len(shown) + bool(more))
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    for place, row in enumerate(values):
        row["row"] = _LINE * (place + 0.5)
    base = alt.Chart(rows(values)).encode(y=y, opacity=faded(chosen, 1.0, 0.35))
    words: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "fontSize": 12.5,
        "color": colours()["ink"],
    }
    end = alt.Chart(rows([{"said": last, "row": height - _LINE / 2}])).encode(y=y)
    lines = [base, *([end] if more else [])]
    said = [line.mark_text(**words).encode(x=alt.value(28), text="said:N") for line in lines]
    signs = badges(base.encode(x=alt.value(BADGE + 1)))
    return over([*signs, *said], width=width, height=height)


def _level(problem: SystemicProblem) -> str:
    return "red" if problem.level == "red" else "orange"


def _unit(problem: SystemicProblem) -> str:
    return clean(problem.unit or problem.region)


def _expected(problem: SystemicProblem) -> str:
    return number(problem.expected, 1) if problem.expected >= _LEAST else "меньше 0,1"


def _topic(problem: SystemicProblem) -> str:
    return topic(about(problem))


def _line(problem: SystemicProblem) -> str:
    unit = cut(short(_unit(problem)), _UNIT)
    many = f"{number(problem.observed)} при ожидаемых {_expected(problem)}"
    state = STATUS.get(problem.status, problem.status)
    what = f"{SIGNS[_level(problem)]}{NBSP}{cut(_topic(problem), _TOPIC)}"
    return " · ".join(part for part in (what, unit, many, state) if part)
