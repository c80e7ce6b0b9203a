"""Microdistricts: «мкр Нагорный», «30 мкр», «на Гайве»."""

from __future__ import annotations

from functools import lru_cache

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.lexicon import Kind, listed
from tsur_nlp.locate.morph import agree, lemma_of_place, parsed, shape
from tsur_nlp.locate.name_forms import title
from tsur_nlp.locate.reading import WORD, Found, Reading


def small_district(reading: Reading, i: int, kind: str) -> None:
    """«мкр. Нагорный», «11-й микрорайон», «30 мкр»."""
    j = i + 1 + (reading.word(i + 1) in (".", ":"))
    j += reading.word(j) in ("«", '"')
    number = _number_before(reading, i)
    if number and not reading.capital(j):
        first, value = number
        reading.add(
            Found(
                "district",
                value,
                reading.starts[first],
                reading.ends[i],
                "numbered_district",
                type=kind,
            )
        )
    elif reading.word(j).isdigit() and reading.gap(j - 1) in (" ", ""):
        reading.add(
            Found(
                "district",
                reading.words[j],
                reading.starts[i],
                reading.ends[j],
                "numbered_district",
                type=kind,
            )
        )
    elif name := _name(reading, j):
        value, last = name
        reading.add(
            Found(
                "district",
                value,
                reading.starts[i],
                reading.ends[last],
                "typed_district",
                type=kind,
            )
        )
    elif (known := known_name(reading.word(i - 1))) or (
        reading.capital(i - 1) and agree(reading.word(i - 1), "masc")
    ):
        value = known or title(agree(reading.words[i - 1], "masc"))
        reading.add(
            Found(
                "district",
                value,
                reading.starts[i - 1],
                reading.ends[i],
                "typed_district",
                type=kind,
            )
        )


def _number_before(reading: Reading, i: int) -> tuple[int, str] | None:
    j = i - 1
    if reading.word(j) in ("й", "ый", "ой", "м", "ом", "го", "ем"):
        j -= 1
    if reading.word(j) == "-":
        j -= 1
    return (
        (j, reading.words[j]) if reading.word(j).isdigit() and len(reading.words[j]) < 3 else None
    )


def _name(reading: Reading, j: int) -> tuple[str, int] | None:
    """The microdistrict's name at ``j``: a known one, else capitalised words."""
    for last in (j + 2, j + 1, j):
        if last < len(reading.words) and (known := known_name(_joined(reading, j, last))):
            return known, last
    word = reading.word(j)
    if (
        not (reading.capital(j) or reading.shouting)
        or len(word) < 3
        or word in listed("stop_names")
    ):
        return None
    if reading.kinds[j] & (Kind.STREET | Kind.SETTLEMENT):
        return None
    nominative = agree(word, "masc")
    if nominative:
        return title(nominative), j
    if reading.word(j + 1) == "-" and reading.word(j + 2).isdigit():
        return f"{title(word)}-{reading.words[j + 2]}", j + 2
    return title(lemma_of_place(word)), j


def known_district(reading: Reading) -> None:
    """A microdistrict's name without a type word: «на Гайве», «Канищево»."""
    for i in reading.at(Kind.NAME):
        if reading.taken[reading.starts[i]]:
            continue
        if reading.words[i] not in _first_words():
            continue
        for last in (i + 1, i):
            name = known_name(_joined(reading, i, last)) if last < len(reading.words) else ""
            if name and _free_standing(reading, i, name):
                kind = "микрорайон" if reading.word(i - 1) == "районе" else ""
                reading.add(
                    Found(
                        "district",
                        name,
                        reading.starts[i],
                        reading.ends[last],
                        "known_district",
                        type=kind,
                    )
                )
                break


def stands_alone(name: str) -> bool:
    """Whether a microdistrict may be named without a type word: not «Солнечный»."""
    return " " in name or not name.endswith(("ий", "ый", "ой"))


def _free_standing(reading: Reading, i: int, name: str) -> bool:
    """Not an adjective or a common word, and written as a place: capital, or «на гайве»."""
    word = reading.words[i]
    if not stands_alone(name) or (reading.word(i - 1) in ('"', "«", "“")):
        return False
    if _common(word) or shape(word) == "surname":
        return (
            reading.capital(i) and reading.word(i - 1) in ("на", "с") and not reading.capital(i + 1)
        )
    before = reading.word(i - 1) in ("на", "в", "районе", "с", "до", "из", "по")
    return (
        (reading.capital(i) and len(word) > 2 and not (reading.opens_sentence(i) and not before))
        or (reading.capital(i) and len(word) > 4)
        or (before and reading.word(i - 1) in ("на", "в") and len(word) > 2 and not _common(word))
    )


@lru_cache(maxsize=4096)
def _common(word: str) -> bool:
    """Whether the word is also a common noun or an adjective: «спутник», «цирк»."""
    return any(
        p.is_known and "Geox" not in p.tag and p.tag.POS in ("NOUN", "ADJF") for p in parsed(word)
    )


def known_name(word: str) -> str:
    """The nominative of a known microdistrict's form, or an empty string."""
    return district_forms().get(word, "")


def district_forms() -> dict[str, str]:
    """Map every case of every known microdistrict to its name."""
    return Gazetteer.load().microdistrict_forms


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(WORD.findall(form)[0] for form in district_forms())


def _joined(reading: Reading, first: int, last: int) -> str:
    return reading.low[reading.starts[first] : reading.ends[last]]
