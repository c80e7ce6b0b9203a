"""Words outside the vocabulary, read by their letter n-grams, many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.classify.features import GRAM_LENGTHS, framed
from tsur_nlp.classify.keys import Keys

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

_TOGETHER = 128
"""Words whose rows are added up at once: many for a call, few for the processor's cache."""


class Speller:
    """Rows of words by the n-grams of a model: those of `features.grams`, in the same order."""

    def __init__(self, grams: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> None:
        self._arrays = arrays
        self._rows = arrays["gram_rows"] * arrays["gram_idf"][:, None]
        letters = np.unique(_codes("".join(grams)))
        # Numbers from one; the last is for all letters that no n-gram has.
        self._base = len(letters) + 2
        self._letter = np.full(int(letters.max(initial=0)) + 2, self._base - 1, dtype=np.int64)
        self._letter[letters] = np.arange(1, len(letters) + 1)
        keys = np.zeros(len(grams), dtype=np.int64)
        for size in GRAM_LENGTHS:
            at = [i for i, gram in enumerate(grams) if len(gram) == size]
            keys[at] = self._keys("".join([grams[i] for i in at]), size)[::size]
        self._index = Keys(keys)

    def rows(
        self, words: Sequence[str]
    ) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.bool_]]:
        """Return an order of the words and, in it, their rows and whether any n-gram is known."""
        owner, number = self._grams([framed(word) for word in words])
        counts = np.bincount(owner, minlength=len(words))
        # Longest first, so that those who still have an n-gram of a rank stand together.
        order = np.argsort(-counts, kind="stable")
        starts, counts = (np.cumsum(counts) - counts).take(order), counts.take(order)
        shares = np.zeros((len(words), self._rows.shape[1]), dtype=np.float32)
        for first in range(0, len(words), _TOGETHER):
            at = slice(first, first + _TOGETHER)
            self._add(shares[at], number, starts[at], counts[at])
        idf = self._arrays["gram_idf"].take(number)
        shares *= self._arrays["gram_ratio"]
        shares *= self._factor(idf * idf, starts, counts)[:, None]
        return order, shares, counts > 0

    def _add(
        self, shares: NDArray[np.float32], number: Whole, starts: Whole, counts: Whole
    ) -> None:
        # Added in the order of the letters, not by BLAS: the same on every machine.
        for rank in range(counts[0]):
            at = starts[: np.count_nonzero(counts > rank)] + rank
            shares[: len(at)] += self._rows.take(number.take(at), 0)

    def _factor(self, squares: NDArray[np.float32], starts: Whole, counts: Whole) -> Any:
        sums = np.ones(len(counts), dtype=np.float32)
        ends = np.cumsum(np.bincount(counts)[::-1])[::-1].tolist()
        for count in range(1, len(ends)):
            own = slice(ends[count + 1] if count + 1 < len(ends) else 0, ends[count])
            if own.start < own.stop:
                at = starts[own, None] + np.arange(count)
                sums[own] = np.add.reduce(squares.take(at), axis=1)
        return self._arrays["unknown"][0] / np.sqrt(sums)

    def _grams(self, words: Sequence[str]) -> tuple[Whole, Whole]:
        """Find the distinct known n-grams of framed words: number of the word, of the n-gram.

        The words are read as one text: no n-gram reaches over a border, since none has one inside.
        """
        text = "".join(words)
        owner = np.repeat(np.arange(len(words)), [len(word) for word in words])
        found = [self._index.find(self._keys(text, size)) for size in GRAM_LENGTHS]
        owners = owner.take(np.concatenate([at for at, _ in found]))
        numbers = np.concatenate([places for _, places in found])
        order = np.argsort(owners, kind="stable")
        owners, numbers = owners.take(order), numbers.take(order)
        _, first = np.unique(owners << 32 | numbers, return_index=True)
        first.sort()
        return owners.take(first), numbers.take(first)

    def _keys(self, text: str, size: int) -> Whole:
        """Return a number for every ``size`` letters of a text: equal only if the letters are."""
        letters = self._letter.take(_codes(text), mode="clip")
        keys = letters[: max(len(letters) - size + 1, 0)]
        for i in range(1, size):
            keys = keys * self._base + letters[i : i + len(keys)]
        return keys


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
