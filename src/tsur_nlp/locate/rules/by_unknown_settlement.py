"""Settlements that no list has, told by their place in an address: «песьянка ул мира 5»."""

from __future__ import annotations

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.words.lexicon import Kind, listed
from tsur_nlp.locate.words.microdistrict_names import known_name
from tsur_nlp.locate.words.morph import agree, is_person
from tsur_nlp.locate.words.name_forms import title
from tsur_nlp.locate.words.place_words import is_listed_word, is_place_like, may_name_place
from tsur_nlp.locate.words.settlement_names import add_settlement

RULE = "unknown_settlement"
_ADJECTIVE = ("ский", "цкий", "ный", "вый", "ское", "ная")


def unknown_settlement(reading: Reading) -> None:
    """A name that no list has, where an address has its settlement."""
    for found in [f for f in reading.found if f.kind == "street"]:
        i = reading.token_at(found.start)
        if i and reading.kinds[i] & Kind.STREET:
            _before_street(reading, i, found)
        if found.house:
            _after_house(reading, found)


def _after_house(reading: Reading, found: Found) -> None:
    """«ул. Дачная 3, Прикамский», «ул. Мира 10, Карьер Известняк»: alone after the house."""
    j = reading.token_at(found.end)
    if reading.word(j) != "," or not reading.capital(j + 1) or not _is_free(reading, j + 1):
        return
    word, last = reading.words[j + 1], j + 1
    two = reading.capital(j + 2) and _is_free(reading, j + 2) and reading.gap(j + 1) == " "
    last += two
    if reading.word(last + 1) not in ("", ".", ",", "!", ")"):
        return
    if two:
        if _is_pair(word, reading.words[last]):
            add_settlement(reading, title(f"{word} {reading.words[last]}"), j + 1, last, RULE, "")
    elif (name := known_name(word)) and _is_microdistrict(reading, word):
        reading.keep("district", name, last, last, "district_after_house")
    elif is_place_like(word) or word.endswith(_ADJECTIVE):
        add_settlement(reading, title(word), last, last, RULE, "")


def _is_microdistrict(reading: Reading, word: str) -> bool:
    """Of two places of one name the city's own if the text names a city: «Юбилейный»."""
    named = any(found.kind == "settlement" for found in reading.found)
    return named or word not in Gazetteer.load().place_forms


def _before_street(reading: Reading, i: int, street: Found) -> None:
    """«песьянка ул мира 5», «скальный ул смирнова 19», «большое савино пер лесной 5»."""
    last = i - 1 - (reading.word(i - 1) == ",")
    if last not in (0, 1) or not all(_is_free(reading, k) for k in range(last + 1)):
        return
    words = reading.words[: last + 1]
    adjective = street.house and agree(words[0], "masc") == words[0]
    if last == 1:
        named = (words[0] in listed("prefixes") or adjective) and (
            is_place_like(words[1]) or not is_listed_word(words[0])
        )
    else:
        named = is_place_like(words[0]) or (adjective and street.type == "улица")
    if named:
        add_settlement(reading, title(" ".join(words)), 0, last, RULE, "")


def _is_pair(one: str, other: str) -> bool:
    """Whether two capitalised words may be one name: not a person's."""
    return may_name_place(other, noun=True) and not (is_person(one) and is_person(other))


def _is_free(reading: Reading, i: int) -> bool:
    word = reading.word(i)
    written = word.isalpha() or "-" in word
    if len(word) < 4 or not written or word in listed("stop_names"):
        return False
    return reading.free(reading.starts[i], reading.ends[i])
