"""Streets that share a type word: «улиц Республики и Мельникайте», «ул. Мира, Труда и Садовая»."""

from __future__ import annotations

from collections.abc import Iterator

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.rules.street_find import add, house_after
from tsur_nlp.locate.words.lexicon import Kind, listed
from tsur_nlp.locate.words.morph import shape
from tsur_nlp.locate.words.name_words import Name, known_gender, unit_follows
from tsur_nlp.locate.words.names import forward

JOINTS = frozenset(("и", ",", "/", "-", "–", "—", "с"))
PLURALS = frozenset(["улиц", "улицам", "улицах", "проспектов", "проспекты", "переулки"])
STREET_FORMS = frozenset(("surname", "adjective", "people"))
LIST_END = frozenset(("", ",", ".", ";", ")", "(", "!", "?", "…", "и", "/", "-", "–", "—", ":"))


def following_streets(reading: Reading) -> None:
    """«улиц Республики и Мельникайте», «по ул. Садовой и Лесной», «ул. МИРА, ТРУДА, САДОВАЯ»."""
    if not reading.found:
        return
    for found in [f for f in reading.found if f.kind == "street" and not f.house]:
        i = reading.token_at(found.end)
        first = max(0, i - 5)
        dotted = reading.word(i) == "." and reading.word(i - 1) in listed("abbreviated")
        i += dotted
        if reading.word(i) not in JOINTS:
            continue
        plural = not PLURALS.isdisjoint(reading.words[first : i - dotted])
        for name in _listed(reading, i, plural=plural, found=found):
            alike = plural or name.numbered or found.type == "улица"
            add(reading, name, found.type if alike else "", rule="following_street")


def _listed(reading: Reading, i: int, *, plural: bool, found: Found) -> Iterator[Name]:
    """Names joined to the street, as far as they are streets."""
    while reading.word(i) in JOINTS and (plural or reading.word(i) != "с"):
        name = forward(reading, i + 1)
        if name is None or not (plural or _may_be_name(reading, i, name, found)):
            return
        if not reading.free(reading.starts[name.first], reading.ends[name.last]):
            return
        if reading.kinds[name.first] & Kind.NAME and _is_place(reading, name):
            return
        if unit_follows(reading, name.last):
            return
        named = name.numbered or shape(name.words[-1]) or _is_known(reading, name)
        if reading.word(i) != "и" and not named:
            return  # «Чехова/Ромашка»
        if reading.word(i) == "," and not plural and not _is_listed(reading, name, found):
            return
        yield name
        i = name.last + 1


def _may_be_name(reading: Reading, joint: int, name: Name, found: Found) -> bool:
    """Whether the name is written as one: with a capital, unless the street before has none."""
    if reading.capital(name.first) or reading.capital(name.last):
        return True
    lower = reading.word(joint) == "и" and _is_lower(reading, found) and _is_known(reading, name)
    return reading.shouting or bool(name.numbered) or lower


def _is_lower(reading: Reading, found: Found) -> bool:
    """«на чапаева и садовой»: the street before is written in lower case too."""
    return not found.house and not any(map(str.isupper, reading.text[found.start : found.end]))


def _is_listed(reading: Reading, name: Name, found: Found) -> bool:
    """Whether what stands after a comma is one more street, not a person."""
    after = reading.word(name.last + 1)
    if "\n" in reading.low[found.end : reading.starts[name.first]]:
        return False
    if house_after(reading, name.last) is not None:
        return False  # «ул. Мира, Садовая, 5» is read with its house by another rule
    street = _is_known(reading, name) or shape(name.words[-1]) in STREET_FORMS
    return street and after in LIST_END


def _is_known(reading: Reading, name: Name) -> bool:
    if reading.known(name.words):
        return True
    return len(name.words) == 1 and known_gender(reading, name.words[0]) != ""


def _is_place(reading: Reading, name: Name) -> bool:
    """Whether the words are a settlement's name: «Верхняя Пышма», not «Верхняя Луговая»."""
    settlement = len(name.words) == 1 or " ".join(name.words) in Gazetteer.load().place_forms
    return settlement and not _is_known(reading, name)
