"""Topics: this library beside TF-IDF + LinearSVC, on the same splits.

usage: python benchmarks/topics.py [SHARED] [--only perm,petersburg,kursk] [--write]

SHARED is the folder with data/ and taxonomy/ (../shared). A text, normalised, never stands on both
sides of a split. Perm is cross-validated by 5 parts, each trained on the rest of Perm, on Kursk, on
St Petersburg and on our corpus; St Petersburg is split by time; Kursk is cross-validated.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np
import pandas as pd
from _results import write_section

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.records import Topic
from tsur_nlp.train import Example, Labelled, Options, checked, evaluate, train_model
from tsur_nlp.train.datasets import fold_of, mask_texts
from tsur_nlp.train.open_data import kursk_examples, perm_examples, petersburg_examples
from tsur_nlp.train.shipped import corpus_examples

FOLDS = 5
SEED = 11
FEBRUARY = "2021-02-01"
CORPUS = Path(__file__).parents[1] / "data" / "corpus"


class Row(NamedTuple):
    """One line of the table."""

    data: str
    system: str
    rows: int
    figures: dict[str, float]


def ours(train: Sequence[Example], texts: Sequence[str]) -> list[Topic]:
    labelled = checked(train)
    with tempfile.TemporaryDirectory() as folder:
        path = train_model(labelled, Options(folds=1)).save(Path(folder) / "model")
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


def perm(shared: Path) -> list[Row]:
    """Operators' rows of Perm, each predicted by a model that did not see its text."""
    frame = pd.read_csv(shared / "data" / "perm_topics.csv", dtype=str, keep_default_na=False)
    frame["masked"] = mask_texts(frame["text"].tolist())
    masked = dict(zip(frame["text"], frame["masked"], strict=True))
    rows = [e._replace(text=masked[e.text]) for e in perm_examples(shared)]
    others = [*kursk_examples(shared), *petersburg_examples(shared), *corpus_examples(CORPUS)]
    texts = mask_texts([example.text for example in others])
    extra = [e._replace(text=text) for e, text in zip(others, texts, strict=True)]
    frame["key"] = [Example(text, "").key for text in frame["masked"]]
    fold = np.array([fold_of(key, FOLDS, SEED) for key in frame["key"]])
    train_fold = np.array([fold_of(example.key, FOLDS, SEED) for example in rows])
    found = {}
    for name, system in SYSTEMS.items():
        topics: list[Topic] = [Topic("", 0.0)] * len(frame)
        for number in range(FOLDS):
            held = set(frame["key"][fold == number])
            train = [rows[i] for i in np.flatnonzero(train_fold != number)]
            train += [e for e in extra if e.key not in held]
            outside = np.flatnonzero(fold == number)
            said = system(train, frame["masked"].iloc[outside].tolist())
            for i, topic in zip(outside.tolist(), said, strict=True):
                topics[i] = topic
        found[name] = topics
    return [row for name, topics in found.items() for row in _perm_rows(frame, name, topics)]


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
    if system == "tsur_nlp":
        made.append(_appeals(frame, system, topics))
    return made


def _example(frame: pd.DataFrame, row: int) -> Example:
    return Example(frame["masked"].iat[row], frame["topic_group"].iat[row], frame["topic"].iat[row])


def _appeals(frame: pd.DataFrame, system: str, topics: list[Topic]) -> Row:
    """Not an appeal against appeal, where the annotator said either."""
    said = frame["annotated_topic"].to_numpy()
    known = ((said == "Не обращение") | (frame["annotated_group"] != "")).to_numpy()
    gold = (said == "Не обращение")[known]
    predicted = np.array([not topic.is_appeal for topic in topics])[known]
    both = (gold & predicted).sum()
    f1 = float(2 * both / max(1, gold.sum() + predicted.sum()))
    return Row("Perm, not an appeal", system, int(known.sum()), {"F1": f1})


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
    fold = np.array([fold_of(Example(text, "").key, FOLDS, SEED) for text in masked])
    made = []
    for column in ("topic", "responsible"):
        rows = [Example(t, label) for t, label in zip(masked, frame[column], strict=True)]
        for name, system in SYSTEMS.items():
            said: list[Topic] = [Topic("", 0.0)] * len(rows)
            for number in range(FOLDS):
                train = [rows[i] for i in np.flatnonzero(fold != number)]
                outside = np.flatnonzero(fold == number).tolist()
                topics = system(train, [rows[i].text for i in outside])
                for i, topic in zip(outside, topics, strict=True):
                    said[i] = topic
            made += _rows(f"Kursk, {column}", name, said, rows)
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
    rows: list[Row] = []
    for name in arguments.only.split(","):
        start = perf_counter()
        rows += PARTS[name](arguments.shared)
        print(f"{name}: {perf_counter() - start:.0f} s", flush=True)
        print(table(rows), flush=True)
    if arguments.write:
        write_section("topics", table(rows), "python benchmarks/topics.py --write")


if __name__ == "__main__":
    main()
