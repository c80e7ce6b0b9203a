"""Lemmas by pymorphy3 behind a bounded cache; a worker rebuilds it instead of shipping it."""

from __future__ import annotations

from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

CACHE_SIZE = 100_000

NAMING = frozenset({"NOUN", "ADJF", "ADJS", "VERB", "INFN", "PRTF", "PRTS"})
"""Parts of speech that name things."""


class Lemma(NamedTuple):
    """The dictionary form of a word and the grammemes its best parse has."""

    normal: str
    pos: str
    tag: str


class Lemmatizer:
    """``lemma(word)`` with a bounded cache.

    The dictionary is loaded at the first call, once a process. Pickling keeps the cache's size and
    drops its contents.

    >>> Lemmatizer()("батареями").normal
    'батарея'
    """

    def __init__(self, cache_size: int = CACHE_SIZE) -> None:
        self.cache_size = cache_size
        self._parse = lru_cache(maxsize=cache_size)(_best_parse)

    def __call__(self, word: str) -> Lemma:
        """Return the lemma of one word, in any case."""
        return self._parse(word.lower())

    def __reduce__(self) -> tuple[type[Lemmatizer], tuple[int]]:
        return Lemmatizer, (self.cache_size,)


@lru_cache(maxsize=1)
def analyzer() -> MorphAnalyzer:
    """Return the process's one pymorphy3 analyser (about 15 MB, 0.1 s to load)."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


def _best_parse(word: str) -> Lemma:
    parse = analyzer().parse(word)[0]
    # A hundred thousand words share a few hundred tags: keep one copy of each.
    return Lemma(parse.normal_form, intern(str(parse.tag.POS or "")), intern(str(parse.tag)))
