"""Streets that are called streets: «ул. Ленина», «Красный проспект», «3-й Мопровский переулок»."""

from __future__ import annotations

from tsur_nlp.locate.lexicon import Kind, listed, types, words
from tsur_nlp.locate.morph import agree, shape
from tsur_nlp.locate.name_forms import normal
from tsur_nlp.locate.name_words import Name, known_tails, may_be_known
from tsur_nlp.locate.names import ORDINAL_ENDS, forward
from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.street_find import add, house_after

_OBLIQUE_STREET = frozenset(["улице", "улицы", "улицу", "улицей"])
_SECOND = ("surname", "noun", "people")


def typed_street(reading: Reading) -> None:
    """A type word with the name after it, or before it where the word before agrees with it."""
    for i in reading.at(Kind.STREET):
        if not reading.free(reading.starts[i], reading.ends[i]):
            continue
        kind = types("street_types")[reading.words[i]]
        gender = words()["gender"][kind]
        before = _before(reading, i, gender, kind)
        name = None if before and _is_sure(reading, before, i) else _after(reading, i, kind)
        if name is not None:
            add(reading, name, kind, start=min(i, name.first), rule="type_then_name")
        elif before is not None:
            add(reading, before, kind, last=i, rule="name_then_type")


def _after(reading: Reading, i: int, kind: str) -> Name | None:
    """The name after the type word; a second type word there wins («улице Касимовское шоссе»)."""
    j = i + 1
    while reading.word(j) in (".", ",", ":", '"', "«", "“") and j < i + 3:
        if reading.word(j) == "," and not (
            reading.words[i] in listed("abbreviated") and reading.capital(j + 1)
        ):
            return None
        j += 1
    if "\n" in reading.gap(i) or (
        reading.word(i + 1) == "." and reading.words[i] not in listed("abbreviated")
    ):
        return None
    if reading.words[i] in listed("careful_types") and not (
        reading.capital(j) or reading.words[i] in listed("abbreviated") or reading.word(j).isdigit()
    ):
        return None
    nominative = reading.words[i] in _OBLIQUE_STREET and reading.word(j).endswith(("ая", "яя"))
    name = forward(reading, j, bare=nominative) or forward(reading, j, bare=True)
    longer = _anything_with_house(reading, i, j)
    if name is None or (
        longer and longer.last == name.last + 1 and shape(longer.words[-1]) in _SECOND
    ):
        name = longer if name is None or house_after(reading, name.last) is None else name
    if name is None or (
        reading.kinds[min(name.last + 1, len(reading.kinds) - 1)] & Kind.STREET
        and (
            reading.word(name.last + 1) not in listed("abbreviated")
            and name.last + 1 < len(reading.words)
            and agree(
                name.words[0],
                words()["gender"][types("street_types")[reading.words[name.last + 1]]],
            )
        )
    ):
        return None
    if reading.words[i] in (
        "линия",
        "линии",
        "линию",
        "линией",
        "дорога",
        "дороге",
        "дороги",
        "дорогу",
    ):
        return None if kind == "дорога" or not name.numbered else name
    return name if _plausible(reading, name, i) else None


def _anything_with_house(reading: Reading, i: int, j: int) -> Name | None:
    """After «ул» any word or two that a house follows: «ул республики 156», «пер майский 8»."""
    short = reading.words[i] in listed("abbreviated")
    if not short and not reading.words[i].startswith("улиц"):
        return None
    for last in (j, j + 1):
        word = reading.word(last)
        stopped = word in listed("stop_names") and word not in listed("soft_stops")
        if len(word) < 3 or not word[0].isalpha() or stopped or reading.kinds[last] & Kind.STREET:
            return None
        if house_after(reading, last) is not None and (short or shape(word) != ""):
            return Name(tuple(reading.words[j : last + 1]), j, last)
    return None


def _plausible(reading: Reading, name: Name, i: int) -> bool:
    """A lower-case adjective after «улица» in a text with capitals is mostly no name."""
    if name.words[0] in listed("people_words") and not reading.capital(name.first):
        return False
    if reading.capital(name.first) or reading.words[i] in listed("abbreviated") or name.numbered:
        return True
    if (
        len(name.words) > 1
        or reading.known(name.words)
        or reading.known((normal(name, "femn").lower().replace("ё", "е"),))
    ):
        return True
    if not agree(name.words[0], "femn") or house_after(reading, name.last) is not None:
        return True
    return reading.words[i] in _OBLIQUE_STREET and name.words[0].endswith(("ая", "яя"))


def _before(reading: Reading, i: int, gender: str, kind: str) -> Name | None:
    """«Троллейбусный | переулок», «3-й Мопровский | переулок», «50 лет Октября | ул.»"""
    word = reading.word(i - 1)
    start = reading.starts[i - 1] if i else 0
    if (
        i == 0
        or reading.gap(i - 1) not in (" ", "")
        or not word[-1:].isalpha()
        or reading.taken[start]
    ):
        return None
    if kind == "линия" and word in ORDINAL_ENDS and reading.word(i - 3).isdigit():
        return Name((f"{reading.words[i - 3]}-я",), i - 3, i - 1)
    tailed = word in known_tails() or bool(reading.streets)
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
    name = Name((word,), i - 1, i - 1)
    if (
        word in listed("soft_stops")
        and reading.capital(i - 1)
        and (not reading.opens_sentence(i - 1) or house_after(reading, i) is not None)
    ):
        return name
    if word in listed("stop_names") or word in types("street_types") or len(word) < 4:
        return None
    genitive = reading.words[i] in listed("abbreviated") and reading.word(i + 1) in (".", ",", "")
    genitive = genitive and (reading.capital(i - 1) or reading.known(name.words))
    trusted = reading.capital(i - 1) or _trusted(reading, name, i, gender)
    if (trusted or genitive) and agree(word, gender):  # a parse: asked where it decides
        return name if trusted else None
    return name if genitive else None


def _trusted(reading: Reading, name: Name, i: int, gender: str) -> bool:
    """A lower-case adjective before the type is a name when known or a house follows."""
    if house_after(reading, i) is not None and reading.words[i] not in ("дорога", "дороге"):
        return True
    street = gender != "femn" and reading.words[i] not in listed("careful_types")
    led = reading.shouting or reading.word(i - 2) in ("по", "на", "с", "от", "до", "вдоль")
    return street or (
        led
        and may_be_known(name.words[0], reading.streets)
        and reading.known((normal(name, "femn").lower(),))
    )


def _is_sure(reading: Reading, before: Name, i: int) -> bool:
    """Whether the name before the type is better than one that could stand after it."""
    if (
        reading.words[i] in listed("abbreviated")
        and reading.word(i + 1) == "."
        and reading.capital(i + 2)
    ):
        return False
    agreed = bool(
        agree(before.words[0], words()["gender"][types("street_types")[reading.words[i]]])
    )
    return (agreed or bool(before.numbered)) and not (
        reading.opens_sentence(i - 1) and reading.capital(i + 1) and not before.numbered
    )
