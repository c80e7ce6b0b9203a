"""Which header of an export is which canonical column: one table, ``data/headers.csv``.

The rows of the table are in order of priority: where two headers of a file mean the same column,
the one that stands higher in the table is taken.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tsur_nlp.errors import ExportError

if TYPE_CHECKING:
    import pandas as pd

NAMES = (
    "id", "text", "created_at", "source", "author", "region", "municipality", "district",
    "settlement", "street", "house", "lat", "lon", "topic_group", "topic", "assignee",
    "answered_at", "answer_text", "due_on", "closed_at", "status", "reopened",
    "accepted_at", "first_answered_at", "priority", "paused_at", "resumed_at",
)  # fmt: skip
"""The canonical columns, in the order of the design; a header goes to the first that knows it."""

_TABLE = Path(__file__).parent / "data" / "headers.csv"
_NOISE = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")


@dataclass(frozen=True, slots=True)
class Columns:
    """What `recognise` found: canonical name -> the header of the file."""

    mapping: Mapping[str, str]

    @property
    def found(self) -> tuple[str, ...]:
        """The canonical names this file has."""
        return tuple(name for name in NAMES if name in self.mapping)

    @property
    def missing(self) -> tuple[str, ...]:
        """The canonical names this file lacks."""
        return tuple(name for name in NAMES if name not in self.mapping)


def recognise(headers: Iterable[str], overrides: Mapping[str, str] | None = None) -> Columns:
    """Find the canonical columns among the headers of a file.

    Case, ё, spaces, underscores and punctuation do not matter; what stands in brackets is left out
    at the second try. ``overrides`` (canonical name -> header) win.

    >>> recognise(["№ п/п", "ТЕКСТ ОБРАЩЕНИЯ", "Дата поступления (МСК)"]).mapping["created_at"]
    'Дата поступления (МСК)'

    Raises:
        ExportError: an override names a column that neither the table nor the file has.
    """
    names = [str(header) for header in headers]
    by_key = _by_key(names)
    chosen = _checked(overrides or {}, names)
    taken = set(chosen.values())
    mapping: dict[str, str] = {}
    for name in NAMES:
        known = (by_key.get(key) for key in _keys()[name])
        free = (header for header in known if header and header not in taken)
        header = chosen.get(name) or next(free, "")
        if header:
            mapping[name] = header
    return Columns(mapping)


def rename(frame: pd.DataFrame, overrides: Mapping[str, str] | None) -> pd.DataFrame:
    """Return the frame with the overridden columns under their canonical names.

    A column that already had such a name is kept as ``<name>.1``.
    """
    chosen = _checked(overrides or {}, [str(column) for column in frame.columns])
    moved = {name: f"{name}.1" for name, header in chosen.items() if name != header}
    back = {header: name for name, header in chosen.items()}
    return frame.rename(columns={**moved, **back})


def no_text(headers: Iterable[str]) -> ExportError:
    """Build the error of a file in which no column of messages was recognised."""
    return ExportError(
        f"no column with the text of the messages; the file has: {_listed(headers)}. "
        "Name it: --column text=\"…\" (in Python overrides={'text': '…'})."
    )


def _by_key(headers: list[str]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for header in headers:
        keys.setdefault(_key(header), header)
    for header in headers:
        keys.setdefault(_key(_BRACKETS.sub("", header)), header)
    return keys


def _checked(overrides: Mapping[str, str], headers: list[str]) -> dict[str, str]:
    exact = {header: header for header in headers}
    loose = {_key(header): header for header in reversed(headers)}
    checked = {}
    for name, wanted in overrides.items():
        if name not in NAMES:
            raise ExportError(f"no canonical column {name!r}{_hint(name, NAMES)}: {_listed(NAMES)}")
        header = exact.get(wanted) or loose.get(_key(wanted))
        if header is None:
            raise ExportError(
                f"no column {wanted!r} for {name}{_hint(wanted, headers)}; "
                f"the file has: {_listed(headers)}"
            )
        checked[name] = header
    return checked


def _hint(wanted: str, known: Iterable[str]) -> str:
    close = get_close_matches(wanted, list(known), n=1, cutoff=0.5)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _listed(headers: Iterable[str]) -> str:
    names = [str(header)[:60] for header in headers]
    more = f" and {len(names) - 60} more" if len(names) > 60 else ""
    return (", ".join(names[:60]) or "no columns") + more


def _key(header: str) -> str:
    # «№» alone must not become an empty key.
    return _NOISE.sub("", header.lower().replace("ё", "е").replace("№", " n ")) or header.strip()


@lru_cache(maxsize=1)
def _keys() -> Mapping[str, tuple[str, ...]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = [(row["name"], row["header"]) for row in csv.DictReader(file)]
    return {name: tuple(_key(header) for n, header in rows if n == name) for name in NAMES}
