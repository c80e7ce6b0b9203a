"""The word lists of `data/words.json`, and what kind of word each word is."""

from __future__ import annotations

import csv
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"


class Kind:
    """What a word may open or be, as bits of an integer (enum flags cost ten times as much)."""

    NONE = 0
    NUMBER = 1
    STREET = 2
    SETTLEMENT = 4
    DISTRICT = 8
    HOUSE = 16
    ENTRANCE = 32
    APARTMENT = 64
    CROSSING = 128
    LANDMARK = 256
    NAME = 512
    BESIDE = 1024
    PREPOSITION = 2048
    TAIL = 4096
    STREET_NAME = 8192
    MISSPELT = 16384
    CALLED = 32768
    LED = 65536
    UNIT = 131072
    REGION = 262144
    PART = 524288


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Return the word lists as the file has them."""
    loaded: dict[str, Any] = json.loads((DATA / "words.json").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=64)
def listed(name: str) -> frozenset[str]:
    """Return one plain word list as a set."""
    return frozenset(words()[name].split())


@lru_cache(maxsize=16)
def types(name: str) -> dict[str, str]:
    """Map every form of a type word to the type: «ул» and «улице» to «улица».

    >>> types("street_types")["пр-кт"]
    'проспект'
    """
    return {form: kind for kind, forms in words()[name].items() for form in forms.split()}


@lru_cache(maxsize=20_000)
def is_organisation(word: str) -> bool:
    """Whether the word names an authority: «администрации», «губернатор»."""
    stems = listed("organisations")
    return bool(word) and (
        word in stems or word.startswith(tuple(s for s in sorted(stems) if len(s) > 4))
    )


def table(name: str) -> list[dict[str, str]]:
    """Read one of the CSV tables beside the word lists."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def kinds() -> dict[str, int]:
    """Map the words of the lists to their kinds."""
    found: dict[str, int] = {}
    for kind, forms in (
        (Kind.PREPOSITION, ("на", "по", "вдоль", "сторону", "стороны", "до", "от")),
        (Kind.UNIT, ("го", "мо", "о")),
        (Kind.STREET, types("street_types")),
        (Kind.SETTLEMENT, types("settlement_types")),
        (Kind.DISTRICT, types("district_types")),
        (Kind.LANDMARK, types("landmark")),
        (Kind.CALLED, types("numbered_landmark")),
        (Kind.CALLED, types("called_landmark")),
        (Kind.CALLED, listed("roads")),
        (Kind.HOUSE, listed("house")),
        (Kind.ENTRANCE, listed("entrance")),
        (Kind.APARTMENT, listed("apartment")),
        (Kind.CROSSING, listed("crossing")),
    ):
        for form in forms:
            found[form] = found.get(form, 0) | kind
    return found
