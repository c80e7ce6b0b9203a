"""What a change is: of a problem, of a unit of the map, of a topic, of all messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.numbers.shifts import Shift


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit of the map that changed its level."""

    unit: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class TopicChange:
    """A topic that grew or fell; or a group, without those of its topics that are named themselves.

    ``topic_group`` is empty where ``topic`` is a group.
    """

    topic: str
    topic_group: str
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class ProblemChange:
    """A problem that was known before, and the appeals on its topic in its unit."""

    problem: SystemicProblem
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class Span:
    """What changed in the last ``days`` days, that is after the day ``since``.

    Problems: ``new_problems`` (or those that came back), ``closed_problems``, and of the others
    those that are ``heavier``; the gravest first. Units: ``hotter`` became orange or red,
    ``cooler`` are that no more (one that became grey says nothing); none where ``mapped`` is false:
    the map of that day is not known. Topics: ``grown`` and ``fallen``, the largest change first.
    ``flow`` is all messages.

    A day is compared with the same weekday a week before, a week with the week before it: a weekday
    is no change. Where the data do not reach back so far, ``flow`` is ``None`` and no count is
    compared. Only counts are listed whose difference chance does not explain (see
    `tsur_nlp.report.chance`).
    """

    days: int
    since: date
    new_problems: tuple[SystemicProblem, ...] = ()
    closed_problems: tuple[SystemicProblem, ...] = ()
    heavier: tuple[ProblemChange, ...] = ()
    mapped: bool = False
    hotter: tuple[UnitChange, ...] = ()
    cooler: tuple[UnitChange, ...] = ()
    grown: tuple[TopicChange, ...] = ()
    fallen: tuple[TopicChange, ...] = ()
    flow: Shift | None = None

    @property
    def quiet(self) -> bool:
        """Nothing changed that is worth a word."""
        told = (
            *(self.new_problems, self.closed_problems, self.heavier),
            *(self.hotter, self.cooler, self.grown, self.fallen),
        )
        return not any(told) and not (self.flow and self.flow.certain)


@dataclass(frozen=True, slots=True)
class Changes:
    """Spans of 1 and of 7 days, as far as the data reach back.

    ``remembered`` is false where every problem was first seen on the day of the report: either all
    are new, or the list of the day before was not given.
    """

    spans: tuple[Span, ...]
    remembered: bool
