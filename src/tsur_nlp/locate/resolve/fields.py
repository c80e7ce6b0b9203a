"""What a draft says, as the fields of a place: before anything is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tsur_nlp.locate.assemble import Draft
from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.reading import Found
from tsur_nlp.locate.words.place_words import VILLAGES
from tsur_nlp.text.tokens import fold

TYPED = {"district": "district_type", "settlement": "settlement_type", "street": "street_type"}
LEVELS = ("street", "district", "settlement", "municipality", "region")


def fields(draft: Draft, region: str, towns: frozenset[str]) -> dict[str, Any]:
    """Return the fields that the text names, and how far down they go."""
    values: dict[str, Any] = {}
    for kind, found in draft.parts.items():
        values[kind] = found.value
        if kind in TYPED:
            values[TYPED[kind]] = found.type
    street, district = draft.parts.get("street"), draft.parts.get("district")
    if street and street.house:
        values["house"] = street.house
        values.setdefault("apartment", street.apartment)
    if district and not district.certain and _is_rural(district.value, region, towns, draft.parts):
        values["municipality"] = f"{values.pop('district')} {values.pop('district_type')}"
    values["precision"] = precision(values)
    return values


def precision(values: Mapping[str, Any]) -> str:
    """Return the deepest level that is named; a house needs something to stand in."""
    for level in LEVELS:
        if values.get(level):
            housed = values.get("house") and level in ("street", "district", "settlement")
            return "house" if housed else level
    return "none"


@lru_cache(maxsize=4096)
def _district_of(name: str, region: str, towns: frozenset[str]) -> tuple[bool, bool]:
    """Whether a city of the text, and whether a city of the region, has a district of that name."""
    gazetteer = Gazetteer.load()
    cities = [
        city for city, kind, _ in gazetteer.districts.get(fold(name), ()) if kind != "микрорайон"
    ]
    here = [
        c
        for c in cities
        if region and (unit := gazetteer.settlement(c, region)) and unit.region == region
    ]
    return bool(towns & set(cities)), bool(here)


def _is_rural(name: str, region: str, towns: frozenset[str], parts: Mapping[str, Found]) -> bool:
    """Whether «Советский район» is a municipality here, not a part of a city."""
    in_text, in_region = _district_of(name, region, towns)
    if in_text:
        return False
    settlement = parts.get("settlement")
    if settlement is not None and settlement.type in VILLAGES:
        return True
    return bool(region) and not in_region and Gazetteer.load().has_municipality(fold(name), region)
