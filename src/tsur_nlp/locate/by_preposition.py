"""Bare names that a preposition or a house points at: «на Мильчакова», «дом 33 на Уральской»."""

from __future__ import annotations

from tsur_nlp.locate.by_bare import is_city
from tsur_nlp.locate.lexicon import Kind, listed
from tsur_nlp.locate.morph import agree, shape
from tsur_nlp.locate.name_forms import normal
from tsur_nlp.locate.name_words import Name
from tsur_nlp.locate.names import forward
from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.street_find import add

STREET_CASE = frozenset(("на", "по", "вдоль", "сторону"))


RANKS = frozenset(["братьев", "героев", "маршала", "академика", "генерала", "адмирала"])


def name_after_house(reading: Reading) -> None:
    """«дом 33 на Уральской», «к дому 8 по Плеханова»: the name follows a house."""
    for found in [f for f in reading.found if f.kind == "house"]:
        i = reading.token_at(found.end)
        if reading.word(i) not in ("по", "на", ","):
            continue
        name = forward(reading, i + 1, bare=not reading.capital(i + 1))
        if name is None or not reading.free(reading.starts[i + 1], reading.ends[name.last]):
            continue
        expected = reading.word(i) != "," or reading.known(name.words)
        if expected and not is_city(name) and name.words[0] not in listed("stop_names"):
            add(reading, name, "", rule="name_after_house")


def name_after_preposition(reading: Reading) -> None:
    """«на Мильчакова», «по Магистральной и Кировоградской»: a case that only a street explains."""
    streets = any(found.kind == "street" for found in reading.found)
    cases = STREET_CASE | {"до", "от"} if streets else STREET_CASE
    text, starts, words = reading.text, reading.starts, reading.words
    for i in reading.at(Kind.PREPOSITION):
        if i + 1 == len(words):
            continue
        word = words[i]
        cased = word in cases and (reading.shouting or text[starts[i + 1]].isupper())
        if not cased and not (words[i + 1] in RANKS and word in ("на", "по")):
            continue
        name = forward(reading, i + 1)
        if name is None or not reading.free(reading.starts[i + 1], reading.ends[name.last]):
            continue
        if reading.shouting and shape(name.words[-1]) != "surname":
            continue
        if _explained_by_street(reading, name, word):
            add(reading, name, "", rule="name_after_preposition")


def _explained_by_street(reading: Reading, name: Name, preposition: str) -> bool:
    word = name.words[-1]
    if any(w in listed("stop_names") for w in name.words) or is_city(name):
        return False
    if reading.kinds[name.first] & Kind.NAME and not reading.known(name.words):
        return False
    if name.last + 1 < len(reading.words) and reading.kinds[name.last + 1] & (
        Kind.DISTRICT | Kind.LANDMARK | Kind.SETTLEMENT
    ):
        return False
    if agree(word, "femn") and word.endswith(("ой", "ей", "ую")):
        following = shape(reading.word(name.last + 1)) if reading.gap(name.last) == " " else ""
        noun = following in ("noun", "people") and not reading.word(name.last + 1).isdigit()
        return reading.known((normal(name, "femn").lower(),)) or (not noun and preposition != "по")
    if word.endswith("ой"):
        return False
    return reading.known(name.words) or (
        shape(word) == "surname" and preposition in ("на", "сторону", "до", "от")
    )
