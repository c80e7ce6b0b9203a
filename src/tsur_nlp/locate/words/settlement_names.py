"""Settlement names in a text: the longest that the gazetteer has, and how a find is kept."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tsur_nlp.locate.gazetteer import SURE, Gazetteer
from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.spelling.town_spelling import meant_city, meant_town
from tsur_nlp.locate.words.lexicon import Kind, listed
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
    if (tagged := glued_forms().get(reading.words[i])) and reading.word(i - 1) == "#":
        return Match(*forms[tagged], i)
    if reading.words[i] not in first_words() and "-" not in reading.words[i]:
        found = forms.get(reading.words[i])
        return Match(*found, i) if found else None
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


@lru_cache(maxsize=1)
def first_words() -> frozenset[str]:
    """Return the words with which the names of several words begin: most names are of one."""
    forms = Gazetteer.load().place_forms
    return frozenset(form.split(" ", 1)[0] for form in forms if " " in form)


@lru_cache(maxsize=1)
def glued_forms() -> dict[str, str]:
    """Map the big cities' forms of several words, written as a hashtag is, to the forms."""
    forms = Gazetteer.load().place_forms.items()
    several = (form for form, (risk, _) in forms if risk == SURE and " " in form)
    return {form.replace(" ", ""): form for form in several}


def is_nominative(reading: Reading, i: int, match: Match) -> bool:
    """Whether the name is written as on a sign: «Чусовой», not «Чусового»."""
    name = Gazetteer.load().settlement_name(match.numbers[0])
    written = reading.low[reading.starts[i] : reading.ends[match.last]]
    return fold(name).replace("-", " ") == written.replace("-", " ")


def prefixed(reading: Reading, i: int) -> bool:
    """Whether the name is the end of a longer one: «Верх Лысьва», «Б. Лысьва»."""
    before = reading.word(i - 1)
    written = i == 1 or reading.capital(i - 1)
    if before in ("верх", "усть") or (before in listed("prefixes") and written):
        return True
    return before == "." and reading.word(i - 2) in ("б", "м", "н") and reading.capital(i - 2)


def leading(reading: Reading, i: int) -> str:
    """Return the word before a settlement, or before its row: «в» of «в Чердыни | и Ныробе»."""
    if reading.word(i - 1) not in (",", "и"):
        return reading.word(i - 1)
    starts = {found.end: found.start for found in reading.found if found.kind == "settlement"}
    while i > 1 and reading.words[i - 1] in (",", "и") and reading.ends[i - 2] in starts:
        i = reading.token_at(starts[reading.ends[i - 2]])
    return reading.word(i - 1)


def tells_which_street(reading: Reading, i: int) -> bool:
    """«ул. Мира (Новые Ляды), д. 10»: in brackets, which of the streets of one name it is."""
    return i > 1 and reading.word(i - 1) == "(" and bool(reading.taken[reading.starts[i - 2]])


def add_settlement(
    reading: Reading, name: str, first: int, last: int, rule: str, kind: str
) -> None:
    """Keep a settlement that was read by its form; a misspelt big city is put right."""
    start, end = reading.starts[first], reading.ends[last]
    if not reading.free(reading.starts[last], end):
        return
    gazetteer = Gazetteer.load()
    meant = meant_town if kind == "город" else meant_city
    numbers = list(meant(fold(name))) if kind in ("", "город") else []
    name = gazetteer.settlement_name(numbers[0]) if numbers else name
    reading.add(Found("settlement", name, start, end, rule, type=kind, numbers=numbers))


def add_match(reading: Reading, match: Match, first: int, rule: str, kind: str) -> None:
    """Keep a settlement of the gazetteer; of several of one name the region's own."""
    gazetteer = Gazetteer.load()
    entry = gazetteer.best_settlement(match.numbers, reading.region) or match.numbers[0]
    start, end = reading.starts[first], reading.ends[match.last]
    if reading.free(reading.starts[match.last], end):
        name = gazetteer.settlement_name(entry)
        reading.add(Found("settlement", name, start, end, rule, type=kind, numbers=match.numbers))
