"""House numbers: «15», «д. 5 к2», «24/38», «19а», «12 литера А», «5-136»."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tsur_nlp.locate.words.lexicon import listed

BETWEEN = frozenset(",.№#-–—")
"""Marks that may stand between a street and its house."""
MARK = (
    r"(?:домовладение|здание|здания|дом(?:а|е|у|ом|ами|ам|ах|ов)?|зд|дм|д|участок|уч|владение|вл)"
)
NUMBER = re.compile(
    rf"[\s(]*(?:дом(?:ах|ов|ам|ами)\s?\(|{MARK}\b[.,:-]?|{MARK}(?=\d))?\s*"
    rf"(?:(?:№|#|n(?=\W|\d)|номер\w?)\s*)*(\d{{1,4}})(?!\d|[.:]\d|,\d\d\b\s*(?:руб|м))"
)
LETTER = re.compile(r"(?:(\s?-\s?|/|\s?[«\"'“(]|\s)?)([а-яa])([»\"'”)])?(?![а-яa-z])")
FRACTION = re.compile(r"\s?[/\\]\s?(\d{1,4})(?!\d)([а-и](?![а-я]))?")
CORPUS = re.compile(
    r"[\s,.]*(?:корпус|корп|кор|к)\.?\s*(?:№\s*)?(\d{1,3})(?!\d|[-:]\d\d)([а-и](?![а-я]))?"
)
LETTERED_CORPUS = re.compile(r"[\s,.]*(?:корпус|корп)\.?\s*[«\"]?([а-и])[»\"]?(?![а-я])")
BUILDING = re.compile(
    r"[\s,.]*(?:строение|строен|стр|с)\.?\s*(?!0)(\d{1,3})(?!\d|[.:]\d)([а-и](?![а-я]))?(?!\s+(?:до|по)\b)"
)
LITERA = re.compile(r"[\s,.(]*(?:литера|литер|лит)\.?\s*[«\"]?[а-я]?\d?[»\"]?\d?(?![а-я])")
APARTMENT = re.compile(
    r"[\s,.(]*(?:квартира|квартире|кварт|кв|кварира)\.?\s*(?:№\s*)?(\d{1,4})(?!\d)"
)
DASHED = re.compile(r"-(\d{1,4})(?![\d-])")
YEAR = re.compile(r"1[89]\d\d|20\d\d")
TOWN = re.compile(r"\.\s?[А-ЯЁ]")
AFTER = re.compile(r"\s*-?\s*([а-я]+)")
PART_AHEAD = re.compile(r"[\s,.(]*(?:[/\\]|к|с|лит)")
_STAYS_OUT = frozenset("всукоияэ")
_MARKING = re.compile(r"[^\W\d_]|[№#]")
_UNSURE = frozenset(("кв", "этаж", "кабинет", "корпус", "корп"))


class House(NamedTuple):
    """A house number's normal form, the flat after it, and where both end."""

    value: str
    apartment: str
    end: int
    marked: bool


def house_at(text: str, low: str, position: int) -> House | None:
    """Read a house number that starts at ``position`` (spaces and «д.» before it are skipped).

    >>> house_at("д.5к2 кв 7", "д.5к2 кв 7", 0)
    House(value='5к2', apartment='7', end=10, marked=True)
    >>> house_at("15 минут", "15 минут", 0) is None
    True
    """
    match = NUMBER.match(low, position)
    if match is None or match[1][0] == "0":
        return None
    number, end = match[1], match.end()
    marked = _MARKING.search(low, match.start(), match.start(1)) is not None
    letter, end = _letter(text, low, end)
    if (not letter and is_unit(low, end)) or (letter == "г" and YEAR.fullmatch(number)):
        return None  # «15 минут», «1957г.»
    before, (value, end) = end, _parts(low, number + letter, end)
    if end != before and value == number and not letter and low[end : end + 1] != " ":
        letter, end = _letter(text, low, end)
        value += letter
    apartment, end = _apartment(low, end, dashed=value == number or bool(letter))
    if apartment and is_unit(low, end) and not marked:
        return None  # «40-50 минут»
    return House(value, apartment, end, marked)


def is_unit(low: str, end: int) -> bool:
    """Whether the number counts something: «15 минут», «3 этаж», «5-го»."""
    match = AFTER.match(low, end)
    if match is None:
        return low[end : end + 2].strip().startswith(("%", "°"))
    word = match[1]
    counts = _counts(word)
    return _unit_of_area_or_entrance(low, match.end(), word) if counts is None else counts


@lru_cache(maxsize=20_000)
def _counts(word: str) -> bool | None:
    """Whether the word is a unit; None where that depends on what follows."""
    if word.endswith(("ами", "ями")):  # «дом 43 неделями без света»
        return False
    if word in _UNSURE or word in listed("entrance") or word in listed("apartment"):
        return None
    return word in listed("units") or word.startswith(_stems())


@lru_cache(maxsize=1)
def _stems() -> tuple[str, ...]:
    return tuple(unit[:-1] for unit in sorted(listed("units")) if unit.endswith("*"))


def _unit_of_area_or_entrance(low: str, end: int, word: str) -> bool:
    """«50 кв. м», «2 подъезд» and «2 корпус», not «17 кв. 45», «24 подъезд 2», «8 корпус А»."""
    following = re.match(r"\.?\s*(м\b|метр)?(?:№\s*)?[«\"]?(\d|[а-и]\b)?", low[end : end + 12])
    assert following is not None
    return bool(following.group(1)) or (word not in listed("apartment") and not following.group(2))


def _letter(text: str, low: str, end: int) -> tuple[str, int]:
    following = low[end : end + 1]
    if not (following.isalpha() or following in "-/«\"'“(" or following.isspace()):
        return "", end
    match = LETTER.match(low, end)
    if match is None:
        return "", end
    before, letter = match.group(1), match.group(2).replace("a", "а")
    follows = low[match.end() : match.end() + 2]
    if letter in "кс" and re.match(r"\.?\s?\d", low[match.end() : match.end() + 3]):
        return "", end
    if before == " ":
        closed = not follows.strip() or follows[0] in ",.;:!?)\n"
        upper = text[match.start(2)].isupper()
        if letter in "дк" and follows[:1] == ".":
            return "", end
        if letter in "гпс" and not upper and TOWN.match(text, match.end()):
            return "", end  # «Мира, 8 г. Омск»
        if not (closed or (upper and letter not in _STAYS_OUT) or letter in "бгеж"):
            return "", end
        if letter in _STAYS_OUT and not (upper and closed):
            return "", end
    elif letter in ("йяюе" if before and before.strip() in ("-", "/") else "" if before else "йяю"):
        return "", end
    return letter, match.end()


def _parts(low: str, value: str, end: int) -> tuple[str, int]:
    """Add the fraction and the corpus; the building, step over the litera."""
    if not PART_AHEAD.match(low, end):
        return value, end
    if match := FRACTION.match(low, end):
        value, end = f"{value}/{match.group(1)}{match.group(2) or ''}", match.end()
    for _ in range(3):
        if "к" not in value and (match := CORPUS.match(low, end)):
            value, end = f"{value}к{match.group(1)}{match.group(2) or ''}", match.end()
        elif match := LETTERED_CORPUS.match(low, end):
            value, end = f"{value}к{match.group(1)}", match.end()
        elif (match := BUILDING.match(low, end)) and not is_unit(low, match.end()):
            value, end = f"{value}с{match.group(1)}{match.group(2) or ''}", match.end()
        elif match := LITERA.match(low, end):
            end = match.end()
    return value, end


def _apartment(low: str, end: int, *, dashed: bool) -> tuple[str, int]:
    if "кв" in low and (match := APARTMENT.match(low, end)):
        return match.group(1), match.end()
    if dashed and low[end : end + 1] == "-" and (match := DASHED.match(low, end)):
        return match.group(1), match.end()
    return "", end
