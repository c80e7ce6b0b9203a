"""A house of a register, and the keys by which names of a register are compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tsur_nlp.locate.words.lexicon import listed, types
from tsur_nlp.text.tokens import fold


@dataclass(frozen=True, slots=True)
class Spot:
    """A house of the register, or a whole street when ``house`` is empty."""

    street: str
    street_type: str
    house: str
    settlement: str
    municipality: str
    district: str
    lat: float | None
    lon: float | None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """What is known of a place beside its street: from the text, the settings, the export.

    ``area`` is a municipality, a district or a settlement.
    """

    settlement: str = ""
    district: str = ""
    region: str = ""
    area: str = ""


ANYWHERE = Where()


class Match(NamedTuple):
    """What a register says of a place: one spot, or the candidates; by which way it was found."""

    spot: Spot | None = None
    way: str = ""
    candidates: tuple[Spot, ...] = ()


NO_MATCH = Match()


def compact(name: str) -> str:
    r"""Return the key of a street or a house: spaces, dots and the kind of slash do not matter.

    >>> compact("Н. Кузнецова"), compact("5\\2 к1")
    ('нкузнецова', '5/2к1')
    """
    return fold(name).replace(" ", "").replace(".", "").replace("\\", "/")


@lru_cache(maxsize=100_000)
def bare(name: str) -> str:
    """Return the key of a settlement, district or municipality: without the words of its kind.

    >>> bare("Выборгский район"), bare("г. Кунгур"), bare("Район")
    ('выборгский', 'кунгур', 'район')
    """
    words = fold(name).replace("р-н", "район").replace(".", " ").split()
    kinds = types("settlement_types").keys() | types("district_types").keys() | listed("unit_words")
    own = [word for word in words if word not in kinds]
    return " ".join(own or words)
