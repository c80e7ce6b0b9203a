"""What a word may be inside the name of a street, and its nominative; cached by word."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tsur_nlp.locate.words.lexicon import listed
from tsur_nlp.text.lemmas import analyzer

CACHE = 50_000
ADJECTIVE = ("ий", "ый", "ой")
"""Ends of a masculine adjective in the nominative, as districts and many towns are called."""
SURNAME_ENDS = ("ова", "ева", "ина", "ына", "ского", "цкого")
UNCHANGED = ("ко", "дзе", "швили", "аго", "яго")
MIN_SCORE = 0.02
_ON = ("datv", "loct", "accs")
_OBLIQUE = ("ого", "его", "ому", "ему", "ом", "ем", "им", "ым")
_AGREEING = {
    "femn": ("ая", "яя", "ой", "ей", "ую", "юю", "ою", "ею"),
    "masc": ("ый", "ий", "ой", *_OBLIQUE),
    "neut": ("ое", "ее", *_OBLIQUE),
}


@lru_cache(maxsize=CACHE)
def parsed(word: str) -> tuple[Any, ...]:
    """Return the parses of a word that are likely enough."""
    return tuple(p for p in analyzer().parse(word) if p.score >= MIN_SCORE)


@lru_cache(maxsize=CACHE)
def shape(word: str) -> str:
    """Tell which kind of street name a folded word may be, or an empty string.

    ``adjective`` (femn), ``surname`` (gent), ``people`` (plural gent), ``noun`` (gent).

    >>> shape("уральской"), shape("гагарина"), shape("строителей"), shape("мира"), shape("холодно")
    ('adjective', 'surname', 'people', 'noun', '')
    """
    if len(word) < 3 or word[-1] not in "аяоеиыйвуюьх":
        return ""
    known = any(p.is_known for p in parsed(word))
    tags = [str(p.tag) for p in parsed(word)]
    if any("Apro" in t or "Anum" in t for t in tags):
        return ""
    if word.endswith(("ская", "цкая")):
        return "adjective"
    fixed = not known and len(word) > 5 and word.endswith(UNCHANGED)  # «Головко»
    named = any("Surn" in t and ("gent" in t or "Fixd" in t) for t in tags)
    if fixed or (named and "Patr" not in tags[0]):
        return "surname"
    if any(t.startswith("ADJF") and "femn" in t for t in tags):
        return "adjective"
    if word.endswith(SURNAME_ENDS) and not (known and tags[0].startswith("NOUN,inan")):
        return "surname"
    return _of_noun(tags)


def _of_noun(tags: list[str]) -> str:
    if any(t.startswith("NOUN") and "plur,gent" in t and "anim" in t for t in tags[:2]):
        return "people"
    return "noun" if any(t.startswith("NOUN") and "gent" in t for t in tags) else ""


@lru_cache(maxsize=CACHE)
def agree(word: str, gender: str) -> str:
    """Return the nominative of an adjective that goes with a type word of ``gender``, or ``""``.

    >>> agree("северной", "femn"), agree("красного", "masc"), agree("касимовском", "neut")
    ('северная', 'красный', 'касимовское')
    >>> agree("ленина", "femn"), agree("крупской", "femn")
    ('', '')
    """
    if not word.endswith(_AGREEING[gender]) or word in listed("surname_streets"):
        return ""
    found = []
    for parse in parsed(word):
        tag = parse.tag
        possessive = {"Apro", "Poss"} & tag.grammemes
        guessed = not parse.is_known and word.endswith(("овой", "евой"))  # «Огородниковой»
        right = (tag.POS, tag.number, tag.gender) == ("ADJF", "sing", gender)
        if right and not possessive and not (guessed and is_person(word)):
            found.append(str(parse.normal_form).replace("ё", "е"))
    stressed = [form for form in found if form.endswith("ской")]  # «Заводской»
    return _in_gender((stressed or found)[0], gender) if found else ""


def _in_gender(masculine: str, gender: str) -> str:
    """«северный» → «северная»; pymorphy's own inflection costs twenty times as much."""
    stem, hard = masculine[:-2], masculine[-2:] != "ий" or masculine[-3:-2] in "кгхжшчщ"
    if gender == "femn":
        return stem + ("ая" if hard else "яя")
    if gender == "neut":
        stressed = masculine[-2:] == "ой"  # «большое», but «свежее»
        return stem + ("ое" if hard and (stressed or masculine[-3:-2] not in "жшчщ") else "ее")
    return masculine


@lru_cache(maxsize=CACHE)
def is_noun_or_adjective(word: str) -> bool:
    """Whether the word may go on a name («Сельских | строителей»), not open a sentence."""
    parses = parsed(word)
    return any(p.tag.POS in ("NOUN", "ADJF") and p.tag.case == "gent" for p in parses)


@lru_cache(maxsize=CACHE)
def is_feminine(word: str) -> bool:
    """Whether the word is a feminine noun that an adjective may stand before: «темнота»."""
    return any({"NOUN", "femn", "sing"} <= p.tag.grammemes for p in parsed(word))


@lru_cache(maxsize=CACHE)
def may_be_described(word: str) -> bool:
    """Whether a feminine adjective after «на» or «по» may go with the word after it.

    >>> may_be_described("земле"), may_be_described("лужи"), may_be_described("темно")
    (True, False, False)
    """
    return any(
        {"femn", "sing"} <= p.tag.grammemes
        and p.tag.POS in ("NOUN", "ADJF", "PRTF")
        and p.tag.case in _ON
        for p in parsed(word)
    )


@lru_cache(maxsize=CACHE)
def paired(adjective: str, noun: str) -> str:
    """Return the gender, or ``plur``, in which an adjective and a noun agree in the nominative.

    >>> paired("стекольный", "завод"), paired("новые", "сады"), paired("ленина", "завод")
    ('masc', 'plur', '')
    """
    if not adjective.endswith(("ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие")):
        return ""
    one, other = (_nominatives(word, pos) for word, pos in ((adjective, "ADJF"), (noun, "NOUN")))
    return min(one & other, default="")


def _nominatives(word: str, pos: str) -> set[str]:
    tags = [p.tag for p in parsed(word) if {pos, "nomn"} <= p.tag.grammemes]
    return {tag.gender if tag.number == "sing" else "plur" for tag in tags} - {None}


@lru_cache(maxsize=CACHE)
def is_thing(word: str) -> bool:
    """Whether the word is a plain noun as it stands in the dictionary: no street by itself.

    >>> is_thing("школа"), is_thing("стачек"), is_thing("коллонтай")
    (True, False, False)
    """
    return not shape(word) and any(
        p.is_known
        and {"NOUN", "nomn"} <= p.tag.grammemes
        and not {"Name", "Surn", "Geox"} & p.tag.grammemes
        for p in parsed(word)[:1]
    )


@lru_cache(maxsize=CACHE)
def is_infinitive(word: str) -> bool:
    """Whether the word is a verb as it stands in the dictionary: «произвести», not «юности»."""
    return any(parse.tag.POS == "INFN" for parse in parsed(word)[:1])


@lru_cache(maxsize=CACHE)
def is_noun(word: str) -> bool:
    """Whether the word may be a noun, which an adjective before it may go with."""
    return any(parse.tag.POS == "NOUN" for parse in parsed(word))


@lru_cache(maxsize=CACHE)
def is_person(word: str) -> bool:
    """Whether the word may be a person's name: «Мария | Иванова 78 лет»."""
    return any({"Name", "Surn", "Patr"} & parse.tag.grammemes for parse in parsed(word))
