"""Which texts a model has learned: short hashes of their words, from which no text can be read.

A later training asks, before it trusts what the model says of its rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint32]

SEEN = "seen"
"""The array of an artifact that holds the hashes, in ascending order."""


def hashes(keys: Iterable[str]) -> Hashes:
    """Return the 32-bit hash of every text's words (`datasets.key_of`), in the order given."""
    found = [hashlib.blake2b(key.encode(), digest_size=4).digest() for key in keys]
    return np.frombuffer(b"".join(found), dtype="<u4").astype(np.uint32)


def remembered(keys: Iterable[str], older: Mapping[str, NDArray[Any]] | None = None) -> Hashes:
    """Return what a new artifact keeps: its own texts and those of the model it started from."""
    before = older[SEEN] if older and SEEN in older else np.zeros(0, dtype=np.uint32)
    result: Hashes = np.union1d(hashes(keys), before).astype(np.uint32)
    return result


def learned(keys: Iterable[str], arrays: Mapping[str, NDArray[Any]]) -> NDArray[np.bool_]:
    """Say of every text whether the model of these arrays has learned it (by chance: 1 in 10⁵)."""
    found = hashes(keys)
    return np.isin(found, arrays[SEEN]) if SEEN in arrays else np.zeros(len(found), dtype=bool)
