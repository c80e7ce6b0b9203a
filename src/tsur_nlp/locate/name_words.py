"""Which word may begin the name of a street."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.lexicon import Kind, listed
from tsur_nlp.locate.morph import CACHE, agree, shape
from tsur_nlp.locate.reading import Reading

GENDERS = ("femn", "masc", "neut")
_VERB = ("ть", "ться", "йте", "ите", "тся")


class Name(NamedTuple):
    """A street's name before normalisation: its words and the numbers of the first and last."""

    words: tuple[str, ...]
    first: int
    last: int
    numbered: str = ""


def name_like(reading: Reading, i: int, *, bare: bool = False) -> bool:
    """Whether word ``i`` may begin a street's name."""
    word = reading.word(i)
    if len(word) < 3 or not word[0].isalpha() or _stops(reading, i):
        return False
    if reading.kinds[i] & (Kind.STREET | Kind.HOUSE) and len(word) < 4:
        return False
    if reading.capital(i) and not bare:
        abbreviation = len(word) < 5 and reading.text[reading.starts[i] : reading.ends[i]].isupper()
        if not abbreviation and not word.endswith(_VERB):
            return True
    if reading.known((word,)) or known_gender(reading, word):
        return True
    kind = shape(word)
    return kind in ("surname", "people") or (kind == "adjective" and (bare or reading.shouting))


def known_gender(reading: Reading, word: str) -> str:
    """Return the gender in which the word is a known street («комсомольском»: masc)."""
    return _gender(word, reading.streets)


@lru_cache(maxsize=CACHE)
def _gender(word: str, register: frozenset[str]) -> str:
    if not may_be_known(word, register):
        return ""
    streets = Gazetteer.load().streets
    for gender in GENDERS:
        nominative = agree(word, gender)
        if nominative and (nominative in streets or nominative in register):
            return gender
    return ""


def may_be_known(word: str, register: frozenset[str]) -> bool:
    """Whether a street has the stem of the word: a hundredth of the cost of a parse."""
    return bool(register) or word[:-2] in _stems() or word[:-3] in _stems()


@lru_cache(maxsize=1)
def known_tails() -> frozenset[str]:
    """Return the last words of the known names of several words."""
    names = Gazetteer.load().streets
    return frozenset(name.rsplit(" ", 1)[-1] for name in names if " " in name)


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(name[:-2] for name in Gazetteer.load().streets if " " not in name)


@lru_cache(maxsize=CACHE)
def ends_given(word: str) -> bool:
    """Whether a name goes on after the word: «карла», «красной»."""
    given = listed("given")
    stem = word[:-2] in _given_stems() or word[:-3] in _given_stems()
    return word in given or (stem and agree(word, "femn") in given)


@lru_cache(maxsize=1)
def _given_stems() -> frozenset[str]:
    return frozenset(word[:-2] for word in listed("given"))


def _stops(reading: Reading, i: int) -> bool:
    """A word that opens no name; «Новая», «Центральная» do when capitalised inside a sentence."""
    word = reading.words[i]
    if word not in listed("stop_names"):
        return False
    return word not in listed("soft_stops") or not reading.capital(i) or reading.opens_sentence(i)
