"""Answers with the kind that a reader gave them: invented ones, and real ones where they are."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tsur_nlp.errors import TrainingError
from tsur_nlp.records import ANSWER_KINDS

if TYPE_CHECKING:
    import pandas as pd

EXAM = "exam.csv"
"""Invented answers by other rules of style, never trained on."""

READ = "petersburg_read.csv"
"""Our reading of real answers, by the id of the message; the texts stay where they are."""

REAL_WEIGHT = 3.0
"""A real answer teaches more than an invented one."""


class LabelledAnswer(NamedTuple):
    """An answer, its question, and how it was read; ``found`` is the promise our rules find."""

    question: str
    answer: str
    answered_on: dt.date | None
    kind: str
    promised: str
    evidence: bool
    on_point: bool
    source: str
    weight: float = 1.0
    found: str = ""


def read_answers(folder: Path, shared: Path | None = None) -> list[LabelledAnswer]:
    """Return all answers to learn from: those of ``folder``, and of ``shared`` where it is there.

    Raises:
        TrainingError: a row has a kind that there is not.
    """
    found = list(invented(folder))
    if shared is not None and (shared / "data").is_dir():
        found += real(shared, folder / READ)
        found += real(shared, shared / "data" / "answers_dev.csv")
    return found


def invented(folder: Path) -> Iterator[LabelledAnswer]:
    """Yield the invented answers of a folder, all but the exam."""
    for path in sorted(folder.glob("*.csv")):
        if path.name not in (EXAM, READ):
            yield from of_file(path)


def of_file(path: Path) -> Iterator[LabelledAnswer]:
    """Yield the answers of one file with ``question, answered_on, answer`` and the labels."""
    for row in _rows(path):
        yield LabelledAnswer(
            row["question"],
            row["answer"],
            dt.date.fromisoformat(row["answered_on"]),
            *_labels(row, path),
            source=path.stem,
        )


def real(shared: Path, labels: Path) -> Iterator[LabelledAnswer]:
    """Yield the answers of the St Petersburg portal that ``labels`` reads, by id."""
    texts = _petersburg(shared)
    for row in _rows(labels):
        message = texts.loc[int(row["id"])]
        yield LabelledAnswer(
            f"{message['reason']}. {message['text']}",
            str(message["answer_text"]),
            message["answer_at"].date(),
            *_labels(row, labels),
            source=labels.stem,
            weight=REAL_WEIGHT,
        )


def masked(answers: Sequence[LabelledAnswer]) -> list[LabelledAnswer]:
    """Return the answers with personal data replaced by placeholders, and the promise found."""
    from tsur_nlp.respond.promises import promised
    from tsur_nlp.train.datasets import mask_texts

    texts = mask_texts([answer.answer for answer in answers])
    return [
        answer._replace(answer=text, found=promised(answer.answer, answer.answered_on))
        for answer, text in zip(answers, texts, strict=True)
    ]


def _labels(row: dict[str, str], path: Path) -> tuple[str, str, bool, bool]:
    if row["kind"] not in ANSWER_KINDS:
        known = ", ".join(ANSWER_KINDS)
        raise TrainingError(f"{path}: no kind of answer {row['kind']!r}; there are: {known}")
    return row["kind"], row["promised"], row["evidence"] == "1", row["on_point"] == "1"


def _petersburg(shared: Path) -> pd.DataFrame:
    import pandas as pd

    path = shared / "data" / "spb_2020-10_2021-02.parquet"
    columns = ["id", "text", "reason", "answer_text", "answer_at"]
    return pd.read_parquet(path, columns=columns).set_index("id")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
