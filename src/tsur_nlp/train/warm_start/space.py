"""The features of a model that is warmed from an older one: those of the older model.

Words, letter n-grams and pairs keep the lengths that the older model gave them, so a message is
divided by the same number in both, and the scores of the two add up word by word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.classify.weights import LENGTH_STEP
from tsur_nlp.train.representation import Representation, Words, numbered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tsur_nlp.classify.weights import Weights


@dataclass(kw_only=True)
class WarmSpace(Representation):
    """The vocabularies of the older model and the words that the new rows add to them."""

    older: Weights

    def fit(self, messages: Sequence[Words]) -> WarmSpace:
        """Add the frequent words of the messages; people's names are left out of them."""
        super().fit(messages)
        known, arrays = list(self.older.words), self.older.arrays
        self.embedded = numbered([*known, *self.words])
        self.grams = numbered(self.older.grams)
        self.gram_idf = arrays["gram_idf"].astype(np.float64)
        keys = arrays["pair_keys"].tolist()
        self.pairs = numbered((known[k // len(known)], known[k % len(known)]) for k in keys)
        return self

    @property
    def pair_weights(self) -> NDArray[np.float64]:
        """The lengths of the older model's pairs."""
        found: NDArray[np.float64] = np.sqrt(self.older.arrays["pair_lengths"] * LENGTH_STEP)
        return found

    @property
    def unknown(self) -> float:
        """The length that the older model gives to a word outside its vocabulary."""
        return float(self.older.arrays["unknown"][0])

    def _sized(
        self, words: Words, present: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Stretch the blocks that are ``present`` to the length that the older model has.

        A word that is new to it is as long as one outside its vocabulary, also where it knows none
        of the letters: there the word is left out, but here it may be learned.
        """
        older, lengths = self.older.words, self.older.arrays["word_lengths"].astype(np.float64)
        new = float(self.older.arrays["unknown"][1]) * (present > 0)
        found = [lengths[older[w]] if w in older else new[i] for i, w in enumerate(words)]
        squared = np.array(found, dtype=np.float64) * LENGTH_STEP
        rarity = np.sqrt(squared / np.where(present > 0, present, np.inf))
        return rarity, squared
