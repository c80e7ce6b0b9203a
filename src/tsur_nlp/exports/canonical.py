"""A scored or raw export -> the frame of canonical columns that detect, respond and report read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tsur_nlp.errors import InputError
from tsur_nlp.exports import dates, values
from tsur_nlp.exports.headers import recognise
from tsur_nlp.exports.layout import unique

if TYPE_CHECKING:
    import pandas as pd

TOPIC_COLUMNS = ("topic_group", "topic", "assignee")
PLACE_COLUMNS = ("region", "municipality", "district", "settlement", "street", "house")
POINT_COLUMNS = ("lat", "lon")
DATE_COLUMNS = ("created_at", "answered_at", "due_on", "closed_at")
SIDES = (None, "given", "predicted")

COLUMNS = (
    "id", "text", "created_at", "source", "author", *PLACE_COLUMNS, *POINT_COLUMNS, *TOPIC_COLUMNS,
    "answered_at", "answer_text", "due_on", "closed_at", "status", "reopened", "is_appeal",
    "needs_review", "error",
)  # fmt: skip
"""What `facts` returns, in this order."""

Column = list[Any]


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
    own = [str(column) for column in frame.columns if not str(column).startswith("nlp_")]
    source = _Source(frame, dict(recognise(own, overrides).mapping))
    _check(source, require)
    data = {name: _READERS.get(name, _Source.text)(source, name) for name in _PLAIN}
    _fill_places(source, places, data)
    _fill_topics(source, topics, data)
    return _framed(data, frame)


class _Source:
    """The columns of the frame under their canonical names, read once."""

    def __init__(self, frame: pd.DataFrame, mapping: Mapping[str, str]) -> None:
        self._frame = frame.set_axis(unique([str(column) for column in frame.columns]), axis=1)
        self.mapping = mapping
        self.size = len(frame)

    def values(self, header: str | None) -> Column | None:
        if header is None or header not in self._frame.columns:
            return None
        column: Column = self._frame[header].tolist()
        return column

    def given(self, name: str) -> Column | None:
        return self.values(self.mapping.get(name))

    def has(self, name: str) -> bool:
        return name in self.mapping or f"nlp_{name}" in self._frame.columns

    def headers(self) -> list[str]:
        return list(self._frame.columns)

    def text(self, name: str) -> Column:
        return values.texts(self.given(name), self.size)

    def number(self, name: str) -> Column:
        return values.numbers(self.given(name), self.size)

    def date(self, name: str) -> pd.Series:
        import pandas as pd

        header = self.mapping.get(name)
        if header is None:
            return pd.Series(pd.NaT, index=range(self.size), dtype="datetime64[ns]")
        return dates.parse(self._frame[header]).reset_index(drop=True)

    def message(self, name: str) -> Column:
        given = self.values("nlp_text_masked")
        own = values.verbatim(self.given(name), self.size)
        return own if given is None else values.verbatim(given, self.size)

    def identity(self, name: str) -> Column:
        numbers = range(1, self.size + 1)
        return [i or f"row-{n}" for i, n in zip(self.text(name), numbers, strict=True)]

    def answer(self, name: str) -> Column:
        return values.verbatim(self.given(name), self.size)

    def flag(self, name: str) -> Column:
        return values.flags(self.given(name), self.size)

    def predicted_flag(self, name: str) -> Column:
        default = name == "is_appeal"
        read = values.flags(self.values(f"nlp_{name}"), self.size)
        return [default if value != value else bool(value) for value in read]

    def predicted_text(self, name: str) -> Column:
        return values.texts(self.values(f"nlp_{name}"), self.size)


_READERS: Mapping[str, Callable[[_Source, str], Any]] = {
    "id": _Source.identity,
    "text": _Source.message,
    "answer_text": _Source.answer,
    "reopened": _Source.flag,
    "is_appeal": _Source.predicted_flag,
    "needs_review": _Source.predicted_flag,
    "error": _Source.predicted_text,
    **dict.fromkeys(DATE_COLUMNS, _Source.date),
}
_PLAIN = [n for n in COLUMNS if n not in (*PLACE_COLUMNS, *POINT_COLUMNS, *TOPIC_COLUMNS)]


def _check_sides(**sides: str | None) -> None:
    for name, side in sides.items():
        if side not in SIDES:
            raise InputError(f"{name} must be 'given', 'predicted' or None, not {side!r}")


def _check(source: _Source, require: Sequence[str]) -> None:
    for name in require:
        if not source.has(name):
            raise InputError(
                f"no column {name} in this table; it has: {', '.join(source.headers())}. "
                f"Name it: --column {name}=\"…\" (overrides={{'{name}': '…'}} in Python)."
            )


def _fill_topics(source: _Source, side: str | None, data: dict[str, Any]) -> None:
    given = {name: source.text(name) for name in TOPIC_COLUMNS}
    predicted = {name: source.predicted_text(name) for name in TOPIC_COLUMNS}
    data.update(values.sided(given, predicted, side))
    if side is None:
        # A predicted topic of another group would contradict the group that was given.
        data["topic"] = values.under(
            (given["topic_group"], given["topic"]), (predicted["topic_group"], predicted["topic"])
        )


def _fill_places(source: _Source, side: str | None, data: dict[str, Any]) -> None:
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

    kinds = {**dict.fromkeys((*POINT_COLUMNS, "reopened"), "float64"),
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
