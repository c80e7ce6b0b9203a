"""Which texts are one template: the same words but for small edits.

Two texts are alike where their sets of words are (Jaccard), whatever the order of the words; each
text joins the text that it is most like among the *leaders* of its kind met before it, or becomes
one, so that no chain of small steps joins what differs. Which pairs have to be compared is found by
prefix filtering (Chaudhuri, Ganti, Kaushik 2006; with two common words, Wang, Li, Feng 2012): of
two sets that are alike at ``t``, the ``n − ⌈t·n⌉ + 2`` rarest words of each have at least two in
common. That is exact, and few texts that differ have two rare words in common.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.detect.campaigns.words import Ints, paired, rarest_first

REMEMBERED = 5000
"""So many texts of a kind later a leader is forgotten, else time would grow with their square."""


def leaders(
    texts: Sequence[bytes],
    likeness: float,
    kind: Ints | None = None,
    remembered: int = REMEMBERED,
) -> Ints:
    """Return for each text the place of the text that it is a copy of: its own, or an earlier one.

    Texts are words parted by single spaces; of leaders that are as like the earlier one is chosen.
    A text of one word only is like nothing, nor are texts of different kinds; those of one ``kind``
    are beside each other.

    >>> leaders([b"a b c d e f", b"x y z", b"f a b c d e", b"a b c d e g f"], 0.8).tolist()
    [0, 1, 0, 0]
    """
    chosen = np.arange(len(texts), dtype=np.int64)
    kind = np.zeros(len(texts), dtype=np.int64) if kind is None else kind
    text, word = rarest_first(texts, kind)
    pair, of = paired(text, word, kind, likeness)
    if not len(of):
        return chosen
    places, first = np.unique(of, return_index=True)
    ends = np.append(first[1:], len(of))
    known = _Known(text, word, likeness, remembered)
    rows = (part.tolist() for part in (places, first, ends))
    pairs = pair.tolist()
    for place, start, stop in zip(*rows, strict=True):
        chosen[place] = known.leader(place, pairs[start:stop])
    return chosen


class _Known:
    """The leaders so far, found by their pairs of rare words."""

    def __init__(self, text: Ints, word: Ints, likeness: float, remembered: int) -> None:
        self.likeness, self.remembered, self.word = likeness, remembered, word
        self.begins = np.flatnonzero(np.append(True, text[1:] != text[:-1])).tolist()
        self.begins.append(len(text))
        self.signs = _signs(word, self.begins).tolist()
        self.index: dict[int, deque[int]] = defaultdict(deque)

    def leader(self, place: int, pairs: Sequence[int]) -> int:
        """Return the leader that a text is most like, the earliest of several, else itself."""
        best, found = self.likeness, place
        near = self._near(place, pairs)
        own = self._words(place) if near else frozenset()
        for leader in sorted(near):
            common = len(own.intersection(self._words(leader)))
            share = common / (len(own) + self._size(leader) - common)
            if share > best or (share == best and found == place):
                best, found = share, leader
        if found == place:
            for pair in pairs:
                self.index[pair].append(place)
        return found

    def _near(self, place: int, pairs: Sequence[int]) -> set[int]:
        """Return the leaders that share a pair, but for those that cannot be alike.

        Of two sets alike at t at most n·(1 − t)/t words are in one only: signs show most of them.
        """
        signs, oldest = self.signs, place - self.remembered
        sign, most = signs[place], self._size(place) * (1.0 - self.likeness) / self.likeness + 1e-9
        near: set[int] = set()
        for pair in pairs:
            known = self.index.get(pair)
            if known:
                while known and known[0] < oldest:
                    known.popleft()
                near.update([one for one in known if (sign ^ signs[one]).bit_count() <= most])
        return near

    def _words(self, place: int) -> frozenset[int]:
        return frozenset(self.word[self.begins[place] : self.begins[place + 1]].tolist())

    def _size(self, place: int) -> int:
        size: int = self.begins[place + 1] - self.begins[place]
        return size


def _signs(word: Ints, begins: Sequence[int]) -> NDArray[np.uint64]:
    """Return for each text the exclusive or of its words' bits."""
    bits = np.left_shift(np.uint64(1), (word % 64).astype(np.uint64))
    signs: NDArray[np.uint64] = np.bitwise_xor.reduceat(bits, begins[:-1])
    return signs
