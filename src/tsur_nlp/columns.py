"""The ``nlp_`` columns that scoring adds, and how a message fills them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tsur_nlp.records import Message, Place, Topic, TopicPart

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "nlp_is_appeal": "boolean",
    "nlp_topic_group": "str",
    "nlp_topic_group_confidence": "float64",
    "nlp_topic": "str",
    "nlp_topic_confidence": "float64",
    "nlp_topic_alternatives": "str",
    "nlp_needs_review": "boolean",
    "nlp_topic_parts": "str",
    "nlp_text_masked": "str",
    "nlp_places": "str",
    "nlp_region": "str",
    "nlp_municipality": "str",
    "nlp_district": "str",
    "nlp_settlement": "str",
    "nlp_street": "str",
    "nlp_house": "str",
    "nlp_lat": "float64",
    "nlp_lon": "float64",
    "nlp_place_precision": "str",
    "nlp_assignee": "str",
    "nlp_assignee_alternatives": "str",
    "nlp_error": "str",
}
"""Column name -> its type, in the order in which the columns are added."""

_NO_PLACE = Place()
_NO_TOPIC = (None, "", None, "", None, "", None)
_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# Hundreds of names come back in every row: an encoder a row costs as much as the classifier.
_quoted = lru_cache(maxsize=4_096)(_TO_JSON)


def append(frame: pd.DataFrame, messages: Iterable[Message]) -> pd.DataFrame:
    """Return the frame with the ``nlp_`` columns behind its own; earlier ``nlp_`` ones give way."""
    import pandas as pd

    rows = list(map(_row, messages))
    values = zip(*rows, strict=True) if rows else iter([()] * len(COLUMNS))
    added = {
        name: pd.Series(list(column), index=frame.index, dtype=kind)
        for (name, kind), column in zip(COLUMNS.items(), values, strict=True)
    }
    own = frame[[column for column in frame.columns if column not in COLUMNS]]
    scored = pd.concat([own, pd.DataFrame(added, index=frame.index)], axis=1)
    scored.attrs = dict(frame.attrs)  # what the reader mended (exports.notes)
    return scored


def _row(message: Message) -> tuple[Any, ...]:
    place = message.places[0] if message.places else _NO_PLACE
    body = message.assignee
    return (
        *(_topic(message.topic) if message.topic else _NO_TOPIC),
        _objects(message.parts),
        message.masked_text,
        _objects(message.places),
        place.region,
        place.municipality,
        place.district,
        place.settlement,
        place.street,
        place.house,
        place.lat,
        place.lon,
        place.precision,
        body.group if body else "",
        _bodies(body) if body else "",
        message.error,
    )


def _objects(found: Sequence[Place] | Sequence[TopicPart]) -> str:
    return _TO_JSON([one.as_dict() for one in found]) if found else "[]"


def _topic(topic: Topic) -> tuple[Any, ...]:
    return (
        topic.is_appeal,
        topic.group,
        topic.group_confidence,
        topic.name,
        topic.confidence,
        _alternatives(topic),
        topic.needs_review,
    )


def _alternatives(topic: Topic) -> str:
    objects = [
        f'{{"topic_group":{_quoted(a.group)},"topic":{_quoted(a.name)},"confidence":{a.confidence}}}'
        for a in topic.alternatives
    ]
    return f"[{','.join(objects)}]"


def _bodies(body: Topic) -> str:
    return _TO_JSON([{"assignee": a.group, "confidence": a.confidence} for a in body.alternatives])
