"""Municipalities under their present names, with every key by which they are found."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tsur_nlp.locate.gazetteer.unit_names import bare, kind_words
from tsur_nlp.text import fold

DATA = Path(__file__).parents[1] / "src" / "tsur_nlp" / "locate" / "data"
NOT_TOWNS = ("район", "округ", "улус", "кожуун", "образование")


@dataclass(frozen=True)
class Municipality:
    """A row of the table: what it is called now, its keys, its town, its point and people."""

    oktmo: str
    official: str
    shown: str
    region: int
    keys: tuple[str, ...]
    town: str
    lat: float
    lon: float
    people: int


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a table as rows of text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def municipalities(path: Path, regions: list[dict[str, str]]) -> list[Municipality]:
    """Rosstat's table, with the kinds and names that units have now."""
    numbers = _numbers(regions)
    renamed = {
        (row["region"], fold(adjective)): row["kind"]
        for row in read_csv(DATA / "renamed.csv")
        for adjective in row["adjectives"].split("|")
    }
    named = {row["oktmo"]: row for row in read_csv(DATA / "municipality_names.csv")}
    return [_municipality(row, numbers, renamed, named) for row in read_csv(path)]


def _municipality(
    row: dict[str, str],
    numbers: Mapping[str, int],
    renamed: Mapping[tuple[str, str], str],
    named: Mapping[str, dict[str, str]],
) -> Municipality:
    official, short, oktmo = row["name"], row["short_name"], row["oktmo"].zfill(8)
    also, town = [short], "" if any(word in short for word in NOT_TOWNS) else short
    shown = short
    if oktmo in named:
        now = named[oktmo]
        shown, town, also = now["name"], now["town"], now["also"].split("|")
    elif kind := _new_kind(row, renamed):
        shown = f"{_adjective(row)} {kind}"
    keys = dict.fromkeys(bare(name) for name in (official, shown, *filter(None, also)))
    if shown != short and bare(shown) != bare(official):
        official = shown if _says_kind(shown) else f"городской округ {shown}"
    elif shown != short and kind_words(shown):
        official = shown
    place = float(row["lat"]), float(row["lon"]), int(row["population"])
    region = numbers[row["region"]]
    return Municipality(oktmo, official, shown, region, tuple(keys), town, *place)


def _says_kind(name: str) -> bool:
    return any(word in name for word in NOT_TOWNS)


def _new_kind(row: dict[str, str], renamed: Mapping[tuple[str, str], str]) -> str:
    """The kind of a former district; cities of the same adjective keep theirs."""
    territory = "район" in row["name"] or _says_kind(row["short_name"])
    return renamed.get((row["region"], fold(_adjective(row))), "") if territory else ""


def _adjective(row: dict[str, str]) -> str:
    """«Чусовской» of «Чусовской муниципальный район», «Анивский» of «Городской округ Анивский»."""
    first = row["name"].split()[0]
    return row["short_name"].split()[0] if fold(first) == "городской" else first


def _numbers(regions: list[dict[str, str]]) -> dict[str, int]:
    """The number of every region by its name in the table of Rosstat."""
    number = {r["name"]: i for i, r in enumerate(regions)}
    number |= {alias: i for i, r in enumerate(regions) for alias in r["aliases"].split("|")}
    number["Ханты-Мансийский автономный округ"] = number["хмао"]
    number["Кемеровская область"] = number["кузбасс"]
    number["Республика Северная Осетия"] = number["осетия"]
    return number


def table(units: list[Municipality]) -> dict[str, Any]:
    """The table that `tsur_nlp.locate.gazetteer.municipalities` reads."""
    keys: dict[str, list[int]] = {}
    for i, unit in enumerate(units):
        for key in unit.keys:
            keys.setdefault(key, []).append(i)
    number = {unit.oktmo: i for i, unit in enumerate(units) if unit.oktmo}
    merged = read_csv(DATA / "merged.csv")
    return {
        "rows": [[u.oktmo, u.official, u.shown, u.region] for u in units],
        "keys": keys,
        "wholes": {str(number[row["part"]]): number[row["whole"]] for row in merged},
    }


def centres(units: Iterable[Municipality]) -> dict[tuple[str, int], int]:
    """The number of the municipality by the folded name of its town and the region."""
    return {(fold(unit.town), unit.region): i for i, unit in enumerate(units) if unit.town}
