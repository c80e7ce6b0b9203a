"""Houses whose street stands elsewhere: «дом 15», «между домами 63а и 61», «в 26 доме»."""

from __future__ import annotations

import re

from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.rules.by_house import House, house_at
from tsur_nlp.locate.rules.house_list import houses_at
from tsur_nlp.locate.words.lexicon import Kind, listed

APART = re.compile(r"\s*(?:\([^()\d\n]{3,40}\)|[а-я]\.\s?[а-я]\.)[\s,]*")
DIGIT = re.compile(r"\d")
SINGULAR = frozenset(("доме", "дому", "домом", "дом"))
PLURAL = frozenset(("дома", "домами"))
ENDINGS = frozenset(("-", "й", "м", "ом", "ого", "го", "ый"))
STRETCHES = frozenset((("с", "по"), ("со", "по"), ("от", "до")))
HEADS = SINGULAR | PLURAL
STRETCH = re.compile(r"\s+до\s+(?:дом\w{0,2}\s+)?(?=№?\s?\d)")


def marked_house(reading: Reading) -> None:
    """«дом 15», «д. 7 и 9», «между домами 63а и 61»: a house whose street stands elsewhere."""
    for i in reading.at(Kind.HOUSE):
        if not reading.free(reading.starts[i], reading.ends[i]):
            continue
        if reading.words[i] == "д" and reading.gap(i - 1) == "" and reading.word(i - 1).isdigit():
            continue
        if reading.words[i] in HEADS and _number_before(reading, i):
            continue
        if not reading.mask & Kind.NUMBER:
            continue
        start = reading.starts[i]
        for house in houses_at(reading.text, reading.low, start):
            if not house.marked and start == reading.starts[i]:
                break
            reading.add(_found(house, start))
            start = _next_digit(reading.low, house.end)
        _end_of_stretch(reading, i)


def _number_before(reading: Reading, i: int) -> bool:
    """«в 26 доме», «около 26 дома», «26-й дом»: the number stands first; «3 дома» is a count."""
    j = i - 1
    while reading.word(j) in ENDINGS:
        j -= 1
    counted = reading.words[i] == "дома" and reading.word(j - 1) not in listed("before_house")
    if counted or reading.words[i] == "домами":  # «построили 3 дома», «за 5 домами»
        return _pair_before(reading, i, j)
    if (
        not reading.word(j).isdigit()
        or reading.taken[reading.starts[j]]
        or reading.word(i + 1 + (reading.word(i + 1) in ("№", "."))).isdigit()
    ):
        return False
    if not _pair_before(reading, i, j):
        _keep(reading, j, i)
    return True


def _pair_before(reading: Reading, i: int, j: int) -> bool:
    """«между 21 и 23 домом», «с 5-го по 15 дом»: keep both numbers, a stretch as one house."""
    first = j - 2
    while reading.word(first) in ENDINGS:
        first -= 1
    one, other = reading.word(first), reading.word(j)
    if not (one.isdigit() and other.isdigit()):
        return False
    between = reading.word(first - 1), reading.word(j - 1)
    if between == ("между", "и"):
        _keep(reading, first, first)
        _keep(reading, j, i)
    elif between in STRETCHES and int(one) < int(other):
        reading.keep("house", f"{one}-{other}", first, i, "marked_house")
    else:
        return False
    return True


def _keep(reading: Reading, first: int, last: int) -> None:
    house = reading.words[first]
    reading.keep("house", house, first, last, "marked_house")


def _end_of_stretch(reading: Reading, i: int) -> None:
    """«от дома 10 | до 50»: the house with which the stretch ends."""
    if reading.word(i - 1) != "от" or not reading.found:
        return
    to = STRETCH.match(reading.low, reading.found[-1].end)
    house = house_at(reading.text, reading.low, to.end()) if to else None
    if to and house and reading.free(to.end(), house.end):
        reading.add(_found(house, to.end()))


def _found(house: House, start: int) -> Found:
    value, flat = house.value, house.apartment
    return Found("house", value, start, house.end, "marked_house", apartment=flat)


def _next_digit(low: str, position: int) -> int:
    """Where the next number of a list begins, so that the houses of the list stand side by side."""
    digit = DIGIT.search(low, position)
    return digit.start() if digit else position


def house_apart(reading: Reading) -> None:
    """«ул. Мира (за рынком), 10», «ул. Комарова А.И. 4»: what stands between is no part of it."""
    for found in [f for f in reading.found if f.kind == "street" and not f.house]:
        between = APART.match(reading.low, found.end)
        house = house_at(reading.text, reading.low, between.end()) if between else None
        if between and house and reading.free(between.end(), house.end):
            reading.add(_found(house, between.end()))
