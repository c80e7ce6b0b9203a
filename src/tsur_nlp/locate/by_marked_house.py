"""Houses whose street stands elsewhere: «дом 15», «между домами 63а и 61», «в 26 доме»."""

from __future__ import annotations

from tsur_nlp.locate.by_house import houses_at
from tsur_nlp.locate.lexicon import Kind
from tsur_nlp.locate.reading import Found, Reading

SINGULAR = frozenset(("доме", "дому", "домом", "дом"))


def _number_before(reading: Reading, i: int) -> bool:
    """«в 26 доме», «26-й дом»: the number stands first; «3 дома» is a count."""
    j = i - 1
    while reading.word(j) in ("-", "й", "м", "ом", "ого", "го", "ый"):
        j -= 1
    if (
        not reading.word(j).isdigit()
        or reading.taken[reading.starts[j]]
        or reading.word(i + 1).isdigit()
        or reading.word(i + 1) in ("№", ".")
    ):
        return False
    reading.add(
        Found("house", reading.words[j], reading.starts[j], reading.ends[i], "marked_house")
    )
    return True


def marked_house(reading: Reading) -> None:
    """«дом 15», «д. 7 и 9», «между домами 63а и 61»: a house whose street stands elsewhere."""
    for i in reading.at(Kind.HOUSE):
        if not reading.free(reading.starts[i], reading.ends[i]):
            continue
        if reading.words[i] == "д" and reading.gap(i - 1) == "" and reading.word(i - 1).isdigit():
            continue
        if reading.words[i] in SINGULAR and _number_before(reading, i):
            continue
        if not reading.mask & Kind.NUMBER:
            continue
        for house in houses_at(reading.text, reading.low, reading.starts[i]):
            start = reading.starts[i] if not reading.taken[reading.starts[i]] else house.end - 1
            if not house.marked and start == reading.starts[i]:
                break
            reading.add(
                Found(
                    "house",
                    house.value,
                    start,
                    house.end,
                    "marked_house",
                    apartment=house.apartment,
                )
            )
