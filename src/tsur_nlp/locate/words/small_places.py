"""A cheap look for small settlements that are also words: «в Барде», «в самом Рыбном»."""

from __future__ import annotations

import re
from functools import lru_cache

from tsur_nlp.locate.gazetteer import BESIDE, Gazetteer
from tsur_nlp.locate.spelling.town_spelling import meant_city
from tsur_nlp.locate.spelling.village_words import village_after
from tsur_nlp.locate.words.lexicon import listed
from tsur_nlp.locate.words.microdistrict_names import adjective_forms
from tsur_nlp.locate.words.morph import agree
from tsur_nlp.text.tokens import fold

# Each begins with the rarest literal; what stands before it is looked at afterwards.
LED = re.compile(
    r" (?=[А-ЯЁ][а-яё]{3})"
    r"(?:(?<=[Вв] )(?<![^\s,.(]. )|(?<=[Ии]з )|(?<=[Дд]о )(?<![^\s,.(].. )|(?<=[Нн]а )"
    r"|(?<=амом )|(?<=амой )|(?<=ители )|(?<=итель )|(?<=ителей )|(?<=ителям ))"
    r"([А-ЯЁ][а-яё]+)"
)
LONG = re.compile(
    r" (?=[а-я]{6})(?:(?<=в )(?<![а-я]. )|(?<=из )(?<![а-я].. )|(?<=до )(?<![а-я].. ))([а-я]+)"
)


def names_small_place(text: str) -> bool:
    """Whether a small settlement's name stands where only a place would have its capital."""
    return any(_is_small(fold(word)) for word in LED.findall(text))


def names_misspelt_city(low: str) -> bool:
    """Whether «в», «из», «до» lead to a city with a slip of the pen: «в екатеренбурге»."""
    return any(meant_city(word) for word in LONG.findall(low))


@lru_cache(maxsize=20_000)
def _is_small(word: str) -> bool:
    return (
        word in _forms()
        or any(village_after(preposition, word) for preposition in ("в", "до"))
        or any(agree(word, gender) in listed("prefixes") for gender in ("masc", "femn", "neut"))
    )


@lru_cache(maxsize=1)
def _forms() -> frozenset[str]:
    forms = Gazetteer.load().place_forms
    small = (form for form, (risk, _) in forms.items() if risk == BESIDE and " " not in form)
    return adjective_forms().union(small)
