"""Word vectors for training: navec, as natasha installs it; a model keeps only what it learned."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.errors import TrainingError

if TYPE_CHECKING:
    from navec import Navec
    from numpy.typing import NDArray

SIZE = 300
_FILE = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"


@lru_cache(maxsize=60_000)
def vector(word: str) -> NDArray[np.float32]:
    """Return the unit vector of a folded word, zeros where it is unknown."""
    navec = _navec()
    if word not in navec:
        return np.zeros(SIZE, dtype=np.float32)
    found = np.asarray(navec[word], dtype=np.float32)
    unit: NDArray[np.float32] = found / np.linalg.norm(found)
    return unit


def frequent_words(count: int) -> list[str]:
    """Return the most frequent Russian words that have a vector, most frequent first."""
    vocabulary = _navec().vocab
    pairs = zip(vocabulary.counts, vocabulary.words, strict=False)
    ranked = sorted((-times, word) for times, word in pairs if _is_plain(word))
    return [word for _, word in ranked[:count]]


@lru_cache(maxsize=1)
def common_words() -> tuple[str, ...]:
    """Return frequent Russian words without people's names (tools/build_common_words.py)."""
    path = Path(__file__).parent / "data" / "common_words.txt"
    return tuple(path.read_text(encoding="utf-8").split())


def _is_plain(word: str) -> bool:
    return word.isalpha() and len(word) > 2 and all("а" <= letter <= "я" for letter in word)


@lru_cache(maxsize=1)
def _navec() -> Navec:
    from navec import Navec

    spec = find_spec("natasha")
    if spec is None or spec.origin is None:
        raise TrainingError("natasha is not installed: pip install natasha (its word vectors)")
    return Navec.load(Path(spec.origin).parent / _FILE)
