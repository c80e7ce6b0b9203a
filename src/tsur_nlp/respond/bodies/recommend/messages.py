"""Messages just read, as facts to recommend by; and a recommendation as a message carries it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tsur_nlp.records import Message, Place, Topic, TopicChoice

if TYPE_CHECKING:
    import pandas as pd

_PLACE = ("municipality", "district", "settlement", "street", "house", "lat", "lon")
_NOWHERE = Place()


def facts_of(messages: Sequence[Message]) -> pd.DataFrame:
    """Return what messages themselves say: text, topic, first place; the source is not known."""
    import pandas as pd

    table = pd.DataFrame([_row(message) for message in messages], columns=list(_ROW))
    return table.astype({"lat": float, "lon": float})


def as_topics(recommended: pd.DataFrame) -> list[Topic]:
    """Return recommendations as topics of one level, the other bodies as their alternatives."""
    shown = zip(
        recommended["assignee"], recommended["confidence"], recommended["alternatives"], strict=True
    )
    return [
        Topic(
            body,
            sure,
            alternatives=tuple(TopicChoice(name, "", share) for name, share in bodies[1:]),
        )
        for body, sure, bodies in shown
    ]


def _row(message: Message) -> tuple[object, ...]:
    text = message.normal.masked if message.normal else message.masked_text
    topic = message.topic or Topic("", 0.0)
    place = message.places[0] if message.places else _NOWHERE
    return text, topic.group, topic.name, "", *(getattr(place, name) for name in _PLACE)


_ROW = ("text", "topic_group", "topic", "source", *_PLACE)
