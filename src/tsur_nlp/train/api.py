"""What the command line and a notebook call: train on a frame, evaluate a model on a frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.classify.decide import decide
from tsur_nlp.train.card import card_of, meta_of
from tsur_nlp.train.datasets import Labelled, Mask, read_frame
from tsur_nlp.train.evaluate import Evaluation, evaluate
from tsur_nlp.train.fit import Progress, TrainedModel, train_model
from tsur_nlp.train.options import DEFAULTS, SEED, Options

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class TrainReport:
    """Where the model is, what it was trained on, how good it is on rows it had not seen."""

    path: Path
    rows: int
    distinct: int
    rare: tuple[tuple[str, int], ...]
    evaluation: Evaluation

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for JSON."""
        return {
            "path": str(self.path),
            "rows": self.rows,
            "distinct": self.distinct,
            "rare": dict(self.rare),
            "metrics": self.evaluation.as_dict(),
        }

    def summary(self) -> str:
        """Return the report as lines for the terminal, in Russian."""
        lines = [
            f"модель: {self.path}",
            f"строк {self.rows}, разных {self.distinct}",
            "на строках, которых модель не видела:",
            self.evaluation.summary(),
        ]
        if self.rare:
            lines.append(f"меток, у которых меньше трёх строк: {len(self.rare)} (список в card.md)")
        return "\n".join(lines)


def train_from_frame(
    frame: pd.DataFrame,
    *,
    text: str,
    label: str,
    sublabel: str | None = None,
    out: str | Path,
    seed: int = SEED,
    progress: bool = True,
    mask: Mask | None = None,
) -> TrainReport:
    """Train a model of one or two levels on a frame and write its folder.

    Texts are masked by the project's own masking first; ``mask`` replaces it.

    Raises:
        TrainingError: a column is missing, or the rows do not allow training.
    """
    labelled = read_frame(frame, text=text, label=label, sublabel=sublabel, mask=mask)
    levels = f"«{label}»" + (f" и «{sublabel}»" if sublabel else "")
    return train_and_save(
        labelled,
        out,
        sources=[f"таблица из {len(frame)} строк, метки из столбца {levels}"],
        options=replace(DEFAULTS, seed=seed),
        progress=progress,
    )


def train_and_save(
    labelled: Labelled,
    out: str | Path,
    *,
    sources: Sequence[str],
    options: Options = DEFAULTS,
    progress: bool = True,
) -> TrainReport:
    """Train on labelled rows and write the model's folder with its card."""
    with _bar(progress) as say:
        model = train_model(labelled, options, progress=say)
    evaluation = evaluate_unseen(model)
    meta = meta_of(model, evaluation, sources)
    card = card_of(Path(out).name, meta, model, evaluation)
    path = model.save(out, meta=meta, card=card)
    return TrainReport(path, labelled.rows, len(labelled.examples), labelled.rare, evaluation)


def evaluate_unseen(model: TrainedModel) -> Evaluation:
    """Evaluate a model on what it said, while being trained, of rows held out of each fold."""
    known = np.ones(len(model.unseen_rows), dtype=bool)
    below = model.review["0.95"]
    topics = list(decide(model.heads, model.unseen, known, review_below=below))
    return evaluate(topics, model.labelled.part(model.unseen_rows).examples)


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
    return evaluate(topics, labelled.examples)


@contextmanager
def _bar(wanted: bool) -> Iterator[Progress]:
    """Show the steps on a terminal; elsewhere (``disable=None``) show nothing."""
    from tqdm import tqdm

    with tqdm(disable=None if wanted else True, bar_format="{desc} [{elapsed}]") as bar:
        yield lambda step: bar.set_description_str(step)
