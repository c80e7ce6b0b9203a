"""Does `drift` say what it should: the verdict on periods of which it is known what has changed.

usage: python benchmarks/drift.py [SHARED] [--rows 6000] [--splits 50] [--seed 0] [--write]

SHARED is the folder with data/ (../shared). The shipped model reads at most --rows messages of
every period of St Petersburg and all of Perm's; the periods compared are drawn from these. Random
halves and the months of one winter are to say no, another region and a twentieth of it yes. False
alarms are counted on --splits random pairs of small samples of one region.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np
import pandas as pd
from _results import write_section

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.train.drift import Drift, compare_streams
from tsur_nlp.train.drift.shares import Change
from tsur_nlp.train.streams import Stream, read_texts

PERIODS = {
    "October–November": ("2020-10", "2020-11"),
    "December": ("2020-12",),
    "January": ("2021-01",),
    "February": ("2021-02",),
}
STRANGERS = 0.05
"""The share of another region's messages that is to be noticed."""

SIZES = (150, 300)
"""Messages on either side of a small sample."""


class Row(NamedTuple):
    """Two periods compared, and whether retraining was to be called due."""

    name: str
    drift: Drift
    expected: bool

    @property
    def right(self) -> bool:
        return self.drift.due == self.expected


class Trial:
    """Scored messages of both regions, and the model that scored them."""

    def __init__(self, shared: Path, rows: int, seed: int) -> None:
        self.classifier, self.rows, self.seed = TopicClassifier(), rows, seed
        data = shared / "data"
        frame = pd.read_parquet(
            data / "spb_2020-10_2021-02.parquet", columns=["created_at", "text"]
        )
        month = frame["created_at"].dt.strftime("%Y-%m")
        self.winter = {
            name: self.read(frame["text"][month.isin(months)]) for name, months in PERIODS.items()
        }
        perm = pd.read_csv(data / "perm_topics.csv", dtype=str, keep_default_na=False)
        self.regions = {"St Petersburg": joined(self.winter), "Perm": self.read(perm["text"])}

    def read(self, texts: pd.Series) -> Stream:
        some = texts.sample(min(self.rows, len(texts)), random_state=self.seed)
        return read_texts(some, self.classifier)

    def large(self) -> list[Row]:
        autumn, february = self.winter["October–November"], self.winter["February"]
        petersburg, perm = self.regions["St Petersburg"], self.regions["Perm"]
        some, _ = self.halves(petersburg)
        few = round(STRANGERS * len(february.texts))
        mixed = joined({"own": head(february, -few), "strange": head(perm, few)})
        later = [(name, stream) for name, stream in self.winter.items() if stream is not autumn]
        same = [
            *(
                (f"{name}, random halves", *self.halves(all_))
                for name, all_ in self.regions.items()
            ),
            *((f"St Petersburg, October–November, {name}", autumn, new) for name, new in later),
        ]
        other = [
            (f"the same, {STRANGERS:.0%} of February from Perm", autumn, mixed),
            ("Perm, St Petersburg", perm, some),
            ("St Petersburg, Perm", some, perm),
        ]
        return [
            Row(name, compare_streams(old, new, self.classifier), pairs is other)
            for pairs in (same, other)
            for name, old, new in pairs
        ]

    def small(self, splits: int) -> list[Row]:
        return [
            Row(f"{name} | {size}", compare_streams(*pair, self.classifier), expected=False)
            for name, all_ in self.regions.items()
            for size in SIZES
            for pair in (self.halves(all_, size, split) for split in range(splits))
        ]

    def halves(self, stream: Stream, most: int = 0, split: int = 0) -> tuple[Stream, Stream]:
        """Split a stream at random into two of the same size, at most ``most`` each."""
        order = np.random.default_rng([self.seed, split]).permutation(len(stream.texts)).tolist()
        size = min(most or self.rows, len(order) // 2)
        return taken(stream, order[:size]), taken(stream, order[size : 2 * size])


def taken(stream: Stream, rows: list[int]) -> Stream:
    return Stream(
        tuple(stream.texts[i] for i in rows),
        tuple(stream.topics[i] for i in rows),
    )


def head(stream: Stream, count: int) -> Stream:
    """Return the first messages; a sample, for all streams here are shuffled."""
    return Stream(stream.texts[:count], stream.topics[:count])


def joined(streams: Mapping[str, Stream]) -> Stream:
    return Stream(
        tuple(text for stream in streams.values() for text in stream.texts),
        tuple(topic for stream in streams.values() for topic in stream.topics),
    )


def table(rows: list[Row], small: list[Row]) -> str:
    lines = [
        "| then, now | messages | divergence of groups, bits (by chance) | words new to a half "
        "| unknown to the model | expected accuracy | needs review | retrain? | expected |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [_line(row) for row in rows]
    right = sum(row.right for row in rows)
    lines += ["", f"As expected: {right} of {len(rows)}.", *_passed(rows), ""]
    lines += ["| two random samples | messages in each | false alarms |", "|---|---|---|"]
    for name in dict.fromkeys(row.name for row in small):
        own = [row for row in small if row.name == name]
        lines.append(f"| {name} | {sum(not row.right for row in own)} of {len(own)} |")
    return "\n".join(lines)


def _line(row: Row) -> str:
    drift, words = row.drift, row.drift.words
    return (
        f"| {row.name} | {drift.then}, {drift.now} "
        f"| {drift.groups.distance:.3f} ({drift.groups.by_chance:.3f}) "
        f"| {_moved(words.novelty)} | {_moved(words.unknown)} | {_moved(drift.accuracy)} "
        f"| {_moved(drift.review)} | {_said(drift.due)} | {_said(row.expected)} |"
    )


def _passed(rows: list[Row]) -> list[str]:
    due = [row for row in rows if row.drift.due]
    return ["", *(f"- {row.name}: {'; '.join(row.drift.reasons)}" for row in due)]


def _moved(change: Change) -> str:
    return f"{change.then:.1%} → {change.now:.1%}"


def _said(due: bool) -> str:
    return "yes" if due else "no"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--rows", default=6_000, type=int)
    parser.add_argument("--splits", default=50, type=int)
    parser.add_argument("--seed", default=0, type=int)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    start = perf_counter()
    trial = Trial(arguments.shared, arguments.rows, arguments.seed)
    print(f"scored: {perf_counter() - start:.0f} s", flush=True)
    found = table(trial.large(), trial.small(arguments.splits))
    print(f"{found}\n{perf_counter() - start:.0f} s")
    if arguments.write:
        write_section("drift", found, "python benchmarks/drift.py --write")


if __name__ == "__main__":
    main()
