"""Messages about several matters: is a second group found, is it right, what does it cost.

usage: python benchmarks/parts.py [SHARED] [--models FOLDER] [--write]

Perm: every row is read by a model that did not learn from its text (three parts). The annotator's
second group, where it differs from the first, is what should be found; the threshold is chosen on
the rows of an even hash, the figures are of the odd ones. Glued: two invented messages of different
groups, written one after the other; none of them was learned from. FOLDER keeps the models.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

import pandas as pd
from _results import write_section
from speed import sources, spent

from tsur_nlp.classify import TopicClassifier, parts
from tsur_nlp.records import Topic, TopicPart
from tsur_nlp.train import Example, Options, checked, train_model
from tsur_nlp.train.datasets import fold_of, mask_texts
from tsur_nlp.train.open_data import PERM
from tsur_nlp.train.shipped import CORPUS, corpus_examples, shipped_examples

FOLDS = 3
SEED = 11
DATA = Path(__file__).parents[1] / "data"
THRESHOLDS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)
ROUNDS = 5
MOST_FALSE = 0.02
"""The threshold is the lowest that gives a second group to so few of the rows without one."""


class Row(NamedTuple):
    """One annotated message of Perm."""

    text: str
    first: str
    second: str
    operator: str
    fold: int
    even: bool


class Glued(NamedTuple):
    """One or two invented messages; ``border`` is where the second begins."""

    text: str
    groups: tuple[str, ...]
    border: int
    fold: int


Read = list[tuple[Topic, tuple[TopicPart, ...]]]


def models(shared: Path, folder: Path) -> list[TopicClassifier]:
    """Train a model without each part of Perm and of our corpus, unless it is there."""
    made = []
    examples = shipped_examples(shared, DATA / "corpus")
    held_out = [e for e in examples if e.source in (PERM, CORPUS)]
    for number in range(FOLDS):
        path = folder / f"without-{number}"
        if not path.exists():
            held = {e.key for e in held_out if _fold(e.key) == number}
            train = [e for e in examples if e.key not in held]
            train_model(checked(train), Options(folds=1)).save(path)
        made.append(TopicClassifier(path))
    return made


def _fold(key: str) -> int:
    return fold_of(key, FOLDS, SEED)


def perm_rows(shared: Path) -> list[Row]:
    frame = pd.read_csv(shared / "data" / "perm_topics.csv", dtype=str, keep_default_na=False)
    frame = frame[frame["annotated_group"] != ""]
    rows = {}
    columns = ("annotated_group", "annotated_group2", "topic_group")
    texts = mask_texts(frame["text"].tolist())
    for text, first, second, operator in zip(texts, *(frame[c] for c in columns), strict=True):
        key = Example(text, "").key
        other = second if second != first else ""
        even = fold_of(key, 2, SEED + 1) == 0
        rows.setdefault(key, Row(text, first, other, operator, _fold(key), even))
    return list(rows.values())


def read(classifiers: Sequence[TopicClassifier], items: Sequence[Row] | Sequence[Glued]) -> Read:
    """Read each message by the model that did not learn from it."""
    found: Read = [(Topic("", 0.0), ())] * len(items)
    for number, classifier in enumerate(classifiers):
        own = [i for i, item in enumerate(items) if item.fold == number]
        for i, said in zip(own, classifier.map_with_parts(items[i].text for i in own), strict=True):
            found[i] = said
    return found


def second_of(topic: Topic, found: Sequence[TopicPart]) -> str:
    """Return the surest of the groups beside the main one."""
    others = [part for part in found if part.group != topic.group]
    return max(others, key=lambda part: part.confidence).group if others else ""


def perm_figures(rows: Sequence[Row], said: Read) -> dict[str, float]:
    pairs = [
        (row, topic.group, second_of(topic, p)) for row, (topic, p) in zip(rows, said, strict=True)
    ]
    given = [(row, main, second) for row, main, second in pairs if second]
    right = [row for row, main, second in given if {main, second} == {row.first, row.second}]
    near = [1 for r, main, second in given if {main, second} <= {r.first, r.second, r.operator}]
    without = [second for row, _, second in pairs if not row.second]
    return {
        "rows": len(rows),
        "with a second group": len(rows) - len(without),
        "reported": len(given),
        "precision": len(right) / max(1, len(given)),
        "precision, operator's group counted": len(near) / max(1, len(given)),
        "recall": len(right) / max(1, len(rows) - len(without)),
        "reported where none is noted": sum(map(bool, without)) / max(1, len(without)),
    }


def perm(classifiers: Sequence[TopicClassifier], shared: Path) -> Iterator[str]:
    rows = perm_rows(shared)
    even, odd = [r for r in rows if r.even], [r for r in rows if not r.even]
    shipped, found = parts.SURE, {}
    for parts.SURE in THRESHOLDS:
        found[parts.SURE] = perm_figures(even, read(classifiers, even))
    parts.SURE = shipped
    few = [t for t, f in found.items() if f["reported where none is noted"] <= MOST_FALSE]
    yield f"Perm, even rows: the threshold; chosen {min(few)}, in the code {shipped}."
    yield table("threshold", {str(t): f for t, f in found.items()})
    yield "Perm, odd rows, at the threshold in the code."
    yield table("", {"odd rows": perm_figures(odd, read(classifiers, odd))})


def invented() -> dict[str, list[tuple[str, str]]]:
    labelled = pd.read_csv(DATA / "samples" / "labelled.csv", dtype=str, keep_default_na=False)
    seed = [example for example in corpus_examples(DATA / "corpus") if example.label]
    texts = mask_texts([*labelled["text"], *(example.text for example in seed)])
    groups = [*labelled["topic_group"], *(example.label for example in seed)]
    both = [(t, g) for t, g in zip(texts, groups, strict=True)]
    size = len(labelled)
    return {"samples/labelled.csv": both[:size], "corpus": both[size:]}


def glued(
    messages: Sequence[tuple[str, str]], count: int = 1_500
) -> tuple[list[Glued], list[Glued]]:
    """Make pairs of messages of different groups out of one part, and take the messages alone."""
    chance = random.Random(SEED)
    folds = [
        [m for m in messages if m[1] and _fold(Example(m[0], "").key) == n] for n in range(FOLDS)
    ]
    pairs: list[Glued] = []
    while len(pairs) < count:
        number = chance.randrange(FOLDS)
        (one, first), (two, second) = chance.sample(folds[number], 2)
        if first != second:
            start = one.rstrip(" .") + ". "
            pairs.append(Glued(start + two, (first, second), len(start), number))
    alone = [Glued(t, (g,), 0, n) for n, own in enumerate(folds) for t, g in own]
    return pairs, alone


def glued_figures(pairs: Sequence[Glued], said: Read) -> dict[str, float]:
    several = [(pair, p) for pair, (_, p) in zip(pairs, said, strict=True) if p]
    both = [(pair, p) for pair, p in several if {part.group for part in p} == set(pair.groups)]
    close = [1 for pair, p in both if min(abs(part.start - pair.border) for part in p) <= 3]
    return {
        "pairs": len(pairs),
        "letters": mean(len(pair.text) for pair in pairs),
        "several parts": len(several) / len(pairs),
        "both groups, no other": len(both) / len(pairs),
        "of these: border right": len(close) / max(1, len(both)),
        "of these: letters of the right group": mean(_letters(pair, p) for pair, p in both),
    }


def _letters(pair: Glued, found: Sequence[TopicPart]) -> float:
    right = 0
    for part in found:
        start, end = (
            (0, pair.border) if part.group == pair.groups[0] else (pair.border, len(pair.text))
        )
        right += max(0, min(part.end, end) - max(part.start, start))
    return right / sum(part.end - part.start for part in found)


def invented_tables(classifiers: Sequence[TopicClassifier]) -> Iterator[str]:
    found = {}
    for name, messages in invented().items():
        pairs, alone = glued(messages)
        several = mean(bool(p) for _, p in read(classifiers, alone))
        figures = glued_figures(pairs, read(classifiers, pairs))
        found[name] = figures | {"several parts in one message alone": several}
    yield "Two invented messages of different groups, glued."
    yield table("messages of", found)


def speed_table(shared: Path) -> Iterator[str]:
    """Time texts that a classifier has not seen, both ways, each by a classifier of its own."""
    found = {}
    for name, (warm, *timed) in sources(shared / "data", 2_000).items():
        texts = [mask_texts(part) for part in (warm, *timed)]
        passes = [pair for _ in range(ROUNDS) for pair in _passes(texts)]
        plain, whole = (median(column) for column in zip(*passes, strict=True))
        several = mean(bool(p) for _, p in TopicClassifier().map_with_parts(texts[1]))
        found[name] = {
            "ms per 1,000 messages": plain * 1e6,
            "with parts": whole * 1e6,
            "slower by": median(pair[1] / pair[0] for pair in passes) - 1,
            "messages per second with parts": 1 / whole,
            "messages of several parts": several,
        }
    yield "The classifier without and with parts, texts not seen before, the shipped model."
    yield table("", found)


def _passes(texts: Sequence[list[str]]) -> list[tuple[float, float]]:
    """Return the seconds a message, without and with parts, for each part of the texts."""
    plain, whole = TopicClassifier(), TopicClassifier()
    list(plain.map(texts[0]))
    list(whole.map_with_parts(texts[0]))
    return [
        (
            spent(lambda part=part: list(plain.map(part))) / len(part),
            spent(lambda part=part: list(whole.map_with_parts(part))) / len(part),
        )
        for part in texts[1:]
    ]


def table(head: str, rows: dict[str, dict[str, float]]) -> str:
    names = list(next(iter(rows.values())))
    lines = [f"| {head} | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for name, row in rows.items():
        cells = [f"{v:.3f}" if v < 2 and v != int(v) else f"{v:.0f}" for v in row.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--models", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        classifiers = models(arguments.shared, arguments.models or Path(temporary))
        made = [
            *perm(classifiers, arguments.shared),
            *invented_tables(classifiers),
            *speed_table(arguments.shared),
        ]
    body = "\n\n".join(made)
    print(body)
    if arguments.write:
        write_section("parts", body, "python benchmarks/parts.py --write")


if __name__ == "__main__":
    main()
