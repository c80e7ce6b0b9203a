"""Which district a town is the centre of, where the district is called after it.

«Чернушинский городской округ» has its name from Чернушка, «Осинский» from Оса.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from _municipalities import Municipality

from tsur_nlp.text import fold

NEAR_DEGREES = 0.6
LEAST_PEOPLE = 1_000
OTHER_LETTERS = 2
"""Letters at the end of a town's name, and of the adjective's stem, that may differ."""
_ADJECTIVE = re.compile(r"([а-я-]{2,}?)(?:ский|цкий|ный)\b")


class Place(Protocol):
    """What is asked of a town."""

    @property
    def name(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def people(self) -> int: ...
    @property
    def region(self) -> int: ...
    @property
    def municipality(self) -> int: ...


def districts_of(towns: Sequence[Place], units: Sequence[Municipality]) -> dict[int, int]:
    """Map the numbers of towns to those of the districts that are called after them.

    A district has one: of several the most populous. A town that is a municipality itself is not
    asked about.
    """
    taken = {town.municipality for town in towns}
    free = [(i, unit) for i, unit in enumerate(units) if i not in taken and not unit.town]
    found: dict[int, int] = {}
    for number, unit in free:
        stem = _ADJECTIVE.match(fold(unit.shown))
        if stem is None:
            continue
        mine = _near(unit, stem[1], towns)
        if mine:
            found.setdefault(max(mine, key=lambda i: towns[i].people), number)
    return found


def _near(unit: Municipality, stem: str, towns: Iterable[Place]) -> list[int]:
    return [
        i
        for i, town in enumerate(towns)
        if town.region == unit.region
        and town.municipality < 0
        and town.people >= LEAST_PEOPLE
        and _of_one_stem(fold(town.name), stem)
        and _apart(unit, town) < NEAR_DEGREES
    ]


def _of_one_stem(town: str, stem: str) -> bool:
    shared = 0
    while shared < min(len(town), len(stem)) and town[shared] == stem[shared]:
        shared += 1
    return shared > 1 and shared >= max(len(town), len(stem)) - OTHER_LETTERS


def _apart(unit: Municipality, town: Place) -> float:
    scale = math.cos(math.radians(unit.lat))
    return math.hypot(unit.lat - town.lat, (unit.lon - town.lon) * scale)
