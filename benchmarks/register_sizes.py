"""A register of a million invented houses: size, first and second start, speed of reading.

Each task runs in a process of its own: one compiles, one opens what was compiled, one reads
messages with it. `registers.py` calls this and writes the results.
"""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from places import _corpora, _memory
from register_slips import SEED, TYPES, slip

LOOKUPS = 20_000
MESSAGES = 2_000
STEMS = "лип кедр вет ряб бер ольх сос ел туй дуб клен вяз буз терн кал хвой руч оз бор луг"
MIDDLES = "ов ев ин оч яг еш ул ав ит ор аж ен ем ар ост ыр он ем ич ыс"
ENDS = "ая ская ная овая енская ого ина ова ева итская янская ецкая"
BEFORE = ("", "Новая ", "Старая ", "Малая ", "Большая ", "Верхняя ", "Нижняя ")


def sizes(folder: Path, houses: int, data: Path) -> str:
    source = folder / "houses.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_houses(houses))
    long_ago = time.time() - 3600
    os.utime(source, (long_ago, long_ago))
    made, opened, read = (_apart(task, folder, data) for task in ("compile", "open", "read"))
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
        ("real messages a second, one core, without a register", f"{read['plain']:,.0f}"),
        ("real messages a second, one core, with this register", f"{read['registered']:,.0f}"),
        ("memory that the register adds to reading, MB", f"{read['memory']:.0f}"),
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


def _apart(task: str, folder: Path, data: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, task, str(folder), str(data)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _compile(folder: Path, _: Path) -> None:
    from tsur_nlp.locate.register import Register

    start = time.perf_counter()
    Register.load(folder / "houses.csv", cache=folder / "cache")
    print(json.dumps({"seconds": time.perf_counter() - start, "memory": _memory()}))


def _open(folder: Path, _: Path) -> None:
    from tsur_nlp.locate.register import Register, Where
    from tsur_nlp.locate.register.repair import corrected

    before, start = _resident(), time.perf_counter()
    register = Register.load(folder / "houses.csv", cache=folder / "cache")
    names = register.names()
    seconds, memory = time.perf_counter() - start, _resident() - before
    rng = random.Random(SEED)
    rows = [register.spot(rng.randrange(len(register))) for _ in range(LOOKUPS)]
    lookups = _rate(lambda s: register.find(s.street, s.house, where=Where(s.settlement)), rows)
    slips = [(slip(s.street, rng), s) for s in rows[: LOOKUPS // 20]]
    repairs = _rate(
        lambda slip: corrected(register, slip[0], house=slip[1].house, where=Where()), slips
    )
    found = {"seconds": seconds, "memory": memory, "memory_after": _resident() - before}
    print(json.dumps({**found, "lookups": lookups, "repairs": repairs, "names": len(names)}))


def _read_texts(folder: Path, data: Path) -> None:
    """Speed on messages of three sources that were not read before."""
    from tsur_nlp.locate import Locator

    os.environ["TSUR_NLP_CACHE"] = str(folder / "cache")
    texts = _messages(data)
    half = len(texts) // 2
    plain = Locator()
    list(plain.map(texts[:half]))
    told = {"plain": _rate_of(lambda ts: list(plain.map(ts)), texts[half:])}
    before = _resident()
    locator = Locator(addresses=folder / "houses.csv")
    list(locator.map(texts[:half]))
    told["registered"] = _rate_of(lambda ts: list(locator.map(ts)), texts[half:])
    print(json.dumps({**told, "memory": _resident() - before}))


def _messages(data: Path) -> list[str]:
    """The same number of messages of each source, shuffled."""
    rng = random.Random(SEED)
    sources = [rng.sample(texts, MESSAGES) for texts in _corpora(data).values()]
    texts = [text for source in sources for text in source]
    rng.shuffle(texts)
    return texts


def _rate_of(work: Callable[[list[str]], object], texts: list[str]) -> float:
    start = time.process_time()
    work(texts)
    return len(texts) / (time.process_time() - start)


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


def main() -> None:
    """Run one task: ``register_sizes.py TASK FOLDER DATA``."""
    task, folder, data = sys.argv[1:]
    {"compile": _compile, "open": _open, "read": _read_texts}[task](Path(folder), Path(data))


if __name__ == "__main__":
    main()
