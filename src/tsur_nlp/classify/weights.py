"""The arrays of a topic model, as the artifact holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.errors import ArtifactError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tsur_nlp.artifacts import Artifact

KIND = "topics"
LENGTH_STEP = 0.25
"""The step in which shares of the squared length are kept; whole numbers of it add up exactly."""

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
    grams: Mapping[str, int]
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
        cls, words: Sequence[str], grams: Sequence[str], arrays: Mapping[str, NDArray[Any]]
    ) -> Weights:
        """Put together lists of names and their arrays."""
        numbered = [{name: i for i, name in enumerate(names)} for names in (words, grams)]
        return cls(numbered[0], numbered[1], arrays)

    @property
    def labels(self) -> int:
        """How many scores a message gets."""
        return len(self.arrays["step"])

    def put_word(self, number: int, row: NDArray[np.float32]) -> None:
        """Fill the row of a word of the vocabulary, its squared length last."""
        row[:-1] = self.arrays["word_rows"][number]
        row[-1] = self.arrays["word_lengths"][number]

    def put_unknown(self, grams: Sequence[str], row: NDArray[np.float32]) -> None:
        """Fill the row of a word known by its letter n-grams only."""
        numbers = self.grams
        found = [numbers[gram] for gram in grams if gram in numbers]
        row[:] = 0.0
        if not found:
            return
        arrays = self.arrays
        idf = arrays["gram_idf"].take(found)
        # Added in the order of the letters, not by BLAS: the same on every machine.
        share = np.add.reduce(arrays["gram_rows"].take(found, 0) * idf[:, None], 0)
        factor = arrays["unknown"][0] / np.sqrt(np.add.reduce(idf * idf))
        np.rint(share * arrays["gram_ratio"] * factor, out=row[:-1])
        row[-1] = arrays["unknown"][1]

    def pairs(self) -> NDArray[np.float32]:
        """Return the rows of all pairs of words, in the step of the words."""
        rows = np.rint(self.arrays["pair_rows"] * self.arrays["pair_ratio"])
        lengths = self.arrays["pair_lengths"].reshape(-1, 1)
        return np.hstack([rows, lengths]).astype(np.float32)
