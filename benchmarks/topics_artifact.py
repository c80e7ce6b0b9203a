"""The shipped model of topics as an artifact: size, load time, memory, sameness of its answers.

usage: topics_artifact.py [--data ../shared/data] [--write]

Load time and memory are those of a fresh process that reads the artifact and classifies one
message, over a process that has numpy and the package. Sameness: every text of the three sources in
order, shuffled, one by one, in chunks of 7, by a copy that was saved and loaded again.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from statistics import median

import pandas as pd
from _results import write_section

from tsur_nlp import artifacts
from tsur_nlp.classify import TopicClassifier
from tsur_nlp.classify.weights import KIND
from tsur_nlp.records import Topic
from tsur_nlp.train.datasets import mask_texts

PROBE = """
import time
from pathlib import Path
import numpy as np
from tsur_nlp.classify import TopicClassifier

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4 / 1024

before, start = resident(), time.perf_counter()
classifier = TopicClassifier()
classifier("Третий день нет горячей воды")
print(time.perf_counter() - start, resident() - before)
"""
ROWS = 2_000


def sizes() -> float:
    folder = artifacts.find("topics-ru")
    return sum(path.stat().st_size for path in folder.iterdir()) / 2**20


def cost(runs: int = 5) -> tuple[float, float]:
    found = []
    for _ in range(runs):
        out = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, check=True)
        found.append([float(part) for part in out.stdout.split()])
    return median(took for took, _ in found), median(memory for _, memory in found)


def texts(data: Path) -> list[str]:
    spb = pd.read_parquet(data / "spb_2020-10_2021-02.parquet", columns=["text"])["text"]
    kursk = pd.read_csv(data / "kursk_train.csv")["text"].astype(str)
    perm = pd.read_csv(data / "perm_topics.csv")["text"].astype(str)
    chosen = [t for part in (spb, kursk, perm) for t in part.sample(ROWS // 2, random_state=0)]
    return mask_texts(chosen)


def same(messages: list[str]) -> dict[str, bool]:
    expected = list(TopicClassifier().map(messages))
    shuffled = list(range(len(messages)))
    random.Random(1).shuffle(shuffled)
    mixed: list[Topic] = [expected[0]] * len(messages)
    for i, topic in zip(
        shuffled, TopicClassifier().map([messages[i] for i in shuffled]), strict=True
    ):
        mixed[i] = topic
    single = TopicClassifier()
    stream, seven = iter(messages), TopicClassifier()
    chunks: list[Topic] = []
    while chunk := list(islice(stream, 7)):
        chunks += seven.map(chunk)
    return {
        "shuffled": mixed == expected,
        "one by one": [single(text) for text in messages] == expected,
        "in chunks of 7": chunks == expected,
        "saved and loaded": _again(messages) == expected,
    }


def _again(messages: list[str]) -> list[Topic]:
    held = artifacts.load("topics-ru", kind=KIND)
    with tempfile.TemporaryDirectory() as folder:
        path = artifacts.save(
            Path(folder) / "copy",
            kind=KIND,
            meta={},
            arrays=dict(held.arrays),
            tables=dict(held.tables),
            card="",
        )
        return list(TopicClassifier(path).map(messages))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="../shared/data", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    took, memory = cost()
    messages = texts(arguments.data)
    lines = [
        "| what | measured | goal |",
        "|---|---|---|",
        f"| size | {sizes():.1f} MB | ≤ 20 MB |",
        f"| load and first message | {took:.2f} s | ≤ 0.4 s |",
        f"| memory that it adds | {memory:.0f} MB | ≤ 250 MB |",
    ]
    for name, equal in same(messages).items():
        said = "same" if equal else "DIFFERENT"
        lines.append(f"| {len(messages)} messages {name} | {said} | same |")
    print("\n".join(lines))
    if arguments.write:
        write_section(
            "topics-artifact", "\n".join(lines), "python benchmarks/topics_artifact.py --write"
        )


if __name__ == "__main__":
    main()
