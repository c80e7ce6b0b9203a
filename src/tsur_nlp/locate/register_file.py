"""The rows of a CSV register under the names of columns that the register knows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from tsur_nlp.errors import InputError
from tsur_nlp.locate.lexicon import table
from tsur_nlp.text.tokens import fold

ENCODINGS = ("utf-8-sig", "cp1251")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of the file with the columns under their known names."""
    if not path.is_file():
        raise InputError(f"no register of addresses at {path}: give the path of a CSV file")
    text = _decoded(path)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(
            text[:4096], delimiters=",;\t"
        )
    except csv.Error:
        dialect = csv.excel
    lines = csv.reader(io.StringIO(text), dialect)
    header = [_columns().get(" ".join(fold(name).split()), "") for name in next(lines, [])]
    if not {"address", "street"} & set(header):
        raise InputError(
            f"{path} has no column for the address or the street: name one of them "
            "«address» or «street» (with «house», «settlement», «lat», «lon» beside it)"
        )
    for row in lines:
        yield {name: value.strip() for name, value in zip(header, row, strict=False) if name}


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path} is neither UTF-8 nor cp1251: save it as CSV in UTF-8")


@lru_cache(maxsize=1)
def _columns() -> dict[str, str]:
    return {
        name: row["column"] for row in table("register_columns") for name in row["names"].split("|")
    }
