"""Reading a directory of bodies from a file; every error names the file, the row and the column."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from tsur_nlp.errors import InputError
from tsur_nlp.respond.bodies.directory import Body, Directory
from tsur_nlp.respond.bodies.tables import read_csv, read_toml
from tsur_nlp.text import fold

_TABLE = Path(__file__).parent / "data" / "directory_columns.csv"
_FIELDS = tuple(field.name for field in fields(Body))
_LISTS = ("aliases", "competence")
_SEPARATOR = "|"


def read_directory(path: str | Path) -> Directory:
    """Read a directory from a CSV file, or from ``[[body]]`` tables of a TOML file.

    Columns: name, aliases, parent, level, municipality, district, competence, or their Russian
    headers; only the name is required. Lists in CSV are separated by «|».

    Raises:
        InputError: the file cannot be read, or a row of it cannot be used.
    """
    file = Path(path)
    rows = _toml_rows(file) if file.suffix.lower() == ".toml" else read_csv(file)
    if not rows:
        raise InputError(f"{file} lists no bodies: give each a row with its name")
    try:
        bodies = [_body(row, f"{file}, body {n}") for n, row in enumerate(rows, 1)]
        _check_names(bodies)
        return Directory(bodies)
    except InputError as error:
        said = str(error)
        raise InputError(said if said.startswith(str(file)) else f"{file}: {said}") from error


def _toml_rows(file: Path) -> list[Mapping[str, Any]]:
    tables = read_toml(file).get("body", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InputError(f"{file}: write every body as a [[body]] table")
    return list(tables)


def _body(row: Mapping[str, Any], where: str) -> Body:
    known = {_field(header, where): value for header, value in row.items()}
    values: dict[str, Any] = {
        name: _list(value, name, where) if name in _LISTS else _line(value, name, where)
        for name, value in known.items()
    }
    if not values.get("name"):
        raise InputError(f"{where}: no name")
    return Body(**values)


def _field(header: str, where: str) -> str:
    key = " ".join(fold(header).replace("_", " ").split())
    if key not in _headers():
        near = get_close_matches(key, list(_headers()), n=1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        raise InputError(f"{where}: unknown column {header!r}{hint}; allowed: {', '.join(_FIELDS)}")
    return _headers()[key]


def _line(value: Any, name: str, where: str) -> str:
    if not isinstance(value, str):
        raise InputError(f"{where}: {name} must be a text in quotation marks, not {value!r}")
    return " ".join(value.split())


def _list(value: Any, name: str, where: str) -> tuple[str, ...]:
    parts = value.split(_SEPARATOR) if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise InputError(f"{where}: {name} must be a list of texts, or one text with «|» between")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def _check_names(bodies: list[Body]) -> None:
    first: dict[str, int] = {}
    for number, body in enumerate(bodies, 1):
        if first.setdefault(body.name, number) != number:
            raise InputError(f"bodies {first[body.name]} and {number} are both «{body.name}»")


@lru_cache(maxsize=1)
def _headers() -> dict[str, str]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {fold(row["header"]): row["field"] for row in csv.DictReader(file)}
