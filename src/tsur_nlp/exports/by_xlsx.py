"""Writes an XLSX workbook as a stream, sheet after sheet, the XML by hand.

A general library makes an object of every cell; 40,000 messages with 50 columns are 2 million of
them. Text is always text here: a message that begins with «=» is not a formula.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tsur_nlp.errors import ExportError
from tsur_nlp.exports.cells import as_text

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384

_DATA = Path(__file__).parent / "data" / "xlsx"
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "xl/workbook.xml": "workbook.xml",
    "xl/_rels/workbook.xml.rels": "workbook_rels.xml",
    "xl/styles.xml": "styles.xml",
}
_SHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_EPOCH = dt.date(1899, 12, 30).toordinal()
_FIRST_YEAR = 1900  # of which Excel believes that it had a 29 February
_LARGEST_INT = 10**15
# A bare CR would be read as LF.
_CR = {"\r": "&#13;"}
# XML has no way to hold these; Excel's own notation for them is _xHHHH_, and so it escapes itself.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


class Workbook:
    """``row`` by ``row``, ``next_sheet`` between the sheets, then ``close``."""

    def __init__(self, path: Path, shown: Path, sheets: Sequence[str] = ("Лист1",)) -> None:
        self._shown = shown
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        for name, part in _PARTS.items():
            written = Template((_DATA / part).read_text(encoding="utf-8"))
            self._zip.writestr(_entry(name), written.safe_substitute(_listed(sheets)).encode())
        self._begin(1)

    def next_sheet(self) -> None:
        """Finish the sheet; what follows is of the next one."""
        self._end()
        self._begin(self._number + 1)

    def _begin(self, number: int) -> None:
        self._number, self._rows, self._columns = number, 0, 0
        entry = _entry(f"xl/worksheets/sheet{number}.xml")
        self._sheet = self._zip.open(entry, "w", force_zip64=True)
        self._sheet.write((_DATA / "sheet_head.xml").read_bytes())

    def _end(self) -> None:
        filtered = f"A1:{_letters(self._columns)}{self._rows}" if self._columns else ""
        end = f'<autoFilter ref="{filtered}"/>' if filtered else ""
        self._sheet.write(f"</sheetData>{end}</worksheet>".encode())
        self._sheet.close()

    def row(self, values: Sequence[Any]) -> None:
        """Write one row of values."""
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise self._refused(f"more than {MOST_ROWS - 1:,} rows")
        if len(values) > MOST_COLUMNS:
            raise self._refused(f"{len(values):,} columns")
        self._columns = max(self._columns, len(values))
        cells = "".join([self._cell(value) for value in values])
        self._sheet.write(f"<row>{cells}</row>".encode())

    def close(self) -> None:
        """Finish the sheet and the archive."""
        self._end()
        self._zip.close()

    def abort(self) -> None:
        """Let go of the file; what it holds is not a workbook."""
        self._sheet.close()
        self._zip.close()

    def _cell(self, value: Any) -> str:
        if isinstance(value, str):
            return self._text(value) if value else "<c/>"
        if value is None:
            return "<c/>"
        if isinstance(value, bool):
            return f'<c t="b"><v>{int(value)}</v></c>'
        if isinstance(value, int | float) and abs(value) < _LARGEST_INT:
            return f"<c><v>{value!r}</v></c>"
        if type(value) is dt.date:
            value = dt.datetime(value.year, value.month, value.day)
        if isinstance(value, dt.datetime) and value.tzinfo is None and value.year > _FIRST_YEAR:
            return f'<c s="1"><v>{_serial(value)!r}</v></c>'
        return self._text(as_text(value))

    def _text(self, text: str) -> str:
        if len(text) > LONGEST_CELL:
            raise self._refused(f"a cell of {len(text):,} characters in row {self._rows:,}")
        if _CONTROL.search(text):
            text = _CONTROL.sub(_escaped, text)
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text, _CR)}</t></is></c>'

    def _refused(self, what: str) -> ExportError:
        return ExportError(
            f"{self._shown}: {what} do not fit into XLSX (rows {MOST_ROWS:,}, columns "
            f"{MOST_COLUMNS:,}, characters in a cell {LONGEST_CELL:,}); write .parquet or .csv"
        )


def _listed(sheets: Sequence[str]) -> dict[str, str]:
    """Return what the parts that list the sheets say of them."""
    numbered = list(enumerate(sheets, 1))
    return {
        "sheets": "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered
        ),
        "relations": "".join(
            f'<Relationship Id="rId{n}" Type="{_SHEET}" Target="worksheets/sheet{n}.xml"/>'
            for n, _ in numbered
        ),
        "types": "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEET_TYPE}"/>'
            for n, _ in numbered
        ),
        "styles": str(len(numbered) + 1),
    }


def _letters(column: int) -> str:
    """Name a column, counted from 1, as Excel does.

    >>> _letters(1), _letters(26), _letters(27), _letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _serial(moment: dt.datetime) -> float:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    return moment.toordinal() - _EPOCH + seconds / 86_400


def _entry(name: str) -> zipfile.ZipInfo:
    """Name a part without the time of writing: the same rows give the same bytes."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    return f"_x{ord(found):04X}_" if len(found) == 1 else "_x005F" + found
