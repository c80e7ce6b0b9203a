"""In how many messages each word stands: the background that keywords stand out from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tsur_nlp.detect.stream.arrays import Floats, Ints, Texts
from tsur_nlp.text import words

_DENSE = 32


@dataclass(frozen=True, slots=True)
class Documents:
    """The number of messages, and of those that hold a word; both are estimates."""

    size: float
    counts: Floats
    code: Mapping[str, int]

    def __call__(self, word: str) -> float:
        """Return in how many messages a word stands."""
        place = self.code.get(word)
        return 0.0 if place is None else float(self.counts[place])


class Sample:
    """Messages of every day, read once for all the days that are looked from.

    Of a day's messages the first 32 are read, of the next 32 every second, of the next 64 every
    fourth and so on, each standing for as many; so a busy day costs little, and what is read of a
    day does not depend on what came after.
    """

    def __init__(self, texts: Texts, day: Ints) -> None:
        self._texts, self._day = texts, day

    def documents(self, start: int, stop: int) -> Documents:
        """Count the words of the messages from one row up to another."""
        rows, weight, begins, codes, code = self._read
        first, last = np.searchsorted(rows, (start, stop))
        inside = slice(begins[first], begins[last])
        each = np.repeat(weight[first:last], np.diff(begins[first : last + 1]))
        counts: Floats = np.bincount(codes[inside], weights=each, minlength=len(code)).astype(float)
        return Documents(float(weight[first:last].sum()), counts, code)

    @cached_property
    def _read(self) -> tuple[Ints, Floats, Ints, Ints, Mapping[str, int]]:
        """Return rows and weights, where the words of each begin, the words' codes, the words."""
        rows, weight = thinned(self._day)
        code: dict[str, int] = {}
        found = [
            [code.setdefault(word, len(code)) for word in dict.fromkeys(words(text))]
            for text in self._texts[rows]
        ]
        begins = np.cumsum([0, *map(len, found)])
        codes = np.fromiter((one for each in found for one in each), np.int64, int(begins[-1]))
        return rows, weight, begins, codes, code


def thinned(day: Ints) -> tuple[Ints, Floats]:
    """Return the rows that are read, and for how many messages each stands.

    >>> rows, weight = thinned(np.zeros(64, dtype=np.int64))
    >>> len(rows), int(weight.sum())
    (48, 64)
    """
    rank = np.arange(len(day)) - np.searchsorted(day, day)
    step = np.ones(len(day), dtype=np.int64)
    busy = rank >= _DENSE
    step[busy] = 2 ** (1 + np.floor(np.log2(rank[busy] / _DENSE)).astype(np.int64))
    rows = np.flatnonzero(rank % step == 0)
    return rows, step[rows].astype(float)
