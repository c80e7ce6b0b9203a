"""Columns of an export as plain texts, numbers and flags, and the choice of whose word counts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tsur_nlp.text import fold

# What people and databases write for «nothing» in a column of names.
_NOTHING = frozenset(
    ("", "-", "–", "—", "'", "nan", "none", "null", "nat", "<na>", "н/д", "нет данных")
)
_YES = frozenset(("1", "1.0", "да", "true", "yes", "истина", "y", "д", "+", "t"))
_NO = frozenset(("0", "0.0", "нет", "false", "no", "ложь", "n", "н", "-", "f"))

Column = list[Any]


def texts(column: Iterable[Any] | None, size: int) -> list[str]:
    """Names and other short strings: trimmed, an empty string where nothing is said.

    >>> texts(["Дороги ", None, "-", 15.0], 4)
    ['Дороги', '', '', '15']
    """
    return [""] * size if column is None else [_text(value) for value in column]


def verbatim(column: Iterable[Any] | None, size: int) -> list[str]:
    """Texts of messages and answers: as they are, an empty string for what is no text."""
    if column is None:
        return [""] * size
    return [value if isinstance(value, str) else "" for value in column]


def numbers(column: Iterable[Any] | None, size: int) -> list[float]:
    """Numbers, NaN where there is none; a decimal comma is understood."""
    return [math.nan] * size if column is None else [_number(value) for value in column]


def flags(column: Iterable[Any] | None, size: int) -> list[float]:
    """1.0 for yes, 0.0 for no, NaN for neither.

    >>> flags(["Да", False, "", 3], 4)
    [1.0, 0.0, nan, 1.0]
    """
    return [math.nan] * size if column is None else [_flag(value) for value in column]


def points(lat: Column | None, lon: Column | None, size: int) -> list[tuple[float, float]]:
    """Pairs (lat, lon); both NaN where one is missing or cannot be a point in Russia."""
    pairs = zip(numbers(lat, size), numbers(lon, size), strict=True)
    return [p if 40 <= p[0] <= 82 and -180 <= p[1] <= 180 else (math.nan, math.nan) for p in pairs]


def sided(
    given: Mapping[str, Column], predicted: Mapping[str, Column], side: str | None
) -> dict[str, Column]:
    """Take the given columns, the predicted ones, or the given where they say something."""
    if side is not None:
        return dict(predicted if side == "predicted" else given)
    return {
        name: [g or p for g, p in zip(column, predicted[name], strict=True)]
        for name, column in given.items()
    }


def under(given: Sequence[Column], predicted: Sequence[Column]) -> list[str]:
    """Fill a lower level from the prediction only where the upper levels do not contradict.

    Each argument is a pair of columns: (upper, lower).

    >>> under((["ЖКХ", "ЖКХ"], ["", ""]), (["ЖКХ", "Дороги"], ["Кровля", "Ямы"]))
    ['Кровля', '']
    """
    rows = zip(*given, *predicted, strict=True)
    return [
        low or (p_low if not up or fold(up) == fold(p_up) else "") for up, low, p_up, p_low in rows
    ]


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
