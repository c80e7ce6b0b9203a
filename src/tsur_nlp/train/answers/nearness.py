"""How near an answer is to its question: the likeness of the topics of the two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tsur_nlp.train.answers.labelled import LabelledAnswer


def fit_on_point(
    answers: Sequence[LabelledAnswer], nearness: Sequence[tuple[float, float]]
) -> tuple[float, float, float]:
    """Return bias and weights of the probability that an answer is to the point."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0)
    model.fit(np.array(nearness), [answer.on_point for answer in answers])
    groups, topics = model.coef_[0].tolist()
    return float(model.intercept_[0]), float(groups), float(topics)
