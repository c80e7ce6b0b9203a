"""A user's register of houses: CSV in, an index by street and house out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from tsur_nlp.errors import InputError
from tsur_nlp.locate.by_house import house_at
from tsur_nlp.locate.reading import folded
from tsur_nlp.locate.register_file import rows
from tsur_nlp.text.tokens import fold

_HOUSE_MARK = re.compile(r"(?i),?\s*(?:\bдом|\bд)\.?\s*(?=\d)")
_SETTLEMENT_MARK = re.compile(
    r"(?i)^(?:г|п|с|д|рп|р\.п|пгт|ст\.п|с\.п|ст|х|пос|дер|город|село|деревня|посёлок|поселок)\.?\s+"
)


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


@dataclass(slots=True)
class Register:
    """Houses by the folded name of their street."""

    streets: dict[str, list[Spot]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: str | Path) -> Register:
        """Read a CSV register.

        Raises:
            InputError: there is no such file, or it has neither an address nor a street column.
        """
        register = cls()
        for row in rows(Path(path)):
            spot = _spot(row)
            if spot is not None:
                register.streets.setdefault(_key(spot.street), []).append(spot)
        if not register.streets:
            raise InputError(f"{path}: no row holds a street; fill the column street or address")
        return register

    def names(self) -> frozenset[str]:
        """Return the folded names of all streets, as the grammar compares them."""
        return frozenset(fold(spots[0].street) for spots in self.streets.values())

    def find(
        self, street: str, house: str, *, kind: str = "", settlement: str = "", district: str = ""
    ) -> Spot | None:
        """Return the one house, or street, that fits; None when none or several do."""
        spots = self.streets.get(_key(street), [])
        for name, value in (
            ("settlement", settlement),
            ("street_type", kind),
            ("district", district),
        ):
            if value:
                fitting = [s for s in spots if fold(getattr(s, name)) in (fold(value), "")]
                spots = fitting if fitting or name == "settlement" else spots
        exact = [s for s in spots if house and _key(s.house) == _key(house)]
        if not exact and house:
            number = re.match(r"\d+", house)
            exact = (
                [s for s in spots if number and s.house == number.group()]
                if "к" not in house
                else []
            )
        return _one(exact) if exact else _street(spots, house)


def _one(spots: list[Spot]) -> Spot | None:
    first = spots[0]
    same = all(
        (s.settlement, s.street_type) == (first.settlement, first.street_type) for s in spots
    )
    return first if same else None


def _street(spots: list[Spot], house: str) -> Spot | None:
    """The street as a whole: what all of its houses share, and their middle."""
    if not spots or len({(s.settlement, s.street_type) for s in spots}) > 1:
        return None
    first = spots[0]
    districts, units = {s.district for s in spots}, {s.municipality for s in spots}
    points = [(s.lat, s.lon) for s in spots if s.lat is not None and s.lon is not None]
    return Spot(
        first.street,
        first.street_type,
        "",
        first.settlement,
        first.municipality if len(units) == 1 else "",
        first.district if len(districts) == 1 else "",
        sum(p[0] for p in points) / len(points) if points else None,
        sum(p[1] for p in points) / len(points) if points else None,
    )


def _spot(row: dict[str, str]) -> Spot | None:
    head, number = row.get("street", ""), row.get("house", "")
    if not head:
        parts = _HOUSE_MARK.split(row.get("address", ""), maxsplit=1)
        head, number = parts[0], parts[1] if len(parts) == 2 else ""
    street, kind, settlement = _street_of(head)
    if not street:
        return None
    house = house_at(number, folded(number), 0)
    named = _SETTLEMENT_MARK.sub("", row.get("settlement", "")) or settlement
    lat, lon = _number(row.get("lat", "")), _number(row.get("lon", ""))
    return Spot(
        street,
        kind,
        house.value if house else "",
        named,
        row.get("municipality", ""),
        row.get("district", ""),
        lat,
        lon,
    )


@lru_cache(maxsize=100_000)
def _street_of(head: str) -> tuple[str, str, str]:
    """Street, type and settlement that the grammar reads in the text before the house."""
    from tsur_nlp.locate.grammar import read

    reading = read(f"{head}, д. 1")
    found = {f.kind: f for f in reading.found} if reading else {}
    street, settlement = found.get("street"), found.get("settlement")
    return (
        street.value if street else "",
        street.type if street else "",
        settlement.value if settlement else "",
    )


def _number(value: str) -> float | None:
    try:
        return float(value.replace(",", "."))
    except ValueError:
        return None


def _key(name: str) -> str:
    return fold(name).replace(" ", "").replace(".", "").replace("\\", "/")
