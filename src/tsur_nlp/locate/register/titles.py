"""The name of a street as a register writes it: «Большая Разночинная улица», «наб. р. Фонтанки».

A register says where the name begins and ends, so nothing is guessed: what is not the type word is
the name, letter for letter. The grammar, which reads free text, is asked only where there is none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tsur_nlp.locate.words.lexicon import listed, types
from tsur_nlp.text.tokens import fold

_WORD = re.compile(r"\S+")
_GLUED = re.compile(r"(?<=[а-яё])\.(?=[А-ЯЁа-яё]{3}|р\.)")
_ASIDE = re.compile(r"\([^)]*\)?")  # «(ул. Угловая, 15)»: the other name of a corner house
# «3-я линия В.О.», «Большой проспект П.С.»: which of the namesakes it is.
_PART_OF_CITY = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.?")
_SETTLEMENT_MARK = re.compile(
    r"(?i)^(?:(?:р\.п|ст\.п|с\.п)\.?\s*|(?:г|п|с|д|рп|пгт|ст|х|пос|дер)(?:\.\s*|\s+)|"
    r"(?:город|село|деревня|пос[её]лок|хутор|станица|станция|аул)\s+)"
)
_CAPITAL = re.compile(r"(?<![\w-])[а-я]|(?<=[а-я]-)[а-я]")
_WATERS = {"р.": "реки", "кан.": "канала"}
_NO_STREET = frozenset(
    ("тер", "территория", "квартал", "участок", "станция", "снт", "гск", "днп", "отсутствует")
)


class Title(NamedTuple):
    """A street's name and type, and the settlement written before it."""

    name: str
    type: str
    settlement: str


def title_of(head: str) -> Title | None:
    """Read what a register writes before the house; None where no word says it is a street.

    >>> title_of("г.Энск, Большая Разночинная улица")
    Title(name='Большая Разночинная', type='улица', settlement='Энск')
    >>> title_of("наб. р. Тихой"), title_of("3-я линия В.О.").name, title_of("СНТ Заря")
    (Title(name='реки Тихой', type='набережная', settlement=''), '3-я В.О.', None)
    """
    parts = [part.strip() for part in _ASIDE.sub("", head).split(",")]
    named = next((found for part in reversed(parts) if (found := _named(part))), None)
    if named is None:
        return None
    marked = [part for part in parts if _SETTLEMENT_MARK.match(part)]
    return Title(*named, without_mark(marked[-1]) if marked else "")


def lone_name(head: str) -> Title | None:
    """Read a column of streets where neither a type word nor the grammar tells the name.

    The whole of it is the name then: a street that nobody knows («Чехава») is a street all the
    same. None for what is a garden, a microdistrict or no name at all.

    >>> lone_name("г.Энск, ЗЕЛЁНЫЙ КЛИН")
    Title(name='Зеленый Клин', type='', settlement='Энск')
    >>> lone_name("СНТ Заря"), lone_name("Южный мкр"), lone_name("нет"), lone_name("1447 км")
    (None, None, None, None)
    """
    parts = [part.strip() for part in _ASIDE.sub("", head).split(",")]
    marked = [part for part in parts if _SETTLEMENT_MARK.match(part)]
    names = [part for part in parts if part and part not in marked]
    words = [word.strip(".") for word in fold(names[0]).split()] if len(names) == 1 else []
    if not words or words[0] in _NO_STREET or words[0] in listed("stop_names"):
        return None
    if not words[0][:1].isalpha() or not types("district_types").keys().isdisjoint(words):
        return None  # «1447 км» would be read in any sentence
    return Title(_shown(names[0]), "", without_mark(marked[-1]) if marked else "")


def without_mark(settlement: str) -> str:
    """Return the name of a settlement without «г.», «село».

    >>> without_mark("г.Кунгур"), without_mark("пос. Ясный"), without_mark("Городище")
    ('Кунгур', 'Ясный', 'Городище')
    """
    return _SETTLEMENT_MARK.sub("", settlement)


def _named(written: str) -> tuple[str, str] | None:
    words = _WORD.findall(_GLUED.sub(". ", written))
    if len(words) < 2 or fold(words[0]).strip(".") in _NO_STREET:
        return None
    known = types("street_types")
    kinds = [known.get(fold(word).strip("."), "") for word in words]
    at = _type_at(words, kinds)
    if at is None:
        return None
    name = [_WATERS.get(word, word) for word in words[:at] + words[at + 1 :]]
    return _shown(" ".join(name)), kinds[at]


def _type_at(words: list[str], kinds: list[str]) -> int | None:
    """The first word, the last one, or one before the abbreviation of a part of the city."""
    if kinds[0]:
        return 0
    if kinds[-1]:
        return len(words) - 1
    inner = [i for i, kind in enumerate(kinds) if kind]
    part = " ".join(words[inner[0] + 1 :]) if inner else ""
    return inner[0] if _PART_OF_CITY.fullmatch(part) else None


def _shown(name: str) -> str:
    """As the places of messages are shown: without ё, not in capitals only."""
    name = name.strip("«»\"' ").replace("ё", "е").replace("Ё", "Е")
    letters = [c for c in name if c.isalpha()]
    shouting = len(letters) > 3 and name.isupper()
    return _CAPITAL.sub(_upper, name.lower()) if shouting or name.islower() else name


def _upper(match: re.Match[str]) -> str:
    return match.group().upper()
