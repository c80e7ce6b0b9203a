"""A cheap first look at a message: whether any rule can find anything in it."""

from __future__ import annotations

import re
from functools import lru_cache

from tsur_nlp.locate.reading import WORD
from tsur_nlp.locate.rules.by_district import ABBREVIATED
from tsur_nlp.locate.rules.by_entrance import ORDINALS
from tsur_nlp.locate.rules.by_house import is_unit
from tsur_nlp.locate.rules.by_landmark import NUMBERED
from tsur_nlp.locate.rules.by_preposition import RANKS
from tsur_nlp.locate.spelling.misspelt_types import misspelt_types
from tsur_nlp.locate.words.lexicon import Kind, kinds, listed, types
from tsur_nlp.locate.words.name_words import may_be_known
from tsur_nlp.locate.words.street_names import of_towns, personal
from tsur_nlp.locate.words.vocabulary import names

NUMBER = re.compile(r"[0-9]+")
GLUED = re.compile(r"[0-9](?:[а-яa-z#_]|(?<=[а-яa-z_#-].))")
PUNCTUATION = '.,!?:;()«»"/*_…–—№'
UNUSUAL = re.compile(r"[^а-яa-z0-9\s.,!?:;()«»\"/*_…–—№#%+-]")
# «на Мира», «Белинского/Ванеева», «Кирова, Бурылова, »: each begins with the rarest literal.
LED = re.compile(
    r" (?=[А-ЯЁ])(?:(?<=[Нн][аА] |[Пп][оО] )(?<![^\s,.(].. )"
    r"|(?<=[Вв]доль )(?<![^\s,.(].{5} )|(?<=сторон[уы] )(?<![^\s,.(].{7} ))"
)
FROM = re.compile(r"(?<![А-Яа-яё])[Оо]т [А-ЯЁ][а-яё]+ до ")
LISTED = re.compile(r", (?<=[ао], )[А-ЯЁ][а-яё]+[ао],? ")
SLASHED = re.compile(r"/(?<=[а-яё]/)[А-ЯЁ]")
# «с.» and «, с Барда»; the preposition «с» opens nothing.
VILLAGE = re.compile(r",\s*с(?![а-яa-z-])|(?:^|с)\s*(?:с(?![а-яa-z-])|\.)")
# What only a text with a number was searched for: «Маркса - Масленникова», «Пермский м.о.».
# Each begins with a capital, of which a text has few; what stands before it is looked at then.
JOINED = re.compile(
    r"[А-ЯЁ](?:(?<=[-–—/].)|(?<=\s.)(?:(?<=[-–—/]\s.)|(?<=(?:на|по)\s.)|(?<=(?:на|по)\s\s.)"
    r"|(?<=вдоль\s.)|(?<=[ао], .)|(?<=\d[ -][Лл]ет .)|(?<=\d .)(?:(?<=(?:[Нн]а|[Пп]о)\s\d .)"
    r"|(?<=(?:[Нн]а|[Пп]о)\s\d\d .)))|(?<=\b[ГМ]О)\b)"
)
ABBREVIATION = re.compile(r"[гГмМ]\. ?[оО]\.")
ROAD = frozenset(("дорога", "дороги", "дороге", "дорогу", "дорогой"))
CALLED_ROAD = re.compile(r"[А-ЯЁ]\S*\s+[Дд]орог")
BEFORE_ROAD = re.compile(r"([а-я-]+)\s*дорог")
OPENING = Kind.STREET | Kind.SETTLEMENT | Kind.DISTRICT | Kind.CROSSING | Kind.LANDMARK
WITH_NUMBER = Kind.ENTRANCE | Kind.APARTMENT
# A message without a word of these kinds, and without «Белинского/Ванеева», is read no further.
TRIGGERS = OPENING | WITH_NUMBER | Kind.NUMBER | Kind.NAME | Kind.STREET_NAME


@lru_cache(maxsize=1)
def openers() -> frozenset[str]:
    """Return the words that may open a place by themselves."""
    listed_words = {word for word, kind in kinds().items() if kind & OPENING}
    single = {name for name in names() if " " not in name}
    joined = {name.replace(" ", "-") for name in names() if " " in name}
    streets = personal() | of_towns() | misspelt_types().keys()
    return frozenset(listed_words - ROAD - {"с"} - _numbered() | single | joined | streets)


@lru_cache(maxsize=1)
def beside_numbers() -> frozenset[str]:
    """Return the words that open a place in a text with numbers only."""
    needing = (word for word, kind in kinds().items() if kind & (Kind.HOUSE | WITH_NUMBER))
    return RANKS.union(needing, _numbered(), ROAD)


def _numbered() -> frozenset[str]:
    """Landmarks that are read with a number only: «школа № 5»."""
    return frozenset(word for word, kind in types("landmark").items() if kind in NUMBERED)


@lru_cache(maxsize=1)
def following() -> dict[str, frozenset[str]]:
    """Map the first word of a name of several words to the second ones: «новый» to «уренгой»."""
    found: dict[str, set[str]] = {}
    for first, second in (name.split(" ")[:2] for name in names() if " " in name):
        found.setdefault(first, set()).add(second)
    return {first: frozenset(seconds) for first, seconds in found.items()}


@lru_cache(maxsize=1)
def first_words() -> frozenset[str]:
    """Return the first words of the names of several words."""
    return frozenset(following())


def may_hold_a_place(text: str, low: str) -> bool:
    """Whether to read the text; half of the messages end here, at a tenth of the cost."""
    if not openers().isdisjoint(low.split()):  # most of those that are read
        return True
    plain = low
    for mark in PUNCTUATION:
        if mark in plain:
            plain = plain.replace(mark, " ")
    if _opens(text, low, plain):
        return True
    return UNUSUAL.search(low) is not None and _opens(text, low, " ".join(WORD.findall(low)))


def _opens(text: str, low: str, plain: str) -> bool:
    """Whether a word opens a place by itself, with another one, or beside a number."""
    words = set(plain.split())
    if "-" in plain:  # «3 парадную- темно», «-ул. Мира»
        words.update(plain.replace("-", " ").split())
    return (
        not openers().isdisjoint(words)
        or has_capitals(text)
        or _has_name(words)
        or _may_open(text, low, words)
    )


def _may_open(text: str, low: str, words: set[str]) -> bool:
    """Whether words open a place by what stands around them."""
    if _has_village(low, words) or _has_road(text, low, words):
        return True
    if not (NUMBER.search(low) or "#" in low):
        return not listed("entrance").isdisjoint(words) and any(o in low for o in ORDINALS)
    return (
        not beside_numbers().isdisjoint(words)
        or "#" in low
        or any(not is_unit(low, number.end()) for number in NUMBER.finditer(low))
        or GLUED.search(low) is not None
        or JOINED.search(text) is not None
        or ("о." in low and ABBREVIATION.search(text) is not None)
    )


def _has_name(words: set[str]) -> bool:
    seconds = following()
    return any(not seconds[first].isdisjoint(words) for first in first_words() & words)


def _has_road(text: str, low: str, words: set[str]) -> bool:
    """Whether «дорога» may be a name's: «Объездная дорога», not «на дороге яма»."""
    if ROAD.isdisjoint(words):
        return False
    return CALLED_ROAD.search(text) is not None or any(
        may_be_known(word, frozenset()) for word in BEFORE_ROAD.findall(low)
    )


def _has_village(low: str, words: set[str]) -> bool:
    return "с" in words and VILLAGE.search(low) is not None


def has_capitals(text: str) -> bool:
    """Whether a capital stands where only a street, or a municipality, would have it."""
    return bool(
        LED.search(text)
        or LISTED.search(text)
        or (" до " in text and FROM.search(text))
        or ("/" in text and SLASHED.search(text))
        or (("ГО" in text or "МО" in text or "о." in text) and ABBREVIATED.search(text))
    )
