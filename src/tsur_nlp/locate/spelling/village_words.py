"""Villages that no list has, told by a word that no dictionary has in the case of a place."""

from __future__ import annotations

from functools import lru_cache

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.words.lexicon import is_organisation, listed
from tsur_nlp.locate.words.morph import CACHE, agree, parsed, shape
from tsur_nlp.locate.words.name_forms import title
from tsur_nlp.locate.words.place_words import is_listed_word, lemma_of_place

POSSESSIVE = ("ово", "ево", "ино", "ыно")
AFTER = {"в": "loct", "во": "loct", "из": "gent", "до": "gent"}
"""Prepositions of places and their cases; «житель», «жителей» go as «из»."""
_PLURAL = ("ах", "ях")
_OTHER = ("ого", "его", "ой", "ей", "ова", "ева", "ина", "ына")
_HISSING = "гкхжшщч"
_SIZES_END = {"их": "ие", "ых": "ые"}


@lru_cache(maxsize=CACHE)
def village_after(preposition: str, word: str) -> str:
    """Return the nominative of a word that may be a village's name after a preposition, or ``""``.

    >>> village_after("в", "кукуевке"), village_after("до", "леуна"), village_after("в", "чикашах")
    ('Кукуевка', 'Леун', 'Чикаши')
    >>> village_after("в", "росреестре"), village_after("до", "балахнина")
    ('', '')
    """
    case = AFTER.get(preposition, "gent")
    endings = (*_PLURAL, "е") if case == "loct" else ("а", "ы", "и")
    if len(word) < 4 or not word.endswith((*endings, *POSSESSIVE)) or _is_other_thing(word):
        return ""
    if word.endswith(POSSESSIVE):
        return title(word)
    return title(_in_locative(word) if case == "loct" else _in_genitive(word))


def _is_other_thing(word: str) -> bool:
    """A word of the dictionary, a place of the lists, or a service of the net."""
    gazetteer = Gazetteer.load()
    if word in gazetteer.place_forms or word in gazetteer.microdistrict_forms:
        return True
    if is_listed_word(word) or word in gazetteer.region_forms or is_organisation(word):
        return True
    return any(part in word for part in listed("not_villages"))


def _in_locative(word: str) -> str:
    """«кукуевке» → «кукуевка», «ашапе» → «ашап», «чикашах» → «чикаши»."""
    if word.endswith(_PLURAL):
        stem = word[:-2]
        return stem + ("и" if word.endswith("ях") or stem[-1] in _HISSING else "ы")
    if word.endswith("ляне"):
        return word  # people in the plural: «Маховляне»
    lemma = lemma_of_place(word)
    return lemma if lemma != word else _parsed(word, "loct") or word[:-1]


def _in_genitive(word: str) -> str:
    """«кукуевки» → «кукуевка», «леуна» → «леун»; not «балахнина», a street."""
    if word.endswith("ска"):
        return word[:-1]
    if word.endswith(("ки", "хи", "ги")):
        return word[:-1] + "а"
    if word.endswith(_OTHER) or shape(word) in ("surname", "adjective"):
        return ""
    return _parsed(word, "gent")


def _parsed(word: str, case: str) -> str:
    """The normal form by which the word is in the case and of the singular."""
    forms = (
        str(p.normal_form).replace("ё", "е")
        for p in parsed(word)
        if p.tag.POS == "NOUN" and p.tag.case == case and p.tag.number == "sing"
    )
    changed = case == "gent"  # «в Кормовище» is as «Кормовище»
    return next((f for f in forms if f.startswith(word[:-1]) and not (changed and f == word)), "")


@lru_cache(maxsize=CACHE)
def sized_village(size: str, word: str) -> str:
    """Return the nominative of «Верхнем Гуторово», «Старых Лядах»; ``""`` where it is none.

    >>> sized_village("верхнем", "гуторово"), sized_village("малой", "песьянки")
    ('Верхнее Гуторово', 'Малая Песьянка')
    """
    plural = size[:-2] + _SIZES_END.get(size[-2:], "-")
    if word.endswith(POSSESSIVE):
        size = _of_gender(size, "neut")
        return title(f"{size} {word}") if size and not is_listed_word(word) else ""
    if plural in listed("prefixes") or agree(word, "femn") or agree(word, "masc"):
        return ""  # «до Малой Ямской» is a street
    parses = parsed(word)
    if any(p.is_known for p in parses) and not any("Geox" in p.tag for p in parses):
        return ""
    for p in parses:
        if p.tag.POS == "NOUN" and p.tag.case in ("loct", "gent") and p.tag.gender:
            adjective = _of_gender(size, str(p.tag.gender))
            noun = lemma_of_place(word)
            noun = noun if noun != word else str(p.normal_form)
            return title(f"{adjective} {noun}") if adjective else ""
    return ""


def _of_gender(size: str, gender: str) -> str:
    """«верхнем» → «верхнее» if it is one of the sizes and may be of that gender."""
    adjective = agree(size, gender)
    return adjective if adjective in listed("prefixes") else ""
