"""From a row of a register to a spot: the names as the grammar would read them in a message."""

from __future__ import annotations

import re
from functools import lru_cache

from tsur_nlp.locate.by_house import house_at
from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.lexicon import types
from tsur_nlp.locate.reading import folded
from tsur_nlp.locate.register.spot import Spot
from tsur_nlp.text.tokens import fold

_HOUSE_MARK = re.compile(r"(?i),?\s*(?:\bдом|\bд)\.?\s*(?=\d)")
_SETTLEMENT_MARK = re.compile(
    r"(?i)^(?:г|п|с|д|рп|р\.п|пгт|ст\.п|с\.п|ст|х|пос|дер|город|село|деревня|посёлок|поселок)\.?\s+"
)


def spot_of(row: dict[str, str]) -> Spot | None:
    """Return the house of a row, None where it has no street."""
    head, number = row.get("street", ""), row.get("house", "")
    if not head:
        parts = _HOUSE_MARK.split(row.get("address", ""), maxsplit=1)
        head, number = parts[0], parts[1] if len(parts) == 2 else ""
    street, kind, settlement = _street_of(head)
    if not street and row.get("name"):
        street, kind = row["name"], _street_type(row.get("type", ""))
        if not kind:
            return None
    return _spot(row, street, kind, number, settlement) if street else None


def _spot(row: dict[str, str], street: str, kind: str, number: str, settlement: str) -> Spot:
    return Spot(
        street,
        kind,
        _house(number),
        _SETTLEMENT_MARK.sub("", row.get("settlement", "")) or settlement,
        row.get("municipality", ""),
        row.get("district", ""),
        _number(row.get("lat", "")),
        _number(row.get("lon", "")),
        _region(row.get("region", "")),
    )


@lru_cache(maxsize=500_000)
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


@lru_cache(maxsize=100_000)
def _house(number: str) -> str:
    house = house_at(number, folded(number), 0)
    return house.value if house else ""


def _street_type(written: str) -> str:
    """«ул.» → «улица»; empty for a garage cooperative or a garden."""
    return types("street_types").get(fold(written).strip(" ."), "")


@lru_cache(maxsize=1000)
def _region(name: str) -> str:
    unit = Gazetteer.load().region(name) if name else None
    return unit.name if unit else ""  # an empty one fits every region


def _number(value: str) -> float | None:
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        return None
    return number if -180 <= number <= 180 else None
