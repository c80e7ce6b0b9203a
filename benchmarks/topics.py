"""Topics: this library beside TF-IDF + LinearSVC, on the same splits.

usage: python benchmarks/topics.py [SHARED] [--only perm,petersburg,kursk] [--write]

SHARED is the folder with data/ and taxonomy/ (../shared). A text, normalised, never stands on both
sides of a split. Perm is cross-validated by 5 parts, each trained on the rest of Perm, on Kursk, on
St Petersburg and on our corpus; St Petersburg is split by time; Kursk is cross-validated by 10.
Official answers and our non-appeals are held out of the fold that meets them, too.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np
import pandas as pd
from _results import write_section
from joblib import Parallel, delayed
from numpy.typing import NDArray

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.records import Topic
from tsur_nlp.train import Example, Labelled, Options, checked, evaluate, train_model
from tsur_nlp.train.datasets import fold_of, mask_texts
from tsur_nlp.train.open_data import PERM, PETERSBURG
from tsur_nlp.train.shipped import CORPUS as OURS
from tsur_nlp.train.shipped import shipped_examples

FOLDS = 5
KURSK_FOLDS = 10
CALIBRATION_FOLDS = 3
JOBS = 2
SEED = 11
FEBRUARY = "2021-02-01"
CORPUS = Path(__file__).parents[1] / "data" / "corpus"


class Row(NamedTuple):
    """One line of the table."""

    data: str
    system: str
    rows: int
    figures: dict[str, float]


class Folded(NamedTuple):
    """Examples and the fold of each, by its words."""

    examples: list[Example]
    fold: NDArray[np.intp]


Flags = NDArray[np.bool_]
System = Callable[[Sequence[Example], Sequence[str]], list[Topic]]


def folded(examples: Sequence[Example], folds: int) -> Folded:
    fold = [fold_of(example.key, folds, SEED) for example in examples]
    return Folded(list(examples), np.array(fold, dtype=np.intp))


def ours(train: Sequence[Example], texts: Sequence[str]) -> list[Topic]:
    labelled = checked(train)
    with tempfile.TemporaryDirectory() as folder:
        path = train_model(labelled, Options(folds=CALIBRATION_FOLDS)).save(Path(folder) / "model")
        return list(TopicClassifier(path).map(texts))


def baseline(train: Sequence[Example], texts: Sequence[str]) -> list[Topic]:
    """Words (1-2) and letters (3-5) by TF-IDF, LinearSVC, a head for each level."""
    labelled = checked(train)
    groups = _svc(labelled, texts, [e.label for e in labelled.examples])
    topics = [""] * len(texts)
    if labelled.pairs:
        topics = _svc(labelled, texts, [e.sublabel for e in labelled.examples])
    return [Topic(g, 0.0, t, 0.0) for g, t in zip(groups, topics, strict=True)]


def _svc(labelled: Labelled, texts: Sequence[str], names: list[str]) -> list[str]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)
    rows = [i for i, name in enumerate(names) if name]
    model = make_pipeline(make_union(words, letters), LinearSVC(random_state=0))
    weights = [labelled.examples[i].weight for i in rows]
    model.fit(
        [labelled.examples[i].text for i in rows],
        [names[i] for i in rows],
        linearsvc__sample_weight=weights,
    )
    return list(model.predict(texts))


SYSTEMS = {"tsur_nlp": ours, "TF-IDF + LinearSVC": baseline}


def crossed(system: System, train: Folded, asked: Folded, folds: int) -> list[Topic]:
    """Let a system answer every text of ``asked`` by what it learned outside the text's fold."""
    found: list[Topic] = [Topic("", 0.0)] * len(asked.examples)
    outside = [np.flatnonzero(asked.fold == number).tolist() for number in range(folds)]
    inside = [np.flatnonzero(train.fold != number).tolist() for number in range(folds)]
    said = Parallel(n_jobs=JOBS)(
        delayed(system)(
            [train.examples[i] for i in rows], [asked.examples[i].text for i in questions]
        )
        for rows, questions in zip(inside, outside, strict=True)
    )
    for questions, topics in zip(outside, said, strict=True):
        for i, topic in zip(questions, topics, strict=True):
            found[i] = topic
    return found


def perm(shared: Path) -> list[Row]:
    """Operators' rows of Perm, each predicted by a model that did not see its text."""
    frame = pd.read_csv(shared / "data" / "perm_topics.csv", dtype=str, keep_default_na=False)
    frame["masked"] = mask_texts(frame["text"].tolist())
    train = folded(shipped_examples(shared, CORPUS), FOLDS)
    others = [e for e in train.examples if e.is_appeal is False and e.source != PERM]
    asked = folded([*(_example(frame, i) for i in range(len(frame))), *others], FOLDS)
    rows = []
    for name, system in SYSTEMS.items():
        topics = crossed(system, train, asked, FOLDS)
        rows += _perm_rows(frame, name, topics[: len(frame)])
        if name == "tsur_nlp":
            rows += _appeals(frame, name, topics, others)
    return rows


def _perm_rows(frame: pd.DataFrame, system: str, topics: list[Topic]) -> list[Row]:
    operator = (frame["source"] == "operator").to_numpy()
    consensus = (frame["consensus"] == "1").to_numpy()
    agreed = operator & (frame["topic"] == frame["annotated_topic"]).to_numpy()
    parts = {
        "Perm, operator": operator,
        "Perm, operator, consensus": operator & consensus,
        "Perm, operator, same topic": agreed,
        "Perm, operator-group": (frame["source"] == "operator-group").to_numpy(),
    }
    made = []
    for name, chosen in parts.items():
        at = np.flatnonzero(chosen)
        gold = [_example(frame, i) for i in at.tolist()]
        made += _rows(name, system, [topics[i] for i in at.tolist()], gold)
    covid = np.array(frame["topic_group"] == "Коронавирус")
    said = np.array([topic.group == "Коронавирус" for topic in topics])
    both = (covid & said & consensus).sum()
    f1 = 2 * both / max(1, (covid & consensus).sum() + (said & consensus).sum())
    made.append(Row("Perm, COVID, consensus", system, int(consensus.sum()), {"F1": float(f1)}))
    return made


def _example(frame: pd.DataFrame, row: int) -> Example:
    return Example(frame["masked"].iat[row], frame["topic_group"].iat[row], frame["topic"].iat[row])


def _appeals(
    frame: pd.DataFrame, system: str, topics: list[Topic], others: list[Example]
) -> list[Row]:
    """Not an appeal against appeal: in the stream, and with what is surely none beside it."""
    said = frame["annotated_topic"].to_numpy()
    known = ((said == "Не обращение") | (frame["annotated_group"] != "")).to_numpy()
    gold = (said == "Не обращение")[known]
    denied = np.array([not topic.is_appeal for topic in topics])
    stream, beside = denied[: len(frame)][known], denied[len(frame) :]
    made = [_denial("Perm, not an appeal (35)", system, gold, stream)]
    for source, name in ((PETERSBURG, "official answers"), (OURS, "our non-appeals")):
        own = beside[[e.source == source for e in others]]
        both = np.r_[gold, np.ones(len(own), dtype=bool)]
        name = f"Perm, not an appeal, and {name} ({len(own)})"
        made.append(_denial(name, system, both, np.r_[stream, own]))
    return made


def _denial(name: str, system: str, gold: Flags, said: Flags) -> Row:
    both = (gold & said).sum()
    f1 = float(2 * both / max(1, gold.sum() + said.sum()))
    return Row(name, system, len(gold), {"F1": f1})


def petersburg(shared: Path) -> list[Row]:
    """St Petersburg's own labels, learned before February, predicted in February."""
    frame = pd.read_parquet(shared / "data" / "spb_2020-10_2021-02.parquet")
    frame["masked"] = mask_texts(frame["text"].tolist())
    rows = [
        Example(text, category, reason)
        for text, category, reason in zip(
            frame["masked"], frame["category"], frame["reason"], strict=True
        )
    ]
    later = (frame["created_at"] >= FEBRUARY).to_numpy()
    gold = [rows[i] for i in np.flatnonzero(later).tolist() if rows[i].key]
    train = [rows[i] for i in np.flatnonzero(~later).tolist()]
    seen = {example.key for example in train}
    fresh = [example.key not in seen for example in gold]
    made = []
    for name, system in SYSTEMS.items():
        said = system(train, [example.text for example in gold])
        made += _rows("St Petersburg, February", name, said, gold)
        new = [
            pair for pair, is_new in zip(zip(said, gold, strict=True), fresh, strict=True) if is_new
        ]
        made += _rows(
            "St Petersburg, February, texts not met before",
            name,
            [topic for topic, _ in new],
            [example for _, example in new],
        )
    return made


def kursk(shared: Path) -> list[Row]:
    """Kursk's own topics and responsible bodies, one level each."""
    frame = pd.read_csv(shared / "data" / "kursk_train.csv", dtype=str, keep_default_na=False)
    masked = mask_texts(frame["text"].tolist())
    made = []
    for column in ("topic", "responsible"):
        examples = [Example(t, label) for t, label in zip(masked, frame[column], strict=True)]
        rows = folded(examples, KURSK_FOLDS)
        for name, system in SYSTEMS.items():
            said = crossed(system, rows, rows, KURSK_FOLDS)
            made += _rows(f"Kursk, {column}", name, said, examples)
    return made


def _rows(data: str, system: str, topics: list[Topic], gold: list[Example]) -> list[Row]:
    found = evaluate(topics, gold)
    levels = [("group", found.group), ("topic", found.topic)]
    made = []
    for level, values in levels:
        if values is None:
            continue
        figures = {
            "accuracy": values.accuracy,
            "weighted F1": values.weighted_f1,
            "macro F1": values.macro_f1,
        }
        if system == "tsur_nlp":
            figures |= {
                "top-3": values.top3,
                "ECE": values.ece,
                "coverage 95": values.coverage95,
            }
        made.append(Row(f"{data}: {level}", system, values.rows, figures))
    return made


def table(rows: list[Row]) -> str:
    names = ("accuracy", "weighted F1", "macro F1", "top-3", "ECE", "coverage 95", "F1")
    lines = [
        "| data | system | rows | " + " | ".join(names) + " |",
        "|---" * (len(names) + 3) + "|",
    ]
    for row in sorted(rows, key=lambda row: [r.data for r in rows].index(row.data)):
        cells = [f"{row.figures[n]:.3f}" if n in row.figures else "" for n in names]
        lines.append(f"| {row.data} | {row.system} | {row.rows} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


PARTS = {"perm": perm, "petersburg": petersburg, "kursk": kursk}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    for name in arguments.only.split(","):
        start = perf_counter()
        rows = PARTS[name](arguments.shared)
        print(f"{name}: {perf_counter() - start:.0f} s\n{table(rows)}", flush=True)
        if arguments.write:
            command = f"python benchmarks/topics.py --only {name} --write"
            write_section(f"topics-{name}", table(rows), command)


if __name__ == "__main__":
    main()
