"""What a problem's messages say that others do not, and the messages that say it best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log, sqrt

from tsur_nlp.text import words
from tsur_nlp.text.lemmas import Lemmatizer, analyzer

_SAMPLE = 20_000
_MIN_DOCUMENTS = 2
_MIN_SHARE = 0.08
_CANDIDATES = 40
# Parts of speech that name things; grammemes of people's names are personal data.
_GOOD = ("NOUN", "ADJF", "ADJS", "VERB", "INFN", "PRTF", "PRTS")
_NAMES = ("Name", "Surn", "Patr")


class Words:
    """How many messages of the whole stream hold each word: the background of `keywords`."""

    def __init__(self, texts: Sequence[str]) -> None:
        stride = 1 + (len(texts) - 1) // _SAMPLE if texts else 1
        sample = texts[::stride]
        self.size = len(sample)
        self.documents: Counter[str] = Counter()
        for text in sample:
            self.documents.update(set(words(text)))

    def weights(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """Return words more common in these texts than elsewhere, the most telling first.

        The weight is the count times the logarithm of the ratio of the two frequencies.
        """
        inside: Counter[str] = Counter()
        for text in texts:
            inside.update(set(words(text)))
        least = max(_MIN_DOCUMENTS, _MIN_SHARE * len(texts))
        outside = max(self.size - len(texts), 0)
        weighed = []
        for word, count in inside.items():
            if count < least or len(word) < 4 or not word.isalpha():
                continue
            rest = max(self.documents[word] - count, 0)
            ratio = ((count + 0.5) / (len(texts) + 1)) / ((rest + 0.5) / (outside + 1))
            if ratio > 1.5:
                weighed.append((word, count * log(ratio)))
        return sorted(weighed, key=lambda pair: (-pair[1], pair[0]))[:_CANDIDATES]


def keywords(weighed: Sequence[tuple[str, float]], limit: int = 7) -> tuple[str, ...]:
    """Return the lemmas of the most telling words, without names of people.

    >>> keywords([("батареи", 9.0), ("батарей", 5.0), ("петровна", 4.0), ("стояку", 3.0)])
    ('батарея', 'стояк')
    """
    found: list[str] = []
    for word, _ in weighed:
        if not analyzer().word_is_known(word):
            continue  # a name that no dictionary knows may be a person's
        lemma = _lemmatizer()(word)
        plain = lemma.pos in _GOOD and not any(name in lemma.tag for name in _NAMES)
        if plain and lemma.normal not in found:
            found.append(lemma.normal)
    return tuple(found[:limit])


def medoids(
    texts: Sequence[str],
    keys: Sequence[str],
    weighed: Sequence[tuple[str, float]],
    limit: int = 5,
) -> list[int]:
    """Return the places of the most typical texts, each different by its key."""
    weight = dict(weighed)
    scores = []
    for place, text in enumerate(texts):
        found = set(words(text))
        score = sum(weight.get(word, 0.0) for word in sorted(found)) / sqrt(len(found) + 4.0)
        scores.append((-score, place))
    chosen: list[int] = []
    seen: set[str] = set()
    for _, place in sorted(scores):
        if keys[place] not in seen:
            seen.add(keys[place])
            chosen.append(place)
    return chosen[:limit]


@lru_cache(maxsize=1)
def _lemmatizer() -> Lemmatizer:
    return Lemmatizer()
