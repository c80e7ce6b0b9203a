"""What a file of deadlines says, once it is read and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

CLOCKS = ("first_reaction", "first_answer", "answer")
UNITS = ("calendar_hours", "calendar_days", "working_hours", "working_days")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Span = tuple[int, int]
"""From and to, in minutes since midnight."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long a clock runs, and the conventions of its first and last day.

    Attributes:
        best: the amount, in the same unit, within which an answer is not only in time but good.
        starts: ``arrival``, or ``opening`` where a message of the night is one of the morning.
        count_first_day: whether the day of arrival is the first day of a term in days.
        ends: a term in days ends with its last ``day``, or at its ``closing``.
        on_day_off: where the last calendar day is a day off: ``stays``, ``next`` working day
            (ст. 193 ГК РФ), ``previous`` one.
    """

    amount: float
    unit: str
    best: float | None = None
    starts: str = "arrival"
    count_first_day: bool = False
    ends: str = "day"
    on_day_off: str = "stays"

    @property
    def in_hours(self) -> bool:
        """Whether the term ends at a moment that depends on the moment of arrival."""
        return self.unit.endswith("hours")

    @property
    def is_working(self) -> bool:
        """Whether only working time counts."""
        return self.unit.startswith("working")


@dataclass(frozen=True, slots=True)
class When:
    """Which messages a rule is about: all that is said has to hold, what is not said does not.

    ``words`` maps a column of the facts to the patterns of which one has to match; ``season`` is
    its first and last day as month × 100 + day; ``since`` and ``until`` are inclusive.
    """

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    season: tuple[int, int] | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A name that officials see, the messages it is about, and the term of each clock it sets."""

    name: str
    when: When
    terms: Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Hours:
    """Working hours of the seven weekdays, Monday first, and the lunch break."""

    days: tuple[Span | None, ...]
    lunch: Span | None = None


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Which days are off beside the weekly ones; ``off`` and ``working`` are the region's own."""

    holidays: bool = True
    decreed_days: bool = True
    short_eves: bool = True
    off: tuple[dt.date, ...] = ()
    working: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """A whole file: the first rule that holds wins, for each clock apart."""

    time_zone: str
    hours: Hours
    days_off: DaysOff
    rules: tuple[Rule, ...]
