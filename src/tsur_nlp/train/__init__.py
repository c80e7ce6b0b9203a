"""Training on anyone's labels: datasets, fit, evaluation, model card."""

from tsur_nlp.train.api import TrainReport, evaluate_model, train_and_save, train_from_frame
from tsur_nlp.train.datasets import Example, Labelled, checked, read_frame
from tsur_nlp.train.evaluate import Evaluation, cross_validate, evaluate
from tsur_nlp.train.fit import TrainedModel, train_model
from tsur_nlp.train.options import DEFAULTS, SEED, Options

__all__ = [
    "DEFAULTS",
    "SEED",
    "Evaluation",
    "Example",
    "Labelled",
    "Options",
    "TrainReport",
    "TrainedModel",
    "checked",
    "cross_validate",
    "evaluate",
    "evaluate_model",
    "read_frame",
    "train_and_save",
    "train_from_frame",
    "train_model",
]
