"""The ``nlp_`` columns that scoring adds, and how a message fills them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tsur_nlp.records import Answer, Message, Place, Topic, TopicPart

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

ANSWER_COLUMNS = {
    "nlp_answer_kind": "str",
    "nlp_answer_confidence": "float64",
    "nlp_answer_promised": "str",
    "nlp_answer_evidence": "boolean",
    "nlp_answer_on_point": "float64",
    "nlp_answer_politeness": "str",
    "nlp_answer_masked": "str",
}
"""The columns of an export that holds answers; they stand behind the others."""

_NO_PLACE = Place()
_NO_ANSWER = ("", None, "", None, None, "", "")
_NO_TOPIC = (None, "", None, "", None, "", None)
_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# Hundreds of names come back in every row: an encoder a row costs as much as the classifier.
_quoted = lru_cache(maxsize=4_096)(_TO_JSON)


def append(
    frame: pd.DataFrame,
    messages: Iterable[Message],
    answers: Iterable[tuple[Answer | None, str]] | None = None,
) -> pd.DataFrame:
    """Return the frame with the ``nlp_`` columns behind its own; earlier ``nlp_`` ones give way.

    ``answers`` are what the answers say, and their masked texts, where the export has answers.
    """
    import pandas as pd

    added = _table(COLUMNS, [_row(message) for message in messages], frame)
    if answers is not None:
        added |= _table(ANSWER_COLUMNS, [_answer(*answer) for answer in answers], frame)
    own = frame[[column for column in frame.columns if column not in added]]
    scored = pd.concat([own, pd.DataFrame(added, index=frame.index)], axis=1)
    scored.attrs = dict(frame.attrs)  # what the reader mended (exports.notes)
    return scored


def with_assignees(scored: pd.DataFrame, bodies: Sequence[Topic | None]) -> pd.DataFrame:
    """Return a scored frame with these bodies in the place of those named before."""
    import pandas as pd

    names = ("nlp_assignee", "nlp_assignee_alternatives")
    values = zip(*(_assignee(body) for body in bodies), strict=True) if bodies else ((), ())
    named = {
        name: pd.Series(list(column), index=scored.index, dtype=COLUMNS[name])
        for name, column in zip(names, values, strict=True)
    }
    return scored.assign(**named)


def _assignee(body: Topic | None) -> tuple[str, str]:
    return (body.group, _bodies(body)) if body else ("", "")


def _table(
    kinds: Mapping[str, str], rows: Sequence[tuple[Any, ...]], frame: pd.DataFrame
) -> dict[str, pd.Series]:
    import pandas as pd

    values = zip(*rows, strict=True) if rows else iter([()] * len(kinds))
    return {
        name: pd.Series(list(column), index=frame.index, dtype=kind)
        for (name, kind), column in zip(kinds.items(), values, strict=True)
    }


def _answer(answer: Answer | None, masked: str) -> tuple[Any, ...]:
    if answer is None:
        return _NO_ANSWER
    return (
        answer.kind,
        answer.confidence,
        answer.promised,
        answer.evidence,
        answer.on_point,
        " ".join(answer.politeness),
        masked,
    )


def _row(message: Message) -> tuple[Any, ...]:
    place = message.places[0] if message.places else _NO_PLACE
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
        *_assignee(message.assignee),
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
