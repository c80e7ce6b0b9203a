"""Several frames -> one workbook, each on a sheet of its own; never half a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tsur_nlp.errors import ExportError
from tsur_nlp.exports.by_xlsx import Workbook
from tsur_nlp.exports.cells import columns
from tsur_nlp.exports.formats import check_output

if TYPE_CHECKING:
    import pandas as pd


def write_book(sheets: Mapping[str, pd.DataFrame], path: str | Path) -> None:
    """Write frames as the sheets of an XLSX workbook, under these names and in this order.

    Raises:
        ExportError: it cannot be written; the sentence says why and what to do.
    """
    path = Path(path)
    if check_output(path).kind != "workbook":
        raise ExportError(f"{path}: several tables fit only into .xlsx")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _write(sheets, part, path)
        part.replace(path)
    except OSError as error:
        reason = error.strerror or error
        raise ExportError(
            f"{path} cannot be written: {reason}; free space or write elsewhere"
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _write(sheets: Mapping[str, pd.DataFrame], part: Path, shown: Path) -> None:
    book = Workbook(part, shown, list(sheets))
    try:
        for number, frame in enumerate(sheets.values()):
            if number:
                book.next_sheet()
            book.row([str(name) for name in frame.columns])
            for row in zip(*columns(frame), strict=True):
                book.row(row)
    except ExportError:
        book.abort()
        raise
    book.close()
