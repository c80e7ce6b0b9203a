"""The weeks of a series: does it grow, and which weekdays does it live on.

The trend is a Poisson regression of whole weekly counts on the number of the week, its error
widened by how much the weeks vary around the line (quasi-Poisson: McCullagh, Nelder 1989,
Generalized Linear Models, ch. 9) and judged by Student's distribution. Given the total, the counts
are multinomial with shares in proportion to exp(slope · week): the same slope with no intercept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from tsur_nlp.report.numbers.chance import Counts, Matrix, Reals, discovered

WEEKS = 8
# Fewer weeks or appeals show no trend; slower ones are not worth a word (in a week).
LEAST_WEEKS, LEAST, LEAST_CHANGE = 6, 20, 0.03
_PROFILE_WEEKS = 52
_STEPS = 30
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Trend:
    """How a count changes in a week: 0.1 is a tenth more; 0 where chance explains the change."""

    weekly: float
    weeks: int


def trends(daily: Matrix) -> list[Trend | None]:
    """Return the trend of each series (a row) over its last weeks; ``None`` where data are few."""
    weeks = min(daily.shape[1] // _WEEK, WEEKS)
    if weeks < LEAST_WEEKS:
        return [None] * len(daily)
    counts = _weekly(daily, weeks).sum(axis=2)
    known = counts.sum(axis=1) >= LEAST
    slope, chances = _slopes(counts[known])
    weekly = np.where(discovered(chances), np.expm1(slope), 0.0)
    told = iter(np.where(np.abs(weekly) >= LEAST_CHANGE, weekly, 0.0).tolist())
    return [Trend(next(told), weeks) if enough else None for enough in known]


def weekdays(daily: Matrix, last: date) -> Reals | None:
    """Return what comes on a Monday, …, on a Sunday on average; ``None`` with less than 4 weeks.

    ``last`` is the day of the last column; whole weeks are read, a year of them at most.
    """
    weeks = min(daily.shape[1] // _WEEK, _PROFILE_WEEKS)
    if weeks < LEAST_WEEKS - 2:
        return None
    means: Reals = np.roll(_weekly(daily, weeks).mean(axis=1), last.weekday() + 1, axis=1)
    return means


def _weekly(daily: Matrix, weeks: int) -> Counts:
    return daily[:, daily.shape[1] - weeks * _WEEK :].reshape(len(daily), weeks, _WEEK)


def _slopes(counts: Counts) -> tuple[Reals, Reals]:
    """Return the slope of each row, and how often chance alone makes it so steep."""
    from scipy.stats import t

    week = np.arange(counts.shape[1], dtype=float)
    total, slope = counts.sum(axis=1), np.zeros(len(counts))
    for _ in range(_STEPS):
        shares, mean, spread = _moments(slope, week)
        step = (counts @ week / total - mean) / spread
        slope = np.clip(slope + np.clip(step, -1, 1), -5, 5)
    shares, mean, spread = _moments(slope, week)
    expected = total[:, None] * shares
    gaps = (counts - expected) ** 2 / np.maximum(expected, 1e-9)
    free = counts.shape[1] - 2
    scale = np.maximum(gaps.sum(axis=1) / free, 1.0)
    error = np.sqrt(scale / (total * spread))
    return slope, 2 * t.sf(np.abs(slope) / error, free)


def _moments(slope: Reals, week: Reals) -> tuple[Reals, Reals, Reals]:
    """Return the weeks' shares under a slope, and the mean and variance of the week by them."""
    powers = slope[:, None] * (week - week.mean())
    shares = np.exp(powers - powers.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    mean = shares @ week
    return shares, mean, np.maximum(shares @ week**2 - mean**2, 1e-9)
