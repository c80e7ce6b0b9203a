"""Real places of Пермский край: districts, settlements, streets, and an invented house register."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from pathlib import Path

PLACES = Path(__file__).parents[1] / "places"
PERM = "Пермский городской округ"
KINDS = {"пр": "проспект", "б": "бульвар", "ш": "шоссе", "пер": "переулок", "": "улица"}


@dataclass(frozen=True)
class Address:
    """A house of the register; ``area`` is how people call the neighbourhood."""

    municipality: str
    district: str
    settlement: str
    settlement_type: str
    area: str
    area_genitive: str
    area_locative: str
    town_locative: str
    kind: str
    street: str
    house: str
    lat: float
    lon: float


def rows(name: str) -> list[dict[str, str]]:
    """Read a table of this folder."""
    with (PLACES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _house(rng: random.Random) -> str:
    number = str(min(180, 1 + int(rng.expovariate(1 / 28))))
    roll = rng.random()
    if roll < 0.14:
        return number + rng.choice("абаавг")
    if roll < 0.20:
        return f"{number}/{rng.randint(1, 4)}"
    if roll < 0.25:
        return f"{number} к{rng.randint(1, 3)}"
    return number


def _area_addresses(row: dict[str, str], count: int, *, seed: int) -> list[Address]:
    perm = "district" in row
    town = "Пермь" if perm else row["name"]
    rng = random.Random(f"{seed}:register:{row.get('district')}:{row['name']}")
    spread = 0.012 if perm else 0.004 + 0.00016 * float(row["weight"])
    streets = [part.partition(":") for part in row["streets"].split(";")]
    found: list[Address] = []
    for index in range(count):
        head, colon, tail = streets[index % len(streets)]
        kind, name = (KINDS[head], tail) if colon else (KINDS[""], head)
        place = random.Random(f"{seed}:street:{town}:{row['name']}:{name}")
        lat = float(row["lat"]) + place.gauss(0, spread * 0.5) + rng.gauss(0, spread * 0.15)
        lon = float(row["lon"]) + place.gauss(0, spread) + rng.gauss(0, spread * 0.3)
        found.append(
            Address(
                municipality=PERM if perm else row["municipality"],
                district=row.get("district", ""),
                settlement=town,
                settlement_type="г." if perm else row["type"],
                area=row["name"],
                area_genitive=row["genitive"],
                area_locative=row["locative"],
                town_locative="в Перми" if perm else row["locative"],
                kind=kind,
                street=name,
                house=_house(rng),
                lat=round(lat, 5),
                lon=round(lon, 5),
            )
        )
    return found


def register(*, seed: int) -> dict[str, list[Address]]:
    """Build the register: municipality -> addresses, about 600 in all."""
    found: dict[str, list[Address]] = {}
    for row in rows("perm_microdistricts.csv"):
        count = max(6, round(int(row["weight"]) / 4))
        found.setdefault(PERM, []).extend(_area_addresses(row, count, seed=seed))
    for row in rows("settlements.csv"):
        people = next(
            int(m["population"]) for m in rows("municipalities.csv")
            if m["official"] == row["municipality"]
        )  # fmt: skip
        count = max(3, round(people * float(row["weight"]) / 100 / 4000))
        found.setdefault(row["municipality"], []).extend(_area_addresses(row, count, seed=seed))
    return found
