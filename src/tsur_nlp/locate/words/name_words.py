"""Which word may begin the name of a street."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tsur_nlp.locate.gazetteer import SURE, Gazetteer
from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.words.lexicon import Kind, listed
from tsur_nlp.locate.words.morph import CACHE, agree, is_infinitive, shape

UNITS = Kind.DISTRICT | Kind.SETTLEMENT | Kind.LANDMARK
PATRONYMIC = ("ича", "ичу", "вич", "вны", "вне", "вной", "вну")
GENDERS = ("femn", "masc", "neut")
_VERB = ("ть", "ться", "йте", "ите", "тся")
_INFINITIVE = ("ти", "чь")


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
        verb = word.endswith(_VERB) or (word.endswith(_INFINITIVE) and is_infinitive(word))
        if not abbreviation and not verb:
            return True
    if reading.known((word,)) or known_gender(reading, word):
        return True
    kind = shape(word)
    return kind in ("surname", "people") or (kind == "adjective" and (bare or reading.shouting))


def unit_follows(reading: Reading, last: int) -> bool:
    """Whether the type of a district, a settlement or a landmark stands after word ``last``.

    «Советский район» is no street; in «по Мира с утра» the «с» is a preposition, no village.
    """
    if last + 1 >= len(reading.words) or not reading.kinds[last + 1] & UNITS:
        return False
    return len(reading.words[last + 1]) > 1 or reading.word(last + 2) == "."


def is_city(name: Name) -> bool:
    """Whether the name is a big city's: «Пермь 15» is no address."""
    return Gazetteer.load().place_forms.get(" ".join(name.words), ("",))[0] == SURE


def patronymic_follows(reading: Reading, last: int) -> bool:
    """«на Громова Петра Ильича»: a patronymic stands a word or two after the surname."""
    return any(reading.word(last + step).endswith(PATRONYMIC) for step in (1, 2))


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
