"""What a word may be: a first name, a patronymic, a surname (lists, pymorphy3, endings)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tsur_nlp.normalize.personal.lists import (
    CACHE_SIZE,
    first_names,
    is_last_name,
    never_surnames,
    weak_first_names,
)
from tsur_nlp.text.lemmas import analyzer

# Ending of an oblique form → endings of the nominative it may come from.
_ENDINGS = (
    ("ами", ("а",)),
    ("ями", ("я",)),
    ("ьва", ("ев",)),
    ("ьву", ("ев",)),
    ("ьвом", ("ев",)),
    ("ьве", ("ев",)),
    ("вла", ("вел",)),
    ("влу", ("вел",)),
    ("влом", ("вел",)),
    ("вле", ("вел",)),
    ("ью", ("ь",)),
    ("ой", ("а",)),
    ("ою", ("а",)),
    ("ей", ("а", "я")),
    ("ею", ("а", "я")),
    ("ом", ("",)),
    ("ем", ("й", "ь", "")),
    ("ии", ("ия", "ий")),
    ("а", ("",)),
    ("я", ("й", "ь")),
    ("у", ("", "а")),
    ("ю", ("й", "ь", "я")),
    ("е", ("", "а", "я", "й", "ь")),
    ("ы", ("а",)),
    ("и", ("а", "я", "ь")),
)
_SURNAME_ENDINGS = (
    ("ым", ("",)),
    ("ой", ("а", "ая", "ый")),
    ("ого", ("ый", "ой", "ий")),
    ("ому", ("ый", "ой", "ий")),
    ("ую", ("ая",)),
    ("им", ("ий",)),
    ("ых", ("", "ый")),
    ("ыми", ("",)),
    *_ENDINGS,
)
_SURNAME_SHAPE = re.compile(
    r".{2,}(?:(?:[ое]в|[иы]н)(?:а|у|ым|ой|е|ы|ых|ыми)?|[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)"
    r"|енко|[чщ]?[ую]к(?:а|у|ом|е)?"
    r"|[ая]н(?:а|у|ом|е)?|дзе|швили|[иы]х|[ое]вич(?:а|у|ем|е)?|зод[аы]|ец|цев[ау]?)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The readings of one word as part of a name; 0 no, 1 possible, 2 sure.

    ``nominative`` and ``genitive`` are the cases a first name may stand in; «Александра» has both.
    """

    first: int
    nominative: bool
    genitive: bool
    patronymic: bool
    surname: int
    known: bool
    common: bool
    never: bool


@lru_cache(maxsize=CACHE_SIZE)
def read(word: str) -> Reading:
    """Return what a folded word may be.

    >>> read("петровне").patronymic, read("деревне").patronymic
    (True, False)
    >>> read("иванову").surname, read("анной").first, read("снег").first
    (2, 2, 0)
    """
    word = word.rpartition("-")[2]
    tags = _tags(word)
    known = analyzer().word_is_known(word)
    common = known and not all(map(_PROPER.search, tags))
    first = first_weight(word)
    if first == 2 and common:
        first = 1
    nominative, genitive = _cases(word, tags) if first else (False, False)
    patronymic = any("Patr" in tag for tag in tags) and _PATRONYMIC.search(word) is not None
    surname = _surname(word, tags, known, common)
    never = word in never_surnames()
    return Reading(first, nominative, genitive, patronymic, surname, known, common, never)


_PATRONYMIC = re.compile(r"(?:ич(?:а|у|ем|е|и|ей|ам)?|ыч(?:а|у|ем|е)?|н(?:а|ы|е|у|ой|ою))$")


def _nominatives(word: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[str]:
    for ending, bases in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 1:
            yield from (word[: len(word) - len(ending)] + base for base in bases)


@lru_cache(maxsize=CACHE_SIZE)
def first_weight(word: str) -> int:
    """Return 2 for a first name in any case, 1 for one that is a common word too; lists only."""
    if len(word) < 2:
        return 0
    bases = [word, *(base for base in _nominatives(word, _ENDINGS) if len(base) > 2)]
    if not first_names().isdisjoint(bases):
        return 2
    return int(not weak_first_names().isdisjoint(bases))


_GENITIVE = ("а", "я", "ы", "и")


def _cases(word: str, tags: list[str]) -> tuple[bool, bool]:
    """Tell whether a first name may stand in the nominative, and in the genitive."""
    names = [tag for tag in tags if "Name" in tag]
    if word in _RARE_FEMALE:
        return False, True
    if names:
        return (
            any("sing,nomn" in tag for tag in names),
            word.endswith(_GENITIVE) and any("sing,gent" in t or "sing,accs" in t for t in names),
        )
    nominative = word in first_names() or word in weak_first_names()
    return nominative, not nominative and word.endswith(_GENITIVE)


# «Виталия» in a message is the genitive of «Виталий»: the female name is too rare to count.
_RARE_FEMALE = ("виталия",)


def _tags(word: str) -> list[str]:
    return [str(parse.tag) for parse in analyzer().parse(word)]


_PROPER = re.compile(r"Surn|Name|Patr|Abbr|Init|Poss|Geox|Orgn|Trad")


def looks_like_surname(word: str) -> bool:
    """Tell whether a folded word ends as surnames do."""
    return _SURNAME_SHAPE.fullmatch(word) is not None


def _surname(word: str, tags: list[str], known: bool, common: bool) -> int:
    if len(word) < 3 or word in never_surnames():
        return 0
    surn = known and any("Surn" in tag for tag in tags)
    shape = _SURNAME_SHAPE.fullmatch(word) is not None
    listed = surn or any(map(is_last_name, (word, *_nominatives(word, _SURNAME_ENDINGS))))
    town = known and any("Geox" in tag for tag in tags)
    if not common and (surn or (shape and not town)):
        return 2
    return int(listed or shape or not known)
