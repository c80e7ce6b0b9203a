"""How a street that has been read is kept: with its houses, once for each."""

from __future__ import annotations

import re

from tsur_nlp.locate.by_house import House, house_at, houses_at
from tsur_nlp.locate.lexicon import Kind, words
from tsur_nlp.locate.morph import shape
from tsur_nlp.locate.name_forms import normal_of
from tsur_nlp.locate.name_words import Name, known_gender
from tsur_nlp.locate.reading import Found, Reading

HOUSE_SEPARATOR = re.compile(r"[\s,.:;(–—-]*(?:(?:номер|адрес)\s+)?")


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
    joined = name.words[0].split("-") if "-" in name.words[0] and len(name.words) == 1 else ()
    if len(joined) == 2 and all(shape(part) == "surname" for part in joined):
        for part in joined:  # «на углу Урицкого-Калинина»: two streets
            reading.taken[reading.starts[name.first]] = 0
            _add(reading, name._replace(words=(part,)), kind, rule=rule, start=start, last=last)
        return
    _add(reading, name, kind, rule=rule, start=start, last=last)


def _add(reading: Reading, name: Name, kind: str, *, rule: str, start: int, last: int) -> None:
    end = reading.ends[max(name.last, last)]
    houses = _houses_after(reading, end)
    if rule == "name_and_house" and not houses:
        return
    first = name.first if start < 0 else start
    gender = words()["gender"].get(kind) or known_gender(reading, name.words[0]) or "femn"
    value = normal_of(name.words, name.numbered, gender)
    street = Found("street", value, reading.starts[first], end, rule, type=kind)
    if not houses:
        reading.add(street)
    for house in houses:
        reading.add(street.with_house(house.value, house.apartment, house.end))


def _houses_after(reading: Reading, end: int) -> list[House]:
    """Houses after a street; a number in the next sentence («Ленина. 15 человек …») is none."""
    separator = HOUSE_SEPARATOR.match(reading.low, end) if reading.mask & Kind.NUMBER else None
    if separator is None or "\n\n" in separator.group():
        return []
    houses = houses_at(reading.text, reading.low, separator.end())
    gap = separator.group()
    apart = "." in gap and gap[0].isspace()
    return [] if houses and apart and not houses[0].marked else houses
