"""What a trained model's folder gets beside the model: the report and the labels to read again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsur_nlp.train import suspicious
from tsur_nlp.train.card import measured_on
from tsur_nlp.train.papers.learning_curve import MOST_ROWS, Point, learning_curve
from tsur_nlp.train.papers.page import Material, write_page
from tsur_nlp.train.splits import HELD_OUT, TimeSplit

if TYPE_CHECKING:
    from tsur_nlp.train.evaluate import Evaluation
    from tsur_nlp.train.fit import Progress, TrainedModel
    from tsur_nlp.train.origin import Origin

PAGE, SUSPICIOUS = "report.html", "suspicious.csv"
_PARTS = 5


@dataclass(frozen=True, slots=True)
class Papers:
    """What the papers need besides the model; ``curve`` of ``None`` is «where it is quick»."""

    origin: Origin
    split: TimeSplit | None = None
    curve: bool | None = None


def write_papers(
    folder: Path,
    papers: Papers,
    meta: dict[str, Any],
    model: TrainedModel,
    evaluation: Evaluation,
    say: Progress,
) -> tuple[Path, Path]:
    """Write both papers; they are no part of the model, which loads without them."""
    levels = 2 if model.labelled.pairs else 1
    written = suspicious.write(
        folder / SUSPICIOUS, evaluation.suspicious, papers.origin, levels=levels
    )
    material = Material(
        folder.name,
        meta,
        evaluation,
        model.review,
        model.labelled.rare,
        measured_on(model, papers.split),
        _curve(papers, model, say),
    )
    return write_page(folder / PAGE, material), written


def _curve(papers: Papers, model: TrainedModel, say: Progress) -> tuple[Point, ...]:
    labelled, options = model.labelled, model.options
    wanted = len(labelled.examples) <= MOST_ROWS if papers.curve is None else papers.curve
    if not wanted:
        return ()
    # Another seed than that of the folds of training: else no row of its first fold were left.
    by_words = labelled.folds(_PARTS, options.seed + 1)
    fold = papers.split.folds if papers.split else by_words
    return learning_curve(labelled, fold == HELD_OUT, options, progress=say)
