"""A scored or raw export -> the frame of canonical columns that detect, respond and report read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tsur_nlp.errors import InputError
from tsur_nlp.exports import values
from tsur_nlp.exports.source import Source

if TYPE_CHECKING:
    import pandas as pd

TOPIC_COLUMNS = ("topic_group", "topic", "assignee")
PLACE_COLUMNS = ("region", "municipality", "district", "settlement", "street", "house")
POINT_COLUMNS = ("lat", "lon")
DATE_COLUMNS = (
    "created_at", "answered_at", "due_on", "closed_at", "accepted_at", "first_answered_at",
    "paused_at", "resumed_at",
)  # fmt: skip
ANSWER_COLUMNS = ("answer_kind", "answer_promised", "answer_evidence", "answer_on_point")
SIDES = (None, "given", "predicted")

COLUMNS = (
    "id", "text", "created_at", "source", "author", *PLACE_COLUMNS, *POINT_COLUMNS, *TOPIC_COLUMNS,
    "answered_at", "answer_text", "due_on", "closed_at", "status", "reopened", "accepted_at",
    "first_answered_at", "priority", "paused_at", "resumed_at", *ANSWER_COLUMNS, "is_appeal",
    "needs_review", "error",
)  # fmt: skip
"""What `facts` returns, in this order."""

_NUMBERS = (*POINT_COLUMNS, "reopened", "answer_evidence", "answer_on_point")


def facts(
    frame: pd.DataFrame,
    *,
    topics: str | None = None,
    places: str | None = None,
    overrides: Mapping[str, str] | None = None,
    require: Sequence[str] = (),
) -> pd.DataFrame:
    """Return the canonical columns of every row, in the order of the rows, and nothing else.

    ``topics`` and ``places`` say whose word counts: ``"given"`` the export's own columns,
    ``"predicted"`` the ``nlp_`` ones, ``None`` the export's where it says something. Texts are the
    masked ones where there are any; dates are wall-clock time.

    Raises:
        InputError: a required column is missing, or a side has another name.
    """
    _check_sides(topics=topics, places=places)
    source = Source.of(frame, overrides)
    _check(source, require)
    data = {name: _READERS.get(name, Source.text)(source, name) for name in _PLAIN}
    _fill_places(source, places, data)
    _fill_topics(source, topics, data)
    return _framed(data, frame)


_READERS: Mapping[str, Callable[[Source, str], Any]] = {
    "id": Source.identity,
    "text": Source.message,
    "answer_text": Source.shown_answer,
    "reopened": Source.flag,
    "is_appeal": Source.predicted_flag,
    "needs_review": Source.predicted_flag,
    "error": Source.predicted_text,
    "answer_kind": Source.predicted_text,
    "answer_promised": Source.predicted_text,
    "answer_evidence": Source.predicted_number,
    "answer_on_point": Source.predicted_number,
    **dict.fromkeys(DATE_COLUMNS, Source.date),
}
_PLAIN = [n for n in COLUMNS if n not in (*PLACE_COLUMNS, *POINT_COLUMNS, *TOPIC_COLUMNS)]


def _check_sides(**sides: str | None) -> None:
    for name, side in sides.items():
        if side not in SIDES:
            raise InputError(f"{name} must be 'given', 'predicted' or None, not {side!r}")


def _check(source: Source, require: Sequence[str]) -> None:
    for name in require:
        if not source.has(name):
            raise InputError(
                f"no column {name} in this table; it has: {', '.join(source.headers())}. "
                f"Name it: --column {name}=\"…\" (overrides={{'{name}': '…'}} in Python)."
            )


def _fill_topics(source: Source, side: str | None, data: dict[str, Any]) -> None:
    given = {name: source.text(name) for name in TOPIC_COLUMNS}
    predicted = {name: source.predicted_text(name) for name in TOPIC_COLUMNS}
    data.update(values.sided(given, predicted, side))
    if side is None:
        # A predicted topic of another group would contradict the group that was given.
        data["topic"] = values.under(
            (given["topic_group"], given["topic"]), (predicted["topic_group"], predicted["topic"])
        )


def _fill_places(source: Source, side: str | None, data: dict[str, Any]) -> None:
    given = {name: source.text(name) for name in PLACE_COLUMNS}
    predicted = {name: source.predicted_text(name) for name in PLACE_COLUMNS}
    data.update(values.sided(given, predicted, side))
    if side is None:
        # Nor does the house of another street belong to the street that was given.
        data["house"] = values.under(
            (given["street"], given["house"]), (predicted["street"], predicted["house"])
        )
    points = values.points(source.given("lat"), source.given("lon"), source.size)
    found = values.points(source.values("nlp_lat"), source.values("nlp_lon"), source.size)
    if side is None:
        points = [p if p[0] == p[0] else f for p, f in zip(points, found, strict=True)]
    chosen = found if side == "predicted" else points
    data["lat"], data["lon"] = [p[0] for p in chosen], [p[1] for p in chosen]


def _framed(data: Mapping[str, Any], frame: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    kinds = {**dict.fromkeys(_NUMBERS, "float64"),
             **dict.fromkeys(("is_appeal", "needs_review"), "bool")}  # fmt: skip
    columns = {
        name: data[name]
        if name in DATE_COLUMNS
        else pd.Series(data[name], dtype=kinds.get(name, object))
        for name in COLUMNS
    }
    result = pd.DataFrame(columns)
    result.index = frame.index
    return result
