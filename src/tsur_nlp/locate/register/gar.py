"""The rows of the ГАР (ФИАС): streets and houses under the names of columns of a register.

Which object stands above which is written in the ``PATH`` of a hierarchy's item, so that no tree
has to be built: the municipal hierarchy is read first, the administrative one for what it lacks.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.register.gar_files import HIERARCHIES, Files, by_region, records
from tsur_nlp.locate.words.lexicon import table

REGION, COUNTY, MUNICIPALITY, PART, CITY, SETTLEMENT, STREET = "1", "2", "3", "4", "5", "6", "8"
LEVELS = frozenset((REGION, COUNTY, MUNICIPALITY, PART, CITY, SETTLEMENT, STREET))

Row = dict[str, str]


class Unit(NamedTuple):
    """An object above the houses: its level in the ГАР, name and short type."""

    level: str
    name: str
    type: str


class Houses(NamedTuple):
    """Sorted numbers of houses as objects, and what is written on each of them."""

    ids: memoryview
    codes: memoryview
    numbers: list[str]


def rows(path: Path) -> Iterator[Row]:
    """Rows of every region of the delivery; one region is in memory at a time."""
    for files in by_region(path).values():
        yield from _rows(files)


def _rows(files: Files) -> Iterator[Row]:
    units, houses = _units(files), _houses(files)
    streets = {number for number, unit in units.items() if unit.level == STREET}
    unseen, above = bytearray(b"\x01") * len(houses.ids), _Above(units)
    for item in _items(files):
        own, path = int(item["OBJECTID"]), item["PATH"]
        at = bisect_left(houses.ids, own)
        if at < len(houses.ids) and houses.ids[at] == own:
            row = above[path.rpartition(".")[0]]
            if row and unseen[at]:
                unseen[at] = 0
                yield {**row, "house": houses.numbers[houses.codes[at]]}
        elif own in streets and (row := above[path]):
            streets.remove(own)
            yield row


def _items(files: Files) -> Iterator[Mapping[str, str]]:
    for hierarchy in HIERARCHIES:
        yield from (i for i in records(files.get(hierarchy, [])) if i.get("ISACTIVE") == "1")


def _units(files: Files) -> dict[int, Unit]:
    return {
        int(record["OBJECTID"]): Unit(record["LEVEL"], record["NAME"], record["TYPENAME"])
        for record in records(files["ADDR_OBJ"])
        if record["LEVEL"] in LEVELS and _is_live(record)
    }


def _houses(files: Files) -> Houses:
    additions = _values("addition") | {
        record["ID"]: record["NAME"].lower() for record in records(files.get("ADDHOUSE_TYPES", []))
    }
    ids, codes = array("q"), array("i")
    numbers: dict[str, int] = {}
    for record in records(files["HOUSES"]):
        if _is_live(record) and record.get("HOUSETYPE") not in _values("no_house"):
            ids.append(int(record["OBJECTID"]))
            codes.append(numbers.setdefault(_written(record, additions), len(numbers)))
    order = np.argsort(ids, kind="stable")
    return Houses(np.asarray(ids)[order].data, np.asarray(codes)[order].data, list(numbers))


def _is_live(record: Mapping[str, str]) -> bool:
    return record.get("ISACTUAL") == "1" and record.get("ISACTIVE") == "1"


def _written(record: Mapping[str, str], additions: Mapping[str, str]) -> str:
    """«5 корпус 2 строение 1»: the reader of numbers makes of it what it makes of a message."""
    parts = [record.get("HOUSENUM", "")]
    for i in ("1", "2"):
        if record.get(f"ADDNUM{i}"):
            parts += [additions.get(record.get(f"ADDTYPE{i}", ""), ""), record[f"ADDNUM{i}"]]
    return " ".join(part for part in parts if part)


class _Above(dict[str, Row]):
    """What a path says of the street, the settlement and the rest; empty without a street."""

    def __init__(self, units: dict[int, Unit]) -> None:
        self._units = units

    def __missing__(self, path: str) -> Row:
        chain = (self._units.get(int(number)) for number in path.split(".") if number)
        by_level = {unit.level: unit for unit in chain if unit}
        row = self[path] = _row(by_level) if STREET in by_level else {}
        return row


def _row(by_level: dict[str, Unit]) -> Row:
    street, region = by_level[STREET], by_level.get(REGION)
    called = _region(region.name, region.type) if region else ""
    settlement = by_level.get(SETTLEMENT) or by_level.get(CITY)
    if settlement is None and region and region.type.startswith("г"):
        settlement = region  # Moscow, St Petersburg, Sevastopol
    unit = by_level.get(MUNICIPALITY) or by_level.get(COUNTY)
    part = by_level.get(PART)
    return {
        "region": called,
        "municipality": _municipality(unit.name, unit.type, called) if unit else "",
        "district": part.name if part and _key(part.type) in _values("district") else "",
        "settlement": settlement.name if settlement else "",
        "street": f"{street.type} {street.name}",
        "name": street.name,
        "type": street.type,
    }


@lru_cache(maxsize=500)
def _region(name: str, kind: str) -> str:
    gazetteer = Gazetteer.load()
    unit = gazetteer.region(f"{name} {kind.rstrip('.')}") or gazetteer.region(name)
    return unit.name if unit else f"{name} {kind}"


@lru_cache(maxsize=20_000)
def _municipality(name: str, kind: str, region: str) -> str:
    """The gazetteer's name where it has one, so that a place is called the same with any register.

    A type that is not in the table (a city above which there is no district) adds nothing.
    """
    full = f"{name} {_values('municipality').get(_key(kind), '')}".strip()
    unit = Gazetteer.load().municipality(full, region)
    return unit.name if unit else full


def _key(kind: str) -> str:
    return kind.lower().strip(" .")


@lru_cache(maxsize=4)
def _values(role: str) -> dict[str, str]:
    return {row["name"]: row["value"] for row in table("gar_types") if row["role"] == role}
