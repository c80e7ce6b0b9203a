"""Files that officials write by hand: CSV as spreadsheets save it, and TOML."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

from tsur_nlp.errors import InputError


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises:
        InputError: it cannot be read, or line so and so is no TOML.
    """
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"{path}: not TOML: {error}; keys are Latin, texts stand in quotation marks"
        ) from error


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a CSV file with commas or semicolons, UTF-8 or Windows-1251.

    Raises:
        InputError: it cannot be read, is empty, or a row has more cells than the header.
    """
    lines = _text(path).splitlines(keepends=True)
    if not lines:
        raise InputError(f"{path} is empty: its first line names the columns")
    delimiter = max(";,\t", key=lines[0].count)
    rows: list[dict[str, str]] = []
    for row in csv.DictReader(lines, delimiter=delimiter):
        if None in row:
            raise InputError(
                f"{path}, row {len(rows) + 1}: more cells than columns; quote the text"
            )
        rows.append({name.strip(): (value or "").strip() for name, value in row.items()})
    return rows


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What a Russian spreadsheet program saves; every byte but one means something in it.
        return raw.decode("cp1251", errors="replace")
