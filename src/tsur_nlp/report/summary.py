"""The day in numbers, and the sentence that says it; no markup, so that a digest may use it too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tsur_nlp.records import SystemicProblem, UnitHeat
from tsur_nlp.report.frame import Mask, Numbers, View
from tsur_nlp.report.html.words import (
    APPEALS,
    MESSAGES,
    counted,
    long_date,
    number,
    percent,
    plural,
    trim,
)

LEVELS = ("red", "orange", "green", "grey")
LEVEL_WORDS = {
    "red": "красный",
    "orange": "оранжевый",
    "green": "зелёный",
    "grey": "недостаточно данных",
}
_PROBLEMS = ("системная проблема", "системные проблемы", "системных проблем")
RED = ("красная", "красные", "красных")
ORANGE = ("оранжевая", "оранжевые", "оранжевых")
# Within this share of the norm a day is called usual.
_USUAL = 0.15


@dataclass(frozen=True, slots=True)
class Summary:
    """The headline numbers; ``None`` where there is nothing to compute from."""

    as_of: date | None
    first: date | None
    total: int
    appeals: int
    last_day: int
    yesterday: int | None
    norm: float | None
    red: int
    orange: int
    answered: int
    on_time: float | None
    on_time_base: int
    median_hours: float | None
    units: int
    units_known: int
    units_hot: int

    @property
    def against_norm(self) -> float | None:
        """The last day against the 7-day norm: 0.2 is a fifth more."""
        return self.last_day / self.norm - 1 if self.norm else None


def active(problems: Sequence[SystemicProblem]) -> list[SystemicProblem]:
    """Problems that are not closed, the gravest first."""
    return sorted((p for p in problems if p.status != "closed"), key=gravity)


def gravity(problem: SystemicProblem) -> tuple[object, ...]:
    """Order problems: red before orange, then severity, then what never changes."""
    rank = LEVELS.index(problem.level) if problem.level in LEVELS else len(LEVELS)
    return (rank, -problem.severity, -problem.observed, problem.problem_id)


def summarise(view: View, problems: Sequence[SystemicProblem], heat: Sequence[UnitHeat]) -> Summary:
    """Compute the headline numbers."""
    span, living = view.span, active(problems)
    recent = view.daily(None, 8)
    share, base = on_time(view)
    hours = answer_hours(view)
    hours = hours[np.isfinite(hours)]
    return Summary(
        as_of=view.as_of,
        first=view.as_of - timedelta(days=span - 1) if view.as_of and span else None,
        total=len(view),
        appeals=int(view.appeals.sum()),
        last_day=int(recent[-1]),
        yesterday=int(recent[-2]) if span >= 2 else None,
        norm=float(recent[:7].mean()) if span >= 8 else None,
        red=sum(p.level == "red" for p in living),
        orange=sum(p.level == "orange" for p in living),
        answered=int((~np.isnat(view.dates("answered_at"))).sum()),
        on_time=share,
        on_time_base=base,
        median_hours=float(np.median(hours)) if hours.size else None,
        units=len(heat),
        units_known=sum(unit.level != "grey" for unit in heat),
        units_hot=sum(unit.level in ("red", "orange") for unit in heat),
    )


def answer_hours(view: View) -> Numbers:
    """Hours from message to answer; NaN where one is not known or they are not in that order."""
    spent = view.dates("answered_at") - view.dates("created_at")
    hours = spent / np.timedelta64(1, "h")
    return np.where(hours >= 0, hours, np.nan)


def on_time(view: View) -> tuple[float | None, int]:
    """Share answered by the deadline, and the number of appeals that can be judged."""
    judged, good = deadlines(view)
    base = int(judged.sum())
    return (float(good[judged].mean()) if base else None), base


def deadlines(view: View) -> tuple[Mask, Mask]:
    """Appeals whose deadline has passed, and rows answered by it; a bare date is its whole day.

    An answer before a deadline still ahead is not counted, as in the page about answers: its
    unanswered neighbours cannot be, and fresh days would always look best.
    """
    due, day = view.dates("due_on"), np.timedelta64(1, "D")
    due = np.where(due == due.astype("datetime64[D]"), due + day - np.timedelta64(1, "s"), due)
    passed = due < np.datetime64(view.as_of or "NaT", "D") + day
    return passed & view.appeals, view.dates("answered_at") <= due


def verdict(summary: Summary, problems: Sequence[SystemicProblem]) -> tuple[str, str, str]:
    """Return the level of the day, its word, and the sentence."""
    if not summary.total:
        return "grey", "Нет данных", "Сообщений за выбранный период нет: показывать нечего."
    living = active(problems)
    if summary.red:
        level, word = "red", "Требуется вмешательство"
    elif summary.orange or summary.units_hot:
        level, word = "orange", "Требуется внимание"
    elif summary.units and not summary.units_known:
        level, word = "grey", "Данных мало"
    else:
        level, word = "green", "Спокойно"
    found = _found(summary) if summary.red + summary.orange else _nothing_found(summary)
    main = f"; главная — {headline(living[0])}" if living else ""
    sentence = f"{found}{main}. {_day(summary)}"
    return level, word, sentence[0].upper() + sentence[1:]


def _found(summary: Summary) -> str:
    pairs = ((summary.red, RED), (summary.orange, ORANGE))
    said = [f"{number(count)} {plural(count, forms)}" for count, forms in pairs if count]
    last = (summary.orange or summary.red) or 1
    return f"{' и '.join(said)} {plural(last, _PROBLEMS)}"


def _nothing_found(summary: Summary) -> str:
    said = "системных проблем не выявлено"
    if not summary.units_hot:
        return said
    where = counted(summary.units_hot, ("территории", "территориях", "территориях"))
    return f"{said}, но на {where} обращений заметно больше обычного"


def headline(problem: SystemicProblem) -> str:
    """Name a problem in a few words: what, where, how many."""
    topic = trim(problem.topic or problem.topic_group or "без темы", 80)
    where = f" ({problem.unit})" if problem.unit else ""
    many = f"{counted(problem.observed, APPEALS)} при ожидаемых {number(problem.expected, 1)}"
    return f"«{topic}»{where}, {many}"


def _day(summary: Summary) -> str:
    if summary.as_of is None:
        return f"Даты сообщений неизвестны; всего {counted(summary.total, MESSAGES)}."
    said = f"За {long_date(summary.as_of)} — {counted(summary.last_day, MESSAGES)}"
    change = summary.against_norm
    if change is None:
        return f"{said}."
    if abs(change) <= _USUAL:
        return f"{said}: как обычно."
    more = "больше" if change > 0 else "меньше"
    return f"{said}: на {percent(abs(change))} {more} обычного."
