"""What is known of one message, ready to leave the machine: no personal data in it."""

from __future__ import annotations

from dataclasses import dataclass

from tsur_nlp import Message, Place


@dataclass(frozen=True, slots=True)
class Where:
    """A place named in the message, without what says whose home it is (entrance, apartment)."""

    region: str
    municipality: str
    district: str
    settlement: str
    street: str
    house: str
    lat: float | None
    lon: float | None
    precision: str

    @classmethod
    def of(cls, place: Place) -> Where:
        """Take from a place what may be shown."""
        return cls(*(getattr(place, name) for name in cls.__slots__))


@dataclass(frozen=True, slots=True)
class Read:
    """One message read, or the reason (in Russian) why it could not be."""

    id: str
    error: str = ""
    is_appeal: bool | None = None
    topic_group: str = ""
    topic_group_confidence: float | None = None
    topic: str = ""
    topic_confidence: float | None = None
    needs_review: bool = True
    places: tuple[Where, ...] = ()
    masked_text: str = ""

    @classmethod
    def of(cls, message_id: str, message: Message) -> Read:
        """Take from a message what may be shown: never its ``text``."""
        topic = message.topic
        if topic is None:
            return cls(message_id, error=message.error or "тема не определена")
        return cls(
            message_id,
            is_appeal=topic.is_appeal,
            topic_group=topic.group,
            topic_group_confidence=topic.group_confidence,
            topic=topic.name,
            topic_confidence=topic.confidence if topic.name else None,
            needs_review=topic.needs_review,
            places=tuple(map(Where.of, message.places)),
            masked_text=message.masked_text,
        )
