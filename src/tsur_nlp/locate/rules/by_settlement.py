"""Settlements without a type word: «из Березников», «весь рыльск», «пермь ул ленина»."""

from __future__ import annotations

import re

from tsur_nlp.locate.gazetteer import BESIDE, CAREFUL, SURE, Gazetteer
from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.spelling.village_words import POSSESSIVE
from tsur_nlp.locate.words.authorities import of_authority
from tsur_nlp.locate.words.lexicon import Kind, listed
from tsur_nlp.locate.words.microdistrict_names import known_name as microdistrict
from tsur_nlp.locate.words.morph import shape
from tsur_nlp.locate.words.place_words import is_only_place
from tsur_nlp.locate.words.settlement_forms import add_station, stands_as_place
from tsur_nlp.locate.words.settlement_names import (
    Match,
    add_match,
    is_nominative,
    leading,
    longest,
    prefixed,
    tells_which_street,
)

FORM = frozenset(("в", "во", "из", "под"))
TO = {"на": ("у", "ю", *POSSESSIVE), "от": ("ы", "и"), "между": ("ом", "ой", "ем", "ью")}
TOWN = 8_000
"""People of a town that is known beyond its river and its station."""
PART = re.compile(r",\s*[А-ЯЁ][А-ЯЁа-яё -]{2,28},\s*")
"""«Калуга, | Правый берег, | ул. Липовая»: a part of the town before the street."""
IN = frozenset(("в", "во", "из", "с", "со", "г", "до"))


def known_settlement(reading: Reading) -> None:
    """A gazetteer name without a type word, as far as its risk allows."""
    streets = reading.region or any(found.kind == "street" for found in reading.found)
    lower = streets and reading.low == reading.text
    for i in reading.at(Kind.NAME | Kind.BESIDE):
        named = reading.kinds[i] & Kind.NAME or (streets and (lower or i == 0))
        if not (named or reading.capital(i)) or reading.taken[reading.starts[i]]:
            continue
        if "-" in reading.words[i] and add_station(reading, i):
            continue
        match = longest(reading, i)
        if match is None or _is_part(reading, i, match) or _is_title(reading, i, match.last):
            continue
        town = reading.word(match.last + 1) == "г" and _closed(reading, match.last + 2)
        if (
            (town and is_nominative(reading, i, match))
            or _led(reading, i, match)
            or ((streets or match.risk != BESIDE) and ALLOWED[match.risk](reading, i, match))
        ):
            add_match(reading, match, i, f"{match.risk}_settlement", "город" if town else "")


def _is_part(reading: Reading, i: int, match: Match) -> bool:
    """«с Висима», «на Висиме»: of a microdistrict and a small town the one that has «с», «на»."""
    if match.risk == SURE or reading.word(i - 1) not in ("с", "со", "на"):
        return False
    region = reading.region
    own = region and Gazetteer.load().best_settlement(match.numbers, region) is not None
    return not own and match.last == i and bool(microdistrict(reading.words[i]))


def _closed(reading: Reading, i: int) -> bool:
    """«Лысьва г, …», «Лысьва г. Нет…»; «УК г. Курска» is another town's."""
    dot = reading.word(i) == "." and "\n" in reading.gap(i)
    return reading.word(i) in (",", "") or dot


def _led(reading: Reading, i: int, match: Match) -> bool:
    """«весь рыльск», «в самом Рыбном», «на рейс Рыльск», «в сторону Рыльска»; «в Барде»."""
    before = leading(reading, i)
    if before in listed("led_settlements"):
        led = reading.capital(i) or match.risk == CAREFUL
    elif before in listed("routes"):
        own = match.risk != BESIDE and not microdistrict(reading.words[i])
        led = reading.capital(i) and own
    else:
        surname = before != reading.word(i - 1) and shape(reading.words[i]) == "surname"
        led = before in FORM and not surname and stands_as_place(reading, i, match, before)
    long = len(reading.words[i]) > 3
    return led and long and not (of_authority(reading, i) or prefixed(reading, i))


def _sure(reading: Reading, i: int, match: Match) -> bool:
    following = reading.word(i + 1).isalpha() and reading.capital(i + 1)
    nether = reading.words[i].startswith("нижн") and len(reading.words[i]) < 9
    if nether and match.last == i and following:
        return False  # «в Нижнем Пальнике» is not Nizhny Novgorod
    return not (of_authority(reading, i) or prefixed(reading, i))


def _careful(reading: Reading, i: int, match: Match) -> bool:
    word, before, last = reading.words[i], reading.word(i - 1), match.last
    if not reading.capital(i):
        return _beside(reading, i, match)
    if _joins_settlement(reading, i, match) or _goes_to(reading, i, match):
        return _sure(reading, i, match)
    if before in IN:
        genitive = before in ("из", "с", "со") and shape(word) != "surname"
        if genitive or (before not in ("с", "со") and not word.endswith(("а", "у"))):
            return _sure(reading, i, match)
    return _beside(reading, i, match) or (
        len(reading.words) > last + 1
        and _alone(reading, i, last)
        and not reading.opens_sentence(i)
        and not prefixed(reading, i)
    )


def _joins_settlement(reading: Reading, i: int, match: Match) -> bool:
    """«до Губахи и Кизела», «в Губахе, | Кизеле и Осе»: the one before is a settlement."""
    mark, before = reading.word(i - 1), leading(reading, i)
    if mark not in (",", "и") or before == mark or shape(reading.words[i]) == "surname":
        return False
    oblique = is_only_place(reading.words[i]) and not is_nominative(reading, i, match)
    return mark == "и" or (before in IN and oblique)


def _goes_to(reading: Reading, i: int, match: Match) -> bool:
    """«автобус на Яйву», «от Яйвы», «на Гамово»: no other word, surname or river."""
    word = reading.words[i]
    if not word.endswith(TO.get(reading.word(i - 1), ("-",))) or microdistrict(word):
        return False
    people = Gazetteer.load().settlement_unit(match.numbers[0]).population or 0
    return (people >= TOWN or word.endswith(POSSESSIVE)) and is_only_place(word)


def _alone(reading: Reading, i: int, last: int) -> bool:
    """Set off by commas or at the end; «ул. Мира (Новые Ляды)» tells which of the streets."""
    if tells_which_street(reading, i):
        return False
    before, after = reading.word(i - 1), reading.word(last + 1)
    # «лагеря (Артек, Смена)» may list anything
    return (before == "," and after in (",", ")", ".", "")) or (before == "(" and after == ")")


def _beside(reading: Reading, i: int, match: Match) -> bool:
    """Right before a street («чайковский ул мира») or after one («Ленина 15, Чусовой»)."""
    if not any(found.kind == "street" for found in reading.found):
        return False
    if not _may_stand_beside(reading, i, match):
        return False
    start, end = reading.starts[i], reading.ends[match.last]
    upper = reading.capital(i)
    closed = upper and not reading.word(match.last + 1).isalpha()
    opened = upper or i == 0 or reading.low == reading.text
    for found in reading.found:
        if found.kind != "street":
            continue
        if opened and 0 <= found.start - end < 4:
            if reading.low[end : found.start].strip() in ("", ","):
                return True
        elif i == 0 and upper and PART.fullmatch(reading.text, end, found.start):
            if longest(reading, match.last + 2) is None:  # «Владимир, Пермь, ул. Мира»
                return True
        elif closed and found.house and 0 <= start - found.end < 4:
            return reading.low[found.end : start].strip() in (",", "")
    return False


def _may_stand_beside(reading: Reading, i: int, match: Match) -> bool:
    """Beside a street a settlement is in the nominative: «Ленина, пр. Победы» are streets."""
    word = reading.words[i]
    stopped = len(word) < 3 and word in listed("stop_names")  # «УК»
    if stopped or prefixed(reading, i):
        return False
    named = any(found.kind == "settlement" for found in reading.found)
    if match.risk == BESIDE and named and microdistrict(word):
        return False
    short = reading.ends[match.last] - reading.starts[i] < 4 and match.risk == CAREFUL
    return is_nominative(reading, i, match) or match.risk == SURE or short


def _is_title(reading: Reading, i: int, last: int) -> bool:
    """«"Новосибирск"», «сайт "Наш Санкт-Петербург"», «Происшествия | Омск»: something else."""
    if reading.word(i - 1) == "|":
        return True
    if reading.word(last + 1) not in ('"', "»", "”"):
        return False
    named = reading.word(i - 1) in listed("led_settlements") and reading.capital(i - 1)
    return reading.word(i - 1 - named) in ('"', "«", "“")


def _small(reading: Reading, i: int, match: Match) -> bool:
    """Beside a street, or «в Осе» where Оса is a place of the region that the caller named."""
    led = reading.region and reading.capital(i) and reading.word(i - 1) in ("в", "из", "до")
    if led and Gazetteer.load().best_settlement(match.numbers, reading.region) is not None:
        return _sure(reading, i, match)
    return _beside(reading, i, match)


ALLOWED = {SURE: _sure, CAREFUL: _careful, BESIDE: _small}
