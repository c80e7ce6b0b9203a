"""Values of a frame as plain Python values and as text, the same in every output format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def columns(frame: pd.DataFrame) -> list[list[Any]]:
    """Return the columns as lists of plain values; whatever is missing is ``None``."""
    return [plain(frame.iloc[:, position]) for position in range(frame.shape[1])]


def as_text(value: Any) -> str:
    """Write one value as text: lists and dicts as JSON, nothing as an empty string."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return to_json(value)
    return str(value)


def to_json(value: Any) -> str:
    """Write JSON on one line, Russian letters as they are."""
    return _ENCODER.encode(value)


def nested(value: Any) -> Any:
    """Turn numpy arrays and scalars, wherever they stand, into lists and numbers."""
    if isinstance(value, dict):
        return {str(key): nested(item) for key, item in value.items()}
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [nested(item) for item in value]
    return None if isinstance(value, float) and value != value else value


def plain(column: pd.Series) -> list[Any]:
    """Return one column as plain values."""
    import numpy as np

    missing = column.isna().to_numpy()
    values: list[Any] = column.astype(object).tolist()
    if column.dtype == object:
        values = [
            nested(v) if isinstance(v, dict | list | tuple | np.ndarray) else v for v in values
        ]
    return [None if gone else value for gone, value in zip(missing, values, strict=True)]


def _default(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else str(nested(value))


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_default, allow_nan=True)
