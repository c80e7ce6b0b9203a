"""Microdistricts in every case, and which of them are read only beside «мкр»."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from _inflect import forms
from _towns import Town

from tsur_nlp.text import fold
from tsur_nlp.text.lemmas import analyzer

NAMESAKES = 3
"""Settlements of one name from which a microdistrict of that name is no longer meant alone.

An adjective is not, where it calls more settlements than parts of cities: «в Ильинском».
"""
POSSESSIVE = re.compile(r".+(ов|ев|ин|ын)о")
NAMING = frozenset(("NOUN", "ADJF", "PRTF", "NUMR"))


def microdistricts(
    rows: list[dict[str, str]], places: list[Town], streets: list[str]
) -> dict[str, Any]:
    """The table that `tsur_nlp.locate.gazetteer.districts` reads.

    Each name with its forms; apart stand those that need a type word: by the table, because
    several settlements are called so, or because it is a street as well («на Попова»).
    """
    marked = {name for row in rows if row["needs_type_word"] for name in _names(row)}
    alone = {name for row in rows if not row["needs_type_word"] for name in _names(row)}
    cities = Counter(name for row in rows for name in _names(row))
    namesakes, known = Counter(fold(town.name) for town in places), frozenset(streets)
    beside = {
        name
        for name in alone
        if namesakes[fold(name)] >= (cities[name] + 1 if _is_adjective(name) else NAMESAKES)
        or _is_street(name, known)
    } | (marked - alone)
    return {
        "alone": _cases(alone - beside, known),
        "beside_type_word": _cases(beside, frozenset()),
    }


def _names(row: dict[str, str]) -> list[str]:
    return row["names"].split("|")


def _is_street(name: str, streets: frozenset[str]) -> bool:
    """«Луговая» by itself; «Чернышевский» by its genitive, in which streets are called."""
    written = forms(name) if _is_adjective(name) else [name]
    return any(fold(form) in streets for form in written)


def _is_adjective(name: str) -> bool:
    return name.endswith(("ий", "ый", "ой")) and " " not in name


def _cases(names: set[str], streets: frozenset[str]) -> dict[str, list[str]]:
    """Every name with the forms that are its own: a shorter name has them first."""
    order = sorted(names, key=lambda name: (len(name), name))
    owner = {fold(name): name for name in order}
    for name in order:
        for form in map(fold, forms(name)[1:]):
            if form not in streets and not _is_other(form, name):
                owner.setdefault(form, name)
    cases: dict[str, list[str]] = {name: [] for name in order}
    for form, name in owner.items():
        cases[name].append(form)
    return cases


def _is_other(form: str, name: str) -> bool:
    """Whether a form is another word: «чём» of «Чёмы», or of a surname: «Крюкова» of «Крюково»."""
    if POSSESSIVE.fullmatch(fold(name)):
        return form != fold(name)[:-1] + "е"
    if " " in form or "-" in form:
        return False
    tags = [p.tag for p in analyzer().parse(form) if p.is_known]
    return any(tag.POS not in NAMING for tag in tags)
