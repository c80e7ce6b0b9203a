"""Responsible bodies: the recommender beside what an office or TF-IDF does, on the same rows.

usage: python benchmarks/bodies.py [SHARED] [--only petersburg,kursk] [--write]

SHARED is the folder with data/ (../shared). St Petersburg is learned before February and asked
about February: with the topics that the portal gave, and with topics that a model trained on the
same earlier rows read from the text. Kursk is cross-validated by 10, a text on one side only: from
the text alone, with the topic given, and with the place that `tsur_nlp.locate` found.
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
from numpy.typing import NDArray

from tsur_nlp import exports, load_pipeline
from tsur_nlp.classify import TopicClassifier
from tsur_nlp.respond.bodies.recommend import TEXT, Recommender
from tsur_nlp.respond.bodies.recommend.counts import Chain
from tsur_nlp.respond.bodies.recommend.kinds import kinds
from tsur_nlp.train import Example, Options, checked, train_model
from tsur_nlp.train.bodies import OPTIONS, Rows, fit_bodies, read_rows, save
from tsur_nlp.train.bodies.figures import BodyFigures, figures
from tsur_nlp.train.bodies.unseen import CUSTOM
from tsur_nlp.train.datasets import fold_of, key_of, mask_texts

FEBRUARY = "2021-02-01"
KURSK_FOLDS = 10
SEED = 11
TOPIC_FOLDS = 5
LINEAR = "TF-IDF + LinearSVC"

Shares = NDArray[np.float32]
System = Callable[["Asked", Sequence[str]], Shares]


class Row(NamedTuple):
    """One line of the table."""

    data: str
    system: str
    figures: BodyFigures


class Asked(NamedTuple):
    """The rows that are learned from, and those that are asked about."""

    learned: pd.DataFrame
    asked: pd.DataFrame


def ours(split: Asked, bodies: Sequence[str], *, text: bool = True) -> Shares:
    """Train, save, load, ask: probabilities in the order of ``bodies``."""
    rows = read_rows(split.learned if text else split.learned.assign(text=""), mask=list)
    with tempfile.TemporaryDirectory() as folder:
        path = save(fit_bodies(rows, OPTIONS), Path(folder) / "bodies", [])
        reader = TopicClassifier(path / TEXT) if text else None
        recommender = Recommender.load(path, text=reader)
        return _ordered(recommender.probabilities(split.asked), recommender.bodies, bodies)


def custom(split: Asked, bodies: Sequence[str]) -> Shares:
    """The body that has the group of topics in the unit most often."""
    rows: Rows = read_rows(split.learned.assign(text=""), mask=list)
    usual = np.bincount(rows.numbers, minlength=len(rows.bodies)) / len(rows.numbers)
    chain = Chain.of(CUSTOM, rows.known, rows.numbers, len(rows.bodies))
    return _ordered(chain.shares(kinds(split.asked), usual), rows.bodies, bodies)


def svc(split: Asked, bodies: Sequence[str]) -> Shares:
    """Words (1-2) and letters (3-5) of the text by TF-IDF, LinearSVC; its scores are no chances."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)
    model = make_pipeline(make_union(words, letters), LinearSVC(random_state=0))
    model.fit(split.learned["text"].tolist(), split.learned["assignee"].tolist())
    scores = model.decision_function(split.asked["text"].tolist())
    return _ordered(scores - scores.min() + 1.0, model.classes_.tolist(), bodies)


def past(split: Asked, bodies: Sequence[str]) -> Shares:
    """The recommender without a text model."""
    return ours(split, bodies, text=False)


SYSTEMS: dict[str, System] = {
    "most frequent of the group in the unit": custom,
    "tsur_nlp, the past alone": past,
    "tsur_nlp": ours,
}


def petersburg(shared: Path) -> list[Row]:
    """Learned before February, asked about February."""
    frame = pd.read_parquet(shared / "data" / "spb_2020-10_2021-02.parquet")
    frame = frame[frame["answer_org"].notna()].reset_index(drop=True)
    frame["street"] = frame["building_address"].fillna(frame["nearest_building_address"])
    facts = exports.facts(frame)
    facts["text"] = mask_texts(facts["text"].tolist())
    earlier = (facts["created_at"] < FEBRUARY).to_numpy()
    given = Asked(facts[earlier], facts[~earlier])
    read = predicted(given)
    made = []
    for name, system in SYSTEMS.items():
        for topics, split in (("given", given), ("read from the text", read)):
            data = f"St Petersburg, February, topics {topics}"
            made.append(_row(data, name, system, [split]))
    return made


def predicted(split: Asked) -> Asked:
    """Put read topics for the given ones, each read by a model that did not learn from its row."""
    texts = split.learned["text"].tolist()
    labels = zip(split.learned["topic_group"], split.learned["topic"], strict=True)
    rows = [Example(text, *pair) for text, pair in zip(texts, labels, strict=True)]
    model = train_model(checked(rows), Options(folds=TOPIC_FOLDS))
    keys = [model.labelled.examples[i].key for i in model.unseen_rows.tolist()]
    best = dict(zip(keys, model.unseen.topics.argmax(axis=1).tolist(), strict=True))
    groups = [model.heads.groups[number] for number in model.heads.topic_group.tolist()]
    pairs = list(zip(groups, model.heads.topics, strict=True))
    own = [pairs[best[key_of(text)]] if key_of(text) in best else ("", "") for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        classifier = TopicClassifier(model.save(Path(folder) / "topics"))
        found = [(topic.group, topic.name) for topic in classifier.map(split.asked["text"])]
    return Asked(_with_topics(split.learned, own), _with_topics(split.asked, found))


def _with_topics(facts: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> pd.DataFrame:
    groups, topics = zip(*pairs, strict=True)
    return facts.assign(topic_group=list(groups), topic=list(topics))


def kursk(shared: Path) -> list[Row]:
    """Cross-validated; what is known grows from line to line."""
    frame = pd.read_csv(shared / "data" / "kursk_train.csv", dtype=str, keep_default_na=False)
    scored = load_pipeline(region="Курская область").frame(frame)
    whole = exports.facts(scored, topics="given").assign(assignee=frame["responsible"])
    whole["topic"] = frame["topic"]
    nowhere = whole.assign(
        **dict.fromkeys(("municipality", "district", "settlement", "street", "house"), ""),
        lat=np.nan,
        lon=np.nan,
    )
    fold = np.array([fold_of(key_of(text), KURSK_FOLDS, SEED) for text in whole["text"]])
    known = {
        "text": nowhere.assign(topic=""),
        "text and topic": nowhere,
        "text, topic and place": whole,
    }
    made = [_row("Kursk, text", LINEAR, svc, _folds(known["text"], fold))]
    for name, facts in known.items():
        made.append(_row(f"Kursk, {name}", "tsur_nlp", ours, _folds(facts, fold)))
    return made


def _folds(facts: pd.DataFrame, fold: NDArray[np.intp]) -> list[Asked]:
    return [Asked(facts[fold != n], facts[fold == n]) for n in range(KURSK_FOLDS)]


def _row(data: str, name: str, system: System, splits: Sequence[Asked]) -> Row:
    start = perf_counter()
    asked = [split.asked["assignee"].tolist() for split in splits]
    bodies = sorted({name for names in (*asked, splits[0].learned["assignee"]) for name in names})
    shares = np.concatenate([system(split, bodies) for split in splits])
    place = {body: number for number, body in enumerate(bodies)}
    truth = np.array([place[name] for names in asked for name in names], dtype=np.intp)
    row = Row(data, name, figures(shares, truth))
    print(f"{row} {perf_counter() - start:.0f} s", flush=True)
    return row


def _ordered(shares: Shares, own: Sequence[str], bodies: Sequence[str]) -> Shares:
    place = {body: number for number, body in enumerate(bodies)}
    found = np.zeros((len(shares), len(bodies)), dtype=np.float32)
    found[:, [place[body] for body in own]] = shares
    return found


def table(rows: Sequence[Row]) -> str:
    lines = [
        "| data | system | rows | top-1 | top-3 | ECE | coverage 95 |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in sorted(rows, key=lambda row: [r.data for r in rows].index(row.data)):
        of = row.figures
        chances = ("", "") if row.system == LINEAR else (f"{of.ece:.3f}", f"{of.coverage95:.3f}")
        cells = (f"{of.top1:.3f}", f"{of.top3:.3f}", *chances)
        lines.append(f"| {row.data} | {row.system} | {of.rows} | {' | '.join(cells)} |")
    return "\n".join(lines)


PARTS = {"petersburg": petersburg, "kursk": kursk}
NOTES = {
    "petersburg": "Chosen on these same February rows, among some twenty-five sets: the levels of "
    "the chains, their priors, how often a kind must be met. The weights of the experts were not: "
    "they are those of the last fifth of the earlier rows.",
    "kursk": "Chosen on these same rows: the penalty of the text model (of three), how the text "
    "enters the mixture (of two ways), and that a temperature follows. There are no other rows of "
    "Kursk to check it on; the standard error of a share here is 1.1 points.",
}
"""What was looked at while the recommender was made: it makes the figures a little kind."""


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
            command = f"python benchmarks/bodies.py --only {name} --write"
            write_section(f"bodies-{name}", f"{table(rows)}\n\n{NOTES[name]}", command)


if __name__ == "__main__":
    main()
