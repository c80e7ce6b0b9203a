"""Settlement names in a text: the longest that the gazetteer has, and how a find is kept."""

from __future__ import annotations

from typing import NamedTuple

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.lexicon import Kind, is_organisation
from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.text.tokens import fold

LONGEST = 4


class Match(NamedTuple):
    """A gazetteer name in a text: its risk, the settlements called so, its last word."""

    risk: str
    numbers: list[int]
    last: int


def longest(reading: Reading, i: int) -> Match | None:
    """Return the longest gazetteer name at word ``i``, in any case: «нижнем новгороде»."""
    forms = Gazetteer.load().place_forms
    best, key = None, ""
    for last in range(i, min(i + LONGEST, len(reading.words))):
        if last > i and reading.low[reading.ends[last - 1] : reading.starts[last]].strip(" "):
            break
        word = reading.words[last]
        if word in ("-", "_", "."):
            continue
        word = word.replace("-", " ") if "-" in word else word
        key = f"{key} {word}" if key else word
        if key in forms:
            risk, numbers = forms[key]
            best = Match(risk, numbers, last)
        elif last == i and not reading.kinds[i] & (Kind.NAME | Kind.BESIDE):
            break
    return best


def add_settlement(
    reading: Reading, name: str, first: int, last: int, rule: str, kind: str
) -> None:
    """Keep a settlement that was read by its form; a misspelt big city is put right."""
    start, end = reading.starts[first], reading.ends[last]
    if not reading.free(reading.starts[last], end):
        return
    gazetteer = Gazetteer.load()
    numbers = gazetteer.misspelt_city(fold(name)) if kind in ("", "город") else []
    name = gazetteer.settlement_name(numbers[0]) if numbers else name
    reading.add(Found("settlement", name, start, end, rule, type=kind, numbers=numbers))


def add_match(reading: Reading, match: Match, first: int, rule: str, kind: str) -> None:
    """Keep a settlement of the gazetteer; of several of one name the region\'s own."""
    gazetteer = Gazetteer.load()
    entry = gazetteer.best_settlement(match.numbers, reading.region) or match.numbers[0]
    start, end = reading.starts[first], reading.ends[match.last]
    if reading.free(reading.starts[match.last], end):
        name = gazetteer.settlement_name(entry)
        reading.add(Found("settlement", name, start, end, rule, type=kind, numbers=match.numbers))


def of_authority(reading: Reading, i: int) -> bool:
    """«администрация Перми», «мэр Омска»: an authority, not a place of the problem."""
    j = i - 1
    while reading.word(j) in ("г", "города", ".", "город", "«", '"', "“"):
        j -= 1
    return is_organisation(reading.word(j))
