"""The features a model is trained on: the very ones `tsur_nlp.classify` adds up over words.

A word has up to three blocks, each of a fixed length times the word's rarity: the word itself, its
letter n-grams, its embedding. A message is the sum over its distinct words and its pairs of
neighbouring words, divided by the root of the sum of their squared lengths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.classify.features import grams
from tsur_nlp.train.embeddings import SIZE, common_words, vector
from tsur_nlp.train.names import without_names

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Lengths of the blocks, and in how many messages a feature must stand to be kept.

    Frequent Russian words are read by letters and embedding even where no message had them.
    """

    word: float = 1.0
    grams: float = 1.0
    pair: float = 0.7
    embedding: float = 0.5
    min_messages: int = 3


@dataclass
class Representation:
    """Vocabularies and rarities learned from messages cut into `classify.features.units`."""

    blocks: Blocks = field(default_factory=Blocks)
    words: dict[str, int] = field(default_factory=dict)
    embedded: dict[str, int] = field(default_factory=dict)
    grams: dict[str, int] = field(default_factory=dict)
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    word_idf: dict[str, float] = field(default_factory=dict)
    gram_idf: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    pair_idf: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    rarest: float = 1.0

    def fit(self, messages: Sequence[Words]) -> Representation:
        """Choose the vocabularies; people's names are left out of them."""
        count, enough = len(messages), self.blocks.min_messages
        seen = Counter(word for words in messages for word in dict.fromkeys(words))
        pairs = Counter(pair for words in messages for pair in dict.fromkeys(pairwise(words)))
        letters: Counter[str] = Counter()
        for word, times in seen.items():
            letters.update(dict.fromkeys(grams(word), times))
        often = sorted(word for word, times in seen.items() if times >= enough)
        self.words = numbered(without_names(often, known=frozenset(common_words())))
        common = common_words() if self.blocks.embedding else ()
        self.embedded = numbered([*self.words, *common])
        self.grams = numbered(gram for gram in sorted(letters) if letters[gram] >= enough)
        self.pairs = numbered(p for p in sorted(pairs) if pairs[p] >= enough and self._knows(p))
        self.word_idf = {word: _idf(count, seen[word]) for word in self.words}
        self.gram_idf = np.array([_idf(count, min(count, letters[gram])) for gram in self.grams])
        self.pair_idf = np.array([_idf(count, pairs[pair]) for pair in self.pairs])
        self.rarest = _idf(count, 1)
        return self

    def matrix(self, messages: Sequence[Words]) -> csr_matrix:
        """Return the features of messages, a row each."""
        from scipy import sparse

        index = numbered(word for words in messages for word in words)
        table, lengths = self.word_table(list(index))
        inside = _incidence([[index[w] for w in dict.fromkeys(ws)] for ws in messages], len(index))
        pairs = _incidence(
            [[self.pairs[p] for p in pairwise(ws) if p in self.pairs] for ws in messages],
            len(self.pairs),
        )
        weighted = pairs @ sparse.diags_array(self.pair_weights)
        squared = inside @ lengths + pairs @ self.pair_weights**2
        scale = sparse.diags_array(1.0 / np.sqrt(np.maximum(squared, 1.0)))
        features = sparse.csr_array(scale @ sparse.hstack([inside @ table, weighted]))
        # liblinear takes 32-bit indices only, and scipy's products may widen them.
        features.indices = features.indices.astype(np.int32)
        features.indptr = features.indptr.astype(np.int32)
        return features

    def word_table(self, words: Words) -> tuple[csr_matrix, NDArray[np.float64]]:
        """Return the features of single words (all but pairs) and their squared lengths."""
        from scipy import sparse

        letters = sparse.csr_array(self._letters(words))
        own = _incidence(
            [[self.words[w]] if w in self.words else [] for w in words], len(self.words)
        )
        vectors = self._vectors(words)
        parts = (
            (own, self.blocks.word),
            (letters, self.blocks.grams),
            (sparse.csr_array(vectors), self.blocks.embedding),
        )
        present = sum(size**2 * (np.diff(part.indptr) > 0) for part, size in parts)
        rarity, squared = self._sized(words, present)
        table = sparse.hstack([part * size for part, size in parts])
        return (sparse.diags_array(rarity) @ table).tocsr(), squared

    @property
    def pair_weights(self) -> NDArray[np.float64]:
        """What every pair of words is multiplied by: its length."""
        return self.pair_idf * self.blocks.pair

    @property
    def unknown(self) -> float:
        """The length of a word outside the vocabulary, which has letters only."""
        return self.rarest * self.blocks.grams

    def _sized(
        self, words: Words, present: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the rarity and the squared length of words whose blocks are ``present``."""
        rarity = np.array([self.word_idf.get(word, self.rarest) for word in words])
        return rarity, rarity**2 * present

    def _vectors(self, words: Words) -> NDArray[np.float32]:
        found = np.zeros((len(words), SIZE), dtype=np.float32)
        if self.blocks.embedding:
            for row, word in enumerate(words):
                if word in self.embedded:
                    found[row] = vector(word)
        return found

    def _letters(self, words: Words) -> csr_matrix:
        from scipy import sparse

        found = [[self.grams[gram] for gram in grams(w) if gram in self.grams] for w in words]
        counts = _incidence(found, len(self.grams)) @ sparse.diags_array(self.gram_idf)
        length = np.sqrt((counts**2).sum(axis=1))
        return sparse.diags_array(1.0 / np.maximum(length, 1e-12)) @ counts

    def _knows(self, pair: tuple[str, str]) -> bool:
        return pair[0] in self.words and pair[1] in self.words


def numbered(names: Iterable[Any]) -> dict[Any, int]:
    """Number distinct names in the order they come."""
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _idf(messages: int, containing: int) -> float:
    return float(np.log((1 + messages) / (1 + containing)) + 1)


def _incidence(rows: Sequence[Sequence[int]], width: int) -> csr_matrix:
    from scipy import sparse

    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.array([column for row in rows for column in row], dtype=np.int32)
    ones = np.ones(len(columns))
    return sparse.csr_array((ones, columns, ends), shape=(len(rows), width))
