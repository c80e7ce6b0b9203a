"""How right a recommender is: the first body, the first three, its confidence."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.respond.bodies.recommend.counts import Matrix
from tsur_nlp.respond.bodies.recommend.mixture import likeliest
from tsur_nlp.train.metrics import calibration_error, coverage

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class BodyFigures:
    """Shares of messages whose body was named first, and among the first three.

    ``ece`` is the expected calibration error in 15 bins of equal size, ``coverage95`` the share of
    messages that can go out without a person with 95 % of them right, surest first.
    """

    rows: int
    top1: float
    top3: float
    ece: float
    coverage95: float

    def as_dict(self) -> dict[str, float]:
        """Plain dict, rounded to four digits."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def figures(probability: Matrix, truth: NDArray[np.intp]) -> BodyFigures:
    """Measure probabilities (a column for each body) against the numbers of the true bodies."""
    best = likeliest(probability, 3)
    right = best == truth[:, None]
    sure = probability[np.arange(len(truth)), best[:, 0]].astype(float)
    return BodyFigures(
        len(truth),
        float(right[:, 0].mean()),
        float(right.any(axis=1).mean()),
        calibration_error(sure, right[:, 0]),
        coverage(sure, right[:, 0]),
    )
