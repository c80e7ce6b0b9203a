"""Every word's share of every score, as rows of whole numbers in one matrix with a bounded cache.

The shares are whole numbers of a fixed step, so their sums are exact in float32: a message gets the
same scores whatever the order of its words, the batch it came in, or the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from tsur_nlp.classify.features import grams
from tsur_nlp.classify.weights import Weights

CACHE_WORDS = 50_000
"""Words kept with their rows: up to 44 MB for 220 labels."""


class Rows:
    """Rows of pairs of words (always there) and of the words met lately.

    ``known`` holds the number of a row's word in the vocabulary, -1 where it is outside.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        pairs = weights.pairs()
        self._fixed = len(pairs)
        self._capacity = self._fixed + CACHE_WORDS
        self.matrix = np.zeros((self._fixed + 1024, pairs.shape[1]), dtype=np.float32)
        self.matrix[: self._fixed] = pairs
        self.known = np.full(len(self.matrix), -1, dtype=np.int64)
        self.index: dict[str, int] = {}

    def admit(self, messages: Iterable[Sequence[str]]) -> None:
        """Make sure that every word of the messages has a row."""
        messages = list(messages)
        missing = dict.fromkeys(w for words in messages for w in words if w not in self.index)
        if self.index and self._used + len(missing) > self._capacity:
            self.index = {}
            missing = dict.fromkeys(w for words in messages for w in words)
        self._reserve(self._used + len(missing))
        for word in missing:
            self._add(word)

    @property
    def _used(self) -> int:
        return self._fixed + len(self.index)

    def _reserve(self, size: int) -> None:
        if size <= len(self.matrix):
            return
        more = max(size, 2 * len(self.matrix)) - len(self.matrix)
        self.matrix = np.pad(self.matrix, ((0, more), (0, 0)))
        self.known = np.pad(self.known, (0, more), constant_values=-1)

    def _add(self, word: str) -> None:
        row, number = self._used, self._weights.words.get(word, -1)
        self.known[row] = number
        if number >= 0:
            self._weights.put_word(number, self.matrix[row])
        else:
            self._weights.put_unknown(grams(word), self.matrix[row])
        self.index[word] = row
