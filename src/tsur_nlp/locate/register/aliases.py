"""What else the streets of a register are called: as the grammar reads them, and in short.

«переулок Каховского» may be read as «Каховский», «улица Рихарда Зорге» is «Зорге» to those who live
there. The first is the same name; the second is one only where a house says which street it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.locate.register.spot import compact
from tsur_nlp.locate.register.strings import Strings

SHORTEST = 4
"""Letters of a part of a name that may stand for it."""
_ORDINAL = re.compile(r"\d+-[а-я]{1,2}")
_PART_OF_CITY = re.compile(r"\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.?$")
_ENDS = ("ая", "ой", "ый", "ий", "ое")
_ADJECTIVE = re.compile(r"(?:ая|ой|ый|ий|ое)$")
_WATERS = frozenset(("канала", "реки", "острова", "залива"))


class Street(NamedTuple):
    """A name of the register: its number, as shown, and a type it has."""

    number: int
    name: str
    type: str


def index(streets: Iterable[Street]) -> dict[str, NDArray[Any]]:
    """Map other names to the numbers of the names they stand for, as arrays."""
    streets = list(streets)
    return {**_arrays("reading", streets, readings), **_arrays("part", streets, parts)}


def _arrays(
    name: str, streets: list[Street], spelled: Callable[[str, str], set[str]]
) -> dict[str, NDArray[Any]]:
    owners: dict[str, set[int]] = {}
    for street in streets:
        for other in spelled(street.name, street.type):
            owners.setdefault(compact(other), set()).add(street.number)
    keys = Strings.of(owners)
    numbers = [sorted(owners[key]) for key in keys.all()]
    return {
        **keys.parts(name),
        f"{name}_names": np.array([n for own in numbers for n in own], dtype=np.int32),
        f"{name}_name_ends": np.cumsum([0, *map(len, numbers)], dtype=np.int64),
    }


class Aliases:
    """The other names of one sort, opened."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], name: str) -> None:
        self._keys = Strings.stored(arrays, name)
        self._names = np.asarray(arrays[f"{name}_names"])
        self._ends = np.asarray(arrays[f"{name}_name_ends"])

    def names(self, key: str) -> list[int]:
        """Return the numbers of the names that a key may stand for."""
        i = self._keys.find(key)
        return [] if i < 0 else self._names[self._ends[i] : self._ends[i + 1]].tolist()


def readings(name: str, kind: str) -> set[str]:
    """Return the same name as the grammar may read it, and with its number at the other end."""
    from tsur_nlp.locate.grammar import read

    found = {f"{kind} {name}"} if kind else set()
    for text in (f"{kind} {name}, д. 1", f"{name} {kind}, д. 1"):
        reading = read(text)
        streets = [f.value for f in reading.found if f.kind == "street"] if reading else []
        if len(streets) == 1 and len(streets[0].split()) >= len(name.split()):
            found.add(streets[0])
    words = name.split()
    if len(words) > 1:
        for moved in (words[1:] + words[:1], words[-1:] + words[:-1]):
            if _ORDINAL.fullmatch(moved[0]) or _ORDINAL.fullmatch(moved[-1]):
                found.add(" ".join(moved))
    return found


def parts(name: str, _: str = "") -> set[str]:
    """Return what a long name is cut down to.

    >>> sorted(parts("Маршала Блюхера")), sorted(parts("Большой В.О."))
    (['Блюхера', 'М. Блюхера'], ['Большой'])
    >>> sorted(parts("Антонова-Овсеенко")), sorted(parts("Обводного канала"))
    (['Антонова', 'Овсеенко'], ['О. канала', 'Обводного'])
    """
    if whole := _PART_OF_CITY.search(name):
        return {name[: whole.start()]}
    words = name.split()
    found = {" ".join(words[i:]) for i in range(1, len(words)) if _may_stand(words[i])}
    if len(words) > 1 and words[-1] in _WATERS:
        found.add(" ".join(words[:-1]))
    if len(words) > 1 and words[0][0].isalpha():
        found.add(f"{words[0][0]}. {' '.join(words[1:])}")
        found.add(" ".join([*(f"{word[0]}." for word in words[:-1]), words[-1]]))
    if _ADJECTIVE.search(words[0]):  # «Заводской 30» of a message has no gender of its own
        found |= {" ".join([words[0][:-2] + end, *words[1:]]) for end in _ENDS} - {name}
    halves = name.split("-")
    if len(words) == 1 and len(halves) > 1:
        found |= {half for half in (halves[0], halves[-1]) if _may_stand(half)}
    return found


def _may_stand(word: str) -> bool:
    return len(word) >= SHORTEST and word[0].isalpha() and word not in _WATERS
