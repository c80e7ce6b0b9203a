"""Which texts are one template: the same words but for small edits.

Two texts are alike where their sets of words are (Jaccard), whatever the order of the words; each
text joins the text that it is most like among the *leaders* met before it, or becomes one, so that
no chain of small steps joins what differs. Which pairs have to be compared is found by prefix
filtering (Chaudhuri, Ganti, Kaushik 2006; with two common words, Wang, Li, Feng 2012): of two sets
that are alike at ``t``, the ``n − ⌈t·n⌉ + 2`` rarest words of each have at least two in common.
That is exact, and few texts that differ have two rare words in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def leaders(texts: Sequence[bytes], likeness: float) -> Ints:
    """Return for each text the place of the text that it is a copy of: its own, or an earlier one.

    Texts are words parted by single spaces; of leaders that are as like the earlier one is chosen.
    A text of one word only is like nothing.

    >>> leaders([b"a b c d e f", b"x y z", b"f a b c d e", b"a b c d e g f"], 0.8).tolist()
    [0, 1, 0, 0]
    """
    chosen = np.arange(len(texts), dtype=np.int64)
    text, word = _words(texts)
    pair, of = _shared_pairs(text, word, likeness)
    if not len(of):
        return chosen
    found = np.flatnonzero(np.bincount(of))
    first, last = (np.searchsorted(text, found, side=side) for side in ("left", "right"))
    pairs = np.split(pair, np.searchsorted(of, found[1:]))
    signs = _signs(text, word)[found].tolist()
    known = _Known(likeness)
    for place, start, end, shared, sign in zip(
        found.tolist(), first, last, pairs, signs, strict=True
    ):
        words = frozenset(word[start:end].tolist())
        chosen[place] = known.leader(place, words, shared.tolist(), sign)
    return chosen


class _Known:
    """The leaders so far, found by their pairs of rare words."""

    def __init__(self, likeness: float) -> None:
        self.likeness = likeness
        self.index: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.words: dict[int, frozenset[int]] = {}

    def leader(self, place: int, words: frozenset[int], pairs: list[int], sign: int) -> int:
        """Return the leader that a text is most like, the earliest of several, else itself."""
        # of two sets alike at t at most n·(1 − t)/t words are in one only; signs show most of them
        most = len(words) * (1.0 - self.likeness) / self.likeness + 1e-9
        near = {
            leader
            for pair in pairs
            for leader, other in self.index.get(pair, ())
            if (sign ^ other).bit_count() <= most
        }
        best, found = self.likeness, place
        for leader in sorted(near):
            common = len(words & self.words[leader])
            share = common / (len(words) + len(self.words[leader]) - common)
            if share > best or (share == best and found == place):
                best, found = share, leader
        if found == place:
            self.words[place] = words
            for pair in pairs:
                self.index[pair].append((place, sign))
        return found


def _signs(text: Ints, word: Ints) -> NDArray[np.uint64]:
    """Return for each text the exclusive or of its words' bits."""
    bits = np.left_shift(np.uint64(1), (word % 64).astype(np.uint64))
    begins = np.flatnonzero(np.append(True, text[1:] != text[:-1]))
    signs = np.zeros(int(text[-1]) + 1, dtype=np.uint64)
    signs[text[begins]] = np.bitwise_xor.reduceat(bits, begins)
    return signs


def _words(texts: Sequence[bytes]) -> tuple[Ints, Ints]:
    """Return text and word of every different word of every text, the rarest words first."""
    code: dict[bytes, int] = defaultdict(count().__next__)
    sizes = np.array([text.count(b" ") + 1 for text in texts], dtype=np.int64)
    text = np.repeat(np.arange(len(texts)), sizes)
    all_words = b" ".join(texts).split()
    word = np.fromiter(map(code.__getitem__, all_words), np.int64, len(all_words))
    often = np.bincount(word, minlength=1)
    rank = np.empty(len(often), dtype=np.int64)
    rank[np.argsort(often, kind="stable")] = np.arange(len(often))
    both = np.sort(text * len(often) + rank[word])
    both = both[np.append(True, both[1:] != both[:-1])[: len(both)]]
    return both // len(often), both % len(often)


def _shared_pairs(text: Ints, word: Ints, likeness: float) -> tuple[Ints, Ints]:
    """Return the pairs of rare words that several texts have, numbered, and the text of each."""
    size = np.bincount(text)
    rare = size - np.ceil(likeness * size - 1e-9).astype(np.int64) + 2
    place = np.arange(len(text)) - np.repeat(np.cumsum(size) - size, size)
    kept = (place < rare[text]) & (np.bincount(word)[word] > 1)
    text, word = text[kept], word[kept]
    words = int(word.max(initial=0)) + 1
    pairs, of = [], []
    for step in range(1, int(np.bincount(text, minlength=1).max())):
        same = text[:-step] == text[step:]
        pairs.append(word[:-step][same] * words + word[step:][same])
        of.append(text[step:][same])
    none = np.zeros(0, dtype=np.int64)
    return _repeated(np.concatenate([none, *pairs]), np.concatenate([none, *of]))


def _repeated(pair: Ints, of: Ints) -> tuple[Ints, Ints]:
    """Keep the pairs that are met more than once, in the order of the texts."""
    order = np.argsort(pair, kind="stable")
    pair, of = pair[order], of[order]
    number = np.cumsum(np.append(0, pair[1:] != pair[:-1]))[: len(pair)]
    kept = np.bincount(number)[number] > 1
    number, of = number[kept], of[kept]
    by_text = np.argsort(of, kind="stable")
    return number[by_text], of[by_text]
