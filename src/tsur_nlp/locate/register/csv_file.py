"""The rows of a CSV register under the names of columns that the register knows."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from tsur_nlp.errors import InputError
from tsur_nlp.locate.words.lexicon import table
from tsur_nlp.text.tokens import fold

ENCODINGS = ("utf-8-sig", "cp1251")
CHUNK = 1 << 20


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of the file with the columns under their known names, read as they are asked for."""
    with path.open(encoding=_encoding(path), newline="") as file:
        try:
            dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(
                file.read(4096), delimiters=",;\t"
            )
            dialect.doublequote = True  # the sniffer says no where its piece of the file has none
        except csv.Error:
            dialect = csv.excel
        file.seek(0)
        lines = csv.reader(file, dialect)
        header = [column(name) for name in next(lines, [])]
        if not {"address", "street"} & set(header):
            raise InputError(
                f"{path} has no column for the address or the street: name one of them "
                "«address» or «street» (with «house», «settlement», «lat», «lon» beside it)"
            )
        for row in lines:
            yield {name: value.strip() for name, value in zip(header, row, strict=False) if name}


@lru_cache(maxsize=10_000)
def column(name: str) -> str:
    """Return the register's own name of a column or a tag, empty where it is none of its own.

    >>> column("Населённый пункт"), column("addr:housenumber"), column("этажей")
    ('settlement', 'house', '')
    """
    return _columns().get(" ".join(fold(name).split()), "")


def _encoding(path: Path) -> str:
    """The first encoding that decodes the whole file, a piece at a time."""
    for encoding in ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while piece := file.read(CHUNK):
                    decoder.decode(piece)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise InputError(f"{path} is neither UTF-8 nor cp1251: save it as CSV in UTF-8")


@lru_cache(maxsize=1)
def _columns() -> dict[str, str]:
    return {
        name: row["column"] for row in table("register_columns") for name in row["names"].split("|")
    }
