"""Training on anyone's labels: datasets, fit, evaluation, model card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tsur_nlp.train.api import evaluate_model, known_labels, train_and_save, train_from_frame
from tsur_nlp.train.datasets import Example, Labelled, checked, read_frame
from tsur_nlp.train.drift import Drift, compare, compare_frames
from tsur_nlp.train.evaluate import Evaluation, cross_validate, evaluate
from tsur_nlp.train.fit import TrainedModel, train_model
from tsur_nlp.train.options import DEFAULTS, SEED, Options
from tsur_nlp.train.outcome import TrainReport
from tsur_nlp.train.suggestion import suggest

if TYPE_CHECKING:
    from tsur_nlp.train.estimator import TopicEstimator

__all__ = [
    "DEFAULTS",
    "SEED",
    "Drift",
    "Evaluation",
    "Example",
    "Labelled",
    "Options",
    "TopicEstimator",
    "TrainReport",
    "TrainedModel",
    "checked",
    "compare",
    "compare_frames",
    "cross_validate",
    "evaluate",
    "evaluate_model",
    "known_labels",
    "read_frame",
    "suggest",
    "train_and_save",
    "train_from_frame",
    "train_model",
]


def __getattr__(name: str) -> Any:
    # Imported at first use: the rest must not pay for scikit-learn.
    if name == "TopicEstimator":
        from tsur_nlp.train.estimator import TopicEstimator

        return TopicEstimator
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
