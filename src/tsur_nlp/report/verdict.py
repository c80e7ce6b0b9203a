"""The verdict of the day: its level, its word, and one sentence to be said aloud."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.numbers.problem_rows import about, expected_said
from tsur_nlp.report.numbers.summary import Summary, active
from tsur_nlp.report.words import (
    APPEALS,
    MESSAGES,
    NBSP,
    TIMES,
    counted,
    long_date,
    number,
    percent,
    plural,
    trim,
)

_PROBLEMS = ("системная проблема", "системные проблемы", "системных проблем")
_CLOSED = ("прежняя закрыта", "прежние закрыты", "прежних закрыты")
_WHERE = ("территории", "территориях", "территориях")
RED = ("красная", "красные", "красных")
ORANGE = ("оранжевая", "оранжевые", "оранжевых")
# Within this share of the norm a day is called usual; percent of a smaller norm mislead.
_USUAL, _FEW = 0.15, 5
_STALE_DAYS = 7
# Under so many days of history the detection looks for nothing: a calm day is not known to be one.
_LEAST_DAYS = 15


def verdict(summary: Summary, problems: Sequence[SystemicProblem]) -> tuple[str, str, str]:
    """Return the level of the day, its word, and one sentence to be said aloud."""
    if not summary.total:
        return "grey", "Нет данных", "Сообщений за выбранный период нет: показывать нечего."
    if summary.as_of is None:
        many = counted(summary.total, MESSAGES)
        said = f"Даты сообщений неизвестны; всего {many}, и о проблемах судить нельзя."
        return "grey", "Данных мало", said
    level, word = _level(summary)
    main = next((headline(problem) for problem in active(problems)), "")
    sentence = f"{_state(summary, main)}; {_day(summary, summary.as_of)}."
    return level, word, sentence[0].upper() + sentence[1:]


def _level(summary: Summary) -> tuple[str, str]:
    if summary.red:
        return "red", "Требуется вмешательство"
    if summary.orange or summary.units_hot:
        return "orange", "Требуется внимание"
    if _stale(summary):
        return "grey", "Нет свежих данных"
    if _short(summary) or (summary.units and not summary.units_known):
        return "grey", "Данных мало"
    return "green", "Спокойно"


def _stale(summary: Summary) -> bool:
    if summary.as_of is None or summary.latest is None:
        return False
    return (summary.as_of - summary.latest).days >= _STALE_DAYS


def _short(summary: Summary) -> bool:
    if summary.as_of is None or summary.first is None:
        return False
    return (summary.as_of - summary.first).days + 1 < _LEAST_DAYS


def headline(problem: SystemicProblem) -> str:
    """Name a problem in a few words: what, where, how many."""
    topic = trim(about(problem).removeprefix("★ "), 80)
    # a rise of the whole territory that one unit makes is told with its name
    names = (problem.unit, *(problem.units if len(problem.units) == 1 else ()))
    where = f" ({', '.join(filter(None, names))})" if any(names) else ""
    many = f"{counted(problem.observed, APPEALS)} при ожидаемых {expected_said(problem.expected)}"
    return f"«{topic}»{where}, {many}"


def _state(summary: Summary, main: str) -> str:
    """Say what is going on: the problems, of them the ``main`` one; else the territories."""
    if summary.red + summary.orange == 1:
        colour = RED[0] if summary.red else ORANGE[0]
        return f"одна системная проблема, {colour}: {main}"
    if summary.red or summary.orange:
        pairs = ((summary.red, RED), (summary.orange, ORANGE))
        said = " и ".join(f"{number(n)} {plural(n, forms)}" for n, forms in pairs if n)
        kinds = plural(summary.orange or summary.red, _PROBLEMS)
        return f"{said} {kinds}; главная — {main}"
    said = "системных проблем не выявлено"
    if _short(summary):
        return f"истории меньше {_LEAST_DAYS} дней, и системные проблемы ещё не ищутся"
    if summary.closed:
        said = f"действующих системных проблем нет, {counted(summary.closed, _CLOSED)}"
    if summary.units_hot:
        where = counted(summary.units_hot, _WHERE)
        return f"{said}, но на {where} обращений заметно больше ожидаемого"
    if summary.units and not summary.units_known:
        return f"{said}, но сообщений мало, и ни об одной территории судить нельзя"
    return said


def _day(summary: Summary, as_of: date) -> str:
    """Say how many messages came on the last day, and whether that is usual."""
    if not summary.last_day:
        last = f", последние — {long_date(summary.latest)}" if summary.latest else ""
        return f"за {long_date(as_of)} сообщений нет{last}"
    said = f"за {long_date(as_of)} — {counted(summary.last_day, MESSAGES)}"
    change, norm = summary.against_norm, summary.norm
    if change is None or norm is None:
        return said
    if abs(change) <= _USUAL and not summary.moved:
        return f"{said}, как обычно"
    # «Больше обычного» is said only where the list of changes says it of the same day too.
    if norm < _FEW or abs(change) <= _USUAL or change * summary.moved <= 0:
        return f"{said}, в среднем за прошлые 7{NBSP}дней — {number(norm, 1 if norm < 10 else 0)}"
    if change >= 1:
        return f"{said}, в {counted(1 + change, TIMES, 1)} больше обычного"
    more = "больше" if change > 0 else "меньше"
    return f"{said}, на {percent(abs(change))} {more} обычного"
