"""The messages whose places we have read ourselves: `data/places/read.csv` joined to the texts.

    python benchmarks/places_read.py FOLDER [--data ../shared/data]

writes seen.jsonl, fresh.jsonl and blind.jsonl into a folder, in the form of `places_dev.jsonl`: for
the scorer and `tools/fit_confidence.py`. They hold real messages: keep the folder outside the
project.

The sets first, second and third were looked at when rules were mended (seen); the confidence is
fitted on the set fourth (fresh); nobody who writes rules reads the set blind.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

READ = Path(__file__).parents[1] / "data" / "places" / "read.csv"
SETS = {"first": "seen", "second": "seen", "third": "seen", "fourth": "fresh", "blind": "blind"}
Places = list[dict[str, Any]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    options = parser.parse_args()
    for name, rows in read_by_us(options.data).items():
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (options.folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_by_us(data: Path) -> dict[str, Places]:
    """Map seen, fresh and blind to rows as in `places_dev.jsonl`, from the texts in a folder."""
    texts = _texts(data)
    found: dict[str, Places] = {name: [] for name in SETS.values()}
    with READ.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            places = json.loads(row["places"] or "[]")
            message = {key: row[key] for key in ("id", "source")}
            message |= {"text": texts[row["id"]], "places": places}
            found[SETS[row["set"]]].append(message)
    return found


def _texts(data: Path) -> dict[str, str]:
    import pandas as pd

    perm = pd.read_csv(data / "perm_topics.csv", dtype=str)
    kursk = pd.read_csv(data / "kursk_train.csv", dtype=str)
    spb = pd.read_parquet(data / "spb_2020-10_2021-02.parquet", columns=["id", "text"])
    texts = dict(zip(perm["id"], perm["text"], strict=True))
    for prefix, table in (("kursk", kursk), ("spb", spb)):
        texts |= {f"{prefix}{i}": text for i, text in zip(table["id"], table["text"], strict=True)}
    return texts


if __name__ == "__main__":
    main()
