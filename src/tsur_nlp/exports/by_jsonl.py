"""JSON lines (or one JSON array) -> rows; a line that is no JSON object is kept in ``_raw``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from tsur_nlp.errors import ExportError
from tsur_nlp.exports.decoding import Lines
from tsur_nlp.exports.rows import RAW

Row = dict[str, Any]
_SURROGATE = "\\ud"


class Objects:
    """The objects of a file; the first of two passes finds the columns of all of them."""

    def __init__(self, open_file: Callable[[], BinaryIO], path: Path) -> None:
        self._open = open_file
        self._path = path
        columns: dict[str, None] = {}
        self._broken = 0
        for row in self.rows():
            columns.update(dict.fromkeys(row))
            self._broken += RAW in row
        self.headers = [name for name in columns if name != RAW] + [RAW] * (RAW in columns)
        if self.headers in ([], [RAW]):
            raise ExportError(
                f'{path} has no JSON objects: every line must be one, like {{"text": "…"}}'
            )

    def rows(self) -> Iterator[Row]:
        """Yield the objects in order."""
        with self._open() as stream:
            lines = Lines(stream, self._path)
            if any(line.strip() for line in lines.head) and "".join(lines.head).lstrip()[0] == "[":
                yield from _array("".join(lines), self._path)
                return
            yield from (_object(line) for line in lines if line.strip())

    def notes(self) -> tuple[str, ...]:
        """What could not be read."""
        return (f"lines that are not JSON objects, kept in {RAW}: {self._broken}",) * bool(
            self._broken
        )


def _object(line: str) -> Row:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        return _raw(line)
    return _paired(value) if _SURROGATE in line.lower() else value


def _array(text: str, path: Path) -> Iterator[Row]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ExportError(f"{path} begins as a JSON array but is not one: {error}") from error
    for value in values:
        yield value if isinstance(value, dict) else _raw(json.dumps(value, ensure_ascii=False))


def _paired(value: Any) -> Any:
    """Replace halves of emoji, which JSON can spell and no file can hold."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_paired(item) for item in value]
    if isinstance(value, dict):
        return {_paired(key): _paired(item) for key, item in value.items()}
    return value


def _raw(line: str) -> Row:
    return {RAW: line.rstrip("\r\n")}
