"""Entrances and flats: «2-й подъезд», «парадная № 5», «кв. 17»."""

from __future__ import annotations

import re
from functools import lru_cache

from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.words.lexicon import Kind

_ENDINGS = frozenset(["й", "ой", "го", "ый", "м", "ом", "ей", "ем", "я", "ая", "ую"])
ORDINALS = ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят")
_FLAT = re.compile(r"\.?\s*(?:№|#)?\s*(\d{1,4})(?!\d)")


def entrance(reading: Reading) -> None:
    """«подъезд 3», «3-й парадной», «в первом подъезде»."""
    for i in reading.at(Kind.ENTRANCE):
        doubled = reading.word(i - 1).isdigit() and reading.word(i + 1).isdigit()
        found = _after(reading, i) if doubled else _before(reading, i) or _after(reading, i)
        if found:
            number, first, last = found
            start, end = reading.starts[min(first, i)], reading.ends[max(last, i)]
            reading.add(Found("entrance", number, start, end, "entrance"))


def _before(reading: Reading, i: int) -> tuple[str, int, int] | None:
    word, j = reading.word(i - 1), i - 1
    if word in _ENDINGS:
        j -= 1 + (reading.word(i - 2) == "-")
        word = reading.word(j)
    if word.isdigit() and len(word) < 3:
        return word, j, i
    ordinal = _ordinal(word)
    return (ordinal, j, i) if ordinal else None


def _after(reading: Reading, i: int) -> tuple[str, int, int] | None:
    j = i + 1
    while reading.word(j) in (".", "№", "#", "n", "номер"):
        j += 1
    word = reading.word(j)
    return (
        (word, i, j)
        if word.isdigit() and len(word) < 3 and reading.word(j + 1) not in ("/", "час", "часов")
        else None
    )


def apartment(reading: Reading) -> None:
    """«кв. 17», «в квартире 5»; an area («50 кв. м») has no number after it."""
    for i in reading.at(Kind.APARTMENT):
        match = _FLAT.match(reading.low, reading.ends[i])
        if match and not reading.word(i - 1).isdigit():
            reading.add(
                Found("apartment", match.group(1), reading.starts[i], match.end(), "apartment")
            )


@lru_cache(maxsize=4096)
def _ordinal(word: str) -> str:
    for number, stem in enumerate(ORDINALS, 1):
        if word.startswith(stem) and word.endswith(("й", "м", "го", "му", "ю", "я", "е")):
            return str(number)
    return ""
