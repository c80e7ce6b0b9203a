"""Registers of houses: size and speed at a million invented houses, and repaired street names.

python benchmarks/registers.py [--houses 1000000] [--data ../shared/data] [--write]

The sizes are measured in processes of their own: one compiles, one opens what was compiled. The
repairs are measured on the annotated messages, on real addresses with slips of a keyboard, and on
streets that were left out of the register: there every repair is wrong.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from _results import write_section
from places import FIELDS, _read, _scorer
from register_sizes import sizes
from register_slips import SEED, TYPES, slip

ADDRESSES = 400


def main() -> None:
    options = _arguments()
    with tempfile.TemporaryDirectory() as name:
        os.environ["TSUR_NLP_CACHE"] = name
        body = sizes(Path(name), options.houses, options.data) + "\n\n" + _quality(options.data)
    print(body)
    if options.write:
        write_section("registers", body, "python benchmarks/registers.py --write")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--houses", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--write", action="store_true", help="put the table into results.md")
    return parser.parse_args()


def _quality(data: Path) -> str:
    from tsur_nlp.locate import Locator, grammar
    from tsur_nlp.locate.rules.by_misspelling import misspelt_street

    rules = list(grammar.RULES)
    plain = [rule for rule in rules if rule[1] is not misspelt_street]
    scorer = _scorer(data.parent / "score_places.py")
    columns = ["register", "texts", "repairs", *(f"{f} F1" for f in FIELDS), "address", "silent"]
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    slips = ["| register | repairs | " + " | ".join(_SLIPS) + " |", "|---|---|" + "---|" * 4]
    for name in ("perm", "spb"):
        register = data / f"{name}_buildings.csv"
        for label, grammar.RULES in (("no", plain), ("yes", rules)):
            grammar._rules.cache_clear()  # they are remembered by the kinds of words
            locator = Locator(addresses=register)
            for texts in ("places_dev", "places_composed", "places_register"):
                row = _scored(scorer, locator, _read(data / f"{texts}.jsonl"))
                lines.append(f"| {name} | {texts} | {label} | {row} |")
            slips.append(f"| {name} | {label} | {_on_slips(register, locator)} |")
    return "\n".join([*lines, "", *slips])


_SLIPS = (
    "one slip, «ул.» and settlement",
    "one slip, no «ул.» and no settlement",
    "another street found there",
    "street left out of the register: another one found",
)


def _scored(scorer: Any, locator: Any, gold: list[dict[str, Any]]) -> str:
    found = {str(row["id"]): [place.as_dict() for place in locator(row["text"])] for row in gold}
    result = scorer.score(gold, found)
    numbers = [*(result[f]["f1"] for f in FIELDS), result["address"], result["silent"]]
    return " | ".join(f"{number:.3f}" for number in numbers)


def _on_slips(path: Path, locator: Any) -> str:
    from tsur_nlp.locate import Locator

    rng = random.Random(SEED)
    spots = [s for s in _spots(path) if s.house and len(s.street) > 4 and s.street_type in TYPES]
    streets = sorted({spot.street for spot in spots})
    absent = set(rng.sample(streets, len(streets) // 5))
    slips = [(slip(spot.street, rng), spot) for spot in rng.sample(spots, ADDRESSES)]
    cued = [_streets(locator, _cued(name, spot)) for name, spot in slips]
    bare = [_streets(locator, _bare(name, spot)) for name, spot in slips]
    with tempfile.TemporaryDirectory() as folder:
        part = _write(Path(folder) / "part.csv", (s for s in spots if s.street not in absent))
        rest = Locator(addresses=part)
        left = rng.sample([spot for spot in spots if spot.street in absent], ADDRESSES)
        known = {spot.street for spot in spots} - absent
        wrong = [
            (_streets(rest, _cued(s.street, s)) | _streets(rest, _bare(s.street, s))) & known
            for s in left
        ]
    right = [spot.street in found for found, (_, spot) in zip(cued, slips, strict=True)]
    right_bare = [spot.street in found for found, (_, spot) in zip(bare, slips, strict=True)]
    other = [
        bool((a | b) & set(streets) - {spot.street})
        for a, b, (_, spot) in zip(cued, bare, slips, strict=True)
    ]
    shares = (right, right_bare, other, [bool(found) for found in wrong])
    return " | ".join(f"{sum(share) / ADDRESSES:.3f}" for share in shares)


def _spots(path: Path) -> Iterator[Any]:
    from tsur_nlp.locate.register import sources
    from tsur_nlp.locate.register.addresses import spot_of

    return (spot for row in sources.rows(path) if (spot := spot_of(row)))


def _cued(street: str, spot: Any) -> str:
    return f"Нет отопления: {TYPES[spot.street_type]}. {street} {spot.house}, г. {spot.settlement}"


def _bare(street: str, spot: Any) -> str:
    return f"Не горят фонари, {street} {spot.house}"


def _streets(locator: Any, text: str) -> set[str]:
    return {place.street for place in locator(text) if place.street}


def _write(path: Path, spots: Iterable[Any]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["settlement", "street", "house"])
        for spot in spots:
            writer.writerow([spot.settlement, f"{spot.street_type} {spot.street}", spot.house])
    return path


if __name__ == "__main__":
    main()
