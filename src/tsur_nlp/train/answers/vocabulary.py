"""Which features of answers are kept, and the matrix of answers over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.respond.answers.cut import sentences
from tsur_nlp.respond.answers.features import LETTERS, WORDS, features, promise_features
from tsur_nlp.train.names import is_name

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

LETTERS_WEIGHT = 0.6
_LEAST = {LETTERS: 3, WORDS: 2}

Features = Sequence[str]


def features_of(answer: str, promised: str) -> list[str]:
    """Return the features of a masked answer, sentence by sentence, and of its promise."""
    said = [name for sentence in sentences(answer) for name in features(sentence)]
    return said + promise_features(promised)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names of the features and their weights: rarity, less for letters."""

    names: tuple[str, ...]
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, answers: Sequence[Features]) -> Vocabulary:
        """Keep what stands in more than one answer and names no person."""
        seen = Counter(name for found in answers for name in dict.fromkeys(found))
        kept = sorted(n for n, times in seen.items() if times >= _LEAST.get(n[0], 2))
        kept = [name for name in kept if not _has_name(name)]
        rarity = [np.log((1 + len(answers)) / (1 + seen[name])) + 1 for name in kept]
        share = [LETTERS_WEIGHT if name[0] == LETTERS else 1.0 for name in kept]
        return cls(tuple(kept), np.array(rarity) * np.array(share))

    def matrix(self, answers: Sequence[Features]) -> csr_matrix:
        """Return a row for each answer; `respond.answers.kinds` adds up the same."""
        from scipy import sparse

        index = {name: number for number, name in enumerate(self.names)}
        rows = [[index[name] for name in found if name in index] for found in answers]
        ends = np.cumsum([0, *map(len, rows)])
        columns = np.fromiter((i for row in rows for i in row), np.int64, ends[-1])
        shape = (len(rows), len(self.names))
        counts = sparse.csr_array((np.ones(len(columns)), columns, ends), shape=shape)
        counts.sum_duplicates()
        squared = counts @ self.weights**2
        scale = sparse.diags_array(1.0 / np.sqrt(np.maximum(squared, 1.0)))
        return sparse.csr_array(scale @ counts @ sparse.diags_array(self.weights))


def _has_name(name: str) -> bool:
    return name[0] == WORDS and any(
        is_name(w.split("_")[0]) for w in name[1:].split() if len(w) > 2
    )
