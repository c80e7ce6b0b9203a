"""A number before its street: «фасад 3к2 по ул. Липовой», «во дворе 9 по Чапаева»."""

from __future__ import annotations

import re

from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.rules.by_house import house_at
from tsur_nlp.locate.words.lexicon import Kind, listed

BEFORE_STREET = frozenset(("по", "на"))
AHEAD = re.compile(r"\d+(?:[а-и]|\s?[к/]\s?\d+)?\s+(?:по|на)\s")
PARTED = re.compile(r"\d[к/]\d")
SHAPES = frozenset("к/")


def leading_house(reading: Reading) -> None:
    """A house number that «по ул. …» follows, of a shape or at a place that only a house has."""
    low, ends, parts = reading.low, reading.ends, listed("house_parts")
    for i in reading.at(Kind.NUMBER):
        said = reading.word(i - 1) in parts
        shaped = low[ends[i] : ends[i] + 1] in SHAPES
        if not (said or shaped) or not AHEAD.match(low, reading.starts[i]):
            continue
        if not _is_at_house(reading, i):
            continue
        house = house_at(reading.text, reading.low, reading.starts[i])
        if house is None or house.apartment:
            continue
        j = reading.token_at(house.end)
        shaped = PARTED.search(house.value) is not None
        if (shaped or said) and reading.word(j) in BEFORE_STREET and _is_street(reading, j + 1):
            reading.add(Found("house", house.value, reading.starts[i], house.end, "leading_house"))


def _is_at_house(reading: Reading, i: int) -> bool:
    """Whether the number stands by itself: no part of a date, of a sum, of another number."""
    before = reading.word(i - 1)
    glued = i > 0 and reading.gap(i - 1) == "" and before not in ("", "(")
    return not glued and before not in ("№", "/", "-", "маршрут", "маршрута")


def _is_street(reading: Reading, j: int) -> bool:
    """Whether a street begins at word ``j``: found already, or a name that is known."""
    if j >= len(reading.words):
        return False
    start = reading.starts[j]
    if any(found.kind == "street" and found.start == start for found in reading.found):
        return True
    return reading.kinds[j] & Kind.STREET_NAME != 0
