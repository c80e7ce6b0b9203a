"""The units of the map: their rows, their problems, their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tsur_nlp.records import SystemicProblem, UnitHeat
from tsur_nlp.report.numbers.frame import View, Whole
from tsur_nlp.report.numbers.summary import LEVELS
from tsur_nlp.report.words import APPEALS, NBSP, counted, fixed, number, plural
from tsur_nlp.text import fold

_NO_ROWS: Whole = np.zeros(0, dtype=np.int64)
MAX_UNITS = 400


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the map: its place in the ranking, its colour, its messages and its problems."""

    number: int
    heat: UnitHeat
    rows: Whole
    problems: tuple[SystemicProblem, ...]

    @property
    def level(self) -> str:
        """The level, grey where it is not one of the known."""
        return self.heat.level if self.heat.level in LEVELS else "grey"

    @property
    def anchor(self) -> str:
        """The id of the unit's block on the page."""
        return f"unit-{self.number}"


class RowIndex:
    """Finds the rows of a unit or of a topic without reading the frame again."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._columns: dict[str, Mapping[str, Whole]] = {}

    def rows(self, column: str, name: str) -> Whole:
        """Return the rows whose column says ``name``, without regard to case and ё."""
        found = self._column(column)
        key = fold(name.strip())
        # A district may come with its town: «Пермь, Ленинский район».
        return found.get(key, found.get(key.rsplit(", ", 1)[-1], _NO_ROWS))

    def _column(self, column: str) -> Mapping[str, Whole]:
        if column not in self._columns:
            self._columns[column] = self._read(column)
        return self._columns[column]

    def _read(self, column: str) -> Mapping[str, Whole]:
        import pandas as pd

        if column not in self._view.columns:
            return {}
        codes, names = pd.factorize(self._view.texts(column))
        order = np.argsort(codes, kind="stable")
        ends = np.cumsum(np.bincount(codes, minlength=len(names)))
        found: dict[str, list[Whole]] = defaultdict(list)
        for name, part in zip(names, np.split(order, ends[:-1]), strict=False):
            found[fold(str(name))].append(part)
        return {key: np.sort(np.concatenate(parts)) for key, parts in found.items()}


def ranked(
    view: View,
    heat: Sequence[UnitHeat],
    problems: Sequence[SystemicProblem],
    index: RowIndex,
) -> list[Unit]:
    """Order the units, the hottest first, each with its appeals and problems."""
    own: dict[str, list[SystemicProblem]] = defaultdict(list)
    for problem in problems:
        for name in sorted({fold(unit) for unit in (problem.unit, *problem.units)}):
            own[name].append(problem)
    appeals = view.appeals
    found = []
    for place, item in enumerate(sorted(heat, key=_order)[:MAX_UNITS], start=1):
        rows = index.rows(item.unit_type or view.unit, item.unit)
        found.append(Unit(place, item, rows[appeals[rows]], tuple(own[fold(item.unit)])))
    return found


def _order(item: UnitHeat) -> tuple[object, ...]:
    rank = LEVELS.index(item.level) if item.level in LEVELS else len(LEVELS)
    return (rank, -item.observed, -(item.relative_risk or 0), item.unit)


def bare(heat: Sequence[UnitHeat]) -> list[Unit]:
    """Order the units of a map that stands alone: no messages and problems beside it."""
    ordered = enumerate(sorted(heat, key=_order), start=1)
    return [Unit(place, item, _NO_ROWS, ()) for place, item in ordered]


def against_expected(observed: int, expected: float, basis: str = "") -> str:
    """Say how many came and how many were to be expected, and why so many.

    >>> against_expected(64, 12.04)
    '64\\xa0обращения при ожидаемых 12'
    >>> against_expected(64, 12.04, "residents")
    '64\\xa0обращения при ожидаемых по числу жителей 12'
    """
    why = " по числу жителей" if basis == "residents" else ""
    return f"{counted(observed, APPEALS)} при ожидаемых{why} {number(expected, 1)}"


def times(risk: float | None) -> str:
    """Write a relative risk shortly; in a column the commas stand below each other.

    >>> times(5.31), times(None), times(1.0)
    ('×\\xa05,3', '—', '×\\xa01,0')
    """
    return "—" if risk is None or risk != risk else f"×{NBSP}{fixed(risk)}"


def times_more(risk: float | None) -> str:
    """Say a relative risk in words; nothing where it is about one, or not known.

    >>> times_more(5.31), times_more(5.0), times_more(1.02)
    ('в\\xa05,3\\xa0раза больше', 'в\\xa05\\xa0раз больше', '')
    """
    if risk is None or not 1.1 <= risk < float("inf"):
        return ""
    said = number(risk, 1 if risk < 20 else 0)
    whole = float(said.replace(NBSP, "").replace(",", "."))
    return f"в{NBSP}{said}{NBSP}{plural(whole, ('раз', 'раза', 'раз'))} больше"
