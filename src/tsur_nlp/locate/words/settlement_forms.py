"""What the form of a word tells of a settlement: «в Барде», «в Рыбном», «Рыльск-Центр»."""

from __future__ import annotations

from tsur_nlp.locate.gazetteer import BESIDE, Gazetteer
from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.words.lexicon import listed
from tsur_nlp.locate.words.morph import parsed
from tsur_nlp.locate.words.settlement_names import Match, is_nominative

_ADJECTIVE = ("ое", "ый", "ий", "ой")
_LOCATIVE = {"в": ("ом", "ем"), "во": ("ом", "ем"), "из": ("ого", "его")}
_CASES = {"в": "loct", "во": "loct", "из": "gent", "под": "ablt"}


def stands_as_place(reading: Reading, i: int, match: Match, before: str) -> bool:
    """«в Барде», «в Рыбном»: the case of a place, and nothing that the word would describe.

    ``before`` is the preposition that leads to it, or to the row in which it stands.
    """
    word = reading.words[i]
    if not reading.capital(i) or len(word) < 4 or match.last != i:
        return False
    if word.endswith(_LOCATIVE.get(before, ("-",))):
        name = Gazetteer.load().settlement_name(match.numbers[0])
        return name.endswith(_ADJECTIVE) and not _is_urban(word) and not describes(reading, i)
    placed = {"Geox", _CASES.get(before, "")}
    return not is_nominative(reading, i, match) and any(
        placed <= parse.tag.grammemes for parse in parsed(word)
    )


def _is_urban(adjective: str) -> bool:
    """Whether a city has a district or a microdistrict called so: «в Ленинском»."""
    stem = adjective[: -2 if adjective.endswith(("ом", "ем")) else -3]
    return adjective in Gazetteer.load().microdistrict_forms or any(
        stem == name[:-2] for name in Gazetteer.load().districts
    )


def describes(reading: Reading, i: int) -> bool:
    """Whether an adjective belongs to the next word: «в Рыбном ряду», «в Красном и Белом»."""
    following = reading.word(i + 1)
    if following == "и" and reading.capital(i + 2):
        return True
    if not following[:1].isalpha() or reading.gap(i).strip():
        return False
    return any(
        parse.tag.POS in ("NOUN", "ADJF") and parse.tag.case in ("loct", "loc2", "gent")
        for parse in parsed(following)[:2]
    )


def add_station(reading: Reading, i: int) -> bool:
    """«автостанция Рыльск-Центр»: the town's own; «маршрут Рыльск-Курск» names no place."""
    first, _, second = reading.words[i].partition("-")
    forms = Gazetteer.load().place_forms
    risk, numbers = forms.get(first, (BESIDE, []))
    if risk == BESIDE or second not in listed("station_ends") or not reading.capital(i):
        return False
    gazetteer = Gazetteer.load()
    best = gazetteer.best_settlement(numbers, reading.region) or numbers[0]
    start, name = reading.starts[i], gazetteer.settlement_name(best)
    end = start + len(first)
    reading.add(Found("settlement", name, start, end, "station_settlement", numbers=numbers))
    return True
