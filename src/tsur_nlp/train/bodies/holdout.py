"""Which rows the experts are weighed on: the last ones, or, without dates, all by parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.train.bodies.rows import Rows
from tsur_nlp.train.datasets import FEWEST_ROWS, fold_of
from tsur_nlp.train.splits import HELD_OUT, LEARNED, SHARE

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARTS = 5
_FEW = 8_000
"""Fewer rows than this are predicted whole, part by part; of more, one part tells enough."""


@dataclass(frozen=True, slots=True)
class Holdout:
    """The part of every row; rows of the parts below ``count`` are predicted from the others."""

    part: NDArray[np.intp]
    count: int
    by_time: bool

    def said(self) -> str:
        """Say in Russian what was held out."""
        if self.by_time:
            return "последних по времени: модель, которую мерили, училась только на более ранних"
        return "каждая предсказана по строкам с другими словами"


def hold_out(rows: Rows, *, share: float = SHARE, seed: int) -> Holdout:
    """Hold out the last ``share`` of the rows by time; where dates do not allow it, by words."""
    dated = ~np.isnat(rows.moments)
    later = np.zeros(len(dated), dtype=bool)
    if dated.sum() * 2 >= len(dated):
        ordered = np.sort(rows.moments[dated])
        later = dated & (rows.moments >= ordered[-max(1, round(share * len(ordered)))])
    if later.sum() >= FEWEST_ROWS and _enough(rows.numbers[~later]):
        return Holdout(np.where(later, HELD_OUT, LEARNED).astype(np.intp), 1, by_time=True)
    # A row without a text stands by itself: its number in the order of the rows will do.
    keys = [key or str(number) for number, key in enumerate(rows.keys)]
    part = np.array([fold_of(key, PARTS, seed) for key in keys], dtype=np.intp)
    return Holdout(part, PARTS if len(part) < _FEW else 1, by_time=False)


def _enough(numbers: NDArray[np.intp]) -> bool:
    return len(numbers) >= FEWEST_ROWS and len(np.unique(numbers)) > 1
