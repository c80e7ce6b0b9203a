"""Messages by day, whole or by the largest values of a column, with the mean of seven days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.errors import InputError
from tsur_nlp.report.figures.theme import topic
from tsur_nlp.report.numbers.frame import Numbers, View, Whole, view
from tsur_nlp.report.words import days_back

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "topic_group": "группам тем",
    "topic": "темам",
    "source": "источникам",
    "region": "регионам",
    "municipality": "муниципалитетам",
    "district": "районам",
    "settlement": "населённым пунктам",
    "street": "улицам",
    "assignee": "исполнителям",
    "status": "состояниям",
}
"""What messages may be split by; the others name a person, or nearly each message apart."""
UNKNOWN, OTHERS = "не указано", "остальные"
_LARGEST, _WEEK = 6, 7


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of each day, and the means of seven days that end with it, NaN where not known."""

    name: str
    daily: Whole
    mean: Numbers

    @property
    def line(self) -> Numbers:
        """Return the means, or the counts where there are too few days for any mean."""
        return self.daily.astype(float) if np.isnan(self.mean).all() else self.mean


@dataclass(frozen=True, slots=True)
class Trend:
    """The last days, the oldest first, and the series over them, the largest first."""

    days: Sequence[date]
    series: Sequence[Series]

    @property
    def total(self) -> int:
        """Count the messages of all the days."""
        return int(sum(one.daily.sum() for one in self.series))

    @property
    def smooth(self) -> bool:
        """Whether there are days enough for a mean of seven."""
        return not all(np.isnan(one.mean).all() for one in self.series)


def trend(facts: pd.DataFrame, *, by: str | None, days: int, as_of: object) -> Trend:
    """Count the messages of the last ``days`` days.

    Raises:
        InputError: ``by`` is no column to split by, ``days`` is not a number above 0, or ``as_of``
            is no date.
    """
    column = column_of(by)
    if isinstance(days, bool) or not isinstance(days, int) or days < 1:
        raise InputError(f"days={days!r}: give a whole number of days, 1 or more")
    known = view(facts, as_of=as_of, unit=column)
    if known.as_of is None or not known.span:
        return Trend((), ())
    count = min(days, known.span)
    if not column:
        found = [_series("", known, None, count)]
    else:
        names = _names(known, column)
        kept = _largest(names[(known.ago >= 0) & (known.ago < count)])
        found = [_series(name, known, np.flatnonzero(names == name), count) for name in kept]
        rest = np.flatnonzero(~np.isin(names, kept))
        found += [_series(OTHERS, known, rest, count)]
    series = tuple(one for one in found if not column or one.daily.any())
    return Trend(tuple(days_back(known.as_of, count)), series)


def column_of(by: str | None) -> str:
    """Return the canonical column to split by; an empty string for no split.

    >>> column_of("group"), column_of(None)
    ('topic_group', '')

    Raises:
        InputError: ``by`` is no column to split by.
    """
    name = "topic_group" if by == "group" else by or ""
    if name and name not in COLUMNS:
        raise InputError(f"cannot split by {by!r}; give 'group' or one of {', '.join(COLUMNS)}")
    return name


def _names(known: View, column: str) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Return the value of each message as it is shown; two that look the same are one."""
    values, codes = np.unique(known.texts(column).astype(str), return_inverse=True)
    shown = np.array([topic(value) or UNKNOWN for value in values.tolist()], dtype=object)
    made = np.empty(len(known), dtype=object)
    made[:] = shown[codes] if len(shown) else UNKNOWN
    return made


def _largest(names: np.ndarray[tuple[int], np.dtype[np.object_]]) -> list[str]:
    found, counts = np.unique(names.astype(str), return_counts=True)
    ordered = sorted(zip(found.tolist(), counts.tolist(), strict=True), key=lambda p: (-p[1], p[0]))
    return [name for name, _ in ordered if name != OTHERS][:_LARGEST]


def _series(name: str, known: View, rows: Whole | None, count: int) -> Series:
    # the days before the picture are read too: the mean of its first day needs them
    daily = known.daily(rows, count + _WEEK - 1)
    mean = np.convolve(daily, np.ones(_WEEK) / _WEEK, mode="valid")
    mean[: max(count + _WEEK - 1 - known.span, 0)] = np.nan
    return Series(name, daily[_WEEK - 1 :], mean)
