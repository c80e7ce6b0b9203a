"""Where one matter of a message may end and another begin: sentences, lists, «а также»."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from tsur_nlp.text import fold
from tsur_nlp.text.sentences import sentences

Span = tuple[int, int]

SHORTEST = 20
"""A shorter piece says too little by itself: it is joined to the next."""

_CUES = Path(__file__).parent / "data" / "cuts.csv"
_ITEM = re.compile(r"(?<!\S)(\d{1,2})[.)]\s*(?=[А-ЯЁA-Zа-яёa-z])")


def pieces(text: str) -> list[Span]:
    """Cut a text into spans that may each be about another matter; together they are all of it.

    >>> text = "Во дворе третью неделю не убирают снег, а также нет горячей воды и холодно дома."
    >>> [text[start:end] for start, end in pieces(text)]
    ['Во дворе третью неделю не убирают снег, ', 'а также нет горячей воды и холодно дома.']
    """
    marks = {sentence.start for sentence in sentences(text)}
    folded = fold(text)
    if len(folded) == len(text):  # a few letters of other scripts grow in lower case
        marks.update(match.start(1) for match in _cues().finditer(folded))
    if "1." in text or "1)" in text:
        marks.update(_items(text))
    return list(_spans(sorted(marks), len(text)))


def _items(text: str) -> Iterator[int]:
    """Find the starts of «1. … 2. …»: numbers that count up from one; one alone is no list."""
    starts: list[int] = []
    for match in _ITEM.finditer(text):
        if int(match[1]) == len(starts) + 1:
            starts.append(match.start())
    yield from starts if len(starts) > 1 else ()


def _spans(marks: list[int], size: int) -> Iterator[Span]:
    """Pair the marks up, leaving out those that would leave too short a piece."""
    start = 0
    for mark in marks:
        if mark - start >= SHORTEST and size - mark >= SHORTEST:
            yield start, mark
            start = mark
    yield start, size


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    with _CUES.open(encoding="utf-8", newline="") as file:
        cues = sorted((row["cue"] for row in csv.DictReader(file)), key=len, reverse=True)
    either = "|".join(re.escape(fold(cue)) for cue in cues)
    return re.compile(rf"[\s,;:(—–-]({either})(?!\w)")
