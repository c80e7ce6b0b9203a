"""How a street that has been read is kept: with its houses, once for each."""

from __future__ import annotations

import re

from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.rules.by_house import House, house_at
from tsur_nlp.locate.rules.house_list import houses_at
from tsur_nlp.locate.words.lexicon import Kind, listed, words
from tsur_nlp.locate.words.morph import shape
from tsur_nlp.locate.words.name_forms import normal_of
from tsur_nlp.locate.words.name_words import Name, known_gender

OF_LANE = ("ому", "ему", "ом", "ем")
OF_PERSON = ("ского", "цкого")
ITEM = re.compile(r"[.)]\s+[А-ЯЁ]")
# «Большой пр. П.С., 14»: the side of a city that has two streets of the name.
HOUSE_SEPARATOR = re.compile(
    r"[\s,.:;(–—-]*(?:[вп]\.\s?[со](?:\.|(?=\s))[\s,]*)?(?:(?:номер|адрес)\s+)?"
)


def house_after(reading: Reading, last: int) -> House | None:
    """Read the house number right after word ``last``."""
    if not reading.mask & Kind.NUMBER:
        return None
    position = HOUSE_SEPARATOR.match(reading.low, reading.ends[last])
    return house_at(reading.text, reading.low, position.end()) if position else None


def add(
    reading: Reading, name: Name, kind: str, *, rule: str, start: int = -1, last: int = -1
) -> None:
    """Keep a street, once for each house of the list that follows it."""
    parts = _crossed(reading, name)
    for part in parts:
        reading.taken[reading.starts[name.first]] = 0
        _add(reading, name._replace(words=(part,)), kind, rule=rule, start=start, last=last)
    if not parts:
        _add(reading, name, kind, rule=rule, start=start, last=last)


def _crossed(reading: Reading, name: Name) -> list[str]:
    """«на углу Чехова-Гоголя», «Чехова-Садовая»: two streets that a hyphen joins."""
    if "-" not in name.words[0]:
        return []
    parts = name.words[0].split("-") if len(name.words) == 1 else []
    if len(parts) != 2 or reading.known(name.words):
        return []
    if name.words[0] in listed("double_surnames"):
        return []
    surnames = [shape(part) == "surname" for part in parts]
    known = [reading.known((part,)) for part in parts]
    adjectives = [shape(part) == "adjective" for part in parts]
    named = all(map(any, zip(surnames, known, adjectives, strict=True)))
    return parts if named and any(surnames) else []


def _add(reading: Reading, name: Name, kind: str, *, rule: str, start: int, last: int) -> None:
    end = reading.ends[max(name.last, last)]
    houses = _houses_after(reading, end)
    if rule == "name_and_house" and not houses:
        return
    first = name.first if start < 0 else start
    known = known_gender(reading, name.words[0])
    gender = words()["gender"].get(kind) or known or _gender_of_numbered(name)
    if rule == "type_then_name" and name.words[0].endswith(OF_PERSON) and not known:
        gender = "femn"  # «переулок Гаховского» stays as it is
    value = normal_of(name.words, name.numbered, gender)
    street = Found("street", value, reading.starts[first], end, rule, type=kind)
    if not houses:
        reading.add(street)
    for house in houses:
        reading.add(street.with_house(house.value, house.apartment, house.end))


def _gender_of_numbered(name: Name) -> str:
    """«по 2-му Луговому» is a lane, whatever its type."""
    masculine = name.numbered and name.words[0].endswith(OF_LANE)
    return "masc" if masculine else "femn"


def _houses_after(reading: Reading, end: int) -> list[House]:
    """Houses after a street; a number in the next sentence («Ленина. 15 человек …») is none."""
    separator = HOUSE_SEPARATOR.match(reading.low, end) if reading.mask & Kind.NUMBER else None
    if separator is None or "\n\n" in separator.group():
        return []
    houses = houses_at(reading.text, reading.low, separator.end())
    gap = separator.group()
    apart = "." in gap and gap[0].isspace()
    counted = ITEM.match(reading.text, houses[0].end) if houses else None
    listed = counted and (":" in gap or "\n" in gap)  # «на Мира: 1. Яма. 2. Люк»
    return [] if houses and (apart or listed) and not houses[0].marked else houses
