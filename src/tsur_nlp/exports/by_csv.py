"""CSV of any delimiter and encoding -> rows of strings, as many as the file has.

A value is the string that stands in the file; nothing is guessed to be a number or missing. Blank
lines are no rows, as in every CSV reader; a row of empty fields is a row.
"""

from __future__ import annotations

import csv
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from tsur_nlp.errors import ExportError
from tsur_nlp.exports.decoding import Lines
from tsur_nlp.exports.layout import DELIMITERS, sniff, unique

LONGEST_RECORD = 1 << 24
"""Characters; a quoted field that does not end within them is taken for a stray quote."""

_END = "\x00the file ends here\x00"


class Table:
    """The rows of a CSV file, all of the header's width, and notes on what was mended.

    ``plain`` says that a list of texts, one a line, is more likely than a table (``.txt``).
    """

    def __init__(self, lines: Lines, delimiters: str = DELIMITERS, *, plain: bool = False) -> None:
        # The limit belongs to the whole process, so it is only ever raised.
        csv.field_size_limit(max(csv.field_size_limit(), 2 * LONGEST_RECORD))
        if not any(line.strip() for line in lines.head):
            raise ExportError(f"{lines.path} is empty: no text in it; export it again")
        self._lines = lines
        self._mended: Counter[str] = Counter()
        self._layout = sniff(lines.head, delimiters, plain=plain)
        if self._layout.above:
            self._mended["rows above the header, passed over"] = self._layout.above
        self.headers = unique(self._layout.headers)

    def rows(self) -> Iterator[list[str]]:
        """Yield the rows below the header; a list of texts has one field a row."""
        if not self._layout.delimiter:
            below = itertools.islice(self._lines, int(self._layout.has_header), None)
            yield from ([line.rstrip("\r\n")] for line in below)
            return
        records = _records(self._lines, self._layout.delimiter, self._stray_quote)
        width = len(self.headers)
        for row in itertools.islice(records, self._layout.above + self._layout.has_header, None):
            yield row if len(row) == width else self._fitted(row, width)

    def notes(self) -> tuple[str, ...]:
        """What was mended in the rows read so far."""
        other = {"lines in another encoding": self._lines.other} if self._lines.other else {}
        return tuple(f"{name}: {count}" for name, count in {**self._mended, **other}.items())

    def _fitted(self, row: list[str], width: int) -> list[str]:
        if len(row) < width:
            self._mended["rows with too few fields, filled up with empty ones"] += 1
            return row + [""] * (width - len(row))
        if any(row[width:]):
            self._mended["rows with too many fields, the last ones joined"] += 1
            return [*row[: width - 1], self._layout.delimiter.join(row[width - 1 :])]
        return row[:width]

    def _stray_quote(self) -> None:
        self._mended["quotes that never close, taken as characters"] += 1


class _Recorder:
    """Passes lines on and keeps those of the record that is being read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.pending: list[str] = []
        self.endless = False
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.pending.append(line)
            self._length += len(line)
            self.endless = self._length > LONGEST_RECORD and len(self.pending) > 1
            if self.endless:
                # Ends the csv reader in the middle of a quoted field; the caller takes over.
                return
            yield line

    def done(self) -> None:
        self.pending.clear()
        self._length = 0


def _records(
    lines: Iterable[str], delimiter: str, stray: Callable[[], None]
) -> Iterator[list[str]]:
    """Parse records; a quote that never closes does not swallow the rest of the file.

    Its line is then read without quoting, and the lines behind it anew.
    """
    rest = itertools.chain(_ended(lines), [_END])
    while True:
        recorder = _Recorder(rest)
        for row in csv.reader(recorder, delimiter=delimiter):
            if recorder.pending[-1:] == [_END] or recorder.endless:
                break
            recorder.done()
            if row:
                yield row
        if recorder.pending == [_END]:
            return
        stray()
        yield from csv.reader(recorder.pending[:1], delimiter=delimiter, quoting=csv.QUOTE_NONE)
        rest = itertools.chain(recorder.pending[1:], rest)


def _ended(lines: Iterable[str]) -> Iterator[str]:
    """Give the last line an end where it lacks one, so that the mark stands on its own line."""
    for line in lines:
        yield line if line.endswith(("\n", "\r")) else line + "\n"
