"""A file of messages -> frames with its own headers, columns and rows in its own order.

``frame.attrs["notes"]`` tells what was mended on the way (see `notes`).
"""

from __future__ import annotations

import contextlib
import itertools
import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsur_nlp.errors import ExportError
from tsur_nlp.exports.formats import Format, check_input, opened
from tsur_nlp.exports.layout import DELIMITERS

if TYPE_CHECKING:
    import pandas as pd

CHUNK = 5000


def read(path: str | Path, *, sheet: str | None = None) -> pd.DataFrame:
    """Read a whole file: CSV, TSV, TXT, JSONL (``.gz`` too), Parquet, XLSX, XLS, ODS.

    Values of text formats are the strings of the file; Parquet, JSONL and workbooks keep types.

    Raises:
        ExportError: the file cannot be read; the sentence says why and what to do.
    """
    import pandas as pd

    frames = list(read_chunks(path, size=1 << 17, sheet=sheet))
    if len(frames) == 1:
        return frames[0]
    last = frames[-1].attrs
    for frame in frames:
        frame.attrs = {}
    whole = pd.concat(frames, ignore_index=True)
    whole.attrs = last
    return whole


def read_chunks(
    path: str | Path, *, size: int = CHUNK, sheet: str | None = None
) -> Iterator[pd.DataFrame]:
    """Yield a file as frames of at most ``size`` rows, at least one, numbered on from 0.

    CSV, JSONL and Parquet are never in memory as a whole; a workbook is.

    Raises:
        ExportError: the file cannot be read. What is wrong at the start of it is raised by the
            call, not by the first ``next``.
    """
    path = Path(path)
    if size < 1:
        raise ExportError(f"size must be 1 or more, not {size}")
    found = check_input(path)
    if sheet is not None and found.kind != "workbook":
        raise ExportError(f"{path}: only workbooks have sheets, drop the sheet {sheet!r}")
    with _explained(path):
        frames = _frames(path, found, size, sheet)
        first = next(frames)
    return _guarded(path, itertools.chain([first], frames))


def notes(frame: pd.DataFrame) -> tuple[str, ...]:
    """What was mended while this frame, or the file up to its last row, was read."""
    return tuple(frame.attrs.get("notes", ()))


def _frames(path: Path, found: Format, size: int, sheet: str | None) -> Iterator[pd.DataFrame]:
    if found.kind == "workbook":
        frames = _of_workbook(path, size, sheet)
    elif found.kind == "jsonl":
        frames = _of_jsonl(path, found, size)
    elif found.kind == "parquet":
        from tsur_nlp.exports.by_parquet import frames as of_parquet

        frames = of_parquet(path, size)
    else:
        frames = _of_text(path, found, size)
    start = 0
    for frame in frames:
        frame.index = range(start, start + len(frame))  # type: ignore[assignment]
        start += len(frame)
        yield frame


def _of_text(path: Path, found: Format, size: int) -> Iterator[pd.DataFrame]:
    from tsur_nlp.exports.by_csv import Table
    from tsur_nlp.exports.decoding import Lines

    delimiters = "\t" if found.kind == "tsv" else DELIMITERS
    with opened(path, found) as stream:
        table = Table(Lines(stream, path), delimiters, plain=found.kind == "txt")
        for rows in _batches(table.rows(), size):
            yield _frame(rows, table.headers, table.notes())


def _of_jsonl(path: Path, found: Format, size: int) -> Iterator[pd.DataFrame]:
    from tsur_nlp.exports.by_jsonl import Objects

    objects = Objects(partial(opened, path, found), path)
    names = objects.headers
    for rows in _batches(objects.rows(), size):
        yield _frame([[row.get(name) for name in names] for row in rows], names, objects.notes())


def _of_workbook(path: Path, size: int, sheet: str | None) -> Iterator[pd.DataFrame]:
    from tsur_nlp.exports.by_workbook import read_sheet

    table = read_sheet(path, sheet)
    for rows in _batches(table.rows, size):
        yield _frame(rows, table.headers, table.notes)


def _frame(rows: list[list[Any]], headers: list[str], found: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd

    columns = zip(*rows, strict=True) if rows else [()] * len(headers)
    # object: numpy and arrow strings differ between versions of pandas, Python's do not.
    data = {
        name: pd.Series(list(values), dtype=object)
        for name, values in zip(headers, columns, strict=True)
    }
    frame = pd.DataFrame(data, columns=headers)
    if found:
        frame.attrs["notes"] = found
    return frame


def _batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    iterator = iter(rows)
    yield list(itertools.islice(iterator, size))
    while batch := list(itertools.islice(iterator, size)):
        yield batch


def _guarded(path: Path, frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    with _explained(path):
        yield from frames


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what the readers below may raise into sentences."""
    import csv

    import pyarrow as pa

    try:
        yield
    except (EOFError, zlib.error) as error:
        raise ExportError(f"{path} is cut: the archive ends too early; copy it again") from error
    except (pa.ArrowException, csv.Error) as error:
        first = str(error).splitlines()[0]
        raise ExportError(f"{path} is cut or broken ({first}); export it again") from error
    except OSError as error:
        reason = error.strerror or error
        raise ExportError(f"{path} cannot be read ({reason}); copy or export it again") from error
