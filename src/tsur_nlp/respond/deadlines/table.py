"""A TOML table that knows where it stands, so that a mistake is reported with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from tsur_nlp.errors import InputError

_BARE_DATE = "a date without quotes, like 2024-05-03"


def one_of(wanted: object, allowed: Iterable[str]) -> str:
    """Say what is allowed, and which of it was meant.

    >>> one_of("anwser", ["first_answer", "answer"])
    "allowed: first_answer, answer (did you mean 'answer'?)"
    """
    names = list(allowed)
    return f"allowed: {', '.join(names) or 'nothing'}{closest(wanted, names)}"


def closest(wanted: object, known: Iterable[str]) -> str:
    """Ask whether the closest of the known names was meant, where one is close at all."""
    close = get_close_matches(str(wanted), list(known), n=1, cutoff=0.5)
    return f" (did you mean {close[0]!r}?)" if close else ""


class Table:
    """One table of the file; every getter checks what it returns."""

    def __init__(self, data: Any, where: str, keys: Iterable[str]) -> None:
        if not isinstance(data, dict):
            raise InputError(f"{where}: {data!r} is not a table; write key = value pairs here")
        self._data = data
        self.where = where
        allowed = tuple(keys)
        for key in data:
            if key not in allowed:
                raise self.wrong(key, f"no such key; {one_of(key, allowed)}")

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def wrong(self, key: str, problem: str) -> InputError:
        """Build the error about a key."""
        return InputError(f"{self.where}: {key}: {problem}")

    def get(self, key: str) -> Any:
        """Return what must be there, whatever it is."""
        if key not in self._data:
            raise self.wrong(key, "is missing; it is required here")
        return self._data[key]

    def table(self, key: str, keys: Iterable[str]) -> Table:
        """Return a table inside this one; one that is not there is empty."""
        return Table(self._data.get(key, {}), f"{self.where}: {key}", keys)

    def text(self, key: str) -> str:
        """Return a string that says something."""
        value = self.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, f'{value!r} is not a text; allowed: a string in quotes, "…"')
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return one string or several, as several."""
        value = self.get(key)
        values = value if isinstance(value, list) else [value]
        if not values or not all(isinstance(v, str) and v.strip() for v in values):
            raise self.wrong(key, f'{value!r} is wrong; allowed: "…" or ["…", "…"], none empty')
        return tuple(values)

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._data.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, f"{value!r} is wrong; allowed: true, false")
        return value

    def choice(self, key: str, allowed: tuple[str, ...], default: str = "") -> str:
        """Return one of the words allowed."""
        value = self._data.get(key, default) if default else self.get(key)
        if value not in allowed:
            raise self.wrong(key, f"{value!r} is wrong; {one_of(value, allowed)}")
        return str(value)

    def amount(self, key: str, *, whole: bool) -> float:
        """Return a number above zero."""
        value = self.get(key)
        number = isinstance(value, int) or (isinstance(value, float) and not whole)
        if isinstance(value, bool) or not number or not 0 < value <= 1000:
            kind = "a whole number" if whole else "a number"
            raise self.wrong(key, f"{value!r} is wrong; allowed: {kind} above 0, up to 1000")
        return float(value)

    def day(self, key: str) -> dt.date | None:
        """Return a date, ``None`` where there is none."""
        return _date(self, key, self._data[key]) if key in self._data else None

    def days(self, key: str) -> tuple[dt.date, ...]:
        """Return a list of dates."""
        values = self._data.get(key, [])
        if not isinstance(values, list):
            raise self.wrong(key, f"{values!r} is wrong; allowed: a list, [2024-05-03, 2024-05-04]")
        return tuple(_date(self, key, value) for value in values)

    def pair(self, key: str) -> tuple[str, str]:
        """Return a list of two strings."""
        value = self.get(key)
        if not (isinstance(value, list) and len(value) == 2 and all(map(_is_text, value))):
            raise self.wrong(key, f'{value!r} is wrong; allowed: two texts, ["from", "to"]')
        return value[0], value[1]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _date(table: Table, key: str, value: object) -> dt.date:
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise table.wrong(key, f"{value!r} is wrong; allowed: {_BARE_DATE}")
    return value
