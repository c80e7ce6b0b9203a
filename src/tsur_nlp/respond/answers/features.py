"""The features of a sentence of an answer: what is done, is to be done, is not.

Three kinds: sequences of lemmas with the tense of verbs («быть_futr выполнить_prts»), sequences of
tenses and function words alone (they carry over to matters never seen), letters of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from tsur_nlp.text.lemmas import Lemma, Lemmatizer

WORDS, TENSES, LETTERS, PROMISE = "w", "t", "c", "p"
"""The first letter of a feature: its kind."""

_PROMISE_TIMES = 2

_WORD = re.compile(r"[а-яa-z]+(?:-[а-я]+)*|0+")
_LONGEST = {WORDS: 3, TENSES: 4}
_GRAMS = (3, 4, 5)
_LIST = Path(__file__).parent / "data" / "function_words.txt"
_TENSES = {"VERB": ("past", "futr", "pres", "impr"), "INFN": ("perf", "impf")}
_PLAIN = {"PRTF": "prtf", "GRND": "grnd"}

_lemma = Lemmatizer()


def features(sentence: str) -> list[str]:
    """Return the features of a folded sentence, as often as they are there.

    >>> [f for f in features("снег убран") if f[0] != "c"]
    ['w<', 'wснег', 'wубрать_prts', 'w>', 'w< снег', 'wснег убрать_prts', 'wубрать_prts >',
     'w< снег убрать_prts', 'wснег убрать_prts >', 't<', 'tprts', 't>', 't< prts', 'tprts >',
     't< prts >']
    """
    words = words_of(sentence)
    return [*sequences(words), *(gram for word in words for gram in letters(word))]


def words_of(sentence: str) -> list[str]:
    """Return the words and numbers of a folded sentence."""
    return _WORD.findall(sentence)


def sequences(words: Sequence[str]) -> list[str]:
    """Return the sequences of lemmas and of tenses of a sentence's words."""
    read = [_read(word) for word in words]
    lemmas = ["<", *[lemma for lemma, _ in read], ">"]
    tenses = ["<", *[tense for _, tense in read if tense], ">"]
    return [*_sequences(WORDS, lemmas), *_sequences(TENSES, tenses)]


def promise_features(promised: str) -> list[str]:
    """Return the features of what an answer promises; said twice, it weighs as a whole phrase.

    >>> promise_features("2024-06-01"), promise_features("vague")
    (['pdate', 'pdate'], ['pvague', 'pvague'])
    """
    said = "date" if promised[:1].isdigit() else promised or "nothing"
    return [PROMISE + said] * _PROMISE_TIMES


@lru_cache(maxsize=100_000)
def _read(word: str) -> tuple[str, str]:
    """Return the lemma with the tense, and what stands for the word among the tenses."""
    if word[0] == "0":
        return "0", "0"
    lemma = _lemma(word)
    tense = _tense(lemma)
    if tense:
        shown = f"{lemma.normal}_{tense}"
        return shown, shown if lemma.normal == "быть" else tense
    known = _function_words()
    return lemma.normal, lemma.normal if lemma.normal in known or word in known else ""


def _tense(lemma: Lemma) -> str:
    if lemma.pos == "PRTS":
        return "prts"
    if lemma.pos in _TENSES:
        found = (tense for tense in _TENSES[lemma.pos] if tense in lemma.tag)
        return lemma.pos[0].lower() + next(found, "")
    return _PLAIN.get(lemma.pos, "")


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(_LIST.read_text(encoding="utf-8").split())


def _sequences(kind: str, items: Sequence[str]) -> Iterator[str]:
    grown = [kind + item for item in items]
    yield from grown
    for size in range(1, _LONGEST[kind]):
        grown = [f"{head} {item}" for head, item in zip(grown, items[size:], strict=False)]
        yield from grown


def letters(word: str) -> list[str]:
    """Return the letters of a word, some at a time; a number has none."""
    if word[0] == "0":
        return []
    held = f" {word} "
    return [
        LETTERS + held[start : start + size]
        for size in _GRAMS
        for start in range(len(held) - size + 1)
    ]
