"""From a draft to a record: which settlement of that name, its region, its point, its precision.

Without a region, a register or boundaries a place holds only what the text names. A point is given
where it is as exact as the names: a street without a register has none, not its city's centre.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from tsur_nlp.errors import InputError
from tsur_nlp.locate.assemble import Draft
from tsur_nlp.locate.gazetteer import Gazetteer, Unit
from tsur_nlp.locate.polygons import Boundaries
from tsur_nlp.locate.reading import Context
from tsur_nlp.locate.register import Register, Where
from tsur_nlp.locate.register.fill import fill
from tsur_nlp.records import Place
from tsur_nlp.text.tokens import fold

TYPED = {"district": "district_type", "settlement": "settlement_type", "street": "street_type"}
LEVELS = ("street", "district", "settlement", "municipality", "region")
VILLAGES = frozenset(("село", "деревня", "посёлок", "хутор", "станица", "рабочий посёлок", "аул"))


class Resolver:
    """Turns drafts into places."""

    def __init__(
        self,
        *,
        region: str = "",
        addresses: str | Path | None = None,
        boundaries: str | Path | None = None,
    ) -> None:
        self.region = _region(region) if region else ""
        self.register = Register.load(addresses) if addresses else None
        self.boundaries = Boundaries.load(boundaries) if boundaries else None
        streets = self.register.names() if self.register else frozenset()
        self.context = Context(self.region, streets, self.register)

    def places(self, drafts: Iterable[Draft], text: str, *, area: str = "") -> list[Place]:
        """Return a place for each draft; ``area`` is what the export says beside the text."""
        drafts = list(drafts)
        named, towns = "", set()
        for draft in drafts:
            if not named and "region" in draft.parts:
                named = draft.parts["region"].value
            if "settlement" in draft.parts:
                towns.add(draft.parts["settlement"].value)
        cities = frozenset(towns)
        where = Where(region=named or self.region, area=area)
        return [self._place(draft, text, where, cities) for draft in drafts]

    def _place(self, draft: Draft, text: str, where: Where, towns: frozenset[str]) -> Place:
        parts = draft.parts
        values: dict[str, Any] = {}
        for kind, found in parts.items():
            values[kind] = found.value
            if kind in TYPED:
                values[TYPED[kind]] = found.type
        street = parts.get("street")
        if street and street.house:
            values["house"] = street.house
            values.setdefault("apartment", street.apartment)
        district = parts.get("district")
        region = where.region
        if district and not district.certain and _is_rural(district.value, region, towns, parts):
            values["municipality"] = f"{values.pop('district')} {values.pop('district_type')}"
        values["precision"] = _precision(values)
        self._put_on_map(values, draft, where)
        return Place(**values, start=draft.start, end=draft.end, text=text[draft.start : draft.end])

    def _put_on_map(self, values: dict[str, Any], draft: Draft, where: Where) -> None:
        """Fill the point and what stands above the place, as far as they are certain."""
        if self.register and values.get("street"):
            fill(values, self.register, where)
        unit = self._unit(values, draft, where.region)
        if unit is not None and values["precision"] == unit.kind:
            values.setdefault("lat", unit.lat)
            values.setdefault("lon", unit.lon)
        if self.region and values["precision"] != "none":
            values.setdefault("region", unit.region if unit else self.region)
        if self.region and unit and unit.kind == "settlement":
            own = _municipality(unit.name, unit.region)
            if own is not None and fold(own.name) == fold(unit.name):
                values.setdefault("municipality", own.name)
        if (
            self.boundaries
            and values.get("lat") is not None
            and values["precision"] != "municipality"
        ):
            self._from_boundaries(values, self.boundaries.at(values["lat"], values["lon"]))

    def _unit(self, values: dict[str, Any], draft: Draft, region: str) -> Unit | None:
        """The settlement or municipality that the place names."""
        gazetteer = Gazetteer.load()
        settlement = draft.parts.get("settlement")
        if settlement is not None:
            best = gazetteer.best_settlement(settlement.numbers, region)
            if best is None and not region and settlement.numbers:
                best = settlement.numbers[0]
            if best is None and settlement.numbers and gazetteer.is_big(settlement.numbers[0]):
                best = settlement.numbers[0]
            return gazetteer.settlement_unit(best) if best is not None else None
        if values.get("municipality"):
            return _municipality(values["municipality"], region)
        return None

    @staticmethod
    def _from_boundaries(values: dict[str, Any], name: str) -> None:
        if not name:
            return
        bare = fold(name).replace("район", "").strip()
        if bare in Gazetteer.load().districts and not Gazetteer.load().has_municipality(bare):
            if not values.get("district"):
                values["district"], values["district_type"] = (
                    name.replace("район", "").strip(),
                    "район",
                )
        elif not values.get("municipality"):
            values["municipality"] = name


_ALIKE = 0.7
"""How alike two names are of which one may be meant for the other (difflib's ratio)."""


def _region(name: str) -> str:
    """The official name of a region, or an error that names the closest one."""
    gazetteer = Gazetteer.load()
    unit = gazetteer.region(name)
    if unit is not None:
        return unit.name
    raise InputError(
        f"no region is called «{name}»: give a region of Russia by its name or a usual short "
        f"form{_hint(name, gazetteer)}"
    )


def _hint(name: str, gazetteer: Gazetteer) -> str:
    """Name the region that may be meant: that of the town, or the one that is spelt alike."""
    town = gazetteer.settlement(name)
    if town is not None and town.region:
        return f"; {town.name} is in «{town.region}»"
    close = get_close_matches(fold(name), gazetteer.region_forms, n=1, cutoff=_ALIKE)
    if not close:
        return ""
    return f"; the closest is «{gazetteer.region_name(gazetteer.region_forms[close[0]])}»"


@lru_cache(maxsize=4096)
def _municipality(name: str, region: str) -> Unit | None:
    return Gazetteer.load().municipality(name, region)


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


def _is_rural(name: str, region: str, towns: frozenset[str], parts: dict[str, Any]) -> bool:
    """Whether «Советский район» is a municipality here, not a part of a city."""
    in_text, in_region = _district_of(name, region, towns)
    if in_text:
        return False
    settlement = parts.get("settlement")
    if settlement is not None and settlement.type in VILLAGES:
        return True
    return bool(region) and not in_region and Gazetteer.load().has_municipality(fold(name), region)


def _precision(values: dict[str, Any]) -> str:
    if values.get("house") and (
        values.get("street") or values.get("district") or values.get("settlement")
    ):
        return "house"
    for level in LEVELS:
        if values.get(level):
            return level
    return "none"
