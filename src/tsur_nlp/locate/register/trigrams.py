"""Which names look like a misspelt one: an index of three letters in a row, then edit distance.

One edit spoils at most four of a name's trigrams (a swap of neighbours), so names that share fewer
than the rest cannot be near (Ukkonen 1992); what is left is compared letter by letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.locate.register.strings import Strings
from tsur_nlp.locate.spelling.distance import distance

LETTERS = 64
SPOILT = 4
LIKELIEST = 64


class Near(NamedTuple):
    """A name that is near: how many edits away, and its number."""

    edits: int
    name: int


def index(names: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Map each trigram to the numbers of the names that have it, as two arrays."""
    grams = [_grams(name) for name in names]
    owners = np.repeat(np.arange(len(grams), dtype=np.int32), [len(own) for own in grams])
    flat = np.concatenate(grams) if grams else np.empty(0, dtype=np.int64)
    order = np.argsort(flat, kind="stable")
    ends = np.searchsorted(flat[order], np.arange(LETTERS**3 + 1))
    return {
        "trigram_names": owners[order],
        "trigram_ends": ends.astype(np.int64),
        "name_lengths": np.array([len(name) for name in names], dtype=np.int16),
    }


class Trigrams:
    """The index, opened."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], names: Strings) -> None:
        self._owners = np.asarray(arrays["trigram_names"])
        self._ends = np.asarray(arrays["trigram_ends"])
        self._lengths = np.asarray(arrays["name_lengths"])
        self._names = names
        self._found = lru_cache(maxsize=10_000)(self._search)

    def near(self, name: str, most: int) -> tuple[Near, ...]:
        """Return the names at most so many edits away that begin alike, the nearest first."""
        return self._found(name, most)

    def _search(self, name: str, most: int) -> tuple[Near, ...]:
        grams = _grams(name)
        lists = [self._owners[self._ends[gram] : self._ends[gram + 1]] for gram in grams]
        shared = np.bincount(np.concatenate(lists), minlength=len(self._lengths))
        enough = shared >= max(1, len(grams) - SPOILT * most)
        alike = (enough & (np.abs(self._lengths - len(name)) <= most)).nonzero()[0]
        best = alike[np.argsort(-shared[alike], kind="stable")[:LIKELIEST]]
        texts = ((int(i), self._names.text(i)) for i in best)
        found = (Near(distance(name, text, most), i) for i, text in texts if text[0] == name[0])
        return tuple(sorted(near for near in found if near.edits <= most))


def _grams(name: str) -> NDArray[np.int64]:
    """Distinct trigrams of a name with a mark at either end, as numbers."""
    codes = np.frombuffer(f"#{name}#".encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    codes %= LETTERS
    return np.unique((codes[:-2] * LETTERS + codes[1:-1]) * LETTERS + codes[2:])
