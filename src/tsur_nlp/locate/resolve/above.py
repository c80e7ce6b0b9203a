"""What stands above a place: settlement, municipality with its OKTMO, region; and its point."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from tsur_nlp.locate.gazetteer import Gazetteer, Unit
from tsur_nlp.locate.reading import Found
from tsur_nlp.locate.register import Register
from tsur_nlp.locate.resolve.polygons import DISTRICT, MUNICIPALITY, Area
from tsur_nlp.locate.words.morph import ADJECTIVE
from tsur_nlp.locate.words.place_words import VILLAGES
from tsur_nlp.text.tokens import fold

_MUNICIPAL_WORDS = ("муниципальн", "городской округ", "поселение", "г.о.", "м.о.")


def unit_of(
    values: dict[str, Any], settlement: Found | None, region: str, register: Register | None
) -> Unit | None:
    """Return the settlement or municipality that the place names, where it is known which one."""
    if settlement is not None:
        best = _best(settlement, region, register)
        return Gazetteer.load().settlement_unit(best) if best is not None else None
    if values.get("municipality"):
        return municipality(values["municipality"], region)
    return None


def _best(settlement: Found, region: str, register: Register | None) -> int | None:
    """Of namesakes the one of the region; else the most populous, unless it cannot be meant.

    «посёлок Октябрьский», or a settlement of the user's register, is not the city of another
    region.
    """
    gazetteer, numbers = Gazetteer.load(), settlement.numbers
    best = gazetteer.best_settlement(numbers, region)
    if best is not None or not numbers:
        return best
    here = settlement.type in VILLAGES or bool(register and register.holds(settlement.value))
    # «Дзержинский, Ленина 90» is the district of a city here, not a town elsewhere
    here |= bool(region) and not settlement.type and settlement.value.endswith(ADJECTIVE)
    big = gazetteer.is_big(numbers[0]) and not here
    return numbers[0] if big or not region else None


@lru_cache(maxsize=4096)
def municipality(name: str, region: str) -> Unit | None:
    """Find a municipality by its name; None where several are called so."""
    return Gazetteer.load().municipality(name, region)


@lru_cache(maxsize=4096)
def _own_municipality(settlement: str, region: str) -> Unit | None:
    """Return the municipality that has its name from the town: of Губаха, of Кунгур."""
    return Gazetteer.load().municipality_around(settlement, region)


@lru_cache(maxsize=1024)
def is_region_too(settlement: str) -> bool:
    """Whether the city is a region, so that other towns lie in it: Moscow, St Petersburg."""
    unit = Gazetteer.load().region(settlement)
    return unit is not None and fold(unit.name) == fold(settlement)


def fill_above(values: dict[str, Any], unit: Unit | None, region: str) -> None:
    """Add the region, and the municipality that is called after its town.

    ``region`` is that of the messages; where none is given nothing is added.
    """
    if not region or values["precision"] == "none":
        return
    values.setdefault("region", unit.region if unit else region)
    if unit and unit.kind == "settlement":
        own = _own_municipality(unit.name, unit.region)
        if own is not None:
            values.setdefault("municipality", own.name)


def fill_areas(values: dict[str, Any], areas: Iterable[Area], region: str) -> None:
    """Add the district and the municipality in whose boundaries the point lies."""
    for area in areas:
        kind = _said(area.name) or area.kind
        kind = kind or _kind(area.name, values.get("region") or region, values)
        if kind == DISTRICT and not values.get("district"):
            bare = " ".join(w for w in area.name.split() if fold(w) != "район")
            values["district"], values["district_type"] = bare or area.name, "район"
        elif kind == MUNICIPALITY and not values.get("municipality"):
            values["municipality"] = area.name


def _said(name: str) -> str:
    """The kind that the name says itself: «Белоярский муниципальный район», under whatever key."""
    return MUNICIPALITY if any(word in fold(name) for word in _MUNICIPAL_WORDS) else ""


def _kind(name: str, region: str, values: dict[str, Any]) -> str:
    """What an area is by its name; one that nothing is known of is the level that is missing."""
    gazetteer, low = Gazetteer.load(), fold(name)
    bare = low.replace("район", "").strip()
    in_city, unit = bare in gazetteer.districts, gazetteer.has_municipality(bare, region)
    if in_city != unit:
        return DISTRICT if in_city else MUNICIPALITY
    if "район" in low and not unit:
        return DISTRICT
    return DISTRICT if values.get("municipality") else MUNICIPALITY


def oktmo(values: dict[str, Any], unit: Unit | None, region: str) -> str:
    """Return the code of the municipality, where the place says which one it is."""
    if not values.get("municipality"):
        return ""
    where = values.get("region") or (unit.region if unit else "") or region
    found = municipality(values["municipality"], where)
    return found.oktmo if found else ""
