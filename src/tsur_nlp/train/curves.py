"""Lines behind the figures: confidence against truth, share decided against precision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.train.calibrate import PRECISIONS
from tsur_nlp.train.metrics import BINS, coverage, running_precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Sure = NDArray[np.float64]
    Right = NDArray[np.bool_]

POINTS = 100


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows of about the same confidence: how sure the model was, how often it was right."""

    rows: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Curves:
    """What a level's confidence is worth.

    ``decided`` are points (share of rows decided without a person, share of them right), surest
    first; ``shares`` are pairs of a precision and the largest share of rows that keeps it.
    """

    bins: tuple[Bin, ...]
    decided: tuple[tuple[float, float], ...]
    shares: tuple[tuple[float, float], ...]


def curves(confidence: Sequence[float], right: Sequence[bool]) -> Curves:
    """Draw the lines of one level.

    >>> found = curves([0.9, 0.8, 0.7, 0.6], [True, True, False, True])
    >>> found.decided
    ((0.25, 1.0), (0.5, 1.0), (0.75, 0.6666666666666666), (1.0, 0.75))
    >>> found.shares[0]
    (0.8, 0.5)
    """
    sure, true = np.asarray(confidence, dtype=float), np.asarray(right, dtype=bool)
    shares = tuple((precision, coverage(sure, true, precision)) for precision in PRECISIONS)
    return Curves(reliability(sure, true), _decided(sure, true), shares)


def reliability(confidence: Sure, right: Right) -> tuple[Bin, ...]:
    """Cut the rows, by confidence, into `BINS` parts of equal size."""
    order = np.argsort(confidence, kind="stable")
    return tuple(
        Bin(len(part), float(confidence[part].mean()), float(right[part].mean()))
        for part in np.array_split(order, BINS)
        if len(part)
    )


def _decided(confidence: Sure, right: Right) -> tuple[tuple[float, float], ...]:
    _, running = running_precision(confidence, right)
    rows = len(running)
    ends = np.unique(np.linspace(0, rows, min(POINTS, rows) + 1).round().astype(int))
    return tuple((end / rows, float(running[end - 1])) for end in ends[1:].tolist())
