"""Villages in a row where villages are spoken of: «Заимка, Б. Лысьва, Дуброво»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.spelling.village_words import POSSESSIVE as ENDS
from tsur_nlp.locate.words.lexicon import listed
from tsur_nlp.locate.words.morph import is_person
from tsur_nlp.locate.words.name_forms import title
from tsur_nlp.locate.words.place_words import (
    VILLAGES,
    is_plain_noun,
    is_unknown_noun,
    may_name_place,
)
from tsur_nlp.locate.words.typed_names import sized

FEWEST = 3


class Item(NamedTuple):
    """One name of a row: its nominative, its words, and whether only a village is called so."""

    name: str
    first: int
    last: int
    certain: bool


def village_list(reading: Reading) -> None:
    """Three names or more with commas between, two of them such as only villages have."""
    commas = reading.low.count(",")
    if commas and reading.found:
        _continued(reading)
    if commas < FEWEST - 1 or listed("village_words").isdisjoint(reading.words):
        return
    end = 0
    for comma in [i for i, word in enumerate(reading.words) if word == "," and i]:
        if comma < end:
            continue
        sized_name = reading.word(comma - 2) == "." and len(reading.word(comma - 3)) == 1
        row = list(_row(reading, comma - (3 if sized_name else 1)))
        if len(row) >= FEWEST and sum(item.certain for item in row) > 1:
            for item in row:
                reading.keep("settlement", item.name, item.first, item.last, "village_list")
        end = row[-1].last + 1 if row else end


def _continued(reading: Reading) -> None:
    """«д. Заимка, Клишино, Ноздрачево и Рясник»: the type is said once."""
    for found in [f for f in reading.found if f.kind == "settlement" and f.type in VILLAGES]:
        i = reading.token_at(found.end)
        if reading.word(i) != "," or not reading.capital(i + 1):
            continue
        row = list(_row(reading, i + 1))
        if row and row[0].name.lower().endswith(ENDS):
            for item in row:
                if item.certain:
                    reading.keep("settlement", item.name, item.first, item.last, "village_list")


def _row(reading: Reading, i: int) -> Iterator[Item]:
    """The names that follow each other from word ``i`` on."""
    item = _item(reading, i)
    while item is not None:
        yield item
        if reading.word(item.last + 1) not in (",", "и"):
            return
        item = _item(reading, item.last + 2)


def _item(reading: Reading, i: int) -> Item | None:
    """«Заимка», «Б. Лысьва», «сосново»."""
    sized_name = len(reading.word(i)) == 1 and reading.word(i + 1) == "."
    last = i + 2 if sized_name else i
    word = reading.word(last)
    if len(word) < 4 or not word.isalpha() or word in listed("stop_names"):
        return None
    if not reading.free(reading.starts[i], reading.ends[last]):
        return None
    village = word.endswith(ENDS) and not is_plain_noun(word)
    if not village and (not reading.capital(last) or not may_name_place(word, noun=True)):
        return None
    name = sized(reading.words[i], word) if sized_name else title(word)
    unknown = is_unknown_noun(word) and not is_person(word)
    return Item(name, i, last, village or unknown) if name else None
