"""The ``nlp_`` columns that scoring adds, and how a message fills them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tsur_nlp.records import Message, Place, Topic

if TYPE_CHECKING:
    import pandas as pd

_NO_PLACE = Place()
_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _of_topic(read: Callable[[Topic], Any], unread: Any = None) -> Callable[[Message], Any]:
    return lambda message: unread if message.topic is None else read(message.topic)


def _of_place(name: str) -> Callable[[Message], Any]:
    return lambda message: getattr(message.places[0] if message.places else _NO_PLACE, name)


def _of_assignee(read: Callable[[Topic], Any]) -> Callable[[Message], Any]:
    return lambda message: "" if message.assignee is None else read(message.assignee)


# Hundreds of names come back in every row: an encoder a row costs as much as the classifier.
_quoted = lru_cache(maxsize=4_096)(_TO_JSON)


def _alternatives(topic: Topic) -> str:
    objects = (
        f'{{"topic_group":{_quoted(a.group)},"topic":{_quoted(a.name)},"confidence":{a.confidence}}}'
        for a in topic.alternatives
    )
    return f"[{','.join(objects)}]"


def _assignee_alternatives(topic: Topic) -> str:
    return _TO_JSON([{"assignee": a.group, "confidence": a.confidence} for a in topic.alternatives])


def _places(message: Message) -> str:
    return _TO_JSON([place.as_dict() for place in message.places]) if message.places else "[]"


COLUMNS: dict[str, Callable[[Message], Any]] = {
    "nlp_is_appeal": _of_topic(lambda topic: topic.is_appeal),
    "nlp_topic_group": _of_topic(lambda topic: topic.group, ""),
    "nlp_topic_group_confidence": _of_topic(lambda topic: topic.group_confidence),
    "nlp_topic": _of_topic(lambda topic: topic.name, ""),
    "nlp_topic_confidence": _of_topic(lambda topic: topic.confidence),
    "nlp_topic_alternatives": _of_topic(_alternatives, ""),
    "nlp_needs_review": _of_topic(lambda topic: topic.needs_review),
    "nlp_text_masked": lambda message: message.masked_text,
    "nlp_places": _places,
    "nlp_region": _of_place("region"),
    "nlp_municipality": _of_place("municipality"),
    "nlp_district": _of_place("district"),
    "nlp_settlement": _of_place("settlement"),
    "nlp_street": _of_place("street"),
    "nlp_house": _of_place("house"),
    "nlp_lat": _of_place("lat"),
    "nlp_lon": _of_place("lon"),
    "nlp_place_precision": _of_place("precision"),
    "nlp_assignee": _of_assignee(lambda topic: topic.group),
    "nlp_assignee_alternatives": _of_assignee(_assignee_alternatives),
    "nlp_error": lambda message: message.error,
}
"""Column name -> its value for one message, in the order in which the columns are added."""

_KINDS = {
    "nlp_is_appeal": "boolean",
    "nlp_needs_review": "boolean",
    "nlp_topic_group_confidence": "float64",
    "nlp_topic_confidence": "float64",
    "nlp_lat": "float64",
    "nlp_lon": "float64",
}


def append(frame: pd.DataFrame, messages: Iterable[Message]) -> pd.DataFrame:
    """Return the frame with the ``nlp_`` columns behind its own; earlier ``nlp_`` ones give way."""
    import pandas as pd

    rows = list(messages)
    own = frame[[column for column in frame.columns if column not in COLUMNS]]
    added = {
        name: pd.Series(
            [read(row) for row in rows], index=frame.index, dtype=_KINDS.get(name, "str")
        )
        for name, read in COLUMNS.items()
    }
    scored = pd.concat([own, pd.DataFrame(added, index=frame.index)], axis=1)
    scored.attrs = dict(frame.attrs)  # what the reader mended (exports.notes)
    return scored
