"""A warm start: does an older model help a region that has few labelled rows of its own.

usage: python benchmarks/warm_start.py [SHARED] [--base DIR] [--seeds 3] [--write]

SHARED is the folder with data/ and taxonomy/ (../shared). The older model learns our corpus, St
Petersburg and Kursk, nothing of Perm; it is kept in DIR and trained once. Then N rows of Perm's
operators (groups; the second reader's topics where the two agree on the group) are learned, cold
and warm, and both models and the older one alone name the rest. A text never stands on both sides.
"half of the names": every second group of Perm gets a name that the older model does not know;
"names mixed up": every group is called by the name of another. Kursk's topics share no name.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from _results import write_section

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.train import (
    DEFAULTS,
    Evaluation,
    Example,
    Options,
    checked,
    evaluate,
    train_and_save,
    train_model,
)
from tsur_nlp.train.datasets import NOT_APPEAL, fold_of, mask_texts
from tsur_nlp.train.open_data import PERM
from tsur_nlp.train.shipped import CORPUS, SOURCES, shipped_examples

OURS = Path(__file__).parents[1] / "data" / "corpus"
SIZES = (50, 100, 300, 1000, 2400)
HALF_SIZES = (100, 1000)
MIXED_ROWS = 300
KURSK_ROWS = 1600
TEMPORARY = Path(tempfile.gettempdir()) / "tsur-nlp-warm-start"

Taken = tuple[float, float, float]


class Row(NamedTuple):
    """What one model made of the rows that it had not learned."""

    data: str
    rows: int
    start: str
    found: Evaluation
    taken: Taken


def perm(shared: Path) -> list[Example]:
    """Read Perm's operators; a topic is the second reader's, where he agrees on the group."""
    frame = _csv(shared / "data" / "perm_topics.csv")
    frame = frame[frame["source"].isin(["operator", "operator-group"])]
    same = (frame["annotated_group"] == frame["topic_group"]) & (
        frame["annotated_topic"] != NOT_APPEAL
    )
    topics = frame["annotated_topic"].where(same, "")
    return _examples(frame["text"], frame["topic_group"], topics)


def kursk(shared: Path) -> list[Example]:
    """Read Kursk with its own topics as the only level."""
    frame = _csv(shared / "data" / "kursk_train.csv")
    return _examples(frame["text"], frame["topic"], pd.Series("", index=frame.index))


def _csv(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _examples(texts: pd.Series, labels: pd.Series, topics: pd.Series) -> list[Example]:
    """Mask the texts; of rows with the same words the first one stays."""
    rows = zip(mask_texts(texts.tolist()), labels, topics, strict=True)
    found = [Example(*row, is_appeal=True) for row in rows]
    return list({example.key: example for example in reversed(found)}.values())


def base(shared: Path, folder: Path, foreign: Iterable[Example]) -> Path:
    """Train the older model without Perm, unless it is in its folder already."""
    path = folder / "without-perm"
    if (path / "meta.json").is_file():
        return path
    unseen = {example.key for example in foreign}
    examples = [
        example._replace(measured=example.source == CORPUS)
        for example in shipped_examples(shared, OURS)
        if example.source != PERM and example.key not in unseen
    ]
    options = replace(DEFAULTS, folds=1)
    return train_and_save(checked(examples), path, sources=SOURCES[1:], options=options).path


def split(examples: Sequence[Example], count: int, seed: int) -> tuple[list[Example], ...]:
    """Draw ``count`` examples by their words; those of a smaller draw are among them."""
    drawn = sorted(examples, key=lambda e: (fold_of(e.key, 2**62, seed), e.key))
    return drawn[:count], drawn[count:]


def half_renamed(examples: Sequence[Example]) -> list[Example]:
    """Give every second group, by size, a name of the region's own."""
    own = set(_by_size(examples)[1::2])
    return [e._replace(label=f"Наше: {e.label}") if e.label in own else e for e in examples]


def mixed_up(examples: Sequence[Example]) -> list[Example]:
    """Call every group by the name of the next smaller one."""
    names = _by_size(examples)
    others = dict(zip(names, [*names[1:], names[0]], strict=True))
    return [example._replace(label=others[example.label]) for example in examples]


def _by_size(examples: Sequence[Example]) -> list[str]:
    sizes = Counter(example.label for example in examples)
    return sorted(sizes, key=lambda name: (-sizes[name], name))


def compared(data: str, examples: list[Example], rows: int, seed: int, older: Path) -> list[Row]:
    """Learn some rows cold and warm and let both name the rest."""
    train, rest = split(examples, rows, seed)
    found = []
    for start in (None, older):
        model = train_model(checked(train), Options(warm_start=start))
        with tempfile.TemporaryDirectory() as folder:
            said = _said(model.save(Path(folder) / "model"), rest)
        taken = model.warm.shares if model.warm else (0.0, 0.0, 0.0)
        found.append(Row(data, rows, "warm" if start else "cold", said, taken))
    return found


def _said(path: Path, asked: Sequence[Example]) -> Evaluation:
    topics = list(TopicClassifier(path).map(example.text for example in asked))
    return evaluate(topics, asked)


def measure(shared: Path, folder: Path, seeds: int) -> list[Row]:
    """Run everything."""
    own = perm(shared)
    topics = kursk(shared)
    older = base(shared, folder, own)
    found = []
    for seed in range(seeds):
        for size in SIZES:
            said = _said(older, split(own, size, seed)[1])
            found.append(Row("Perm", size, "older model alone", said, (1.0, 1.0, 1.0)))
            found += compared("Perm", own, size, seed, older)
        for size in HALF_SIZES:
            found += compared("Perm, half of the names", half_renamed(own), size, seed, older)
        found += compared("Perm, names mixed up", mixed_up(own), MIXED_ROWS, seed, older)
        found += compared("Kursk, its own topics", topics, KURSK_ROWS, seed, older)
        print(table(found), flush=True)
    return found


def table(rows: Sequence[Row]) -> str:
    """Average over the seeds."""
    head = [
        "| data | rows learned | start | group: accuracy (least–most) | macro F1 | ECE "
        "| topic: accuracy | macro F1 | ECE | older model's share: group, topic |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    same: dict[tuple[str, int, str], list[Row]] = defaultdict(list)
    for row in rows:
        same[row.data, row.rows, row.start].append(row)
    return "\n".join([*head, *map(_line, same.values())])


def _line(rows: list[Row]) -> str:
    groups = [row.found.group for row in rows]
    topics = [row.found.topic for row in rows if row.found.topic]
    reached = [g.accuracy for g in groups]
    accuracy = f"{np.mean(reached):.3f} ({min(reached):.3f}–{max(reached):.3f})"
    cells = [accuracy, *(_mean(getattr(g, name) for g in groups) for name in ("macro_f1", "ece"))]
    cells += [_mean(getattr(t, n) for t in topics) for n in ("accuracy", "macro_f1", "ece")]
    shares = ", ".join(_mean((row.taken[level] for row in rows), 1) for level in (0, 1))
    first = rows[0]
    return (
        f"| {first.data} | {first.rows:,} | {first.start} | " + " | ".join([*cells, shares]) + " |"
    )


def _mean(values: Iterable[float], digits: int = 3) -> str:
    found = list(values)
    return f"{np.mean(found):.{digits}f}" if found else "–"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=Path("../shared"))
    parser.add_argument("--base", type=Path, default=TEMPORARY)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = table(measure(given.shared, given.base, given.seeds))
    if given.write:
        write_section("warm-start", found, "python benchmarks/warm_start.py ../shared --write")


if __name__ == "__main__":
    main()
