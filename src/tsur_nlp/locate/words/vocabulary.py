"""Every word that may open a place, with its kinds."""

from __future__ import annotations

from functools import lru_cache

from tsur_nlp.locate.gazetteer import BESIDE, Gazetteer
from tsur_nlp.locate.spelling.misspelt_types import misspelt_types
from tsur_nlp.locate.words.lexicon import Kind, kinds
from tsur_nlp.locate.words.microdistrict_names import (
    adjective_forms,
    first_words,
    known_name,
    stands_alone,
)
from tsur_nlp.locate.words.nicknames import nicknames
from tsur_nlp.locate.words.settlement_names import glued_forms
from tsur_nlp.locate.words.street_names import of_towns, personal


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, int]:
    """Map every word that may open a place to its kinds: the word lists and the gazetteer."""
    found = dict(kinds())
    for slip, word in misspelt_types().items():
        found[slip] = found[word] | Kind.MISSPELT
    for form, (risk, _) in Gazetteer.load().place_forms.items():
        if risk == BESIDE:
            _mark(found, form, Kind.BESIDE)
    for form in adjective_forms():
        _mark(found, form, Kind.BESIDE)
    found |= {str(number): Kind.NUMBER for number in range(10_000)}
    for form in personal() | of_towns():
        found[form] = found.get(form, 0) | Kind.STREET_NAME
    for form in names():
        _mark(found, form, Kind.NAME)
    _mark_levels(found)
    return found


def _mark_levels(found: dict[str, int]) -> None:
    """Tell the names that may begin a region's name, or a microdistrict's, from all others."""
    regions, parts = first_words_of_regions(), first_words()
    for word, kind in found.items():
        if kind & Kind.NAME:
            region = Kind.REGION if word.split("-", 1)[0] in regions else 0
            part = word in parts or ("-" in word and all(map(known_name, word.split("-"))))
            found[word] = kind | region | (Kind.PART if part else 0)


@lru_cache(maxsize=1)
def first_words_of_regions() -> frozenset[str]:
    """Return the words with which the regions' names begin."""
    forms = Gazetteer.load().region_forms
    return frozenset(form.split(" ", 1)[0].split("-", 1)[0] for form in forms)


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Return the names that need no type word: regions, cities, microdistricts, nicknames."""
    gazetteer = Gazetteer.load()
    microdistricts = [
        form for form, name in gazetteer.microdistrict_forms.items() if stands_alone(name)
    ]
    cities = [form for form, (risk, _) in gazetteer.place_forms.items() if risk != BESIDE]
    return (*cities, *glued_forms(), *gazetteer.region_forms, *microdistricts, *nicknames())


def _mark(found: dict[str, int], form: str, kind: int) -> None:
    first = form.split(" ", 1)[0]
    found[first] = found.get(first, 0) | kind
    last = form.rsplit(" ", 1)[-1]
    found[last] = found.get(last, 0) | Kind.TAIL
    if " " in form:  # «ханты мансийск» is written «ханты-мансийск» too
        joined = form.replace(" ", "-")
        found[joined] = found.get(joined, 0) | kind
