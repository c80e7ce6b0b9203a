"""What is said of a ratio, and when there is enough to say it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.respond.speed.spans import Bools, Floats

ALPHA = 0.05
"""Of those named as different, the share that may be named by chance."""

FEW_MESSAGES = 20
"""What has fewer messages is shown as «мало данных»."""

LITTLE_DATA = "мало данных"


@dataclass(frozen=True, slots=True)
class Words:
    """The words for a ratio above 1, below 1, and not surely either."""

    more: str
    less: str
    same: str


def tested_q(p: Floats, tested: Bools) -> Floats:
    """Return the false-discovery rates (Benjamini & Hochberg 1995) of what is tested, else NaN."""
    from scipy.stats import false_discovery_control

    q = np.full(len(p), np.nan)
    if tested.any():
        q[tested] = false_discovery_control(p[tested])
    return q


def verdicts(q: Floats, low: Floats, high: Floats, small: Bools, words: Words) -> NDArray[np.str_]:
    """Name a ratio where its interval excludes 1 and its false-discovery rate is low enough.

    >>> words = Words("быстрее", "медленнее", "как все")
    >>> low, high, no = np.array([1.1, 1.1]), np.array([1.5, 1.5]), np.array([False, False])
    >>> verdicts(np.array([0.01, 0.2]), low, high, no, words).tolist()
    ['быстрее', 'как все']
    """
    sure = np.nan_to_num(q, nan=1.0) <= ALPHA
    return np.select(
        [small, sure & (low > 1.0), sure & (high < 1.0)],
        [LITTLE_DATA, words.more, words.less],
        words.same,
    )
