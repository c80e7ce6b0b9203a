"""Places: accuracy on the annotated files, speed, memory, beside natasha's AddrExtractor.

python benchmarks/places.py [--data ../shared/data] [--sample 60] [--write]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from _results import write_section

FILES = ("places_dev", "places_composed", "places_register")
FIELDS = ("settlement", "district", "street", "house")
SPEED_TEXTS = 3000
Places = list[dict[str, Any]]


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
    for name, rows in gold.items():
        lines.append(_row(f"tsur_nlp, {name}", scorer, rows, lambda t: _ours(locator, t)))
    texts = [row["text"] for row in gold["places_dev"]]
    speed = _speed(lambda ts: list(locator.map(ts)), (texts * 20)[:SPEED_TEXTS])
    sample = gold["places_dev"][:: max(1, len(texts) // options.sample)]
    natasha = _natasha()
    lines.append(
        _row(f"tsur_nlp, {len(sample)} of places_dev", scorer, sample, lambda t: _ours(locator, t))
    )
    lines.append(_row(f"natasha AddrExtractor, the same {len(sample)}", scorer, sample, natasha))
    theirs = _speed(lambda ts: [natasha(t) for t in ts], [row["text"] for row in sample])
    lines += [
        "",
        f"Texts per second, one core: tsur_nlp {speed:,.0f}, natasha {theirs:,.0f}.",
        _ratios(locator, options.data),
        f"Import, gazetteer, pymorphy3 and the first text: {first:.2f} s, {grown:.0f} MB.",
    ]
    body = "\n".join(lines)
    print(body)
    if options.write:
        write_section("places", body, "python benchmarks/places.py --write")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--sample", type=int, default=60, help="texts that natasha reads too")
    parser.add_argument("--write", action="store_true", help="put the table into results.md")
    return parser.parse_args()


def _header() -> str:
    names = ["", "texts", *(f"{f} F1" for f in FIELDS), "exact", "address", "silent"]
    return "| " + " | ".join(names) + " |\n|" + "---|" * len(names)


def _row(label: str, scorer: Any, rows: Places, locate: Callable[[str], Places]) -> str:
    found = {str(row["id"]): locate(row["text"]) for row in rows}
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


def _natasha() -> Callable[[str], Places]:
    """natasha 1.6 on pymorphy3: its own pymorphy2 does not run on Python 3.11 and later."""
    import pymorphy3

    sys.modules["pymorphy2"] = pymorphy3
    from natasha import AddrExtractor, MorphVocab

    extractor = AddrExtractor(MorphVocab())
    names = {"улица": "street", "дом": "house", "город": "settlement", "район": "district"}
    names |= dict.fromkeys(("проспект", "переулок", "шоссе", "проезд", "бульвар"), "street")
    names |= dict.fromkeys(("село", "деревня", "посёлок"), "settlement")

    def locate(text: str) -> Places:
        places: Places = []
        for fact in (match.fact for match in extractor(text)):
            kind = names.get(fact.type)
            if kind == "house" and places and "street" in places[-1]:
                places[-1]["house"] = fact.value
            elif kind and fact.value:
                places.append({kind: fact.value})
        return places

    return locate


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
