"""The arrays of a topic model, as the artifact holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.classify.spelling import Speller
from tsur_nlp.errors import ArtifactError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tsur_nlp.artifacts import Artifact

    Rows = NDArray[np.int16]
    Lengths = NDArray[np.float64]

KIND = "topics"
LENGTH_STEP = 0.25
"""The step in which shares of the squared length are kept; whole numbers of it add up exactly."""

_LARGEST = np.iinfo(np.int16).max
_NAMES = (
    *("word_rows", "word_lengths", "gram_rows", "gram_idf", "gram_ratio", "pair_keys"),
    *("pair_rows", "pair_ratio", "pair_lengths", "step", "bias", "unknown"),
)


@dataclass(frozen=True)
class Weights:
    """What every word, letter n-gram and pair of words adds to the score of every label.

    ``step`` is the value of one unit of a row for each label. ``unknown`` holds the weight and the
    squared length of a word outside the vocabulary, which is read by its letter n-grams.
    """

    words: Mapping[str, int]
    grams: Sequence[str]
    arrays: Mapping[str, NDArray[Any]]

    @classmethod
    def of(cls, artifact: Artifact) -> Weights:
        """Take the weights from a loaded artifact, or say which part is missing."""
        vocabulary = artifact.tables.get("vocabulary", {})
        missing = [name for name in _NAMES if name not in artifact.arrays]
        missing += [name for name in ("words", "grams") if name not in vocabulary]
        if missing:
            raise ArtifactError(f"{artifact.path} lacks {', '.join(missing)}: train it again")
        return cls.from_parts(vocabulary["words"], vocabulary["grams"], artifact.arrays)

    @classmethod
    def from_parts(
        cls,
        words: Sequence[str],
        grams: Sequence[str],
        arrays: Mapping[str, NDArray[Any]],
    ) -> Weights:
        """Put together lists of names and their arrays."""
        return cls({word: i for i, word in enumerate(words)}, tuple(grams), arrays)

    @property
    def labels(self) -> int:
        """How many scores a message gets."""
        return len(self.arrays["step"])

    @property
    def outside(self) -> int:
        """The number of a word outside the vocabulary, so low that no pair with it has a key."""
        return -len(self.words) * len(self.words) - 1

    def of_words(self, words: Sequence[str]) -> tuple[NDArray[np.int64], Rows, Lengths]:
        """Return the words' numbers, their rows and their squared lengths."""
        find, strange = self.words.get, self.outside
        numbers = np.array([find(word, strange) for word in words], dtype=np.int64)
        rows = np.zeros((len(words), self.labels), dtype=np.int16)
        lengths = np.zeros(len(words))
        inside = np.flatnonzero(numbers >= 0)
        rows[inside] = self.arrays["word_rows"].take(numbers[inside], 0)
        lengths[inside] = self.arrays["word_lengths"].take(numbers[inside])
        outside = np.flatnonzero(numbers < 0)
        if len(outside):
            order, shares, spelt = self._speller.rows([words[i] for i in outside.tolist()])
            at = outside.take(order)
            rows[at] = _whole(shares)
            lengths[at] = spelt * self.arrays["unknown"][1]
        return numbers, rows, lengths

    def pairs(self) -> tuple[Rows, Lengths]:
        """Return the rows of all pairs of words, in the step of the words, and their lengths."""
        rows = _whole(self.arrays["pair_rows"] * self.arrays["pair_ratio"])
        return rows, self.arrays["pair_lengths"].astype(np.float64)

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self.grams, self.arrays)


def _whole(rows: NDArray[np.float32]) -> Rows:
    """Round rows, which are used up."""
    # Shares are some hundred steps at most: the bound is for a model gone wrong.
    np.rint(rows, out=rows)
    np.clip(rows, -_LARGEST, _LARGEST, out=rows)
    return rows.astype(np.int16)
