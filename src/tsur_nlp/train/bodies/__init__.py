"""Training of the recommender of responsible bodies."""

from tsur_nlp.train.bodies.api import BodyReport, save, train_bodies
from tsur_nlp.train.bodies.fit import OPTIONS, BodyModel, fit_bodies
from tsur_nlp.train.bodies.rows import Rows, read_rows

__all__ = [
    "OPTIONS", "BodyModel", "BodyReport", "Rows", "fit_bodies", "read_rows", "save", "train_bodies",
]  # fmt: skip
