"""What is found in a territory: problems, campaigns, colours of units."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SystemicProblem:
    """Many messages, one cause, more than chance explains (see ``detect.find_problems``).

    ``units`` are the units in which a wave over the whole territory is felt, most affected first;
    a problem of one unit has none. ``merged_ids`` are problems that went into this one;
    ``merged_into`` is set in the last word on such a problem. ``split_from`` is the problem that
    this one was a part of before; on the day ``closed_on`` it was closed, on ``reopened_on`` it
    came back.
    """

    problem_id: str
    status: str
    kind: str
    topic_group: str
    topic: str
    region: str
    unit_type: str
    unit: str
    lat: float | None
    lon: float | None
    radius_m: float | None
    window_start: str
    window_end: str
    first_seen: str
    last_seen: str
    observed: int
    expected: float
    relative_risk: float
    p_value: float
    q_value: float
    recurrence_interval_days: float
    distinct_authors: int | None
    distinct_addresses: int | None
    reopened_share: float | None
    overdue_share: float | None
    severity: int
    level: str
    keywords: tuple[str, ...] = ()
    example_ids: tuple[str, ...] = ()
    message_ids: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    assignee: str = ""
    units: tuple[str, ...] = ()
    merged_ids: tuple[str, ...] = ()
    merged_into: str = ""
    split_from: str = ""
    closed_on: str = ""
    reopened_on: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain dict with lists, ready for JSON."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Campaign:
    """One text sent again and again, but for small edits (see ``detect.find_campaigns``).

    ``kind`` is ``mailing`` (few authors, or nobody knows who) or ``shared`` (many authors use one
    text). ``count`` and ``message_ids`` are those of the last weeks, ``first_seen`` may be earlier;
    ``counted`` is as how many messages they count in problems. ``example`` is empty where the
    caller did not say that the texts are masked.
    """

    campaign_id: str
    kind: str
    topic_group: str
    topic: str
    units: tuple[str, ...]
    count: int
    counted: int
    distinct_authors: int | None
    distinct_addresses: int | None
    first_seen: str
    last_seen: str
    example_id: str
    example: str
    note: str
    message_ids: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain dict with lists, ready for JSON."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class UnitHeat:
    """The colour of one unit on the heat map, and the numbers behind it.

    ``topic_group`` is empty where all messages are meant. ``basis`` tells what ``expected``,
    ``relative_risk``, ``p_value`` and the limits ``risk_low`` and ``risk_high`` compare with:
    ``own_past``, ``residents``, or nothing; both ratios stand in ``own_past_risk`` and
    ``residents_risk``. The limits are of the risk with chance taken off, and ``level`` is
    read from how likely a high one is (`detect.heat`). Messages are those of the days
    ``window_start`` to ``window_end`` (ISO).
    """

    unit: str
    unit_type: str
    level: str
    observed: int
    expected: float
    relative_risk: float | None
    p_value: float | None
    per_1000: float | None
    top_topics: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    topic_group: str = ""
    basis: str = ""
    risk_low: float | None = None
    risk_high: float | None = None
    own_past_risk: float | None = None
    residents_risk: float | None = None
    residents: int | None = None
    window_start: str = ""
    window_end: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain dict with lists, ready for JSON."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}
