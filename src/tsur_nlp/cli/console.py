"""What commands share: the overrides they parse, the sentences and JSON they write."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tsur_nlp.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

UTC = "dates of messages are in UTC and are read as they stand: convert them to local time first"


def overrides(pairs: Iterable[str]) -> dict[str, str]:
    """Parse ``text=Суть`` pairs of ``--column``."""
    named = {}
    for pair in pairs:
        name, separator, header = pair.partition("=")
        if not separator or not name or not header:
            raise InputError(f"--column wants NAME=HEADER, for example text=Суть; got {pair!r}")
        named[name.strip()] = header.strip()
    return named


def say(sentence: str) -> None:
    """Print for the person at the terminal; the standard output stays for results."""
    typer.echo(sentence, err=True)


def write_json(path: Path, value: Any) -> None:
    """Write a result as UTF-8 JSON, whole or not at all."""
    partial = path.with_name(path.name + ".part")
    partial.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    partial.replace(path)


def row_errors(frame: pd.DataFrame) -> int:
    """Count the rows that came out with ``nlp_error``."""
    return int(frame["nlp_error"].fillna("").ne("").sum()) if "nlp_error" in frame else 0


def say_of_dates(frame: pd.DataFrame) -> None:
    """Tell how many dates cannot be read, and so are in no day; and whether days are of UTC."""
    from tsur_nlp import exports

    unread = exports.unread_dates(frame)
    if unread:
        say(f"{unread} of {len(frame)} dates of messages cannot be read; those are in no day")
    if exports.utc_dates(frame):
        say(UTC)


def say_coverage(frame: pd.DataFrame, as_of: str, *, least_days: int | None = None) -> None:
    """Tell what keeps this look from finding anything (see `territory.coverage`)."""
    from tsur_nlp import territory

    for sentence in territory.coverage(frame, as_of=as_of or None, least_days=least_days):
        say(sentence)


def finish(rows: int, errors: int) -> None:
    """End the command: exit code 1 and a sentence where rows are in error."""
    if errors:
        say(f"{errors} of {rows} rows are in error: see the column nlp_error")
        raise typer.Exit(1)
