"""Which letter strings are Russian words, how common they are, and how a glued string splits."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from tsur_nlp.text.lemmas import analyzer
from tsur_nlp.text.tokens import fold

_DATA = Path(__file__).parent / "data"
_LETTERS = frozenset("авикосуя")
_MAX_WORD = 72
_MAX_PIECE = 24
_MIN_UNSEEN = 4
_MIN_UNKNOWN = 5


@lru_cache(maxsize=1)
def counts() -> Mapping[str, int]:
    """Return how often each common word stands in citizens' messages, ё as е."""
    table: dict[str, int] = {}
    for line in (_DATA / "words.txt").read_text(encoding="utf-8").splitlines():
        word, count = line.split("\t")
        table[fold(word)] = table.get(fold(word), 0) + int(count)
    return table


def count(word: str) -> int:
    """Return how often the word was seen, 0 if never."""
    return counts().get(fold(word), 0)


def known(word: str) -> bool:
    """Tell whether it is a common word or, from three letters on, a word of the dictionary.

    >>> known("батареями"), known("бтареями")
    (True, False)
    """
    return len(word) <= _MAX_WORD and _known(word.lower())


def split(word: str) -> list[str]:
    """Split a glued string into its likeliest words; a word that is known stays whole.

    >>> split("ямынадорогах")
    ['ямы', 'на', 'дорогах']
    >>> split("дорогах")
    ['дорогах']
    """
    if known(word) or len(word) > _MAX_WORD:
        return [word]
    low = fold(word)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(low) + 1):
        starts = range(max(0, end - _MAX_PIECE), end)
        best.append(max((best[start][0] + _score(low[start:end]), start) for start in starts))
    pieces, end = [], len(low)
    while end:
        start = best[end][1]
        pieces.append(word[start:end])
        end = start
    return pieces[::-1] if len(pieces[0]) > 1 else [word]


@lru_cache(maxsize=20_000)
def _known(word: str) -> bool:
    return fold(word) in counts() or (len(word) > 2 and analyzer().word_is_known(word))


@lru_cache(maxsize=1)
def _total() -> float:
    return math.log(sum(counts().values()))


@lru_cache(maxsize=20_000)
def _score(piece: str) -> float:
    """Log probability of a piece: as counted, as a word of the dictionary, or as a name."""
    seen = counts().get(piece, 0) if len(piece) > 1 or piece in _LETTERS else 0
    if seen:
        return math.log(seen) - _total()
    if len(piece) >= _MIN_UNSEEN and analyzer().word_is_known(piece):
        return -1.0 - _total()
    if len(piece) >= _MIN_UNKNOWN:
        return -2.0 - _total() - len(piece)
    return -1000.0 * len(piece)
