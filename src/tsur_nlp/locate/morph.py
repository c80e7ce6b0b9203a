"""What a word may be inside the name of a street, and its nominative; cached by word."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tsur_nlp.locate.lexicon import listed
from tsur_nlp.text.lemmas import analyzer

CACHE = 50_000
SURNAME_ENDS = ("ова", "ева", "ина", "ына", "ского", "цкого")
MIN_SCORE = 0.02


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
    parses = parsed(word)
    tags = [str(p.tag) for p in parses]
    if any("Apro" in t or "Anum" in t for t in tags):
        return ""
    if word.endswith(("ская", "цкая")):
        return "adjective"
    if any("Surn" in t and ("gent" in t or "Fixd" in t) for t in tags) and "Patr" not in tags[0]:
        return "surname"
    if any(t.startswith("ADJF") and "femn" in t for t in tags):
        return "adjective"
    known = any(p.is_known for p in parses)
    if word.endswith(SURNAME_ENDS) and not (known and tags[0].startswith("NOUN,inan")):
        return "surname"
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
    for parse in parsed(word):
        tag = parse.tag
        possessive = {"Apro", "Poss"} & tag.grammemes
        if not possessive and (tag.POS, tag.number, tag.gender) == ("ADJF", "sing", gender):
            return _in_gender(str(parse.normal_form).replace("ё", "е"), gender)
    return ""


def _in_gender(masculine: str, gender: str) -> str:
    """«северный» → «северная»; pymorphy's own inflection costs twenty times as much."""
    stem, hard = masculine[:-2], masculine[-2:] != "ий" or masculine[-3:-2] in "кгхжшчщ"
    if gender == "femn":
        return stem + ("ая" if hard else "яя")
    if gender == "neut":
        return stem + ("ое" if hard and masculine[-3:-2] not in "жшчщ" else "ее")
    return masculine


@lru_cache(maxsize=CACHE)
def is_noun_or_adjective(word: str) -> bool:
    """Whether the word may go on a name («Сельских | строителей»), not open a sentence."""
    parses = parsed(word)
    return any(p.tag.POS in ("NOUN", "ADJF") and p.tag.case == "gent" for p in parses)


@lru_cache(maxsize=CACHE)
def is_unknown_noun(word: str) -> bool:
    """Whether the dictionary lacks the word, or has it as a place, and it may be a nominative."""
    parses = parsed(word)
    nominative = any(p.tag.POS == "NOUN" and p.tag.case == "nomn" for p in parses)
    return nominative and not any(p.is_known and "Geox" not in p.tag for p in parses)


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
def is_person(word: str) -> bool:
    """Whether the word may be a person's name: «Мария | Иванова 78 лет»."""
    return any({"Name", "Surn", "Patr"} & parse.tag.grammemes for parse in parsed(word))


@lru_cache(maxsize=CACHE)
def lemma_of_place(word: str) -> str:
    """Return a guess at the nominative of a place that the gazetteer does not have.

    >>> lemma_of_place("криводановке"), lemma_of_place("лобанове"), lemma_of_place("первомайском")
    ('криводановка', 'лобаново', 'первомайский')
    """
    for ending, nominative in _PLACE_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + nominative
    return word


_PLACE_ENDINGS = (
    ("ове", "ово"), ("еве", "ево"), ("ине", "ино"), ("ыне", "ыно"),
    ("овке", "овка"), ("евке", "евка"), ("овку", "овка"), ("евку", "евка"), ("овки", "овка"),
    ("евки", "евка"), ("овкой", "овка"), ("ском", "ский"), ("ского", "ский"), ("скому", "ский"),
    ("ске", "ск"), ("ска", "ск"), ("ску", "ск"), ("ной", "ная"), ("ном", "ный"), ("ного", "ный"),
    ("хе", "ха"), ("ухи", "уха"), ("ихи", "иха"), ("инке", "инка"), ("инки", "инка"),
)  # fmt: skip
