"""What a digest says; its fields are the keys of its JSON."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tsur_nlp.report.digest.notes import ProblemNote, SpanNote, TopicNote

VERSION = 1
"""Of the JSON: it grows when a key is renamed or removed, or means another thing."""
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """The level of the day, its word, and the sentence."""

    level: str
    word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The headline numbers; ``None`` where there is nothing to compute from.

    ``norm`` is the mean of the seven days before; ``against_norm`` is 0.2 for a fifth more.
    """

    messages: int
    appeals: int
    day: int | None
    yesterday: int | None
    norm: float | None
    against_norm: float | None
    red_problems: int
    orange_problems: int


@dataclass(frozen=True, slots=True)
class Answers:
    """How the appeals were answered; ``None`` where the export does not tell.

    ``judged`` are those whose deadline has passed, ``on_time`` the share of them answered by it;
    ``waiting`` have no answer, ``overdue`` wait beyond their deadline, that of ``expiring`` comes
    within two days; in ``median_hours`` half of all waited it out.
    """

    answered: int
    waiting: int
    on_time: float | None
    judged: int
    overdue: int | None
    expiring: int | None
    median_hours: float | None
    broken_promises: int | None = None
    empty_share: float | None = None
    came_back_share: float | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """Whether the data can be trusted: ``counts`` are rows by what is wrong with them.

    ``doubts`` are the keys of those counts that are above their limits; ``few_rows`` and
    ``silent_days`` (of the last four weeks) make the data doubtful too.
    """

    trusted: bool
    doubts: tuple[str, ...]
    few_rows: bool
    silent_days: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Digest:
    """The day in short.

    ``changes`` are those since yesterday and since a week ago, as far as the data reach;
    ``problems_remembered`` is false where every problem was first named on the day of the report:
    either all are new, or the list of the day before was not given. ``problems`` are all that are
    not closed, the gravest first; ``topics`` the five most written about in seven days. Personal
    data is nowhere in it.
    """

    title: str
    region: str
    as_of: date | None
    first: date | None
    unit_type: str
    verdict: Verdict
    numbers: Numbers
    changes: tuple[SpanNote, ...]
    problems_remembered: bool
    problems: tuple[ProblemNote, ...]
    topics: tuple[TopicNote, ...]
    answers: Answers
    quality: Quality

    def as_dict(self) -> dict[str, Any]:
        """Return what JSON is written from: ISO dates, lists, ``None`` for what is not known."""
        return {"schema_version": VERSION, **_plain(asdict(self))}

    def markdown(self) -> str:
        """Return the text for a messenger: at most 3,500 characters, no tables, no HTML."""
        from tsur_nlp.report.digest.markdown import markdown

        return markdown(self)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return round(value, _DIGITS) if math.isfinite(value) else None
    return value.isoformat() if isinstance(value, date) else value
