"""Figures of a classification: accuracy, F1, top three, calibration, coverage, per label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BINS = 15


@dataclass(frozen=True, slots=True)
class Figures:
    """How well one level was predicted.

    ``ece`` is the expected calibration error in 15 bins of equal size, ``coverage95`` the share of
    rows that can be decided with 95 % of them right, surest first.
    """

    rows: int
    accuracy: float
    weighted_f1: float
    macro_f1: float
    top3: float
    ece: float
    coverage95: float

    def as_dict(self) -> dict[str, Any]:
        """Plain dict, rounded to four digits."""
        return {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """How well one label was predicted."""

    label: str
    rows: int
    precision: float
    recall: float
    f1: float


def figures(
    gold: Sequence[str],
    predicted: Sequence[str],
    confidence: Sequence[float],
    best: Sequence[Sequence[str]],
) -> Figures:
    """Compute the figures; ``best`` holds for each row the best labels, best first."""
    right = np.array([a == b for a, b in zip(gold, predicted, strict=True)])
    sure = np.asarray(confidence, dtype=float)
    table = per_label(gold, predicted)
    sizes = np.array([row.rows for row in table])
    scores = np.array([row.f1 for row in table])
    top = [label in names[:3] for label, names in zip(gold, best, strict=True)]
    return Figures(
        len(right),
        float(right.mean()),
        float(np.average(scores, weights=sizes)),
        float(scores.mean()),
        float(np.mean(top)),
        calibration_error(sure, right),
        coverage(sure, right),
    )


def per_label(gold: Sequence[str], predicted: Sequence[str]) -> list[LabelFigures]:
    """Return the figures of every label that stands in the gold, largest first."""
    truth, said = Counter(gold), Counter(predicted)
    both = Counter(a for a, b in zip(gold, predicted, strict=True) if a == b)
    table = [
        LabelFigures(
            label,
            rows,
            both[label] / said[label] if said[label] else 0.0,
            both[label] / rows,
            2 * both[label] / (rows + said[label]),
        )
        for label, rows in truth.items()
    ]
    return sorted(table, key=lambda row: (-row.rows, row.label))


def confused(gold: Sequence[str], predicted: Sequence[str]) -> list[tuple[str, str, int]]:
    """Return what was taken for what and how often, most frequent first."""
    pairs = Counter((a, b) for a, b in zip(gold, predicted, strict=True) if a != b)
    return sorted(((a, b, n) for (a, b), n in pairs.items()), key=lambda row: (-row[2], row[:2]))


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the mean gap between confidence and accuracy over bins of equal size."""
    order = np.argsort(confidence, kind="stable")
    gaps = [
        len(part) / len(order) * abs(confidence[part].mean() - right[part].mean())
        for part in np.array_split(order, BINS)
        if len(part)
    ]
    return float(sum(gaps))


def coverage(
    confidence: NDArray[np.float64], right: NDArray[np.bool_], precision: float = 0.95
) -> float:
    """Return the largest share of rows, surest first, of which ``precision`` are right."""
    _, running = running_precision(confidence, right)
    kept = np.flatnonzero(running >= precision)
    return float((kept[-1] + 1) / len(running)) if len(kept) else 0.0


def running_precision(
    confidence: NDArray[np.float64], right: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return an order of the rows, surest first, and the share right down to each of them."""
    order = np.argsort(-confidence, kind="stable")
    return order, np.cumsum(right[order]) / np.arange(1, len(order) + 1)
