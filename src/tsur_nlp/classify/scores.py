"""Scores of messages: the rows of their words and pairs of words, added and scaled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.classify.features import units
from tsur_nlp.classify.rows import Rows
from tsur_nlp.classify.weights import LENGTH_STEP, Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray


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
        self._vocabulary = len(weights.words)
        self._keys = weights.arrays["pair_keys"]
        self._step = weights.arrays["step"].astype(np.float64)
        self._bias = weights.arrays["bias"].astype(np.float64)

    def scores(self, texts: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Return the scores, a row for each text, and whether anything in the text was known."""
        parts, ends = self._parts([units(text) for text in texts])
        picked = self._rows.matrix.take(parts, 0)
        sums = np.zeros((len(texts), picked.shape[1]), dtype=np.float32)
        start = 0
        for i, end in enumerate(ends):
            if end > start:
                np.add.reduce(picked[start:end], 0, None, sums[i])
            start = end
        length = np.sqrt(np.maximum(sums[:, -1:] * LENGTH_STEP, 1.0), dtype=np.float64)
        return sums[:, :-1] * self._step / length + self._bias, sums[:, -1] > 0

    def shares(self, text: str) -> list[Share]:
        """Return what every distinct word and pair of words of the text adds."""
        words = units(text)
        rows, _ = self._parts([words])
        picked = self._rows.matrix[rows].astype(np.float64)
        length = np.sqrt(max(picked[:, -1].sum() * LENGTH_STEP, 1.0))
        names = [*dict.fromkeys(words), *(" ".join(pair) for pair in self._pair_words(words))]
        shares = picked[:, :-1] * self._step / length
        return [Share(name, share) for name, share in zip(names, shares, strict=True)]

    def _parts(self, messages: Sequence[Sequence[str]]) -> tuple[NDArray[Any], list[int]]:
        self._rows.admit(messages)
        find = self._rows.index.__getitem__
        sequences = [list(map(find, words)) for words in messages]
        pairs = self._pairs(sequences)
        parts: list[int] = []
        ends = []
        for i, sequence in enumerate(sequences):
            parts += dict.fromkeys(sequence)
            if i in pairs:
                parts += pairs[i]
            ends.append(len(parts))
        return np.array(parts, dtype=np.intp), ends

    def _pairs(self, sequences: Sequence[Sequence[int]]) -> dict[int, list[int]]:
        """Find the known pairs of neighbouring words: message number to rows."""
        lengths = [len(sequence) for sequence in sequences]
        if not len(self._keys) or sum(lengths) < 2:
            return {}
        flat = np.array([row for sequence in sequences for row in sequence], dtype=np.intp)
        message = np.repeat(np.arange(len(lengths)), lengths)
        known = self._rows.known.take(flat)
        keys = known[:-1] * self._vocabulary + known[1:]
        keys[(known[:-1] < 0) | (known[1:] < 0) | (message[:-1] != message[1:])] = -1
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        hits = np.flatnonzero(self._keys.take(at) == keys)
        found: dict[int, list[int]] = {}
        for i, row in zip(message[hits].tolist(), at[hits].tolist(), strict=True):
            found.setdefault(i, []).append(row)
        return found

    def _pair_words(self, words: Sequence[str]) -> list[tuple[str, str]]:
        numbers = [self._weights.words.get(word, -1) for word in words]
        known = set(self._keys.tolist())
        return [
            (words[i], words[i + 1])
            for i, (a, b) in enumerate(pairwise(numbers))
            if a >= 0 and b >= 0 and a * self._vocabulary + b in known
        ]
