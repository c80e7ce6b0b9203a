"""Places: accuracy on the annotated files, speed, memory, beside the peers that are installed.

python benchmarks/places.py [--data ../shared/data] [--write]

To a peer a name in another case is as right as in the nominative (see `places_peers`).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from _results import write_section
from places_peers import Finder, Places, forgiven, installed
from places_read import read_by_us

FILES = ("places_dev", "places_composed", "places_register")
FIELDS = ("settlement", "district", "street", "house")
SPEED_TEXTS = 3000
PEER_STEP = 7
"""A peer's speed is that of every seventh text: it reads tens of texts a second."""


def main() -> None:
    options = _arguments()
    start = time.perf_counter()
    before = _memory()
    from tsur_nlp.locate import Locator

    locator = Locator()
    locator("На ленина 15 в Перми яма")
    first, grown = time.perf_counter() - start, _memory() - before
    scorer = _scorer(options.data.parent / "score_places.py")
    gold = {name: _read(options.data / f"{name}.jsonl") for name in FILES}
    lines = [_header()]
    gold |= {f"read by us, {name}": rows for name, rows in read_by_us(options.data).items()}
    for name, rows in gold.items():
        lines.append(_row(f"tsur_nlp, {name}", scorer, rows, lambda t: _ours(locator, t)))
    texts = [row["text"] for row in gold["places_dev"]]
    speeds = {"tsur_nlp": _speed(lambda ts: list(locator.map(ts)), (texts * 20)[:SPEED_TEXTS])}
    for peer, find in installed():
        for name, rows in gold.items():
            lines.append(_row(f"{peer}, {name}", scorer, rows, find, forgive=True))
        speeds[peer] = _speed(lambda ts, find=find: [find(t) for t in ts], texts[::PEER_STEP])
    lines += [
        "",
        "Texts per second, one core: "
        + ", ".join(f"{p} {n:,.0f}" for p, n in speeds.items())
        + ".",
        _ratios(locator, options.data),
        f"Import, gazetteer, pymorphy3 and the first text: {first:.2f} s, {grown:.0f} MB.",
    ]
    body = "\n".join(lines)
    print(body)
    if options.write:
        write_section("places", body, "python benchmarks/places.py --write")


def _listed(speeds: dict[str, float]) -> str:
    return ", ".join(f"{name} {number:,.0f}" for name, number in speeds.items())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--write", action="store_true", help="put the table into results.md")
    return parser.parse_args()


def _header() -> str:
    names = ["", "texts", *(f"{f} F1" for f in FIELDS), "exact", "address", "silent"]
    return "| " + " | ".join(names) + " |\n|" + "---|" * len(names)


def _row(label: str, scorer: Any, rows: Places, find: Finder, *, forgive: bool = False) -> str:
    found = {str(row["id"]): find(row["text"]) for row in rows}
    if forgive:
        found = {str(row["id"]): forgiven(found[str(row["id"])], row["places"]) for row in rows}
    result = scorer.score(rows, found)
    numbers = [
        *(result[f]["f1"] for f in FIELDS),
        result["exact"],
        result["address"],
        result["silent"],
    ]
    return f"| {label} | {len(rows)} | " + " | ".join(f"{n:.3f}" for n in numbers) + " |"


def _ours(locator: Any, text: str) -> Places:
    return [place.as_dict() for place in locator(text)]


def _speed(run: Callable[[list[str]], object], texts: list[str]) -> float:
    start = time.process_time()
    run(texts)
    return len(texts) / (time.process_time() - start)


def _ratios(locator: Any, data: Path) -> str:
    """Time on texts not seen before, as a share of razdel.tokenize's time on the same texts."""
    import razdel

    shares = []
    for name, texts in _corpora(data).items():
        half = len(texts) // 2
        list(locator.map(texts[:half]))  # fills the caches with other texts of the source
        ours = _speed(lambda ts: list(locator.map(ts)), texts[half:])
        warm = _speed(lambda ts: list(locator.map(ts)), texts[half:])
        theirs = _speed(lambda ts: [list(razdel.tokenize(t)) for t in ts], texts[half:])
        shares.append(f"{name} {theirs / ours:.2f} (read again {theirs / warm:.2f})")
    return "Time as a share of razdel.tokenize's, new texts: " + ", ".join(shares) + "."


def _corpora(data: Path) -> dict[str, list[str]]:
    import pandas as pd

    tables = {
        "St Petersburg": pd.read_parquet(data / "spb_2020-10_2021-02.parquet"),
        "Kursk": pd.read_csv(data / "kursk_train.csv"),
        "Perm": pd.read_csv(data / "perm_topics.csv"),
    }
    return {name: [str(text) for text in table["text"]] for name, table in tables.items()}


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_places", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(path: Path) -> Places:
    return [json.loads(line) for line in _lines(path)]


def _lines(path: Path) -> Iterable[str]:
    with path.open(encoding="utf-8") as file:
        yield from file


if __name__ == "__main__":
    main()
