"""The words of texts as numbers, the rarest first, and the pairs of rare words that texts share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_OFTEN = 255
_MIX = np.uint64(0x9E3779B97F4A7C15)


def rarest_first(texts: Sequence[bytes], kind: Ints) -> tuple[Ints, Ints]:
    """Return text and word of every different word of every text, the rarest words first.

    Rare is a word in texts of the same ``kind``, then in all; whatever is rare, all texts of a kind
    have their words in one order.
    """
    split = pc.split_pattern(pa.array(texts, type=pa.large_binary()), pattern=" ")
    text = np.repeat(np.arange(len(texts)), pc.list_value_length(split).to_numpy())
    said = split.flatten().dictionary_encode()
    word, words = said.indices.to_numpy().astype(np.int64), len(said.dictionary)
    often = np.bincount(word, minlength=1)
    rank = np.empty(len(often), dtype=np.int64)
    rank[np.argsort(often, kind="stable")] = np.arange(len(often))
    word = rank[word]
    both = np.sort((text * (_OFTEN + 1) + _met(kind[text], word)) * max(words, 1) + word)
    both = both[np.append(True, both[1:] != both[:-1])[: len(both)]]
    return both // ((_OFTEN + 1) * max(words, 1)), both % max(words, 1)


def paired(text: Ints, word: Ints, kind: Ints, likeness: float) -> tuple[Ints, Ints]:
    """Return the pairs of rare words that several texts of a kind have, and the text of each.

    Pairs are numbers from 0 on. Two that are different may have the same one, very seldom.
    """
    size = np.bincount(text)
    rare = size - np.ceil(likeness * size - 1e-9).astype(np.int64) + 2
    place = np.arange(len(text)) - np.repeat(np.cumsum(size) - size, size)
    kept = np.flatnonzero(place < rare[text])
    kept = kept[_met(kind[text[kept]], word[kept]) > 1]
    text, word = text[kept], word[kept]
    pairs, of = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
    for step in range(1, int(np.bincount(text, minlength=1).max())):
        same = np.flatnonzero(text[:-step] == text[step:])
        first = _mixed(kind[text[same]], word[same])
        pairs.append(_mixed(first, word[same + step]))
        of.append(text[same])
    return _repeated(np.concatenate(pairs), np.concatenate(of))


def _repeated(pair: Hashes, of: Ints) -> tuple[Ints, Ints]:
    """Keep the pairs that are met more than once, numbered, in the order of the texts."""
    maybe = np.flatnonzero(_times(pair) > 1)
    pair, of = pair[maybe], of[maybe]
    order = np.argsort(pair, kind="stable")
    pair, of = pair[order], of[order]
    number = np.cumsum(np.append(0, pair[1:] != pair[:-1]))[: len(pair)]
    kept = np.bincount(number)[number] > 1
    number, of = number[kept], of[kept]
    by_text = np.argsort(of, kind="stable")
    return number[by_text], of[by_text]


def _met(kind: Ints, word: Ints) -> Ints:
    """Return how often each word is met in its kind, or seldom a little more, up to `_OFTEN`."""
    return np.minimum(_times(_mixed(kind, word)), _OFTEN)


def _times(hashes: Hashes) -> Ints:
    """Return how often each is met, or more: those that begin alike are counted together."""
    bits = min(2 + len(hashes).bit_length(), 24)
    place = (hashes >> np.uint64(64 - bits)).astype(np.int64)
    return np.bincount(place, minlength=1)[place]


def _mixed(one: Ints | Hashes, other: Ints) -> Hashes:
    """Return a number for two, different for different ones as good as always."""
    mixed = (one.astype(np.uint64) + np.uint64(1)) * _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed = (mixed + other.astype(np.uint64)) * _MIX
    mixed ^= mixed >> np.uint64(32)
    found: Hashes = mixed * _MIX
    return found
