"""Facts of an invented town, written row by row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tsur_nlp import exports

Build = Callable[..., pd.DataFrame]
DATES = ("created_at", "answered_at", "due_on", "closed_at", "accepted_at", "first_answered_at")
USUAL: dict[str, Any] = {
    "text": "Во дворе темно", "created_at": pd.Timestamp("2025-03-03 10:00"), "author": "Заявитель",
    "municipality": "Заречье", "street": "улица Мира", "house": "5", "topic_group": "Дороги",
    "topic": "Освещение", "assignee": "МУП «Свет»", "source": "Портал",
}  # fmt: skip


@pytest.fixture
def facts() -> Build:
    """Build facts from rows that say only what differs from the usual."""

    def build(*rows: dict[str, Any]) -> pd.DataFrame:
        known = exports.facts(
            pd.DataFrame([{"id": f"м{n}", **USUAL} for n in range(1, len(rows) + 1)])
        )
        for number, row in enumerate(rows):
            for name, value in row.items():
                moment = pd.Timestamp(value) if name in DATES else value
                known.loc[known.index[number], name] = moment
        return known

    return build


def several(count: int, **row: Any) -> list[dict[str, Any]]:
    """Return rows of different people and houses."""
    return [{"author": f"Заявитель {n}", "house": str(n), **row} for n in range(count)]
