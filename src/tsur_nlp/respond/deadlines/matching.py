"""Which rule holds for which message: the first one that does, for each clock apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.errors import InputError
from tsur_nlp.respond.deadlines.moments import Bools, Times
from tsur_nlp.respond.deadlines.rules import CLOCKS, Rules, When
from tsur_nlp.respond.deadlines.wording import key_of, matcher
from tsur_nlp.respond.deadlines.working_time import Ints

if TYPE_CHECKING:
    import pandas as pd


def winners(facts: pd.DataFrame, created: Times, rules: Rules) -> dict[str, Ints]:
    """Return, for every clock, the place of the rule that sets it, −1 where none does."""
    won = {clock: np.full(len(facts), -1, dtype=np.int64) for clock in CLOCKS}
    words = _Words(facts)
    dated = ~np.isnat(created)
    for place, rule in enumerate(rules.rules):
        holds = dated & in_time(rule.when, created)
        for column, patterns in rule.when.words.items():
            holds &= words.fit(column, patterns)
        for clock in rule.terms:
            won[clock][holds & (won[clock] < 0)] = place
    return won


def in_time(when: When, created: Times) -> Bools:
    """Tell which messages came in the season and between the dates of a rule."""
    day = created.astype("datetime64[D]")
    holds: Bools = ~np.isnat(day)
    if when.since:
        holds &= day >= np.datetime64(when.since)
    if when.until:
        holds &= day <= np.datetime64(when.until)
    if when.season:
        first, last = when.season
        date = _month_and_day(day)
        inside = (date >= first) & (date <= last)
        # From November to April there is a New Year.
        holds &= inside if first <= last else (date >= first) | (date <= last)
    return holds


def _month_and_day(day: Times) -> Ints:
    month = day.astype("datetime64[M]")
    number = (day - month.astype("datetime64[D]")).astype(np.int64) + 1
    dates: Ints = 100 * (month.astype(np.int64) % 12 + 1) + number
    return dates


class _Words:
    """The columns that conditions name, each with its distinct values read once."""

    def __init__(self, facts: pd.DataFrame) -> None:
        self._facts = facts
        self._read: dict[str, tuple[Ints, list[str]]] = {}

    def fit(self, column: str, patterns: tuple[str, ...]) -> Bools:
        codes, keys = self._keys(column)
        fits = matcher(patterns).fullmatch
        known: Bools = np.array([bool(key and fits(key)) for key in keys], dtype=bool)[codes]
        return known

    def _keys(self, column: str) -> tuple[Ints, list[str]]:
        import pandas as pd

        if column not in self._facts.columns:
            raise InputError(f"the facts have no column {column!r}; pass what `facts` returns")
        if column not in self._read:
            codes, values = pd.factorize(self._facts[column], use_na_sentinel=False)
            keys = ["" if pd.isna(value) else key_of(str(value)) for value in values]
            self._read[column] = np.asarray(codes, dtype=np.int64), keys
        return self._read[column]
