"""A scored or raw export -> the frame of canonical columns that detect, respond and report read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.errors import InputError
from tsur_nlp.exports import dates, values
from tsur_nlp.exports.headers import recognise
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
    columns: Sequence[str] = COLUMNS,
    rows: NDArray[np.bool_] | None = None,
) -> pd.DataFrame:
    """Return the canonical columns of every row, in the order of the rows, and nothing else.

    ``columns`` names those that are wanted and ``rows`` marks the rows: what is left out is not
    read. A row that has no id is named by its number in the whole frame.

    ``topics`` and ``places`` say whose word counts: ``"given"`` the export's own columns,
    ``"predicted"`` the ``nlp_`` ones, ``None`` the export's where it says something. Texts are the
    masked ones where there are any; dates are wall-clock time.

    Raises:
        InputError: it is no table, a required column is missing, or a side has another name.
    """
    if not hasattr(frame, "columns"):
        raise InputError(f"messages are a table (pandas.DataFrame), not {type(frame).__name__}")
    _check_sides(topics=topics, places=places)
    chosen = None if rows is None else np.flatnonzero(rows)
    source = Source.of(frame, overrides, chosen)
    _check(source, require)
    wanted = [name for name in COLUMNS if name in columns]
    plain = (name for name in wanted if name not in _JOINED)
    data = {name: _READERS.get(name, Source.text)(source, name) for name in plain}
    data |= _places(source, places, wanted)
    data |= {} if set(POINT_COLUMNS).isdisjoint(wanted) else _points(source, places)
    data |= {} if set(TOPIC_COLUMNS).isdisjoint(wanted) else _topics(source, topics)
    return _framed(data, wanted, frame.index if chosen is None else frame.index[chosen])


_READERS: Mapping[str, Callable[[Source, str], Any]] = {
    "id": Source.identity,
    "text": Source.message,
    "source": Source.channel,
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
_JOINED = frozenset((*PLACE_COLUMNS, *POINT_COLUMNS, *TOPIC_COLUMNS))


def unread_dates(frame: pd.DataFrame) -> int:
    """Count the messages whose date of arrival is filled and cannot be read as one."""
    column = recognise(frame.columns).mapping.get("created_at")
    if column is None:
        return 0
    return dates.unreadable(frame[column], dates.parse(frame[column]))


def utc_dates(frame: pd.DataFrame) -> bool:
    """Tell whether the dates of arrival name UTC: they are read as they stand, not as local."""
    column = recognise(frame.columns).mapping.get("created_at")
    return column is not None and dates.in_utc(frame[column])


def _check_sides(**sides: str | None) -> None:
    for name, side in sides.items():
        if side not in SIDES:
            raise InputError(f"{name} must be 'given', 'predicted' or None, not {side!r}")


def _check(source: Source, require: Sequence[str]) -> None:
    for name in require:
        if not source.has(name):
            own = [header for header in source.headers() if not header.startswith("nlp_")]
            raise InputError(
                f"no column {name} in this table; it has: {', '.join(own)}. Name it: "
                f"--column {name}=\"…\" (in Python: frame.rename(columns={{'…': '{name}'}}))."
            )


def _topics(source: Source, side: str | None) -> dict[str, Any]:
    data = _sided(source, side, TOPIC_COLUMNS)
    if side is None:
        # A predicted topic of another group would contradict the group that was given.
        data["topic"] = _under(source, "topic_group", "topic")
    return data


def _places(source: Source, side: str | None, wanted: Sequence[str]) -> dict[str, Any]:
    data = _sided(source, side, [name for name in PLACE_COLUMNS if name in wanted])
    if side is None and "house" in wanted:
        # Nor does the house of another street belong to the street that was given.
        data["house"] = _under(source, "street", "house")
    return data


def _points(source: Source, side: str | None) -> dict[str, Any]:
    given = values.points(source.given("lat"), source.given("lon"), source.size)
    found = values.points(source.values("nlp_lat"), source.values("nlp_lon"), source.size)
    if side is None:
        nowhere = np.isnan(given[0])
        given = np.where(nowhere, found[0], given[0]), np.where(nowhere, found[1], given[1])
    return dict(zip(POINT_COLUMNS, found if side == "predicted" else given, strict=True))


def _sided(source: Source, side: str | None, names: Sequence[str]) -> dict[str, Any]:
    given = {name: source.text(name) for name in names}
    predicted = {name: source.predicted_text(name) for name in names}
    return values.sided(given, predicted, side)


def _under(source: Source, upper: str, lower: str) -> Any:
    pair = upper, lower
    return values.under(
        [source.text(name) for name in pair], [source.predicted_text(name) for name in pair]
    )


def _framed(data: Mapping[str, Any], wanted: Sequence[str], index: pd.Index) -> pd.DataFrame:
    import pandas as pd

    kinds = {**dict.fromkeys(_NUMBERS, "float64"),
             **dict.fromkeys(("is_appeal", "needs_review"), "bool")}  # fmt: skip
    columns = {
        name: data[name]
        if name in DATE_COLUMNS
        else pd.Series(data[name], dtype=kinds.get(name, object), copy=False)
        for name in wanted
    }
    result = pd.DataFrame(columns, copy=False)
    result.index = index
    return result
