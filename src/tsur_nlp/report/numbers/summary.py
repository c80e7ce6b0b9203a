"""The day in numbers, for the page and for a digest; what is said of them is in `verdict`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tsur_nlp.records import SystemicProblem, UnitHeat
from tsur_nlp.report.numbers.frame import View
from tsur_nlp.report.numbers.shifts import WEEK, shifts
from tsur_nlp.report.numbers.standing import Standing, answer_hours, standing

LEVELS = ("red", "orange", "green", "grey")
LEVEL_WORDS = {
    "red": "красный",
    "orange": "оранжевый",
    "green": "зелёный",
    "grey": "недостаточно данных",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """The headline numbers; ``None`` where there is nothing to compute from.

    ``latest`` is the day of the last message; ``closed`` counts the problems that are over;
    ``waiting`` are appeals without an answer, ``overdue`` those of them beyond their deadline.
    ``moved`` is 1 where more came on the last day than on the same weekday a week before, −1 where
    fewer did, 0 where chance explains the difference or there is nothing to compare with.
    """

    as_of: date | None
    first: date | None
    latest: date | None
    total: int
    appeals: int
    last_day: int
    yesterday: int | None
    norm: float | None
    red: int
    orange: int
    closed: int
    answered: int
    waiting: int
    overdue: int
    on_time: float | None
    on_time_base: int
    median_hours: float | None
    units: int
    units_known: int
    units_hot: int
    moved: int = 0

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


def summarise(
    view: View,
    problems: Sequence[SystemicProblem],
    heat: Sequence[UnitHeat],
    answers: Standing | None = None,
) -> Summary:
    """Compute the headline numbers; without ``answers`` the dates of the export are judged."""
    answers = answers or standing(view)
    span, living, counts = view.span, active(problems), answers.tally(view.appeals)
    recent, dated = view.daily(None, 8), view.ago[view.ago >= 0]
    red = sum(p.level == "red" for p in living)
    return Summary(
        as_of=view.as_of,
        first=_back(view, span - 1) if span else None,
        latest=_back(view, int(dated.min())) if dated.size else None,
        total=len(view),
        appeals=int(view.appeals.sum()),
        last_day=int(recent[-1]),
        yesterday=int(recent[-2]) if span >= 2 else None,
        norm=float(recent[:7].mean()) if span >= 8 else None,
        red=red,
        orange=len(living) - red,
        closed=len(problems) - len(living),
        answered=counts.answered,
        waiting=counts.waiting,
        overdue=counts.overdue,
        on_time=counts.on_time,
        on_time_base=counts.judged,
        median_hours=_median(view, answers),
        units=len(heat),
        units_known=sum(unit.level != "grey" for unit in heat),
        units_hot=sum(unit.level in ("red", "orange") for unit in heat),
        moved=_moved(view),
    )


def _moved(view: View) -> int:
    """Judge the last day as the list of changes does, so that the page says one thing of it."""
    return shifts(view.daily(None, view.span)[None, :], 1)[0].way if view.span > WEEK else 0


def _back(view: View, days: int) -> date | None:
    return view.as_of - timedelta(days=days) if view.as_of else None


def _median(view: View, answers: Standing) -> float | None:
    """Return the hours in which half got an answer; without `Responses`, of those answered."""
    if answers.found:
        row = answers.whole
        value = float(row["answer_median"]) if row else np.nan
        return value if np.isfinite(value) else None
    hours = answer_hours(view)
    hours = hours[np.isfinite(hours)]
    return float(np.median(hours)) if hours.size else None
