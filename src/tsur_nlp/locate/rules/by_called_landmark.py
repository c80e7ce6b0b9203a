"""Landmarks that an adjective names, and roads by their index: «Кировский мост», «трасса М-7»."""

from __future__ import annotations

import re
from functools import lru_cache

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.words.lexicon import Kind, listed, types
from tsur_nlp.locate.words.morph import agree
from tsur_nlp.locate.words.name_forms import title

ROAD = re.compile(r"(трасс|автодорог|автотрасс)[а-я]*\s+([мраmpaк])\s?-?\s?(\d{1,3})(?!\d)")
LETTERS = str.maketrans("mpa", "мра")


def called_landmark(reading: Reading) -> None:
    """«на Центральном рынке», «Серафимовское кладбище»; «на трассе М7»."""
    called = types("called_landmark")
    roads = False
    for i in reading.at(Kind.CALLED):
        kind = called.get(reading.words[i])
        roads = roads or reading.words[i] in listed("roads")
        if kind is None or not reading.capital(i - 1):
            continue
        name = agree(reading.words[i - 1], _gender(kind))
        if name and reading.free(reading.starts[i - 1], reading.ends[i]):
            reading.keep("landmark", f"{title(name)} {kind}", i - 1, i, "called_landmark")
    if roads:
        _roads(reading)


@lru_cache(maxsize=64)
def _gender(noun: str) -> str:
    return "neut" if noun.endswith("е") else "femn" if noun.endswith("я") else "masc"


def _roads(reading: Reading) -> None:
    for match in ROAD.finditer(reading.low):
        if not reading.free(*match.span()):
            continue
        first, last = reading.token_at(match.start()), reading.token_at(match.end()) - 1
        index = f"{match[2].translate(LETTERS).upper()}-{match[3]}"
        reading.keep("landmark", f"трасса {index}", first, last, "road")
