"""XLSX, XLSM, XLSB, XLS, ODS -> rows of values, by calamine."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsur_nlp.errors import ExportError
from tsur_nlp.exports.headers import recognise
from tsur_nlp.exports.layout import TITLE_ROWS, header_row, unique

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_TEXT_LIKE = (b"<", b"\xef\xbb\xbf<")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its headers, the rows below them, and notes on what was passed over."""

    headers: list[str]
    rows: list[list[Any]]
    notes: tuple[str, ...] = ()


def read_sheet(path: Path, sheet: str | None = None) -> Sheet:
    """Read one sheet: the named one, or the first that has a column of texts, or the first.

    Title rows above the header are passed over, with a note.
    """
    with _opened(path) as book:
        names = list(book.sheet_names)
        if sheet is not None and sheet not in names:
            raise ExportError(f"{path} has no sheet {sheet!r}; its sheets: {', '.join(names)}")
        name, rows = _chosen(book, [sheet] if sheet else names, path)
    if not rows:
        where = f"sheet {sheet!r}" if sheet else f"all its sheets ({', '.join(names)})"
        raise ExportError(f"{path} is empty: no filled cell in {where}")
    note = (f"sheet read: {name} (of {', '.join(names)})",) if len(names) > 1 and not sheet else ()
    return _table(rows, note)


Numbered = tuple[int, list[Any]]


def _chosen(book: CalamineWorkbook, names: list[str], path: Path) -> tuple[str, list[Numbered]]:
    filled: tuple[str, list[Numbered]] = ("", [])
    for name in names:
        rows = _values(book, name, path)
        if rows and "text" in recognise(_strings(rows[_header(rows)][1])).mapping:
            return name, rows
        filled = filled if filled[1] else (name, rows)
    return filled


def _table(rows: list[Numbered], notes: tuple[str, ...]) -> Sheet:
    start = _header(rows)
    if start:
        notes += (f"rows above the header, passed over: {rows[start][0]}",)
    first, header = rows[start]
    below: list[list[Any]] = []
    # calamine drops nothing, but empty rows were left out above: give them back, in place.
    for number, row in rows[start + 1 :]:
        below.extend([None] * len(header) for _ in range(number - first - len(below) - 1))
        below.append(row)
    names = ["" if cell is None else str(cell) for cell in header]
    return Sheet(unique(names), below, notes)


def _header(rows: list[Numbered]) -> int:
    return header_row([list(_strings(row)) for _, row in rows[:TITLE_ROWS]])


def _strings(row: list[Any]) -> Iterator[str]:
    return (cell for cell in row if isinstance(cell, str))


def _values(book: CalamineWorkbook, name: str, path: Path) -> list[Numbered]:
    """Return the rows that are not empty, numbered from 0."""
    from python_calamine import CalamineError

    try:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError) as error:
        raise ExportError(
            f"{path}: sheet {name!r} is broken ({error}); open it in Excel and save it anew"
        ) from error
    width = max((len(_trimmed(row)) for row in rows), default=0)
    cells = ([_cell(cell) for cell in row[:width]] for row in rows)
    return [(number, row) for number, row in enumerate(cells) if any(c is not None for c in row)]


def _trimmed(row: list[Any]) -> list[Any]:
    return list(itertools.dropwhile(lambda cell: cell == "", reversed(row)))


def _cell(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return None if value == "" else value


def _opened(path: Path) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    with path.open("rb") as file:
        head = file.read(1 << 16)
    if head.lstrip().startswith(_TEXT_LIKE):
        raise ExportError(
            f"{path} is a web page (HTML) with the ending {path.suffix}: "
            "open it in Excel and save it as .xlsx"
        )
    if _PROTECTED in head:
        raise ExportError(f"{path} is protected by a password: save it without one")
    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        raise ExportError(f"{path} is protected by a password: save it without one") from error
    except (CalamineError, ValueError, OSError) as error:
        raise ExportError(
            f"{path} is not a workbook that can be read ({error}): it is cut, broken, protected or "
            "of another format; open it in Excel and save it anew as .xlsx"
        ) from error
