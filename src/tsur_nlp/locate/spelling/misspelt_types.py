"""Misspelt words for a street or a crossing: «переулк», «перекрестк», «проспкт».

A word one slip away from such a word, when it is in no dictionary, is that word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from tsur_nlp.locate.words.lexicon import kinds, listed, types
from tsur_nlp.text.lemmas import analyzer

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
LONG = 5
"""Letters from which a word with one slip is no other word."""


@lru_cache(maxsize=1)
def misspelt_types() -> Mapping[str, str]:
    """Map each misspelling to the word that is meant.

    >>> misspelt_types()["переуулке"], misspelt_types()["перекрстка"]
    ('переулке', 'перекрестка')
    """
    known = analyzer().word_is_known
    right = kinds()
    found: dict[str, str] = {}
    words = (set(types("street_types")) | listed("crossing")) - listed("careful_types")
    for word in sorted(words):
        if len(word) >= LONG and word.isalpha():
            for slip in _slips(word):
                if slip not in right and not known(slip):
                    found.setdefault(slip, word)
    return found


def _slips(word: str) -> Iterator[str]:
    """Words with one letter after the first left out, doubled, replaced, or swapped."""
    for i in range(1, len(word) + 1):
        head, tail = word[:i], word[i:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield head + head[-1] + tail
        if tail:
            yield from (head + letter + tail[1:] for letter in LETTERS)
