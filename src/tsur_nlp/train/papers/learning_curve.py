"""Would more labels help: the first level measured after learning from ever larger parts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tsur_nlp.train.datasets import Labelled
from tsur_nlp.train.evaluate import evaluate, predict
from tsur_nlp.train.fit import Progress
from tsur_nlp.train.options import DEFAULTS, Options

MOST_ROWS = 15_000
"""Unless asked for, the curve is drawn up to so many different rows: it costs a second training."""

_FEWEST = 60
"""A smaller part may leave no row to calibrate on."""

_PARTS = 8
_EIGHTHS = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Point:
    """What the first level reached, on ``measured`` rows, after learning from ``rows``."""

    rows: int
    measured: int
    accuracy: float
    macro_f1: float


def learning_curve(
    labelled: Labelled,
    held_out: np.ndarray[tuple[int], np.dtype[np.bool_]],
    options: Options = DEFAULTS,
    *,
    progress: Progress | None = None,
) -> tuple[Point, ...]:
    """Learn from 1/8, 1/4, 1/2 and all of the rest, measure on ``held_out``, always the same.

    Each part holds the one before; parts are chosen by words, so that no text is on both sides. A
    part too small to learn from gives no point.
    """
    part = labelled.folds(_PARTS, options.seed + 2)
    gold = labelled.part(np.flatnonzero(held_out))
    points = []
    for eighths in _EIGHTHS:
        if progress:
            progress(f"learning curve, {eighths}/{_PARTS} of the rows")
        train = labelled.part(np.flatnonzero(~held_out & (part < eighths)))
        if len(train.examples) < _FEWEST or len(train.labels) < 2:
            continue
        topics = list(predict(train, gold, replace(options, folds=1)))
        found = evaluate(topics, gold.examples).group
        points.append(Point(len(train.examples), found.rows, found.accuracy, found.macro_f1))
    return tuple(points)
