"""Rivals that look at counts: EARS and week on week. The higher a score, the louder the alarm.

EARS-C1 and C2 (Hutwagner et al. 2003): today's count less the mean of seven days, over their
standard deviation; the seven days end yesterday (C1) or three days ago (C2). A quiet week has no
deviation at all, so a least one is needed; several are tried, the best one is reported.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_WEEK = 7
_LAGS = {"EARS-C1": 0, "EARS-C2": 2}
_UNTUNED_Z = 3.09
"""One in a thousand, the default of ``earsC`` of R ``surveillance``."""


def scores(daily: Floats) -> dict[str, Floats]:
    """Return the scores (series × day) of every variant of every rival."""
    this, last = _sums(daily, _WEEK, -1), _sums(daily, _WEEK, _WEEK - 1)
    found = {
        f"{name}, deviation ≥ {least:g}": _standing_out(daily, lag, least)
        for name, lag in _LAGS.items()
        for least in (0.2, 0.5, 1.0, 2.0)
    }
    for least in (3, 5, 10):
        grown = this / np.maximum(last, 1.0)
        found[f"week on week, at least {least}"] = np.where(this >= least, grown, 0.0)
    for times in (2, 3):
        found[f"week on week, {times} times"] = np.where(this >= times * last, this, 0.0)
    return {name: np.nan_to_num(score) for name, score in found.items()}


def untuned(daily: Floats) -> dict[str, NDArray[np.bool_]]:
    """Return the alarms (series × day) of the rivals as they come."""
    this, last = _sums(daily, _WEEK, -1), _sums(daily, _WEEK, _WEEK - 1)
    found = {}
    for name, lag in _LAGS.items():
        mean, deviation = _week_before(daily, lag)
        found[name] = daily > mean + _UNTUNED_Z * deviation
    found["twice last week and at least 5"] = (this >= 2 * last) & (this >= 5)
    return found


def _standing_out(daily: Floats, lag: int, least: float) -> Floats:
    mean, deviation = _week_before(daily, lag)
    return (daily - mean) / np.maximum(deviation, least)


def _week_before(daily: Floats, lag: int) -> tuple[Floats, Floats]:
    """Return mean and standard deviation of the week that ends ``lag`` + 1 days before each day."""
    total, square = (_sums(part, _WEEK, lag) for part in (daily, daily**2))
    variance = np.maximum(square - total**2 / _WEEK, 0.0) / (_WEEK - 1)
    return total / _WEEK, np.sqrt(variance)


def _sums(daily: Floats, width: int, lag: int) -> Floats:
    """Return the sum of the ``width`` days that end ``lag`` + 1 days before each day, else NaN.

    A lag of −1 ends with the day itself.
    """
    total = np.cumsum(np.pad(daily, ((0, 0), (1, 0))), axis=1)
    sums = np.full(daily.shape, np.nan)
    days = np.arange(width + lag, daily.shape[1])
    sums[:, days] = total[:, days - lag] - total[:, days - lag - width]
    return sums
