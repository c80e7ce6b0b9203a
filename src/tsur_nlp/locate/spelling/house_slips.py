"""Slips beside a house number, mended in place: «дои 8», «Ленинад.3»."""

from __future__ import annotations

import re

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.words.morph import shape

LAST_WORD = re.compile(r"[а-я]+")
LONGEST = 24
HOUSE = re.compile(r"(?<![а-я])(?:дои|дмо)(?=\.?\s?№?\s?\d)")
GLUED_ORDINAL = re.compile(r"(?<=\d-)(?:ый|ой|ая)(?=[а-я]{5})")
GLUED = re.compile(r"д\.(?=\s?\d)(?<=[а-я]{3}д\.)")


def has_glued_ordinal(low: str) -> bool:
    """Whether «1-ыйЛесной» may be in the text; a search for it costs more."""
    return "-" in low and ("-ый" in low or "-ой" in low or "-ая" in low)


def mended(low: str) -> str:
    """Write «дом» for «дои», and part «д.» from a street, in a folded text of the same length.

    >>> mended("ул. липовая, дои 8"), mended("пр-т ленинад.3")
    ('ул. липовая, дом 8', 'пр-т ленина, 3')
    >>> mended("город.5 минут пешком")
    'город.5 минут пешком'
    """
    if has_glued_ordinal(low):  # «1-ыйЛесной»
        low = GLUED_ORDINAL.sub(lambda match: f"{match[0][1]} ", low)
    if "д." in low:
        low = GLUED.sub(_parted, low)
    if "дои" in low or "дмо" in low:
        low = HOUSE.sub("дом", low)
    return low


def _parted(match: re.Match[str]) -> str:
    street = LAST_WORD.findall(match.string, max(0, match.start() - LONGEST), match.start())[-1]
    known = street in Gazetteer.load().streets or shape(street) == "surname"
    return ", " if known else match[0]
