"""Facts of an invented town, written row by row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

BLANK: dict[str, Any] = {
    "text": "Во дворе темно", "author": "", "municipality": "Заречье", "district": "",
    "settlement": "", "street": "улица Мира", "house": "5", "lat": float("nan"),
    "lon": float("nan"), "topic_group": "Дороги", "topic": "Освещение", "answered_at": pd.NaT,
    "status": "", "reopened": float("nan"), "answer_kind": "", "is_appeal": True,
}  # fmt: skip


@pytest.fixture
def facts() -> Callable[..., pd.DataFrame]:
    """Build facts from rows that say only what differs from the usual."""

    def build(*rows: dict[str, Any]) -> pd.DataFrame:
        full = [{"id": f"м{n}", **BLANK, **row} for n, row in enumerate(rows, 1)]
        frame = pd.DataFrame(full)
        for column in ("created_at", "answered_at"):
            frame[column] = pd.to_datetime(frame[column]).astype("datetime64[ns]")
        return frame

    return build
