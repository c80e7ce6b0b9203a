"""What the command line and a notebook call: train on a frame, evaluate a model on a frame."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from tsur_nlp import artifacts
from tsur_nlp.classify import TopicClassifier
from tsur_nlp.errors import InputError
from tsur_nlp.text import fold
from tsur_nlp.train.card import card_of, meta_of
from tsur_nlp.train.counts import Counts
from tsur_nlp.train.datasets import Labelled, Mask, read_frame
from tsur_nlp.train.evaluate import Evaluation, evaluate
from tsur_nlp.train.fit import Progress, train_model
from tsur_nlp.train.options import DEFAULTS, SEED, Options
from tsur_nlp.train.origin import moments, read_rows
from tsur_nlp.train.outcome import TrainReport
from tsur_nlp.train.papers import Papers, write_papers
from tsur_nlp.train.splits import SHARE, split_by_time
from tsur_nlp.train.unseen import evaluate_unseen
from tsur_nlp.train.warm_start.older import Older

if TYPE_CHECKING:
    import pandas as pd


class Asked(TypedDict, total=False):
    """What may be asked of a training.

    ``time``: a column of dates; the figures are then those of the last ``time_share`` of the rows.
    ``learning_curve``: measure what more rows gave, by default only where that is quick. ``mask``:
    replaces the project's own masking. ``progress``: show the steps on a terminal.
    ``warm_start``: id or path of an older model, whose scores of the labels of the same name are
    taken as far as they help; rows that it has learned itself tell nothing of it.
    """

    seed: int
    progress: bool
    mask: Mask | None
    time: str | None
    time_share: float
    learning_curve: bool | None
    warm_start: str | Path | None


def train_from_frame(
    frame: pd.DataFrame,
    *,
    text: str,
    label: str,
    sublabel: str | None = None,
    out: str | Path,
    **asked: Unpack[Asked],
) -> TrainReport:
    """Train a model of one or two levels on a frame; write its folder, its report, labels to check.

    Texts are masked first (see `Asked` for what else may be given).

    Raises:
        ArtifactError: there is nothing to start from under the name ``warm_start``.
        InputError: ``out`` is a file, or there is a ``time_share`` without a ``time``.
        TrainingError: a column is missing, or the rows do not allow training.
    """
    artifacts.refuse_file(out)
    if "time_share" in asked and not asked.get("time"):
        raise InputError("--time-share is of the rows that --time dates: give both, or neither")
    start = asked.get("warm_start")
    if start is not None:
        Older.load(start)  # a wrong one is refused now, not after minutes of masking
    dates = moments(frame, asked["time"]) if asked.get("time") else None
    labelled, origin = read_rows(
        frame, text=text, label=label, sublabel=sublabel, mask=asked.get("mask")
    )
    share = asked.get("time_share", SHARE)
    split = split_by_time(labelled, origin.keys, dates, share) if dates is not None else None
    levels = f"«{label}»" + (f" и «{sublabel}»" if sublabel else "")
    return train_and_save(
        labelled,
        out,
        sources=[f"таблица из {len(frame)} строк, метки из столбца {levels}"],
        options=replace(DEFAULTS, seed=asked.get("seed", SEED), warm_start=start),
        progress=asked.get("progress", True),
        papers=Papers(origin, split, asked.get("learning_curve")),
    )


def train_and_save(
    labelled: Labelled,
    out: str | Path,
    *,
    sources: Sequence[str],
    options: Options = DEFAULTS,
    progress: bool = True,
    papers: Papers | None = None,
) -> TrainReport:
    """Train on labelled rows and write the model's folder with its card, and ``papers`` beside."""
    split = papers.split if papers else None
    with _bar(progress) as say:
        model = train_model(labelled, options, progress=say, split=split.folds if split else None)
        evaluation = evaluate_unseen(model)
        meta = meta_of(model, evaluation, sources, split)
        card = card_of(Path(out).name, meta, model, evaluation, split)
        path = model.save(out, meta=meta, card=card)
        page, labels = (
            write_papers(path, papers, meta, model, evaluation, say) if papers else (None, None)
        )
    return TrainReport.of(
        path, labelled, model, evaluation, split=split, page=page, suspicious=labels
    )


def evaluate_model(
    model_path: str | Path,
    frame: pd.DataFrame,
    *,
    text: str,
    label: str,
    sublabel: str | None = None,
    seed: int = SEED,
    mask: Mask | None = None,
) -> Evaluation:
    """Evaluate a model on a labelled frame it was not trained on (``seed`` changes nothing here).

    Raises:
        TrainingError: a column is missing, or nothing is labelled.
    """
    labelled = read_frame(frame, text=text, label=label, sublabel=sublabel, mask=mask)
    classifier = TopicClassifier(model_path)
    topics = list(classifier.map(example.text for example in labelled.examples))
    found = evaluate(topics, labelled.examples, review_below=classifier.review_below)
    return replace(found, counts=Counts.of(labelled))


def known_labels(model_path: str | Path, labels: Collection[str]) -> int:
    """Count the labels of the first level that the model has; without regard to case and ё."""
    known = {fold(group) for group, _ in TopicClassifier(model_path).labels}
    return sum(fold(label) in known for label in labels)


@contextmanager
def _bar(wanted: bool) -> Iterator[Progress]:
    """Show the steps on a terminal; elsewhere (``disable=None``) show nothing."""
    from tqdm import tqdm

    with tqdm(disable=None if wanted else True, bar_format="{desc} [{elapsed}]") as bar:
        yield lambda step: bar.set_description_str(step)
