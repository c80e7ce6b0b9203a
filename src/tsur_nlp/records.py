"""What the stages hand to each other: frozen records, no behaviour beyond reading them.

Spans are half-open character offsets ``[start, end)``. Coordinates are (lat, lon) in degrees, WGS
84. An empty string means «not said»; ``None`` is used for numbers only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a stage did to a text: the rule, and its edits ``(start, end, replacement)``.

    The offsets of ``edits`` are those of the text before this step.
    """

    rule: str
    edits: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """A piece of personal data: its kind (``phone``, ``name``, …) and its span."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NormalText:
    """A message after ``normalize``.

    ``text`` is the repaired text (places are read from it), ``masked`` the same with personal data
    replaced by typed placeholders (topics are read from it), ``masked_original`` the citizen's own
    text with the placeholders (it is shown and stored). ``personal`` holds spans of ``original``;
    ``origin`` maps a span of ``text`` to a span of ``original``.
    """

    original: str
    text: str
    masked: str
    masked_original: str
    personal: tuple[PersonalSpan, ...] = ()
    steps: tuple[Step, ...] = ()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of ``text`` to the span of ``original`` it came from."""
        from tsur_nlp.text.offsets import origin

        return origin(self.steps, start, end)


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """One of the topics a message may be about, with its probability."""

    group: str
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Topic:
    """What a message is about: a group, a topic of that group, and how sure that is.

    ``name`` is empty where the model has one level. ``alternatives`` are the next best topics, best
    first. ``needs_review`` is true where the model should not decide alone.
    """

    group: str
    group_confidence: float
    name: str = ""
    confidence: float = 0.0
    alternatives: tuple[TopicChoice, ...] = ()
    is_appeal: bool = True
    appeal_confidence: float = 1.0
    needs_review: bool = False


@dataclass(frozen=True, slots=True)
class TopicPart:
    """What one part of a message about several matters says: its group and its span.

    ``name`` is the likeliest topic of the group; ``confidence`` is that of the group, read from
    this part alone.
    """

    group: str
    name: str
    confidence: float
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """Plain dict, in the order and with the names of the ``nlp_topic_parts`` column."""
        return {
            "group": self.group,
            "topic": self.name,
            "confidence": self.confidence,
            "start": self.start,
            "end": self.end,
        }


PRECISIONS = ("house", "street", "district", "settlement", "municipality", "region", "none")


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a message: names in the nominative, as far down as the text says."""

    region: str = ""
    municipality: str = ""
    district: str = ""
    district_type: str = ""
    settlement: str = ""
    settlement_type: str = ""
    street: str = ""
    street_type: str = ""
    house: str = ""
    entrance: str = ""
    apartment: str = ""
    landmark: str = ""
    start: int = 0
    end: int = 0
    text: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: str = "none"

    def as_dict(self) -> dict[str, Any]:
        """Plain dict, in the order and with the names of the ``nlp_places`` column."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Message:
    """One message after the per-message stages; ``error`` says why a stage gave nothing.

    ``parts`` are there where the message is about several matters; their spans, like those of
    ``places``, are of ``text``.
    """

    text: str
    masked_text: str
    normal: NormalText | None = None
    topic: Topic | None = None
    places: tuple[Place, ...] = ()
    assignee: Topic | None = None
    error: str = ""
    explainer: Callable[[Message], str] | None = field(default=None, repr=False, compare=False)
    parts: tuple[TopicPart, ...] = ()

    def explain(self) -> str:
        """Tell, in Russian, which rules and words decided; personal data stays masked."""
        return self.explainer(self) if self.explainer else self.error


ANSWER_KINDS = (
    "resolved", "partly", "planned", "forwarded", "refused", "not_confirmed", "explained", "empty",
)  # fmt: skip
"""What an answer of an authority comes to; ``empty`` says nothing of the matter (отписка)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer of an authority says.

    ``promised`` is the day until which the work is promised (ISO), ``vague``, or empty;
    ``evidence`` tells whether a photo or a document is attached or named; ``on_point`` is the
    probability that it answers this question, ``None`` where there is no question; ``politeness``
    names its forms (greeting, address, thanks, apology, closing).
    """

    kind: str
    confidence: float
    promised: str = ""
    evidence: bool = False
    on_point: float | None = None
    politeness: tuple[str, ...] = ()


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
    ``residents_risk``. The limits are of the risk with chance taken off; ``level`` is read from the
    lower one. Messages are those of the days ``window_start`` to ``window_end`` (ISO).
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


@dataclass(frozen=True, slots=True, eq=False)
class Responses:
    """How authorities answered, as far as it was known at the moment ``as_of``.

    ``messages`` has one row per message of the export, ``table`` one per body, unit, topic,
    channel and week, with its numbers. The others are lists: what is due next, dates that were
    promised and missed, answers that say nothing, and what has changed. ``unit`` is the column of
    the units; ``as_of`` is ``None`` where there are no messages.
    """

    as_of: datetime | None
    unit: str
    messages: pd.DataFrame
    table: pd.DataFrame
    expiring: pd.DataFrame
    broken: pd.DataFrame
    empty: pd.DataFrame
    changes: pd.DataFrame
