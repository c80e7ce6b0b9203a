"""What a digest says of a problem, a unit, a topic, and of what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ProblemNote:
    """A systemic problem; ``reason`` is the first of its reasons.

    ``course`` is ``grows``, ``falls``, ``holds``, or empty where it cannot be told; ``walk`` says
    how many of its messages look like one person's walk («13 из 21»), empty where none do.
    ``due_on`` is the nearest deadline ahead (ISO) of its messages that wait for an answer,
    ``overdue`` how many of them wait beyond theirs; ``None`` where deadlines are not known.
    """

    problem_id: str
    topic_group: str
    topic: str
    unit_type: str
    unit: str
    units: tuple[str, ...]
    level: str
    status: str
    kind: str
    severity: int
    observed: int
    expected: float
    relative_risk: float
    window_start: str
    window_end: str
    first_seen: str
    assignee: str
    reason: str
    course: str = ""
    walk: str = ""
    due_on: str | None = None
    overdue: int | None = None


@dataclass(frozen=True, slots=True)
class ProblemMove:
    """A problem that is new, closed, or heavier: then with the appeals now and before.

    A new one may be an old one that ``returned``.
    """

    problem_id: str
    topic_group: str
    topic: str
    unit: str
    level: str
    returned: bool = False
    now: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class UnitMove:
    """A unit of the map that changed its level."""

    unit: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class TopicNote:
    """A topic and its appeals: of the last days, and of as many days a week before.

    ``change`` is 0.2 for a fifth more; ``None`` where the data do not reach back, or from nothing.
    """

    topic_group: str
    topic: str
    now: int
    before: int | None
    change: float | None


@dataclass(frozen=True, slots=True)
class SpanNote:
    """What changed in the last ``days`` days (see `tsur_nlp.report.numbers.changes.Span`)."""

    days: int
    since: date
    new_problems: tuple[ProblemMove, ...]
    closed_problems: tuple[ProblemMove, ...]
    heavier_problems: tuple[ProblemMove, ...]
    map_known: bool
    hotter_units: tuple[UnitMove, ...]
    cooler_units: tuple[UnitMove, ...]
    grown_topics: tuple[TopicNote, ...]
    fallen_topics: tuple[TopicNote, ...]
    messages: int | None
    messages_before: int | None
    messages_changed: bool | None
