"""What to label next: rows chosen by `suggest` against rows drawn at random, on Perm's labels.

usage: python benchmarks/suggest.py [SHARED] [--seeds 3] [--write]

SHARED is the folder with data/ (../shared). Of distinct texts 30 % are held out; 600 of the rest
are labelled, a model is trained on them, 300 more are chosen among what is left and another model
is trained on all 900. Labels are the operators' groups, or those of the second, independent reader.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np
import pandas as pd
from _results import write_section
from numpy.typing import NDArray

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.train import Example, Options, checked, evaluate, suggest, train_model
from tsur_nlp.train.datasets import fold_of, mask_texts
from tsur_nlp.train.suggestion.picking import doubt

START, MORE, DRAWS = 600, 300, 3
FIRST_SEED = 100
"""The weights of the rule were chosen on splits of smaller seeds."""

LABELS = {"operators": "topic_group", "second reader": "annotated_group"}

Rows = NDArray[np.intp]


class Row(NamedTuple):
    """What one model made of the held-out rows."""

    seed: int
    chosen: str
    accuracy: float
    macro_f1: float


class Trial:
    """One split of the data: what is held out, what is labelled, what may be chosen."""

    def __init__(self, examples: list[Example], seed: int) -> None:
        self.examples, self.seed = examples, seed
        fold = np.array([fold_of(example.key, 10, seed) for example in examples])
        self.held = np.flatnonzero(fold < 3)
        rest = np.random.default_rng(seed).permutation(np.flatnonzero(fold >= 3))
        self.start, self.pool = rest[:START], rest[START:]

    def rows(self) -> list[Row]:
        model = self.model(self.start)
        rules: dict[str, Callable[[TopicClassifier, int], Rows]] = {
            "at random": self.at_random,
            "least sure": self.least_sure,
            "suggest": self.suggested,
        }
        made = [self.measured("none", model)]
        for name, rule in rules.items():
            for draw in range(DRAWS if name == "at random" else 1):
                labelled = np.r_[self.start, self.pool[rule(model, draw)]]
                made.append(self.measured(name, self.model(labelled)))
        made.append(self.measured("all that is left", self.model(np.r_[self.start, self.pool])))
        return made

    def model(self, rows: Rows) -> TopicClassifier:
        labelled = checked([self.examples[i] for i in rows.tolist()])
        folder = Path(tempfile.mkdtemp())
        return TopicClassifier(train_model(labelled, Options(folds=1)).save(folder / "model"))

    def measured(self, name: str, model: TopicClassifier) -> Row:
        gold = [self.examples[i] for i in self.held.tolist()]
        found = evaluate(list(model.map(example.text for example in gold)), gold).group
        return Row(self.seed, name, found.accuracy, found.macro_f1)

    def at_random(self, _: TopicClassifier, draw: int) -> Rows:
        random = np.random.default_rng([self.seed, draw])
        return random.choice(len(self.pool), MORE, replace=False)

    def least_sure(self, model: TopicClassifier, _: int) -> Rows:
        doubts = [doubt(topic) for topic in model.map(self.texts())]
        return np.argsort(-np.array(doubts), kind="stable")[:MORE]

    def suggested(self, model: TopicClassifier, _: int) -> Rows:
        frame = pd.DataFrame({"text": self.texts()})
        return suggest(frame, model, MORE, self.seed).index.to_numpy()

    def texts(self) -> list[str]:
        return [self.examples[i].text for i in self.pool.tolist()]


def examples_of(shared: Path, column: str) -> list[Example]:
    """Read the distinct texts that have a label, masked."""
    frame = pd.read_csv(shared / "data" / "perm_topics.csv", dtype=str, keep_default_na=False)
    frame = frame[frame[column] != ""]
    masked = mask_texts(frame["text"].tolist())
    found = [Example(text, label) for text, label in zip(masked, frame[column], strict=True)]
    return list({example.key: example for example in found if example.key}.values())


def table(found: dict[str, list[Row]]) -> str:
    lines = [
        "| labels of | 300 rows added to 600 | accuracy | macro F1 | over random, by seed |",
        "|---|---|---|---|---|",
    ]
    for labels, rows in found.items():
        frame = pd.DataFrame(rows, columns=list(Row._fields))
        by_seed = frame.groupby(["chosen", "seed"], sort=False).mean()
        random = by_seed.loc["at random", "accuracy"]
        for chosen in frame["chosen"].unique():
            own = by_seed.loc[chosen]
            gains = "" if chosen == "at random" else _signed(own["accuracy"] - random)
            means = f"{own['accuracy'].mean():.3f} | {own['macro_f1'].mean():.3f}"
            lines.append(f"| {labels} | {chosen} | {means} | {gains} |")
    return "\n".join(lines)


def _signed(values: pd.Series) -> str:
    return ", ".join(f"{value:+.3f}" for value in values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--seeds", default=3, type=int)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    seeds = range(FIRST_SEED, FIRST_SEED + arguments.seeds)
    found: dict[str, list[Row]] = {}
    for labels, column in LABELS.items():
        start = perf_counter()
        examples = examples_of(arguments.shared, column)
        trials = (Trial(examples, seed) for seed in seeds)
        found[labels] = [row for trial in trials for row in trial.rows()]
        print(f"{labels}: {perf_counter() - start:.0f} s", flush=True)
    print(table(found))
    if arguments.write:
        write_section("suggest", table(found), "python benchmarks/suggest.py --write")


if __name__ == "__main__":
    main()
