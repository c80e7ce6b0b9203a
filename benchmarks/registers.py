"""Registers of houses: size and speed at a million invented houses, and repaired street names.

python benchmarks/registers.py [--houses 1000000] [--data ../shared/data] [--write]

The sizes are measured in processes of their own: one compiles, one opens what was compiled. The
repairs are measured on the annotated messages, on real addresses with slips of a keyboard, and on
streets that were left out of the register: there every repair is wrong.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from _results import write_section
from places import FIELDS, _memory, _read, _scorer

LOOKUPS = 20_000
ADDRESSES = 400
SEED = 0
TYPES = {"улица": "ул", "проспект": "пр-т", "переулок": "пер", "шоссе": "ш", "бульвар": "б-р"}
STEMS = "лип кедр вет ряб бер ольх сос ел туй дуб клен вяз буз терн кал хвой руч оз бор луг"
MIDDLES = "ов ев ин оч яг еш ул ав ит ор аж ен ем ар ост ыр он ем ич ыс"
ENDS = "ая ская ная овая енская ого ина ова ева итская янская ецкая"
BEFORE = ("", "Новая ", "Старая ", "Малая ", "Большая ", "Верхняя ", "Нижняя ")


def main() -> None:
    options = _arguments()
    if options.task:
        {"compile": _compile, "open": _open}[options.task](options.folder)
        return
    with tempfile.TemporaryDirectory() as name:
        os.environ["TSUR_NLP_CACHE"] = name
        body = _sizes(Path(name), options.houses) + "\n\n" + _quality(options.data)
    print(body)
    if options.write:
        write_section("registers", body, "python benchmarks/registers.py --write")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--houses", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--write", action="store_true", help="put the table into results.md")
    parser.add_argument("--task", choices=("compile", "open"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _sizes(folder: Path, houses: int) -> str:
    source = folder / "houses.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_houses(houses))
    long_ago = time.time() - 3600
    os.utime(source, (long_ago, long_ago))
    made, opened = _apart("compile", folder), _apart("open", folder)
    size = sum(file.stat().st_size for file in (folder / "cache").rglob("*"))
    rows = [
        ("CSV, MB", f"{source.stat().st_size / 1e6:.0f}"),
        ("distinct street names", f"{opened['names']:,}"),
        ("compiled, MB", f"{size / 1e6:.0f}"),
        ("first start: compile, s", f"{made['seconds']:.1f}"),
        ("first start: memory, MB", f"{made['memory']:.0f}"),
        ("second start: open, s", f"{opened['seconds']:.3f}"),
        ("second start: memory, MB", f"{opened['memory']:.0f}"),
        ("the same after the lookups, MB", f"{opened['memory_after']:.0f}"),
        ("lookups of a house in its settlement, a second", f"{opened['lookups']:,.0f}"),
        ("repairs of a misspelt name, a second", f"{opened['repairs']:,.0f}"),
    ]
    lines = [f"| {houses:,} invented houses | |", "|---|---|"]
    return "\n".join(lines + [f"| {label} | {value} |" for label, value in rows])


def _houses(count: int) -> Iterator[list[str]]:
    """Rows of a register: 2,000 settlements share their most usual names of streets."""
    rng = random.Random(SEED)
    parts = (STEMS.title().split(), MIDDLES.split(), ENDS.split())
    names = sorted({w + "".join(name) for w in BEFORE for name in product(*parts)})
    rng.shuffle(names)
    yield ["settlement", "municipality", "street", "house", "lat", "lon"]
    left = count
    while left:
        place = rng.randrange(2_000)
        kind = rng.choice(sorted(TYPES))
        street = names[int(len(names) * rng.random() ** 4)]
        lat, lon = 54 + place % 50 / 10, 37 + place // 50 / 10
        for house in range(1, min(left, 20) + 1):
            point = [f"{lat + rng.random() / 50:.6f}", f"{lon + rng.random() / 50:.6f}"]
            town, unit = f"г. Посад-{place}", f"Округ {place % 300}"
            yield [town, unit, f"{TYPES[kind]}. {street}", str(house), *point]
        left -= min(left, 20)


def _apart(task: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--task", task, "--folder", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _compile(folder: Path) -> None:
    from tsur_nlp.locate.register import Register

    start = time.perf_counter()
    Register.load(folder / "houses.csv", cache=folder / "cache")
    print(json.dumps({"seconds": time.perf_counter() - start, "memory": _memory()}))


def _open(folder: Path) -> None:
    from tsur_nlp.locate.register import Register, Where
    from tsur_nlp.locate.register.repair import corrected

    before, start = _resident(), time.perf_counter()
    register = Register.load(folder / "houses.csv", cache=folder / "cache")
    names = register.names()
    seconds, memory = time.perf_counter() - start, _resident() - before
    rng = random.Random(SEED)
    rows = [register.spot(rng.randrange(len(register))) for _ in range(LOOKUPS)]
    lookups = _rate(lambda s: register.find(s.street, s.house, where=Where(s.settlement)), rows)
    slips = [(_slip(s.street, rng), s) for s in rows[: LOOKUPS // 20]]
    repairs = _rate(
        lambda slip: corrected(register, slip[0], house=slip[1].house, where=Where()), slips
    )
    found = {"seconds": seconds, "memory": memory, "memory_after": _resident() - before}
    print(json.dumps({**found, "lookups": lookups, "repairs": repairs, "names": len(names)}))


def _rate(work: Callable[[Any], object], items: list[Any]) -> float:
    start = time.process_time()
    for item in items:
        work(item)
    return len(items) / (time.process_time() - start)


def _resident() -> float:
    """Megabytes of memory now; the peak where the system does not tell."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return _memory()
    return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20


def _slip(name: str, rng: random.Random) -> str:
    """One letter left out, doubled, swapped with the next one, or another: not the first one."""
    words = name.split()
    longest = max(range(len(words)), key=lambda i: len(words[i]))
    word, way = words[longest], rng.randrange(4)
    i = rng.randrange(1, len(word) - 1)
    changed = [
        word[:i] + word[i + 1 :],
        word[:i] + word[i] + word[i:],
        word[:i] + word[i + 1] + word[i] + word[i + 2 :],
        word[:i] + rng.choice("оеаиурнстл") + word[i + 1 :],
    ]
    words[longest] = changed[way]
    return " ".join(words)


def _quality(data: Path) -> str:
    from tsur_nlp.locate import Locator, grammar
    from tsur_nlp.locate.by_misspelling import misspelt_street

    rules = list(grammar.RULES)
    plain = [rule for rule in rules if rule[1] is not misspelt_street]
    scorer = _scorer(data.parent / "score_places.py")
    columns = ["register", "texts", "repairs", *(f"{f} F1" for f in FIELDS), "address", "silent"]
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    slips = ["| register | repairs | " + " | ".join(_SLIPS) + " |", "|---|---|" + "---|" * 4]
    for name in ("perm", "spb"):
        register = data / f"{name}_buildings.csv"
        for label, grammar.RULES in (("no", plain), ("yes", rules)):
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
    slips = [(_slip(spot.street, rng), spot) for spot in rng.sample(spots, ADDRESSES)]
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
