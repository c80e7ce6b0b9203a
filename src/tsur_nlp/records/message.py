"""What is known of one message: its topics and places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tsur_nlp.records.text import NormalText


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
class PlaceChoice:
    """One of the places that may be meant: what it has other than the place, and how likely it is.

    ``lat`` and ``lon`` are degrees; None where the point is not known.
    """

    region: str = ""
    municipality: str = ""
    district: str = ""
    settlement: str = ""
    street: str = ""
    street_type: str = ""
    house: str = ""
    lat: float | None = None
    lon: float | None = None
    confidence: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """Plain dict of what is known, in the order of the fields."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in values.items() if value not in ("", None)}


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a message: names in the nominative, as far down as the text says.

    ``confidence`` is the probability that its deepest names are right, from 0 to 1.
    ``alternatives`` are what else may be meant, the likeliest first. ``oktmo`` is the code of its
    municipality, empty where that is not known.
    """

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
    confidence: float = 0.0
    alternatives: tuple[PlaceChoice, ...] = ()
    oktmo: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain dict, in the order and with the names of the ``nlp_places`` column."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return values | {"alternatives": [other.as_dict() for other in self.alternatives]}


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
