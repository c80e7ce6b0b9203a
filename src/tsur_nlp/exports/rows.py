"""Which values of the text column are messages, and the sentence for those that are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsur_nlp.exports.headers import no_text, recognise

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 100_000
"""Characters; a longer cell is a pasted document, not a message."""

RAW = "_raw"
"""The column that keeps the lines of a JSONL file which are not JSON objects."""

_INVISIBLE = "\x00\ufeff\u200b\u200c\u200d\u2060\u00ad"
_KINDS = {bool: "логическое значение", int: "число", float: "число", bytes: "байты"}


@dataclass(frozen=True, slots=True)
class Unread:
    """Stands for the text of a row that the reader could not read; ``reason`` is in Russian."""

    reason: str


def text_problem(value: object) -> str:
    """Say in Russian why a value is not a message; an empty string where it is one.

    NUL bytes inside a text are no problem: they are removed with other rubbish later.

    >>> text_problem("Нет воды"), text_problem(" "), text_problem(15)
    ('', 'нет текста', 'не текст, а число')
    """
    if isinstance(value, str):
        if len(value) > LONGEST:
            return f"текст длиннее 100 000 знаков: {len(value):,}".replace(",", " ")
        return "" if "А" <= value[:1] <= "я" or _visible(value) else "нет текста"
    if isinstance(value, Unread):
        return value.reason
    # NaT and pd.NA are told by name: importing pandas here would cost every single call.
    if value is None or type(value).__name__ in ("NAType", "NaTType") or _is_nan(value):
        return "нет текста"
    return f"не текст, а {_kind(value)}"


def texts(frame: pd.DataFrame, overrides: Mapping[str, str] | None = None) -> list[object]:
    """Return the text column as a list: what `text_problem` and the pipeline take.

    Raises:
        ExportError: no column of texts is recognised, or an override names no column.
    """
    headers = [str(column) for column in frame.columns]
    header = recognise(headers, overrides).mapping.get("text")
    if header is None:
        raise no_text(headers)
    values = [_hashable(value) for value in frame.iloc[:, headers.index(header)].tolist()]
    if RAW not in frame.columns:
        return values
    broken = Unread("строка файла не разобрана как JSON, она сохранена в столбце _raw")
    raw = frame[RAW].tolist()
    return [broken if isinstance(r, str) and r else v for r, v in zip(raw, values, strict=True)]


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and value != value


def _hashable(value: object) -> object:
    if isinstance(value, str | int | float) or value is None:
        return value
    if type(value).__hash__ is None:
        return Unread(f"не текст, а {_kind(value)}")
    return value


def _kind(value: object) -> str:
    for kind, name in _KINDS.items():
        if isinstance(value, kind):
            return name
    if hasattr(value, "isoformat"):
        return "дата"
    if hasattr(value, "__float__") and not getattr(value, "shape", ()):
        return "число"
    return "список" if hasattr(value, "__len__") else type(value).__name__


def _visible(value: str) -> bool:
    return bool(value.strip(_INVISIBLE + " \t\r\n\u00a0").strip())
