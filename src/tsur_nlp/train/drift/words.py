"""How much of the vocabulary of a period is new, compared with how much always is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from tsur_nlp.classify.features import units
from tsur_nlp.text.lemmas import NAMING, analyzer
from tsur_nlp.train.datasets import fold_of
from tsur_nlp.train.drift.shares import Change
from tsur_nlp.train.embeddings import common_words
from tsur_nlp.train.names import is_name

TOP = 30
FEWEST = 5
"""A new word is named if so many different messages have it: a rarer one may point at a person."""

_COMMON = 150
"""So many of the most frequent words of Russian tell nothing of a period."""

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class WordDrift:
    """Shares of word tokens; numbers and placeholders of personal data are no words.

    ``unseen`` is the share of the new period's tokens that the old one never had. It grows with
    the difference of periods and falls with the size of the old one, so ``novelty`` compares like
    with like: tokens that a half of the old period never had, in its other half and in the new
    period. ``unknown`` are tokens outside the model's vocabulary (it reads them by their letters).
    ``words`` are the most frequent of the ``new`` words that name something, and how many different
    messages have them. ``fresh`` counts the different texts of the new period that the old one has
    not: where there is none, nothing is compared.
    """

    unseen: float
    novelty: Change
    unknown: Change
    words: tuple[tuple[str, int], ...]
    new: int
    fresh: int

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for JSON."""
        return {
            "unseen": round(self.unseen, 6),
            "novelty": self.novelty.as_dict(),
            "unknown": self.unknown.as_dict(),
            "words": dict(self.words),
            "new_words": self.new,
            "fresh_texts": self.fresh,
        }


def word_drift(old: Iterable[str], new: Iterable[str], known: Collection[str]) -> WordDrift:
    """Compare the words of masked texts; copies of a text count once, those in both never.

    >>> old = [f"яма на дороге {word}" for word in ("снова", "опять", "ночью", "утром")]
    >>> new = [f"самокат на дороге {word}" for word in ("снова", "опять", "ночью", "утром", "днём")]
    >>> word_drift(old, new, known={"яма", "на", "дороге"}).words
    (('самокат', 5),)
    """
    before, after = _distinct(old), _distinct(new)
    fresh = [words for key, words in after.items() if key not in before]
    halves: tuple[list[Words], list[Words]] = ([], [])
    for key, words in before.items():
        halves[fold_of(key, 2, 0)].append(words)
    first, second = (_vocabulary(half) for half in halves)
    unseen, _ = _outside(fresh, first | second)
    then = _mean([_outside(halves[1], first), _outside(halves[0], second)])
    now = _mean([_outside(fresh, first), _outside(fresh, second)]) if fresh else then
    usual = _outside(before.values(), known)
    named = list(_new_words(fresh, first | second))
    return WordDrift(
        unseen,
        _change((then[0], then[1] / 2), now),
        _change(usual, _outside(fresh, known) if fresh else usual),
        tuple(named[:TOP]),
        len(named),
        len(fresh),
    )


def _distinct(texts: Iterable[str]) -> dict[str, Words]:
    cut = ([word for word in units(text) if word[0] not in "0["] for text in texts)
    return {" ".join(words): words for words in cut if words}


def _vocabulary(messages: Iterable[Words]) -> frozenset[str]:
    return frozenset(word for words in messages for word in words)


def _outside(messages: Collection[Words], known: Collection[str]) -> tuple[float, float]:
    """Return the share of tokens not known, and its variance as messages vary."""
    if not messages:
        return 0.0, 0.0
    sizes = np.array([len(words) for words in messages], dtype=float)
    strange = np.array([sum(w not in known for w in words) for words in messages], dtype=float)
    share = strange.sum() / sizes.sum()
    return float(share), float(((strange - share * sizes) ** 2).sum() / sizes.sum() ** 2)


def _mean(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    share, variance = np.mean(pairs, axis=0).tolist()
    return share, variance


def _change(then: tuple[float, float], now: tuple[float, float]) -> Change:
    return Change(then[0], now[0], float(np.sqrt(then[1] + now[1])))


def _new_words(messages: Iterable[Words], known: Collection[str]) -> Iterable[tuple[str, int]]:
    """Yield words that only the new period has, most frequent first, but no people's names.

    Nor words that name nothing: pronouns, particles, auxiliary verbs, which any month may lack.
    """
    counted = Counter(word for words in messages for word in set(words) if word not in known)
    for word, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        if count < FEWEST:
            return
        if _names_something(word) and not is_name(word):
            yield word, count


def _names_something(word: str) -> bool:
    """Say whether a word is, as likely as not, a noun, an adjective or a verb, and no usual one."""
    if word in _most_common():
        return False
    parses = [(parse.score, parse.tag) for parse in analyzer().parse(word)]
    speaks = sum(score for score, tag in parses if tag.POS in NAMING and "Apro" not in tag)
    return bool(speaks >= 0.5)


@lru_cache(maxsize=1)
def _most_common() -> frozenset[str]:
    return frozenset(common_words()[:_COMMON])
