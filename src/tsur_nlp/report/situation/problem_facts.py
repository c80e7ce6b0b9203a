"""The numbers of a problem's card: who answers, who waits and until when, how many people write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.html.markup import Html, el, join
from tsur_nlp.report.numbers.frame import Whole
from tsur_nlp.report.numbers.standing import FEW, Standing, Tally
from tsur_nlp.report.responses.cells import part
from tsur_nlp.report.words import (
    APPEALS,
    NBSP,
    counted,
    days,
    long_date,
    number,
    percent,
    plural,
)

_AUTHORS = ("автор", "автора", "авторов")
_PLACES = ("адрес", "адреса", "адресов")
_YEARS = ("год", "года", "лет")
_WAIT = ("ждёт", "ждут", "ждут")
# So many messages and more of one author, on average, are said to come from few people.
_INSISTENT, _SEVERAL = 3, 6

# What the list beside says in the terms of this page: told twice it would only puzzle.
_TOLD_BESIDE = ("Разных мест: ", "Разных заявителей: ", "Возобновлено ", "Просрочено ")
# Detection counts messages that came after an answer to an earlier one, not answers that failed.
_RETURNED = "Вернулись после ответа: "
_RETURNED_SAID = "Снова пишут о том, на что раньше уже был ответ: "

Facts = list[tuple[str, object]]
Places = Sequence[tuple[str, int]]


def facts(problem: SystemicProblem, known: Standing, rows: Whole, places: Places) -> Html:
    """Write the numbers as a list of names and values; ``rows`` are the problem's messages."""
    named = [el("li", place, f" — {number(count)}") for place, count in places]
    found: Facts = [
        ("Кто отвечает", _body(problem, known.bodies[rows])),
        *_answered(problem, known.tally(rows)),
        ("Разных", _distinct(problem)),
        ("Отмечено в выгрузке как повторное", _marked(problem.reopened_share)),
        ("Случайно бывает", _interval(problem.recurrence_interval_days)),
        ("Где", el("ul", named) if named else ""),
        ("Слова", ", ".join(problem.keywords[:8])),
    ]
    return el("dl", [[el("dt", name), el("dd", value)] for name, value in found if value])


def untold(problem: SystemicProblem, rows: Whole, known: Standing) -> list[str]:
    """Return the reasons of a problem that the list beside does not tell."""
    beside = _TOLD_BESIDE if rows.size else ()
    if known.tally(rows).returned:
        beside = (*beside, _RETURNED)
    kept = (reason for reason in problem.reasons if not reason.startswith(beside))
    return [reason.replace(_RETURNED, _RETURNED_SAID) for reason in kept]


def deadline(known: Standing, rows: Whole, as_of: date | None) -> Html | None:
    """Say how many wait, how many of them too long, and when the next answer is due."""
    counts = known.tally(rows)
    said: list[object] = []
    if counts.overdue:
        said.append(el("b", f"просрочено{NBSP}{number(counts.overdue)}", class_="worse"))
    if counts.nearest is not None and as_of is not None:
        day: date = counts.nearest.astype("datetime64[D]").astype(object)
        said.append(f"ближайший срок — {_named(day, as_of)}")
    if not said:
        return None
    wait = f"{plural(counts.waiting, _WAIT).capitalize()} ответа{NBSP}{number(counts.waiting)}: "
    return el("p", wait, join(said, ", "), ".", class_="due")


def insistent(problem: SystemicProblem) -> str:
    """Warn where a few authors write again and again; empty where many write."""
    authors, messages = problem.distinct_authors, len(problem.message_ids)
    if not authors or messages < max(_SEVERAL, _INSISTENT * authors):
        return ""
    many = counted(messages, APPEALS)
    few = f"Пишут немногие: {counted(authors, _AUTHORS)} на{NBSP}{many}."
    alone = f"Пишет один автор: {many}."
    check = "Проверьте, общая ли это беда или настойчивость одного."
    return f"{few if authors > 1 else alone} {check}"


def _named(day: date, as_of: date) -> str:
    """Name a day as people do, when it is near."""
    said = long_date(day) if day.year != as_of.year else long_date(day).rsplit(" ", 1)[0]
    near = {0: "сегодня", 1: "завтра"}.get((day - as_of).days)
    return f"{near}, {said}" if near else said


def _body(problem: SystemicProblem, bodies: np.ndarray[tuple[int], np.dtype[np.object_]]) -> str:
    """Name who answers: the body of the problem, else the one that most messages went to."""
    if problem.assignee:
        return problem.assignee
    counts = Counter(str(name) for name in bodies if name)
    if not counts:
        return ""
    name, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    of = f"{number(count)} из{NBSP}{number(len(bodies))}"
    return f"разные; чаще других — {name} ({of})" if len(counts) > 1 else f"{name} ({of})"


def _answered(problem: SystemicProblem, counts: Tally) -> Facts:
    if not counts.messages:
        return [("Просрочено", _share(problem.overdue_share))]
    got = f"{number(counts.answered)} из{NBSP}{number(counts.messages)}"
    judged = counts.judged if counts.messages >= FEW else 0
    of = f" из{NBSP}{number(counts.judged)}, чей срок наступил"
    return [
        ("Ответ получили", got),
        ("В срок", f"{_share(counts.on_time)}{of}" if judged else ""),
        ("Написали снова после ответа", _returned(counts)),
    ]


def _returned(counts: Tally) -> str:
    """Nobody known to come back may mean that nobody can be known again: that is left out."""
    if not counts.returned:
        return ""
    return f"{number(counts.returned)} из{NBSP}{number(counts.answered)}, получивших ответ"


def _marked(share: float | None) -> str:
    return "" if share is None or share != share else part(share)


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
