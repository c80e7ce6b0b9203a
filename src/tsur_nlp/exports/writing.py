"""Frames -> a file, chunk by chunk, in the format of its ending; never half a file.

CSV is written as utf-8 with a byte order mark (Excel takes it for cp1251 without one), commas, and
CR LF at the end of rows (so that a lone CR inside a text is quoted in every version of Python).
"""

from __future__ import annotations

import csv
import gzip
import io
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TextIO

from tsur_nlp.errors import ExportError
from tsur_nlp.exports.cells import as_text, columns, to_json
from tsur_nlp.exports.formats import Format, check_output

if TYPE_CHECKING:
    import pandas as pd


class Sink(Protocol):
    """What a format has to do: take frames of the same columns, then end well or badly."""

    def append(self, frame: pd.DataFrame) -> None:
        """Write a frame behind the others."""

    def close(self) -> None:
        """Finish the file."""

    def abort(self) -> None:
        """Let go of the file, whatever it holds."""


class Writer:
    """``with Writer("scored.csv") as writer: writer.append(frame)`` for each chunk.

    The file takes its name when all is written; after an exception there is none, and what was
    there before is still there.

    Raises:
        ExportError: it cannot be written; the sentence says why and what to do.
    """

    def __init__(self, path: str | Path, *, source: str | Path | None = None) -> None:
        self.path = Path(path)
        found = check_output(self.path, source)
        self._part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        self._columns: list[str] | None = None
        try:
            self._sink = _sink(self._part, self.path, found)
        except OSError as error:
            raise self._failed(error) from error

    def append(self, frame: pd.DataFrame) -> None:
        """Write a frame behind the others; it must have the same columns."""
        names = [str(name) for name in frame.columns]
        if self._columns not in (None, names):
            changed = sorted(set(names) ^ set(self._columns or ())) or ["their order"]
            raise ExportError(f"{self.path}: chunks differ in columns: {', '.join(changed)}")
        self._columns = names
        try:
            self._sink.append(frame)
        except OSError as error:
            raise self._failed(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None or self._columns is None:
            self._discard()
            if error is None:
                raise ExportError(f"{self.path}: nothing to write, no frame was given")
            return
        try:
            self._sink.close()
            self._part.replace(self.path)
        except OSError as failure:
            self._discard()
            raise self._failed(failure) from failure

    def _discard(self) -> None:
        with suppress(OSError):
            self._sink.abort()
        self._part.unlink(missing_ok=True)

    def _failed(self, error: OSError) -> ExportError:
        reason = error.strerror or error
        return ExportError(
            f"{self.path} cannot be written: {reason}; free space or write elsewhere"
        )


def write(frame: pd.DataFrame, path: str | Path, *, source: str | Path | None = None) -> None:
    """Write a whole frame; the ending is the format (see `Writer`)."""
    with Writer(path, source=source) as writer:
        writer.append(frame)


def _sink(part: Path, shown: Path, found: Format) -> Sink:
    if found.kind == "workbook":
        return _XlsxSink(part, shown)
    if found.kind == "parquet":
        from tsur_nlp.exports.by_parquet import Pieces

        return Pieces(part)
    file = _text_file(part, found)
    return _JsonlSink(file) if found.kind == "jsonl" else _CsvSink(file, found)


def _text_file(part: Path, found: Format) -> TextIO:
    encoding = "utf-8-sig" if found.kind == "csv" else "utf-8"
    if not found.gzipped:
        return part.open("w", encoding=encoding, errors="replace", newline="")
    # No name and no time in the header: the same rows give the same bytes.
    packed = _Gzip(part)
    return io.TextIOWrapper(packed, encoding=encoding, errors="replace", newline="")


class _Gzip(gzip.GzipFile):
    """Closes the file below it too, which gzip does only where it has opened it itself."""

    def __init__(self, path: Path) -> None:
        self._below = path.open("wb")
        super().__init__(filename="", mode="wb", fileobj=self._below, mtime=0)

    def close(self) -> None:
        super().close()
        self._below.close()


class _CsvSink:
    def __init__(self, file: TextIO, found: Format) -> None:
        self._file = file
        self._writer = csv.writer(
            file, delimiter="\t" if found.kind == "tsv" else ",", lineterminator="\r\n"
        )
        self._header = True

    def append(self, frame: pd.DataFrame) -> None:
        if self._header:
            self._writer.writerow([str(name) for name in frame.columns])
            self._header = False
        texts = [list(map(as_text, column)) for column in columns(frame)]
        self._writer.writerows(zip(*texts, strict=True))

    def close(self) -> None:
        self._file.close()

    abort = close


class _JsonlSink:
    def __init__(self, file: TextIO) -> None:
        self._file = file

    def append(self, frame: pd.DataFrame) -> None:
        names = [str(name) for name in frame.columns]
        rows = zip(*columns(frame), strict=True)
        self._file.writelines(to_json(dict(zip(names, row, strict=True))) + "\n" for row in rows)

    def close(self) -> None:
        self._file.close()

    abort = close


class _XlsxSink:
    def __init__(self, part: Path, shown: Path) -> None:
        from tsur_nlp.exports.by_xlsx import Workbook

        self._book = Workbook(part, shown)
        self._header = True

    def append(self, frame: pd.DataFrame) -> None:
        if self._header:
            self._book.row([str(name) for name in frame.columns])
            self._header = False
        for row in zip(*columns(frame), strict=True):
            self._book.row(row)

    def close(self) -> None:
        self._book.close()

    def abort(self) -> None:
        self._book.abort()
