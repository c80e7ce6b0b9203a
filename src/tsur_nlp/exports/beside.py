"""What an export says beside the text of a message: its answer, its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tsur_nlp.exports.source import Source

if TYPE_CHECKING:
    import pandas as pd


def answers(
    frame: pd.DataFrame, overrides: Mapping[str, str] | None = None
) -> list[tuple[str, dt.date | None]] | None:
    """Return the text and the day of every answer; ``None`` where the export has no answers."""
    source = Source.of(frame, overrides)
    if "answer_text" not in source.mapping:
        return None
    days = source.date("answered_at").fillna(source.date("first_answered_at"))
    known = (None if day != day else day.date() for day in days)
    return list(zip(source.answer("answer_text"), known, strict=True))


def areas(frame: pd.DataFrame, overrides: Mapping[str, str] | None = None) -> list[str]:
    """Return the settlement, district or municipality the export itself names beside each row."""
    source = Source.of(frame, overrides)
    finest = zip(*map(source.text, ("settlement", "district", "municipality")), strict=True)
    return [next(filter(None, names), "") for names in finest]
