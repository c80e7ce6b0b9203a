"""Scores of messages: the rows of their words and pairs of words, added and scaled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.classify.features import units
from tsur_nlp.classify.keys import Keys
from tsur_nlp.classify.rows import Rows
from tsur_nlp.classify.weights import LENGTH_STEP, Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

_ROW_BITS = 32
_ROW = (1 << _ROW_BITS) - 1
_TOGETHER = 32
"""Messages whose rows are picked at once: many for one call, few for the processor's cache."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one word, or pair of words, of a message adds to every score."""

    word: str
    scores: NDArray[np.float64]


class Scorer:
    """Scores of texts under a linear model whose features add up over words."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._rows = Rows(weights)
        self._pair_index = Keys(weights.arrays["pair_keys"])
        self._step = weights.arrays["step"].astype(np.float64)
        self._bias = weights.arrays["bias"].astype(np.float64)
        # Words get their rows as they are met: two threads must not give out the same row.
        self._lock = Lock()

    def scores(self, texts: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Return the scores, a row for each text, and whether anything in the text was known."""
        with self._lock:
            return self._scores(texts)

    def shares(self, text: str) -> list[Share]:
        """Return what every distinct word and pair of words of the text adds."""
        with self._lock:
            return self._shares(text)

    def _scores(self, texts: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        parts = self._parts(self._rows.of_words(texts))
        rows = parts & _ROW
        borders = np.searchsorted(parts, np.arange(len(texts) + 1) << _ROW_BITS)
        lengths = np.bincount(parts >> _ROW_BITS, self._rows.lengths.take(rows), len(texts))
        scores = self._sums(rows, borders.tolist())
        scores /= np.sqrt(np.maximum(lengths * LENGTH_STEP, 1.0))[:, None]
        scores += self._bias
        return scores, lengths > 0

    def _shares(self, text: str) -> list[Share]:
        packed = self._rows.of_words([text])
        parts = self._parts(packed) & _ROW
        length = np.sqrt(max(float(self._rows.lengths[parts].sum()) * LENGTH_STEP, 1.0))
        flat, words = np.frombuffer(packed[0], np.int32).astype(np.int64), units(text)
        at, pairs = self._pairs(flat, np.array([len(flat)]))
        found = [*dict(zip(words, flat.tolist(), strict=True)).items()]
        found += [(" ".join(words[i : i + 2]), row) for i, row in zip(at, pairs, strict=True)]
        steps = self._step / length
        return [Share(name, self._rows.matrix[row] * steps) for name, row in found]

    def _parts(self, words: Sequence[bytes]) -> Whole:
        """Return what is added up: number of the message, then of the row, as one, in order.

        A word counts once in a message, a pair of words as often as it is there.
        """
        flat = np.frombuffer(b"".join(words), np.int32).astype(np.int64)
        sizes = np.fromiter(map(len, words), np.int64, len(words)) // 4
        message = np.repeat(np.arange(len(words)) << _ROW_BITS, sizes)
        at, pairs = self._pairs(flat, np.cumsum(sizes))
        parts = np.concatenate([message + flat, message[at] + pairs])
        parts.sort()
        again = parts[1:] == parts[:-1]
        again &= (parts[1:] & _ROW) >= self._rows.fixed
        return np.delete(parts, np.flatnonzero(again) + 1)

    def _pairs(self, flat: Whole, ends: Whole) -> tuple[Whole, Whole]:
        """Find the known pairs of neighbouring words: where they begin, and their rows."""
        known = self._rows.known.take(flat)
        keys = known[:-1] * len(self._weights.words) + known[1:]
        keys[ends[(ends > 0) & (ends < len(flat))] - 1] = -1
        return self._pair_index.find(keys)

    def _sums(self, rows: Whole, borders: list[int]) -> NDArray[np.float64]:
        """Add up the rows of each message, in the steps of the labels."""
        sums = np.zeros((len(borders) - 1, len(self._step)), dtype=np.int16)
        # 16 bits hold the sum of so many rows; longer messages are added up again in 32.
        most = np.iinfo(np.int16).max // self._rows.largest
        long = {}
        for first in range(0, len(sums), _TOGETHER):
            own = borders[first : first + _TOGETHER + 1]
            picked = self._rows.matrix.take(rows[own[0] : own[-1]], 0)
            for i, (start, end) in enumerate(pairwise(own), start=first):
                part = picked[start - own[0] : end - own[0]]
                np.add.reduce(part, 0, np.int16, sums[i])
                if end - start > most:
                    long[i] = np.add.reduce(part, 0, np.int32)
        result: NDArray[np.float64] = sums * self._step
        for i, exact in long.items():
            result[i] = exact * self._step
        return result
