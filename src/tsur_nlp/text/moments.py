"""A day or a moment that somebody names, read in one way by every command and function."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from tsur_nlp.errors import InputError

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_RUSSIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T]+(\d{1,2}):(\d\d)(?::(\d\d))?)?")
_WAY_OUT = "give it as 2021-02-28 or 28.02.2021"


def read_moment(value: object, name: str) -> dt.datetime:
    """Read what the argument ``name`` says: ISO, DD.MM.YYYY, or a date object.

    Other forms are refused: 01.02.2021 is the first of February in Russia, and the second of
    January to a parser that guesses.

    Raises:
        InputError: it is no date, or an empty one.

    >>> read_moment("01.02.2021", "as_of"), read_moment("2021-02-01 09:30", "as_of")
    (datetime.datetime(2021, 2, 1, 0, 0), datetime.datetime(2021, 2, 1, 9, 30))
    """
    value = _plain(value)
    if value is None or str(value).strip() in ("", "NaT", "<NA>", "nan"):
        raise InputError(f"{name} is an empty date: {_WAY_OUT}, or leave it out")
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    try:
        return _of_text(value.strip() if isinstance(value, str) else "")
    except ValueError as error:
        raise InputError(f"{name}={value!r} is no date: {_WAY_OUT}") from error


def _plain(value: Any) -> Any:
    """Return a numpy date as one of Python, which has no nanoseconds."""
    return value.astype("datetime64[us]").item() if type(value).__name__ == "datetime64" else value


def _of_text(text: str) -> dt.datetime:
    if found := _RUSSIAN.fullmatch(text):
        day, month, year, hour, minute, second = (int(part or 0) for part in found.groups())
        return dt.datetime(year, month, day, hour, minute, second)
    if not _ISO.match(text):
        raise ValueError("neither ISO nor DD.MM.YYYY")
    return dt.datetime.fromisoformat(text)
