"""A street's name that stands before its type: «Красный проспект», «3-й Мопровский переулок»."""

from __future__ import annotations

import re

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.rules.street_find import house_after
from tsur_nlp.locate.words.lexicon import Kind, listed, types, words
from tsur_nlp.locate.words.morph import agree
from tsur_nlp.locate.words.name_words import Name, known_tails, may_be_known
from tsur_nlp.locate.words.names import ORDINAL_ENDS, forward

ISLAND = re.compile(r"[\s,(]*(?:[Вв]\.\s?[Оо]\b|ВО\b|[Вв]асильевск)")
LEVELS = ("верхн", "нижн", "средн")
LED = ("по", "на", "с", "от", "до", "вдоль", "стороны", "у", "около", "возле")
MIXED = ("ской", "ское", "скои", "ская", "ский", "ском", "цкой", "цкое", "цкая", "цкий", "цком")
SIZES = ("больш", "мал", "нов", "стар", "верхн", "нижн", "средн")


def name_before(reading: Reading, i: int, gender: str, kind: str) -> Name | None:
    """«Троллейбусный | переулок», «3-й Мопровский | переулок», «50 лет Октября | ул.»"""
    word = reading.word(i - 1)
    if i == 0 or reading.gap(i - 1) not in (" ", ""):
        return None
    if kind == "линия" and word.isdigit() and _is_of_island(reading, i):
        return Name((f"{word}-я",), i - 1, i - 1)
    if not word[-1:].isalpha():
        return None
    if reading.taken[reading.starts[i - 1]]:
        return None
    if kind == "линия" and word in ORDINAL_ENDS and reading.word(i - 3).isdigit():
        return Name((f"{reading.words[i - 3]}-я",), i - 3, i - 1)
    if word in listed("prepositions"):  # mostly «на», «по», «адресу»
        return None
    return _of_several(reading, i) or _of_one(reading, i, gender, kind)


def _is_of_island(reading: Reading, i: int) -> bool:
    """«15 линия ВО», «7 линии В.О.»; not «на 2 линии во дворе»."""
    short = len(reading.word(i - 1)) < 3 and not reading.shouting
    return short and ISLAND.match(reading.text, reading.ends[i]) is not None


def _of_several(reading: Reading, i: int) -> Name | None:
    """A name of several words, or with a number, that ends right before the type."""
    tailed = reading.word(i - 1) in known_tails() or bool(reading.streets)
    for first in range(max(0, i - 5), i - 1):
        numbered = reading.words[first].isdigit()
        if not (numbered or tailed) or reading.taken[reading.starts[first]]:
            continue
        if numbered:
            name = forward(reading, first)
            if name is not None and name.last == i - 1:
                return name
        elif reading.known(words_ := tuple(reading.words[first:i])):
            return Name(words_, first, i - 1)
    return None


def _of_one(reading: Reading, i: int, gender: str, kind: str) -> Name | None:
    """A name of one word, or of two where the first is a size."""
    word, name = reading.word(i - 1), Name((reading.word(i - 1),), i - 1, i - 1)
    capital = reading.capital(i - 1)
    soft = capital and word in listed("soft_stops")
    if soft and (not reading.opens_sentence(i - 1) or house_after(reading, i) is not None):
        return name
    if word.startswith("набережн") and kind == "улица":
        return name  # «на Набережной улице»
    if word in listed("stop_names") or word in types("street_types") or len(word) < 4:
        return None
    if _of_town(reading, i):
        return None
    if kind == "дорога" and reading.text[reading.starts[i - 1] : reading.starts[i]].isupper():
        return None  # «БЕЗОПАСНУЮ дорогу»
    short = reading.words[i] in listed("abbreviated")
    genitive = short and reading.word(i + 1) in (".", ",", "")
    genitive = genitive or (reading.words[i] == kind and house_after(reading, i) is not None)
    genitive = genitive and (capital or reading.known(name.words))
    careful = reading.words[i] in listed("careful_types")  # «в парке Пионерском дороги»
    if capital and not careful and (other := _in_gender_of(word, gender)):
        name = name._replace(words=(other,))
        word = other
    trusted = capital or _trusted(reading, name, i, gender)
    if (trusted or genitive) and agree(word, gender):  # a parse: asked where it decides
        return _with_size(reading, name, gender) if trusted else None
    return name if genitive else None


def _of_town(reading: Reading, i: int) -> bool:
    """«г Чайковский | ул Ленина»: the name is the town's, the street's stands after its type."""
    type_ = i - 2 - (reading.word(i - 2) == ".")
    if type_ < 0 or not reading.kinds[type_] & Kind.SETTLEMENT or reading.words[type_] in "сдп":
        return False
    after = i + 1 + (reading.word(i + 1) == ".")
    word = reading.word(after)
    return word.isalpha() and len(word) > 2 and word not in listed("stop_names")


def _in_gender_of(word: str, gender: str) -> str:
    """«Комсомольской | проспекте», «Садовскои | переулке»: the ending put right, if it is wrong."""
    if not word.endswith(MIXED) or agree(word, gender):
        return ""
    other = word[:-2] + ("ой" if gender == "femn" else "ом")
    return other if agree(other, gender) else ""


def _with_size(reading: Reading, name: Name, gender: str) -> Name:
    """«Большой Песчаной | улице», «Верхняя Садовая | улица»: both words are the name."""
    first = name.first - 1
    size = reading.word(first)
    large = size.startswith(SIZES if reading.capital(first) else LEVELS)
    if first < 0 or not large or reading.gap(first) != " ":
        return name
    return Name((size, *name.words), first, name.last) if agree(size, gender) else name


def _trusted(reading: Reading, name: Name, i: int, gender: str) -> bool:
    """A lower-case adjective before the type is a name when known or a house follows."""
    if types("street_types")[reading.words[i]] in ("дорога", "линия") and not reading.shouting:
        return False  # «на лесной дороге», «на прямую линию»
    if house_after(reading, i) is not None:
        return True
    street = gender != "femn" and reading.words[i] not in listed("careful_types")
    led = reading.shouting or reading.word(i - 2) in LED
    if led and name.words[0].endswith(("ской", "цкой")) and gender == "femn":
        return f"{name.words[0][:-2]}ая" not in listed("not_town_streets")
    housed = gender == "femn" or reading.word(i - 3)[:1].isdigit()  # «дом 5 по речному проезду»
    return street or (led and housed and _is_known_in(reading, name.words[0], gender))


def _is_known_in(reading: Reading, word: str, gender: str) -> bool:
    """Whether a street has the name, in whatever gender: «заречному» is «Заречная» too."""
    if not may_be_known(word, reading.streets):
        return False
    feminine = word if gender == "femn" else f"{agree(word, gender)[:-2]}ой"
    return reading.known((agree(feminine, "femn"),))


def is_sure(reading: Reading, before: Name, i: int) -> bool:
    """Whether the name before the type is better than one that could stand after it."""
    if (
        reading.words[i] in listed("abbreviated")
        and reading.word(i + 1) == "."
        and reading.capital(i + 2)
    ):
        return False
    if _is_settlement(reading, before, i):
        return False
    agreed = bool(
        agree(before.words[0], words()["gender"][types("street_types")[reading.words[i]]])
    )
    return (agreed or bool(before.numbered)) and not (
        reading.opens_sentence(i - 1) and reading.capital(i + 1) and not before.numbered
    )


def _is_settlement(reading: Reading, before: Name, i: int) -> bool:
    """«чайковский ул лесная 5»: a town in lower case, and the street after its type."""
    if reading.words[i] not in listed("abbreviated") or reading.capital(i - 1) or before.first:
        return False
    if not reading.word(i + 1).isalpha() or reading.word(i + 1) in listed("stop_names"):
        return False
    housed = (house_after(reading, last) is not None for last in (i + 1, i + 2))
    return i + 2 < len(reading.words) and any(housed)
