"""What a problem's messages say that others do not, and the messages that say it best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log, sqrt

from tsur_nlp.detect.stream.sample import Documents
from tsur_nlp.text import words
from tsur_nlp.text.lemmas import NAMING, Lemmatizer, analyzer

_MIN_DOCUMENTS = 2
_MIN_SHARE = 0.08
_MIN_RATIO = 1.5
_CANDIDATES = 40
_LIKELY = 0.1
# Grammemes of people's names, which are personal data.
_NAMES = ("Name", "Surn", "Patr")

Bag = frozenset[str]
Counts = Callable[[str], float | None]


def bags(texts: Sequence[str]) -> list[Bag]:
    """Return the different words of each text."""
    return [frozenset(words(text)) for text in texts]


def weights(inside: Sequence[Bag], usual: Documents, total: int) -> list[tuple[str, float]]:
    """Return words more common in a problem's messages than elsewhere, the most telling first.

    The weight is the count times the logarithm of the ratio of the two frequencies. ``inside`` may
    be some of the problem's ``total`` messages.
    """
    counts = Counter(word for bag in inside for word in bag)
    least = max(_MIN_DOCUMENTS, _MIN_SHARE * len(inside))
    each = total / max(len(inside), 1)
    outside = max(usual.size - total, 0.0)
    weighed = []
    for word, count in counts.items():
        if count < least or len(word) < 4 or not word.isalpha():
            continue
        rest = max(usual(word) - count * each, 0.0)
        ratio = ((count + 0.5) / (len(inside) + 1)) / ((rest + 0.5) / (outside + 1))
        if ratio > _MIN_RATIO:
            weighed.append((word, count * log(ratio)))
    return sorted(weighed, key=lambda pair: (-pair[1], pair[0]))[:_CANDIDATES]


def keywords(
    weighed: Sequence[tuple[str, float]], usual: Counts | None = None, limit: int = 7
) -> tuple[str, ...]:
    """Return the lemmas of the most telling words, without names of people.

    Of several lemmas that a word may have, it is the one whose other forms are written more:
    ``usual`` tells in how many messages a word stands.

    >>> keywords([("батареи", 9.0), ("батарей", 5.0), ("петровна", 4.0), ("стояку", 3.0)])
    ('батарея', 'стояк')
    >>> keywords([("стоит", 9.0)]), keywords([("стоит", 9.0)], {"стояла": 5}.get)
    (('стоить',), ('стоять',))
    """
    found: list[str] = []
    for word, _ in weighed:
        if not analyzer().word_is_known(word):
            continue  # a name that no dictionary knows may be a person's
        lemma = _lemmatizer()(word)
        plain = lemma.pos in NAMING and not any(name in lemma.tag for name in _NAMES)
        normal = _likeliest(word, usual) if plain and usual else lemma.normal
        if plain and normal not in found:
            found.append(normal)
    return tuple(found[:limit])


def _likeliest(word: str, usual: Counts) -> str:
    forms = _forms(word)
    votes = [sum(usual(form) or 0.0 for form in own) for own in forms.values()]
    return list(forms)[votes.index(max(votes))]


@lru_cache(maxsize=10_000)
def _forms(word: str) -> dict[str, frozenset[str]]:
    """Return the lemmas that a word may well have, and the forms that each has alone."""
    likely: Counter[str] = Counter()
    forms: dict[str, set[str]] = {}
    for parse in analyzer().parse(word):
        if parse.tag.POS in NAMING and not any(name in parse.tag for name in _NAMES):
            likely[parse.normal_form] += parse.score
            written = {form.word for form in parse.lexeme if _kin(form.tag.POS, parse.tag.POS)}
            written |= {form.replace("ё", "е") for form in written}
            forms.setdefault(parse.normal_form, set()).update(written)
    least = min(_LIKELY, max(likely.values()))
    kept = [lemma for lemma in likely if likely[lemma] >= least]
    every = Counter(form for lemma in kept for form in forms[lemma])
    return {lemma: frozenset(f for f in forms[lemma] if every[f] == 1) for lemma in kept}


def _kin(one: str, other: str) -> bool:
    """Tell whether two parts of speech are forms of one word; a participle is like no verb."""
    return one[:3] == other[:3] or {one, other} == {"VERB", "INFN"}


def medoids(
    inside: Sequence[Bag],
    keys: Sequence[str],
    weighed: Sequence[tuple[str, float]],
    limit: int = 5,
) -> list[int]:
    """Return the places of the most typical texts, each different by its key."""
    scores = []
    for place, bag in enumerate(inside):
        score = sum(value for word, value in weighed if word in bag) / sqrt(len(bag) + 4.0)
        scores.append((-score, place))
    chosen: list[int] = []
    seen: set[str] = set()
    for _, place in sorted(scores):
        if keys[place] not in seen:
            seen.add(keys[place])
            chosen.append(place)
            if len(chosen) == limit:
                break
    return chosen


@lru_cache(maxsize=1)
def _lemmatizer() -> Lemmatizer:
    return Lemmatizer()
