"""How a text file is laid out: its delimiter, its headers, or a bare list of messages."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from tsur_nlp.exports.headers import recognise

DELIMITERS = ",;\t|"
TITLE_ROWS = 20
_SNIFFED = 200
_PROSE = frozenset(",.!?")


@dataclass(frozen=True, slots=True)
class Layout:
    """A delimiter (empty: every line is one text), the headers, whether the file has them, and how
    many rows of a title stand above them.
    """

    delimiter: str
    headers: tuple[str, ...]
    has_header: bool = True
    above: int = 0


def sniff(head: Sequence[str], delimiters: str = DELIMITERS, *, plain: bool = False) -> Layout:
    """Tell the layout by the first lines of a file.

    >>> sniff(["id;text\\n", "1;Нет света, воды, тепла\\n"])
    Layout(delimiter=';', headers=('id', 'text'), has_header=True, above=0)
    >>> sniff(["Добрый день, нет света\\n", "Яма на дороге\\n"])
    Layout(delimiter='', headers=('text',), has_header=False, above=0)
    """
    tables = {delimiter: _parsed(head, delimiter) for delimiter in delimiters}
    best = max(tables, key=lambda delimiter: _fit(tables[delimiter]))
    above = header_row(tables[best])
    rows = tables[best][above:]
    known = len(recognise(rows[0]).found)
    if plain and not (known > 1 and len(rows[0]) > 1):
        return Layout("", (rows[0][0],) if known else ("text",), has_header=bool(known))
    if known or not _is_message(rows):
        return Layout(best, tuple(rows[0]), above=above)
    return Layout(best if _width(rows) == 1 else "", ("text",), has_header=False)


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """Return the index of the header: row 0, unless titles without known headers come first.

    >>> header_row([["Выгрузка за май", ""], ["ID", "Текст обращения"]])
    1
    """
    found = [recognise(row).found for row in rows[:TITLE_ROWS]]
    # Excel's own hint on the first line: «sep=;».
    enough = 1 if rows[0][0:1] and rows[0][0].startswith("sep=") else 2
    if "text" in found[0] or len(found[0]) >= enough or len(max(found, key=len)) < enough:
        return 0
    return found.index(max(found, key=len))


def unique(headers: Sequence[str]) -> list[str]:
    """Give every column a name of its own.

    >>> unique(["text", "", "text"])
    ['text', 'column_2', 'text.1']
    """
    names: list[str] = []
    for number, header in enumerate(headers, 1):
        base = header if header.strip() else f"column_{number}"
        tries = itertools.chain([base], (f"{base}.{n}" for n in itertools.count(1)))
        names.append(next(name for name in tries if name not in names))
    return names


def _parsed(head: Sequence[str], delimiter: str) -> list[list[str]]:
    rows = [row for row in csv.reader(head[:_SNIFFED], delimiter=delimiter) if row]
    # The last record may be cut by the end of the sample.
    return (rows[:-1] if len(head) > _SNIFFED and len(rows) > 2 else rows) or [[""]]


def _fit(rows: list[list[str]]) -> tuple[int, float, int]:
    rows = rows[header_row(rows) :]
    width = len(rows[0])
    return len(recognise(rows[0]).found), _evenness(rows) if width > 1 else 0.5, width


def _evenness(rows: list[list[str]]) -> float:
    return sum(len(row) == len(rows[0]) for row in rows) / len(rows)


def _width(rows: list[list[str]]) -> int:
    return max(len(row) for row in rows)


def _is_message(rows: list[list[str]]) -> bool:
    """Tell whether the first row, which has no known header, is a message already."""
    longest = max(len(cell.split()) for cell in rows[0])
    if _evenness(rows) <= 0.5:
        return longest > 1
    return longest > 5 or (len(rows[0]) == 1 and not _PROSE.isdisjoint(rows[0][0]))
