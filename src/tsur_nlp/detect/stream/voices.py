"""How many different people and texts stand behind messages."""

from __future__ import annotations

import numpy as np

from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Ints, Stream
from tsur_nlp.detect.stream.repeats import is_long


def distinct_authors(stream: Stream, rows: Ints) -> int | None:
    """Count the authors; ``None`` where most messages have none."""
    names = [name for name in stream.frame["author"].to_numpy()[rows] if name]
    return len(set(names)) if 2 * len(names) > len(rows) else None


def distinct_addresses(stream: Stream, rows: Ints) -> int | None:
    """Count the addresses (points where there is no address); ``None`` where there are none."""
    return len(set(stream.address[rows]) - {""}) or None


def distinct_texts(stream: Stream, rows: Ints, settings: DetectSettings) -> int:
    """Count the texts; a short one may be written by many, so its address is part of it."""
    return len(
        {
            key if is_long(key, settings) else f"{key}|{stream.address[row] or row}"
            for row, key in zip(rows.tolist(), stream.text_key[rows], strict=True)
        }
    )


def enough_voices(stream: Stream, rows: Ints, settings: DetectSettings) -> bool:
    """Tell a problem of many from a flood of one author or of one text pasted again and again."""
    authors = distinct_authors(stream, rows)
    if authors is not None and authors < settings.min_voices:
        return False
    return distinct_texts(stream, rows, settings) >= settings.min_voices


def repeats(stream: Stream, rows: Ints) -> int:
    """Count the messages that are listed but not counted."""
    return int(np.count_nonzero(~stream.counts[rows]))
