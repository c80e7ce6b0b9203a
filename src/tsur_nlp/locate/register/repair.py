"""A misspelt street under its real name, where the register leaves no other reading."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.register.register import Register
from tsur_nlp.locate.register.spot import ANYWHERE, Where, compact
from tsur_nlp.locate.register.trigrams import Near
from tsur_nlp.locate.words.place_words import is_russian
from tsur_nlp.text.tokens import fold

SHORT, LONG = 5, 9
"""Letters from which one edit, and two, are a slip: fewer make another name."""

_USUAL_END = re.compile(r"ск(?:ая|ий|ое)$")
"""Half of the streets end so: it tells nothing of which one is meant."""


def corrected(
    register: Register, *forms: str, house: str = "", kind: str = "", where: Where = ANYWHERE
) -> str:
    """Return the one real name that a name is a misspelling of, empty where there is none.

    ``forms`` are the name as it is written, and what its nominative may be. Where one of them is a
    street of the settlement, or of the gazetteer, it is no misspelling. Two edits, a written name
    of plain Russian words, or several names as near need a house that only one of them has; of
    several, those of the area are considered first.
    """
    if any(_is_real(register, form, where) for form in forms):
        return ""
    near = [near for form in forms for near in _near(register, compact(form), kind, where)]
    edits = min((n.edits for n in near), default=0)
    closest = sorted({n.name for n in near if n.edits == edits})
    if len(closest) > 1 and where.area:
        closest = [name for name in closest if _lies_in_area(register, name, where)] or closest
    if len(closest) > 1 or edits > 1 or is_russian(forms[0]):
        closest = [name for name in closest if _has_house(register, name, house, where)]
    return _shown(register, closest[0], where) if len(closest) == 1 else ""


def _near(register: Register, key: str, kind: str, where: Where) -> list[Near]:
    if len(key) < SHORT:
        return []
    found = register.trigrams.near(key, 1 if len(_USUAL_END.sub("", key)) < LONG else 2)
    return [near for near in found if _may_be_meant(register, key, near, kind, where)]


def _lies_in_area(register: Register, name: int, where: Where) -> bool:
    return register.lie_in(register.named(name, where=where), where.area)


def _has_house(register: Register, name: int, house: str, where: Where) -> bool:
    rows = register.houses(register.named(name, where=where), where)
    return len(register.numbered(rows, house)) > 0


def _is_real(register: Register, written: str, where: Where) -> bool:
    if fold(written) in Gazetteer.load().streets:
        return True
    name = register.streets.find(compact(written))
    anywhere = not (where.settlement or where.region)
    return name >= 0 and (anywhere or len(register.named(name, where=where)) > 0)


def _may_be_meant(register: Register, key: str, near: Near, kind: str, where: Where) -> bool:
    """Whether the name has the same numbers, and is a street of that type there."""
    name = register.streets.text(near.name)
    other_gender = near.edits > 1 and name[:-2] == key[:-2]  # «Западный» is not «Западная»
    if _numbers(name) != _numbers(key) or other_gender:
        return False
    streets = register.named(near.name, where=where)
    types = {register.label("street_street_type", street) for street in streets}
    return bool(types) and (not kind or kind in types or "" in types)


def _shown(register: Register, name: int, where: Where) -> str:
    return register.label("street_street", int(np.min(register.named(name, where=where))))


def _numbers(text: str) -> Iterable[str]:
    return re.findall(r"\d+", text)
