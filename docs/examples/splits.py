"""What the way of splitting does to the figures of a model: four exams of one labelled file.

``python splits.py метки.parquet --text "Текст" --label "Группа тем" --time "Дата создания"``
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

import tsur_nlp as tsur
from tsur_nlp.exports.dates import parse
from tsur_nlp.train import TopicEstimator
from tsur_nlp.train.datasets import key_of, mask_texts

WAYS = ("вперемешку", "по времени")
COPIES = ("копии остались", "виденные слова убраны")


def rows(path: Path, *, text: str, label: str, time: str) -> pd.DataFrame:
    """Read the labelled rows: masked text, label, moment, words."""
    table = tsur.read_export(path)
    texts = mask_texts([str(value) for value in table[text]])
    found = pd.DataFrame({"text": texts, "label": table[label], "moment": parse(table[time])})
    found["key"] = [key_of(text) for text in found["text"]]
    return found[found["label"].fillna("").ne("") & found["key"].ne("") & found["moment"].notna()]


def exams(
    known: pd.DataFrame, *, learned: int, asked: int, seed: int
) -> Iterator[tuple[str, pd.DataFrame, pd.DataFrame]]:
    """Yield the name, the rows to learn from and the rows to be asked, all ways of one size."""
    mixed = known.sample(frac=1, random_state=seed)
    border = known["moment"].quantile(1 - 2 * asked / len(known))
    earlier = known[known["moment"] < border].sample(frac=1, random_state=seed)
    later = known[known["moment"] >= border].sample(frac=1, random_state=seed)
    for way, past, rest in (
        (WAYS[0], mixed[:learned], mixed[learned:]),
        (WAYS[1], earlier[:learned], later),
    ):
        fresh = rest[~rest["key"].isin(past["key"])]
        for copies, exam in zip(COPIES, (rest, fresh), strict=True):
            yield f"{way}, {copies}", past, exam[:asked]


def measure(known: pd.DataFrame, *, learned: int, asked: int, trials: int) -> pd.DataFrame:
    """Return the share of right labels, a row for each way, a column for each trial."""
    scores: dict[str, list[float]] = {}
    for seed in range(trials):
        model, taught = TopicEstimator(folds=1, mask=False), None
        for name, past, exam in exams(known, learned=learned, asked=asked, seed=seed):
            if taught is not past:
                model.fit(past["text"].tolist(), past["label"])
                taught = past
            scores.setdefault(name, []).append(model.score(exam["text"].tolist(), exam["label"]))
    return pd.DataFrame(scores).T


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path)
    for name in ("text", "label", "time"):
        parser.add_argument(f"--{name}", required=True, help="column")
    for name, value in (("learned", 8_000), ("asked", 4_000), ("trials", 3)):
        parser.add_argument(f"--{name}", type=int, default=value)
    asked = parser.parse_args()
    known = rows(asked.labelled, text=asked.text, label=asked.label, time=asked.time)
    print(f"строк {len(known)}, копий {1 - known['key'].nunique() / len(known):.0%}")  # noqa: T201
    found = measure(known, learned=asked.learned, asked=asked.asked, trials=asked.trials)
    print(found.assign(среднее=found.mean(axis=1)).round(4).to_string())  # noqa: T201


if __name__ == "__main__":
    main()
