"""Every word's share of every score, as rows of whole numbers in one matrix with a bounded cache.

The shares are whole numbers of a fixed step, so their sums are exact: a message gets the same
scores whatever the order of its words, the batch it came in, or the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from struct import Struct

import numpy as np

from tsur_nlp.classify.features import units
from tsur_nlp.classify.weights import Weights
from tsur_nlp.text import fold

CACHE_WORDS = 50_000
"""Words kept with their rows: up to 23 MB for 220 labels."""

_LETTERS_A_WORD = 16
"""Pieces of text are kept while they have this many letters for each of ``CACHE_WORDS``."""

_AROUND = '.,!?:;()«»"-…'
_PLAIN = re.compile("[а-я]+").fullmatch
_PACK = Struct("i").pack


class Rows:
    """Rows of pairs of words (always there) and of the words met lately.

    ``lengths`` holds the squared length of a row, ``known`` the number of its word in the
    vocabulary (negative where it is outside), ``largest`` the largest share in any row.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        pairs, lengths = weights.pairs()
        self.fixed = len(pairs)
        self.largest = int(np.abs(pairs).max(initial=1))
        # Untouched zeros take no memory, and growing by copies takes time.
        size = self.fixed + CACHE_WORDS
        self.matrix = np.zeros((size, pairs.shape[1]), dtype=np.int16)
        self.matrix[: self.fixed] = pairs
        self.lengths = np.zeros(size)
        self.lengths[: self.fixed] = lengths
        self.known = np.zeros(size, dtype=np.int64)
        self._pieces = _Pieces(self.fixed)

    def of_words(self, texts: Iterable[str]) -> list[bytes]:
        """Return the rows of the words of each text, in order, as bytes of 32-bit numbers."""
        pieces = self._pieces
        if len(pieces.words) > CACHE_WORDS or pieces.letters > CACHE_WORDS * _LETTERS_A_WORD:
            pieces = self._pieces = _Pieces(self.fixed)
        find = pieces.__getitem__
        found = [b"".join(map(find, fold(text).split())) for text in texts]
        if pieces.fresh:
            self._fill(self.fixed + len(pieces.words) - len(pieces.fresh), pieces.fresh)
            pieces.fresh = []
        return found

    def _fill(self, first: int, words: list[str]) -> None:
        last = first + len(words)
        self._reserve(last)
        at = slice(first, last)
        self.known[at], self.matrix[at], self.lengths[at] = self._weights.of_words(words)
        self.largest = max(self.largest, int(np.abs(self.matrix[at]).max(initial=1)))

    def _reserve(self, size: int) -> None:
        if size <= len(self.matrix):
            return
        more = max(size, len(self.matrix) * 3 // 2) - len(self.matrix)
        self.matrix = np.pad(self.matrix, ((0, more), (0, 0)))
        self.lengths = np.pad(self.lengths, (0, more))
        self.known = np.pad(self.known, (0, more))


class _Pieces(dict[str, bytes]):
    """What stands between blanks, commas and all, as the rows of its words.

    No word spans a blank, and most pieces come back: looking one up costs a tenth of cutting it.
    A word gets its row here; ``fresh`` are those whose rows are to be filled.
    """

    def __init__(self, first: int) -> None:
        super().__init__()
        self.words: dict[str, int] = {}
        self.fresh: list[str] = []
        self.letters = 0
        self._first = first

    def __missing__(self, piece: str) -> bytes:
        word = piece.strip(_AROUND)
        row = self.words.get(word)
        if row is None and _PLAIN(word):
            row = self._new(word)
        rows = self._cut(piece) if row is None else _PACK(row)
        self[piece] = rows
        self.letters += len(piece)
        return rows

    def _cut(self, piece: str) -> bytes:
        return b"".join([_PACK(self._row(word)) for word in units(piece)])

    def _row(self, word: str) -> int:
        row = self.words.get(word)
        return self._new(word) if row is None else row

    def _new(self, word: str) -> int:
        row = self.words[word] = self._first + len(self.words)
        self.fresh.append(word)
        return row
