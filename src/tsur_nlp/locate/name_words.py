"""Which word may begin the name of a street."""

from __future__ import annotations

from typing import NamedTuple

from tsur_nlp.locate.lexicon import Kind, listed
from tsur_nlp.locate.morph import agree, shape
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
    for gender in GENDERS:
        nominative = agree(word, gender)
        if nominative and reading.known((nominative,)):
            return gender
    return ""


def _stops(reading: Reading, i: int) -> bool:
    """A word that opens no name; «Новая», «Центральная» do when capitalised inside a sentence."""
    word = reading.words[i]
    if word not in listed("stop_names"):
        return False
    return word not in listed("soft_stops") or not reading.capital(i) or reading.opens_sentence(i)
