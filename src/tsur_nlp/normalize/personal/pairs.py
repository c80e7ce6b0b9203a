"""Capitalised words that may be names, and pairs of a first name and a surname."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tsur_nlp.normalize.personal import context
from tsur_nlp.normalize.personal.context import Word, joined, position, words_around
from tsur_nlp.normalize.personal.lexicon import first_weight, looks_like_surname, read
from tsur_nlp.normalize.personal.lists import cues, eponyms
from tsur_nlp.normalize.vocabulary import counts
from tsur_nlp.text import fold

_RUN = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]{2,}(?:[ \u00a0-]{1,2}[А-ЯЁ][А-ЯЁа-яё]+)*")
_CAPITALISED = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]{2,}")
_ADDRESSED = re.compile(r"\W{0,3}([А-ЯЁ][а-яё]{2,}),? (?:[Зз]дравств|[Дд]обр(?:ый|ое|ой|ого) )")
_CITY = ("санкт", "петербург", "петербурга", "петербурге")
_BRINGING = frozenset(("kin", "role", "greeting", "self", "called", "skip"))


@lru_cache(maxsize=8)
def candidates(text: str) -> tuple[tuple[int, int], ...]:
    """Return runs of capitalised words that hold a pair of names or follow a person word."""
    if not any(map(_may_be_name, _CAPITALISED.findall(text))):
        return ()
    found = []
    for match in _RUN.finditer(text):
        run = match.group()
        weight = _weight(run)
        if weight == _HOLDS_NAMES or (weight and _is_brought(text, match.start(), run)):
            found.append(match.span())
    return tuple(found)


def is_addressed(text: str) -> re.Match[str] | None:
    """Match «Олег, здравствуйте» at the beginning of the text."""
    match = _ADDRESSED.match(text)
    return match if match and first_weight(fold(match[1])) == 2 else None


_HOLDS_NAMES = 2


@lru_cache(maxsize=50_000)
def _may_be_name(word: str) -> bool:
    """Cheap test of one word, without the dictionary: the first meeting with a word is dear."""
    low = fold(word)
    if first_weight(low):
        return True
    if word.isupper() and len(word) < 5:
        return False
    return looks_like_surname(low) or (low not in counts() and low not in _CITY)


@lru_cache(maxsize=50_000)
def _weight(run: str) -> int:
    """Weigh a run of capitalised words: 2 holds a pair of names, 1 may follow a person word."""
    words = fold(run).replace("-", " ").split()
    if any(map(_may_pair, words, words[1:])) and " ".join(words) not in eponyms():
        return _HOLDS_NAMES
    if not all(cues(word).isdisjoint(_BRINGING) for word in words[:-1]) and _may_begin(run):
        return _HOLDS_NAMES
    return int(any(map(_may_be_name, run.replace("-", " ").split())))


def _may_pair(a: str, b: str) -> bool:
    if not (first_weight(a) or first_weight(b)):
        return False
    return _fits(read(a).first, read(b).surname) or _fits(read(b).first, read(a).surname)


def _is_brought(text: str, start: int, run: str) -> bool:
    if start < 2:
        return False
    before = text[max(0, start - 20) : start].rstrip(" ,.:!-–\n\u00a0")
    kinds = _cues_as_written(before.rpartition(" ")[2])
    if not kinds or kinds.isdisjoint(_BRINGING):
        return False
    return _may_begin(run) == 2 or (_may_begin(run) == 1 and "greeting" not in kinds)


@lru_cache(maxsize=50_000)
def _may_begin(run: str) -> int:
    """Weigh the words of a run as names: 2 a sure first name, 1 another name."""
    words = fold(run).replace("-", " ").split()
    if any(first_weight(word) == 2 for word in words):
        return 2
    return int(any(first_weight(word) or read(word).surname == 2 for word in words))


@lru_cache(maxsize=50_000)
def _cues_as_written(word: str) -> frozenset[str]:
    return cues(fold(word))


def first_and_last(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«Анна Иванова», «Иванова Анна», capitalised, where it is no street and no organisation."""
    for start, end in candidates(text):
        words = words_around(text, start, end)
        for i in range(position(words, start), position(words, end - 1)):
            if _is_pair(words, i) and not _next_is_better(words, i):
                yield words[i].start, words[i + 1].end


def _next_is_better(words: tuple[Word, ...], i: int) -> bool:
    """«Пусть Пётр Самойлов»: the first word is no surname if the next two are a name."""
    if read(words[i].low).surname != 1 or not read(words[i].low).common or i + 2 >= len(words):
        return False
    return read(words[i + 2].low).surname == 2 and _is_pair(words, i + 1)


def _is_pair(words: tuple[Word, ...], i: int) -> bool:
    a, b = words[i], words[i + 1]
    if not (a.capital and b.capital and joined(words, i)):
        return False
    left, right = read(a.low), read(b.low)
    if _fits(left.first, right.surname):
        first = left
    elif _fits(right.first, left.surname):
        first = right
        if not first.nominative and _MASCULINE.search(a.low):
            return False
    else:
        return False
    if (
        cues(b.low) & {"not_person", "street", "organisation"}
        or cues(a.low) - {"towards"}
        or right.never
        or left.never
    ):
        return False
    return not context.is_place(
        words,
        i,
        nominative=first.nominative,
        genitive=first.genitive,
        eponym=_is_eponym(words, i),
    )


# «рп Дмитриев Веры Фигнер»: a surname in the nominative does not go with «Веры».
_MASCULINE = re.compile(r"[а-яё](?:[оеё]в|[иы]н|ский|цкий)$")
_ACCUSATIVE = ((r"ую\b", "ой"), (r"ю\b", "и"), (r"([гкхжшчщ])у\b", r"\1и"), (r"у\b", "ы"))


def _is_eponym(words: tuple[Word, ...], i: int) -> bool:
    """«Зои Космодемьянской», also «на Зою Космодемьянскую»."""
    pair = f"{words[i].low} {words[i + 1].low}"
    if pair in eponyms():
        return True
    if not i or words[i - 1].low not in ("на", "через", "по", "за", "про"):
        return False
    name, surname = (_as_genitive(word.low) for word in words[i : i + 2])
    return any(f"{name} {s}" in eponyms() for s in (surname, surname.removesuffix("ы") + "ой"))


def _as_genitive(word: str) -> str:
    for ending, genitive in _ACCUSATIVE:
        word, changed = re.subn(ending, genitive, word)
        if changed:
            return word
    return word


def _fits(first: int, surname: int) -> bool:
    return (first == 2 and surname >= 1) or (first == 1 and surname == 2)
