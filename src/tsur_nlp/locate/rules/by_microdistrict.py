"""Microdistricts with a type word: «мкр Нагорный», «30 мкр», «район Крохалевки»."""

from __future__ import annotations

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.spelling.unit_spelling import meant_microdistrict
from tsur_nlp.locate.words.lexicon import Kind, listed
from tsur_nlp.locate.words.microdistrict_names import joined, known_name, name_beside_type
from tsur_nlp.locate.words.morph import agree
from tsur_nlp.locate.words.name_forms import title
from tsur_nlp.locate.words.place_words import lemma_of_place

QUOTES = frozenset(('"', "«", "»", "“", "”", "„"))
_ORDINAL = frozenset(("й", "ый", "ой", "м", "ом", "го", "ем"))


def small_district(reading: Reading, i: int, kind: str) -> None:
    """«мкр. Нагорный», «11-й микрорайон», «30 мкр», «в "Центральном" микрорайоне»."""
    j = i + 1 + (reading.word(i + 1) in (".", ":"))
    j += reading.word(j) in QUOTES
    number = _number_before(reading, i)
    if number >= 0 and not reading.capital(j):
        rule = "numbered_district"
        reading.keep("district", reading.words[number], number, i, rule, type=kind)
    elif reading.word(j).isdigit() and reading.gap(j - 1) in (" ", ""):
        lettered = len(reading.word(j + 1)) == 1 and reading.gap(j) == ""
        letter = reading.words[j + 1] if lettered and reading.words[j + 1].isalpha() else ""
        value, last = reading.words[j] + letter, j + bool(letter)
        reading.keep("district", value, i, last, "numbered_district", type=kind)
    elif name := _name(reading, j):
        reading.keep("district", name[0], i, name[1], "typed_district", type=kind)
    elif name := _name_before(reading, i):
        reading.keep("district", name[0], name[1], i, "typed_district", type=kind)


def district_after(reading: Reading, i: int) -> None:
    """«район Крохалевки», «в районе "Сортировка"»: a known microdistrict, be it misspelt."""
    j = i + 1 + (reading.word(i + 1) in QUOTES)
    if not (reading.capital(j) or reading.shouting):
        return
    for last in (j + 2, j + 1, j):
        if last < len(reading.words) and (known := known_name(joined(reading, j, last))):
            reading.keep("district", known, i, last, "typed_district", type="район")
            return
    if meant := meant_microdistrict(reading.words[j]):
        reading.keep("district", meant, i, j, "typed_district", type="район")


def _number_before(reading: Reading, i: int) -> int:
    """Number of the word that holds the number of «11-й микрорайон», or -1."""
    j = i - 1
    j -= reading.word(j) in _ORDINAL
    j -= reading.word(j) == "-"
    return j if j >= 0 and reading.word(j).isdigit() and len(reading.words[j]) < 3 else -1


def _name_before(reading: Reading, i: int) -> tuple[str, int] | None:
    """«Солнечный микрорайон», «в "Центральном" микрорайоне»."""
    j = i - 1 - (reading.word(i - 1) in QUOTES)
    if j < 0:
        return None
    word, written = reading.words[j], reading.capital(j) or reading.shouting
    # «в новом микрорайоне» in small letters describes it
    name = name_beside_type(word) if written else known_name(word)
    if not name and reading.capital(j) and word not in listed("stop_names"):
        name = title(agree(word, "masc"))
    return (name, j) if name else None


def _numbered(reading: Reading, j: int) -> tuple[str, int] | None:
    """«мкр. Жиби-3», «в мик-не Рыльска 2»: a name with a number, a town's in the nominative."""
    hyphen = reading.word(j + 1) == "-"
    last, word = j + 1 + hyphen, reading.words[j]
    if not reading.word(last).isdigit() or len(reading.words[last]) > 1:
        return None
    _, numbers = Gazetteer.load().place_forms.get(word, ("", []))
    if not numbers and not hyphen:
        return None
    name = Gazetteer.load().settlement_name(numbers[0]) if numbers else title(word)
    return f"{name}-{reading.words[last]}", last


def _name(reading: Reading, j: int) -> tuple[str, int] | None:
    """The microdistrict's name at ``j``: a known one, else capitalised words."""
    for last in (j + 2, j + 1, j):
        if last < len(reading.words) and (known := name_beside_type(joined(reading, j, last))):
            return known, last
    word = reading.word(j)
    written = reading.capital(j) or reading.shouting
    if not written or len(word) < 3 or word in listed("stop_names"):
        return None
    if reading.kinds[j] & (Kind.STREET | Kind.SETTLEMENT):
        return None
    if nominative := agree(word, "masc"):
        return title(nominative), j
    if numbered := _numbered(reading, j):
        return numbered
    return meant_microdistrict(word) or title(lemma_of_place(word)), j
