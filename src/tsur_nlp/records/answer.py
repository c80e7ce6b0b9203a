"""What an authority answered, and how authorities answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd


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
