"""The normal form of a street name."""

from __future__ import annotations

import re
from functools import lru_cache

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.words.morph import agree, shape
from tsur_nlp.locate.words.name_words import Name


def normal(name: Name, gender: str) -> str:
    """Return the name in the nominative, as it stands on a sign.

    >>> normal(Name(("северной",), 0, 0), "femn"), normal(Name(("ленина",), 0, 0), "femn")
    ('Северная', 'Ленина')
    >>> normal(Name(("кирпичной",), 0, 0, "3"), "femn")
    '3-я Кирпичная'
    """
    return normal_of(name.words, name.numbered, gender)


@lru_cache(maxsize=20_000)
def normal_of(parts: tuple[str, ...], numbered: str, gender: str) -> str:
    """Do the same for the words and the number of a name, once for each."""
    words = list(parts)
    if numbered and words[0].endswith(("ый", "ий")):
        gender = "masc"
    nominative = agree(words[0], gender)
    if nominative and (len(words) == 1 or agree(words[1], gender) or not _genitive_pair(words)):
        words[0] = nominative
        words[1:] = [agree(word, gender) or word for word in words[1:]]
    if numbered:
        ending = {"femn": "я", "neut": "е"}.get(gender, "й")
        words.insert(0, f"{numbered}-{ending}")
    return " ".join(_street_title(word) for word in words)


def _genitive_pair(words: list[str]) -> bool:
    """«Парижской Коммуны», «Красной Армии»: both stay in the genitive."""
    return len(words) == 2 and (
        " ".join(words) in Gazetteer.load().streets or shape(words[1]) in ("noun", "surname")
    )


def _street_title(word: str) -> str:
    if word in ("года", "годовщины", "реки", "канала") or re.match(r"\d+ лет|\d+-", word):
        return word
    if word in ("влксм", "мпс", "ссср", "рсфср", "мопра"):
        return word.upper()
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def title(name: str) -> str:
    """Capitalise every word and every part of a hyphenated one.

    >>> title("усть-кишерть"), title("новые ляды")
    ('Усть-Кишерть', 'Новые Ляды')
    """
    return " ".join(
        "-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in name.split()
    )
