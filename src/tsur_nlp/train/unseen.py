"""What a model says of rows that neither its weights nor its calibration have seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.classify.decide import decide
from tsur_nlp.classify.heads import Probabilities
from tsur_nlp.train.calibrate import calibrated
from tsur_nlp.train.evaluate import Evaluation, evaluate

if TYPE_CHECKING:
    from tsur_nlp.train.datasets import Example, Labelled
    from tsur_nlp.train.fit import TrainedModel

_PARTS = 5


def evaluate_unseen(model: TrainedModel) -> Evaluation:
    """Evaluate a model on what it said, while being trained, of rows held out of each fold.

    A sublabel that is not fully trusted is no gold: it is not calibrated on either.
    """
    gold = model.labelled.part(model.unseen_rows)
    known = np.ones(len(gold.examples), dtype=bool)
    found = _probabilities(model, gold)
    below = model.review["0.95"]
    topics = list(decide(model.heads, found, known, review_below=below))
    trusted = [_trusted(example) for example in gold.examples]
    return evaluate(topics, trusted, review_below=below)


def _trusted(example: Example) -> Example:
    return example if example.sublabel_weight >= 1 else example._replace(sublabel="")


def _probabilities(model: TrainedModel, gold: Labelled) -> Probabilities:
    """Calibrate on four fifths of the rows, apply to the fifth: else it would praise itself."""
    found = Probabilities(*(np.zeros_like(part) for part in _parts(model.unseen)))
    fold = gold.folds(_PARTS, model.options.seed + 3)
    for number in range(_PARTS):
        inside, outside = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        if not len(outside):
            continue
        heads = calibrated(model.heads, gold.part(inside), model.scores[inside])
        said = heads.probabilities(model.scores[outside])
        for whole, part in zip(_parts(found), _parts(said), strict=True):
            whole[outside] = part
    return found


def _parts(found: Probabilities) -> tuple[np.ndarray, ...]:
    return found.groups, found.topics, found.appeal
