"""Microdistricts that are adjectives, alone: «остановки на Парковом», «с Нагорного не уехать»."""

from __future__ import annotations

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.words.lexicon import Kind
from tsur_nlp.locate.words.microdistrict_names import known_name
from tsur_nlp.locate.words.name_words import known_gender
from tsur_nlp.locate.words.settlement_forms import describes

ENDS = {"на": ("ом", "ем"), "с": ("ого", "его")}


def adjective_district(reading: Reading) -> None:
    """A capitalised adjective that describes no noun, and is no known street of men's gender."""
    for i in reading.at(Kind.BESIDE):
        word = reading.words[i]
        if not word.endswith(ENDS.get(reading.word(i - 1), ("-",))) or not reading.capital(i):
            continue
        name = known_name(word)
        if not name or reading.taken[reading.starts[i]] or describes(reading, i):
            continue
        if reading.word(i + 1).isdigit() or known_gender(reading, word) == "masc":
            continue
        reading.keep("district", name, i, i, "adjective_district")
