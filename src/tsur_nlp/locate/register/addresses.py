"""From a row of a register to a spot: the names as the grammar would read them in a message."""

from __future__ import annotations

import re
from functools import lru_cache

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.reading import folded
from tsur_nlp.locate.register.spot import Spot
from tsur_nlp.locate.register.titles import lone_name, title_of, without_mark
from tsur_nlp.locate.rules.by_house import house_at
from tsur_nlp.locate.words.lexicon import types
from tsur_nlp.text.tokens import fold

_HOUSE_MARK = re.compile(r"(?i),?\s*(?:\bдом|\bд)\.?\s*(?=\d)")
_RANGE = re.compile(r"\d+-\d+")


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
    elif not street and (title := lone_name(row.get("street", ""))):
        street, kind, settlement = title
    return _spot(row, street, kind, number, settlement) if street else None


def _spot(row: dict[str, str], street: str, kind: str, number: str, settlement: str) -> Spot:
    return Spot(
        street,
        kind,
        _house(number),
        without_mark(row.get("settlement", "")) or settlement,
        row.get("municipality", ""),
        row.get("district", ""),
        _number(row.get("lat", "")),
        _number(row.get("lon", "")),
        _region(row.get("region", "")),
    )


@lru_cache(maxsize=500_000)
def _street_of(head: str) -> tuple[str, str, str]:
    """Street, type and settlement before the house: by its type word, else as in a message."""
    from tsur_nlp.locate.grammar import read

    title = title_of(head)
    if title is not None and (title.settlement or "," not in head):
        return title.name, title.type, title.settlement
    reading = read(f"{head}, д. 1")
    found = {f.kind: f for f in reading.found} if reading else {}
    street, settlement = found.get("street"), found.get("settlement")
    town = settlement.value if settlement else ""
    if title is not None:
        return title.name, title.type, town
    return (street.value, street.type, town) if street else ("", "", "")


@lru_cache(maxsize=100_000)
def _house(number: str) -> str:
    house = house_at(number, folded(number), 0)
    if house is None:
        return ""
    # «10-12» is a flat in a message; a register of houses has no flats.
    return f"{house.value}-{house.apartment}" if _RANGE.match(number) else house.value


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
