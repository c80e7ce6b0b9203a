"""Open labelled data to examples of our taxonomy: whose labels to trust, and how far."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tsur_nlp.train.datasets import NOT_APPEAL, Example, fold_of
from tsur_nlp.train.readings import SURE, SURE_TOPIC, OurReadings, Reading, shared_out

if TYPE_CHECKING:
    import pandas as pd

_OPERATOR = {"operator": 1.0, "operator-group": 1.0, "operator-group-fuzzy": 0.7}
_KURSK_WEIGHT = 0.6
_PETERSBURG_WEIGHT = 0.2
_MAPPED_TOPIC = 0.9
_PETERSBURG_CAP = 60
_ANSWERS = 600
_ANSWER_WEIGHT = 0.4
PERM, KURSK, PETERSBURG = "perm", "kursk", "petersburg"


def perm_examples(shared: Path, read: Path) -> Iterator[Example]:
    """Yield Perm rows as the operators, the annotator and we (``read``) understood them."""
    ours = OurReadings.load(read, PERM)
    for row in _csv(shared / "data" / "perm_topics.csv"):
        sure = row["sure"].split(".")[0]
        said = row["annotated_topic"]
        topic = said if row["annotated_group"] else ""
        weights = SURE.get(sure, 0.0), SURE_TOPIC.get(sure, 0.0)
        readings = [
            Reading(row["topic_group"], row["topic"], _OPERATOR.get(row["source"], 0.0), 1.0),
            Reading(row["annotated_group"], topic, *weights),
            *ours.readings.get(row["id"], ()),
        ]
        measured = row["source"] in ("operator", "operator-group")
        yield from shared_out(row["text"], readings, source=PERM, measured=measured)
        if said == NOT_APPEAL or row["id"] in ours.no_appeals:
            yield Example(row["text"], "", is_appeal=False, source=PERM)


def kursk_examples(shared: Path, read: Path) -> Iterator[Example]:
    """Yield Kursk rows: the local label as far as the mapping goes, and as we read them."""
    mapping = _mapping(shared, KURSK)
    ours = OurReadings.load(read, KURSK)
    for row in _csv(shared / "data" / "kursk_train.csv"):
        group, topic = mapping.get(row["topic"], ("", ""))
        readings = [
            Reading(group, topic, _KURSK_WEIGHT, _MAPPED_TOPIC),
            *ours.readings.get(row["id"], ()),
        ]
        yield from shared_out(row["text"], readings, source=KURSK, measured=False)


def petersburg_examples(shared: Path) -> Iterator[Example]:
    """Yield St Petersburg rows under our topics, a few of each reason, and official answers."""
    import pandas as pd

    frame = pd.read_parquet(shared / "data" / "spb_2020-10_2021-02.parquet")
    mapping = _mapping(shared, "spb")
    frame = frame.assign(label=frame["category"] + " / " + frame["reason"])
    chosen = _few(frame[frame["label"].isin(list(mapping))], "text", "label", _PETERSBURG_CAP)
    for text, label in zip(chosen["text"], chosen["label"], strict=True):
        labels = (text, *mapping[label], _PETERSBURG_WEIGHT)
        yield Example(*labels, is_appeal=True, measured=False, source=PETERSBURG)
    answers = frame[frame["answer_text"].fillna("").str.len() > 20].assign(
        start=lambda f: f["answer_text"].str[:60]
    )
    official = Example("", "", weight=_ANSWER_WEIGHT, is_appeal=False, measured=False)
    chosen = _few(answers.drop_duplicates("start"), "answer_text", None, _ANSWERS)
    for text in chosen["answer_text"]:
        yield official._replace(text=text, source=PETERSBURG)


def _few(frame: pd.DataFrame, text: str, label: str | None, count: int) -> pd.DataFrame:
    """Take up to ``count`` rows of each label, chosen by their words whatever the order."""
    order = frame[text].map(lambda value: fold_of(value, 2**62, 0))
    frame = frame.assign(order=order).sort_values(["order", text]).drop_duplicates(text)
    return frame.groupby(label).head(count) if label else frame.head(count)


def _mapping(shared: Path, source: str) -> dict[str, tuple[str, str]]:
    """Read which group and topic a local label means; the topic is empty if not sure."""
    rows = _csv(shared / "taxonomy" / "mapping.csv")
    return {
        row["label"]: (row["topic_group"], row["topic"] if row["sure"] == "1" else "")
        for row in rows
        if row["source"] == source and row["sure"] != "-1"
    }


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
