"""The end of every clock of every message, and which of them is the due date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.respond.deadlines.matching import winners
from tsur_nlp.respond.deadlines.moments import Bools, Moments, Times
from tsur_nlp.respond.deadlines.rules import Hours, Rules, Term
from tsur_nlp.respond.deadlines.schedule import working_time
from tsur_nlp.respond.deadlines.terms import due, stands
from tsur_nlp.respond.deadlines.working_time import Ints, WorkingTime

if TYPE_CHECKING:
    import pandas as pd

GIVEN = "выгрузка"
"""What stands for the name of a rule where the export itself says when the answer is due."""

_NEVER = np.datetime64("NaT", "s")


@dataclass(frozen=True, slots=True)
class Dues:
    """When each clock ends; ``by_first`` marks due dates that are those of the first answer."""

    due_on: Times
    rule: NDArray[np.object_]
    by_first: Bools
    first_reaction: Times
    first_answer: Times
    best: Times
    best_of_first: Bools


def dues(facts: pd.DataFrame, at: Moments, rules: Rules) -> Dues:
    """Return the end of every clock of every message; what the export says wins."""
    won = winners(facts, at.created, rules)
    clocks = _Clocks(at, rules, won)
    first, answer = clocks.ends("first_answer"), clocks.ends("answer")
    is_given, by_answer = ~np.isnat(at.due_on), won["answer"] >= 0
    given = np.where(stands(at, at.due_on), _NEVER, at.due_on)
    names = np.array([*(rule.name for rule in rules.rules), ""], dtype=object)
    by_rule = names[np.where(by_answer, won["answer"], won["first_answer"])]
    best_of_first = clocks.have_best("first_answer")
    return Dues(
        due_on=np.where(is_given, given, np.where(by_answer, answer, first)),
        rule=np.where(is_given, GIVEN, by_rule),
        by_first=~is_given & ~by_answer,
        first_reaction=clocks.ends("first_reaction"),
        first_answer=first,
        best=np.where(best_of_first, clocks.best("first_answer"), clocks.best("answer")),
        best_of_first=best_of_first,
    )


class _Clocks:
    """The clocks that the rules set going, over one line of working time."""

    def __init__(self, at: Moments, rules: Rules, won: Mapping[str, Ints]) -> None:
        self._at = at
        self._rules = rules.rules
        self._won = won
        self._time = _time_around(at, rules)

    def ends(self, clock: str) -> Times:
        return self._ends(clock, [term.amount if term else None for term in self._terms(clock)])

    def best(self, clock: str) -> Times:
        return self._ends(clock, self._best(clock))

    def have_best(self, clock: str) -> Bools:
        known = [best is not None for best in self._best(clock)]
        return np.array([*known, False], dtype=bool)[self._won[clock]]

    def _terms(self, clock: str) -> list[Term | None]:
        return [rule.terms.get(clock) for rule in self._rules]

    def _best(self, clock: str) -> list[float | None]:
        return [term.best if term else None for term in self._terms(clock)]

    def _ends(self, clock: str, amounts: list[float | None]) -> Times:
        ends = np.full(len(self._at.created), _NEVER)
        for place, (term, amount) in enumerate(zip(self._terms(clock), amounts, strict=True)):
            rows = self._won[clock] == place
            if term and amount and rows.any():
                ends[rows] = due(term, amount, self._at.of(rows), self._time)
        return ends


def _time_around(at: Moments, rules: Rules) -> WorkingTime:
    """Return working time from before the first message until after the longest term."""
    seen = np.concatenate([at.created, at.resumed])
    years = seen[~np.isnat(seen)].astype("datetime64[Y]").astype(np.int64) + 1970
    first, last = (int(years.min()), int(years.max())) if len(years) else (1970, 1970)
    terms = [term for rule in rules.rules for term in rule.terms.values()]
    ahead = max(_years(term, rules.hours) for term in terms)
    return working_time(rules.hours, rules.days_off, first - 1, last + ahead)


def _years(term: Term, hours: Hours) -> int:
    """Return more years than the term can take, were 22 weeks of a year off."""
    spans = [span for span in hours.days if span]
    weekly = sum(end - start for start, end in spans) / 120 if term.in_hours else len(spans)
    return 2 + int(term.amount / (30 * weekly if term.is_working else 300))
