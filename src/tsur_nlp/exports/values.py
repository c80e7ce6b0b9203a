"""Columns of an export as plain texts, numbers and flags, and the choice of whose word counts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.text import fold

# What people and databases write for «nothing» in a column of names.
_NOTHING = frozenset(
    ("", "-", "–", "—", "'", "nan", "none", "null", "nat", "<na>", "н/д", "нет данных")
)
_YES = frozenset(("1", "1.0", "да", "true", "yes", "истина", "y", "д", "+", "t"))
_NO = frozenset(("0", "0.0", "нет", "false", "no", "ложь", "n", "н", "-", "f"))

Column = NDArray[Any]
Given = Iterable[Any] | None


def texts(column: Given, size: int) -> Column:
    """Names and other short strings: trimmed, an empty string where nothing is said.

    >>> texts(["Дороги ", None, "-", 15.0], 4).tolist()
    ['Дороги', '', '', '15']
    """
    return np.full(size, "", dtype=object) if column is None else _read(column, _text, object)


def verbatim(column: Given, size: int) -> Column:
    """Texts of messages and answers: as they are, an empty string for what is no text."""
    if column is None:
        return np.full(size, "", dtype=object)
    return _objects([value if isinstance(value, str) else "" for value in _listed(column)])


def numbers(column: Given, size: int) -> Column:
    """Numbers, NaN where there is none; a decimal comma is understood."""
    if column is None:
        return np.full(size, math.nan)
    return np.array(column, dtype=float) if _numeric(column) else _read(column, _number, float)


def flags(column: Given, size: int) -> Column:
    """1.0 for yes, 0.0 for no, NaN for neither.

    >>> flags(["Да", False, "", 3], 4).tolist()
    [1.0, 0.0, nan, 1.0]
    """
    if column is None:
        return np.full(size, math.nan)
    if _numeric(column):
        read = np.array(column, dtype=float)
        return np.where(np.isnan(read), math.nan, read > 0)
    return _read(column, _flag, float)


def points(lat: Given, lon: Given, size: int) -> tuple[Column, Column]:
    """Latitudes and longitudes; both NaN where one is missing or cannot be a point in Russia."""
    north, east = numbers(lat, size), numbers(lon, size)
    good = (north >= 40) & (north <= 82) & (east >= -180) & (east <= 180)
    return np.where(good, north, math.nan), np.where(good, east, math.nan)


def sided(
    given: Mapping[str, Column], predicted: Mapping[str, Column], side: str | None
) -> dict[str, Column]:
    """Take the given columns, the predicted ones, or the given where they say something."""
    if side is not None:
        return dict(predicted if side == "predicted" else given)
    return {name: np.where(own == "", predicted[name], own) for name, own in given.items()}


def under(given: Sequence[Column], predicted: Sequence[Column]) -> Column:
    """Fill a lower level from the prediction only where the upper levels do not contradict.

    Each argument is a pair of columns: (upper, lower).

    >>> given = texts(["ЖКХ", "ЖКХ"], 2), texts(None, 2)
    >>> under(given, (texts(["ЖКХ", "Дороги"], 2), texts(["Кровля", "Ямы"], 2))).tolist()
    ['Кровля', '']
    """
    (up, low), (other_up, other_low) = given, predicted
    filled = low.copy()
    for row in np.flatnonzero((low == "") & (other_low != "")):
        if not up[row] or fold(up[row]) == fold(other_up[row]):
            filled[row] = other_low[row]
    return filled


def _read(column: Iterable[Any], read: Callable[[Any], Any], kind: type) -> Column:
    """Read a value the same way wherever it stands: every different string is read once.

    Equal names are one object then, which a table of a million rows feels.
    """
    codes = _coded(column)
    if codes is not None:
        found = [read(value) for value in codes[1]] + [read(None)]
        return cast(Column, np.array(found, dtype=kind)[codes[0]])
    known: dict[str, Any] = {}
    found = []
    for value in _listed(column):
        if type(value) is not str:
            found.append(read(value))
        elif value in known:
            found.append(known[value])
        else:
            found.append(known.setdefault(value, read(value)))
    return np.array(found, dtype=kind) if kind is float else _objects(found)


def _listed(column: Iterable[Any]) -> Iterable[Any]:
    """Return the values of a column; one by one they cost ten times as much."""
    values: Iterable[Any] = column.tolist() if hasattr(column, "tolist") else column
    return values


def _numeric(column: Iterable[Any]) -> bool:
    kind = getattr(column, "dtype", None)
    return isinstance(kind, np.dtype) and kind.kind in "iufb"


def _coded(column: Iterable[Any]) -> tuple[Column, list[Any]] | None:
    """Return the codes and the values of a column of one kind of values; missing is −1."""
    import pandas as pd

    kinds = (pd.StringDtype, pd.CategoricalDtype, pd.BooleanDtype)
    if not isinstance(column, pd.Series) or not isinstance(column.dtype, kinds):
        return None
    codes, values = pd.factorize(column)
    return codes, values.tolist()


def _objects(values: list[Any]) -> Column:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _text(value: Any) -> str:
    if isinstance(value, str):
        trimmed = value.strip()
        return "" if trimmed.lower() in _NOTHING else trimmed
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    return "" if text.lower() in _NOTHING else text


def _number(value: Any) -> float:
    try:
        return float(value.replace(",", ".") if isinstance(value, str) else value)
    except (TypeError, ValueError):
        return math.nan


def _flag(value: Any) -> float:
    word = str(value).strip().lower()
    if word in _YES:
        return 1.0
    if word in _NO:
        return 0.0
    number = _number(value)
    return math.nan if number != number else float(number > 0)
