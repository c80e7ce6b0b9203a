"""Villages that no list has, by their case and capital: «в Кукуевке», «жители Верхнего Аитково»."""

from __future__ import annotations

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.spelling.village_words import POSSESSIVE, sized_village, village_after
from tsur_nlp.locate.words.authorities import of_authority
from tsur_nlp.locate.words.settlement_names import add_settlement
from tsur_nlp.locate.words.small_places import LED
from tsur_nlp.text.tokens import fold

RULE = "unlisted_village"


def unlisted_village(reading: Reading) -> None:
    """A capitalised word of no dictionary after a preposition of place, or after «жители»."""
    if reading.shouting:
        return
    for match in LED.finditer(reading.text):
        i = reading.token_at(match.start(1))
        if reading.word(i) != fold(match[1]) or not reading.free(*match.span(1)):
            continue
        if (name := sized_village(reading.words[i], reading.word(i + 1))) and _goes_on(reading, i):
            add_settlement(reading, name, i, i + 1, RULE, "")
        elif (name := _alone(reading, i)) and not of_authority(reading, i):
            add_settlement(reading, name, i, i, RULE, "")


def _goes_on(reading: Reading, i: int) -> bool:
    return reading.gap(i) == " " and reading.capital(i + 1)


def _alone(reading: Reading, i: int) -> str:
    """The village's name where no other name goes on, and «до» leads to no crossing street."""
    before = reading.word(i - 1)
    cornered = before == "до" and any(found.kind == "street" for found in reading.found)
    if _goes_on(reading, i) or cornered:
        return ""
    if before == "на" and not reading.words[i].endswith(POSSESSIVE):
        return ""  # «на Кировке» is a street
    if reading.word(i + 1) in ("-", ".") and reading.gap(i + 1) == "":
        return ""  # «в Ордж.районе»
    return village_after(before, reading.words[i])
