"""What a word may be as the name of a settlement that no list has; cached by word."""

from __future__ import annotations

from functools import lru_cache

from tsur_nlp.locate.words.morph import CACHE, parsed
from tsur_nlp.text.tokens import fold

VILLAGES = frozenset(("село", "деревня", "посёлок", "хутор", "станица", "рабочий посёлок", "аул"))
_PLACE_ENDINGS = (
    ("ове", "ово"), ("еве", "ево"), ("ине", "ино"), ("ыне", "ыно"),
    ("овке", "овка"), ("евке", "евка"), ("овку", "овка"), ("евку", "евка"), ("овки", "овка"),
    ("евки", "евка"), ("овкой", "овка"), ("ском", "ский"), ("ского", "ский"), ("скому", "ский"),
    ("ске", "ск"), ("ска", "ск"), ("ску", "ск"), ("ной", "ная"), ("ном", "ный"), ("ного", "ный"),
    ("хе", "ха"), ("ухи", "уха"), ("ихи", "иха"), ("инке", "инка"), ("инки", "инка"),
)  # fmt: skip


@lru_cache(maxsize=CACHE)
def is_unknown_noun(word: str) -> bool:
    """Whether the dictionary lacks the word, or has it as a place, and it may be a nominative."""
    parses = parsed(word)
    nominative = any(p.tag.POS == "NOUN" and p.tag.case == "nomn" for p in parses)
    return nominative and not any(p.is_known and "Geox" not in p.tag for p in parses)


@lru_cache(maxsize=CACHE)
def is_only_place(word: str) -> bool:
    """Whether the dictionary has the word for a place only, or lacks it.

    >>> is_only_place("яйву"), is_only_place("рязани"), is_only_place("орлу")
    (True, True, False)
    """
    return all("Geox" in p.tag or not p.is_known for p in parsed(word))


def is_listed_word(word: str) -> bool:
    """Whether the dictionary has the word."""
    return any(p.is_known for p in parsed(word))


def is_russian(name: str) -> bool:
    """Whether every word is in the dictionary: such a name is hardly a slip of the pen.

    >>> is_russian("Римский"), is_russian("Красноармеская")
    (True, False)
    """
    return all(map(is_listed_word, fold(name).split()))


@lru_cache(maxsize=CACHE)
def is_place_like(word: str) -> bool:
    """Whether the word is no plain Russian word and may be a place's name in the nominative.

    >>> is_place_like("песьянка"), is_place_like("кинделино"), is_place_like("яма")
    (True, True, False)
    """
    ends = word.endswith(("ово", "ево", "ино", "ыно")) or "-" in word
    return is_unknown_noun(word) or (ends and not is_listed_word(word))


@lru_cache(maxsize=CACHE)
def is_oblique_word(word: str) -> bool:
    """Whether the dictionary has the word, and neither as a nominative nor as a place or name.

    >>> is_oblique_word("главврача"), is_oblique_word("орда"), is_oblique_word("пушкина")
    (True, False, False)
    """
    parses = parsed(word)
    return all(
        p.is_known and not {"nomn", "Geox", "Surn", "Name"} & p.tag.grammemes for p in parses
    ) and bool(parses)


@lru_cache(maxsize=CACHE)
def may_name_place(word: str, *, noun: bool = False) -> bool:
    """Whether some parse is a noun or, unless a noun is asked for, an adjective.

    >>> may_name_place("нужны"), may_name_place("северный"), may_name_place("северный", noun=True)
    (False, True, False)
    """
    kinds = ("NOUN",) if noun else ("NOUN", "ADJF")
    return any(p.tag.POS in kinds or not p.is_known for p in parsed(word))


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


@lru_cache(maxsize=CACHE)
def is_plain_noun(word: str) -> bool:
    """Whether the dictionary has the word as a noun that is no place: «молоко», «вино»."""
    return any(p.is_known and p.tag.POS == "NOUN" and "Geox" not in p.tag for p in parsed(word))


@lru_cache(maxsize=CACHE)
def is_nameable(word: str) -> bool:
    """Whether a word in small letters may stand for a place: a nominative, or an unknown word.

    >>> is_nameable("карьер"), is_nameable("шерекино"), is_nameable("заливает")
    (True, True, False)
    """
    kinds = ("NOUN", "ADJF")
    return any(
        not p.is_known or (p.tag.POS in kinds and p.tag.case == "nomn") for p in parsed(word)
    )


@lru_cache(maxsize=CACHE)
def agrees_obliquely(word: str, following: str) -> bool:
    """Whether an adjective goes with the noun after it in a case that no name has beside its type.

    >>> agrees_obliquely("очередной", "проверкой"), agrees_obliquely("полевой", "школа")
    (True, False)
    """
    cases = {(p.tag.case, p.tag.gender) for p in parsed(word) if p.tag.POS == "ADJF"}
    nouns = {(p.tag.case, p.tag.gender) for p in parsed(following) if p.tag.POS == "NOUN"}
    return any(case not in ("nomn", "accs") for case, _ in cases & nouns)
