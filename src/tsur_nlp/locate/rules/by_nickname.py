"""Names that people use for streets: «компрос» is Комсомольский проспект."""

from __future__ import annotations

from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.rules.house_list import houses_at
from tsur_nlp.locate.rules.street_find import HOUSE_SEPARATOR
from tsur_nlp.locate.words.lexicon import Kind
from tsur_nlp.locate.words.nicknames import nicknames


def nickname(reading: Reading) -> None:
    """A nickname, with a house if one follows."""
    names = nicknames()
    if names.keys().isdisjoint(reading.words):
        return
    for i in reading.at(Kind.NAME):
        if reading.words[i] not in names or reading.taken[reading.starts[i]]:
            continue
        name, kind = names[reading.words[i]]
        end = reading.ends[i]
        separator = HOUSE_SEPARATOR.match(reading.low, end)
        street = Found("street", name, reading.starts[i], end, "nickname", type=kind)
        houses = houses_at(reading.text, reading.low, separator.end()) if separator else []
        for house in houses:
            reading.add(street.with_house(house.value, house.apartment, house.end))
        if not houses:
            reading.add(street)
