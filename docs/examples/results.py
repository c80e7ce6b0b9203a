"""What the service and the worker share: a pipeline that works, results without personal data."""

from __future__ import annotations

from dataclasses import dataclass

import tsur_nlp as tsur
from tsur_nlp import Message, Pipeline, Place

LONGEST = 20_000
"""A longer text is not read: as a list of phones it would keep the others waiting for seconds."""

TOO_LONG = f"текст длиннее {LONGEST:,} знаков".replace(",", " ")
FAILED = "ошибка обработки"


def ready(*, region: str, model: str) -> Pipeline:
    """Load a pipeline and read a message: what is set wrong stops the process with a sentence.

    Raises:
        SystemExit: the model, the region, or a file of theirs cannot be used.
    """
    try:
        pipeline = tsur.load_pipeline(region=region, model=model)
        error = pipeline("Нет воды").error
    except tsur.TsurError as wrong:
        error = str(wrong)
    if error:
        raise SystemExit(error)
    return pipeline


def too_long(text: object) -> str:
    """Say in Russian that a text is too long; an empty string where it is not."""
    return TOO_LONG if isinstance(text, str) and len(text) > LONGEST else ""


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
            error = message.error or "тема не определена"
            # What broke a stage is told after these words, and may repeat the text.
            return cls(message_id, error=FAILED if error.startswith(FAILED) else error)
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
