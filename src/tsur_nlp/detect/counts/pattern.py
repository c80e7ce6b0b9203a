"""What days have in common: the weekday and a slow trend, of topic, group and all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.counts.series import Series
from tsur_nlp.detect.counts.trend import trends
from tsur_nlp.detect.counts.weekdays import weekday_factors
from tsur_nlp.detect.stream.messages import Floats


@dataclass(frozen=True, slots=True)
class Pattern:
    """Relative size of each day (pattern × day), and how unsure the daily trend is.

    ``days`` are sizes of the past, ``ahead`` those that a day is judged by: whether people write on
    a day off as on a Sunday is not known for certain, so the larger of the two sizes is taken.
    """

    days: Floats
    ahead: Floats
    slope_variance: Floats


def fit_pattern(series: Series, calm: Floats, trend_scale: float, trend_days: int) -> Pattern:
    """Fit the weekdays and the trend of the territory's series, each leaning on the wider one.

    ``calm`` are the counts of all series without their outbreaks; ``trend_scale`` is the usual
    drift of the logarithm per day. The trend is that of the last ``trend_days``: over a longer
    time the season bends it.
    """
    top = series.level >= 3
    counts, groups, kind = calm[top], series.group[top], series.level[top]
    factors = weekday_factors(counts, groups, kind, series.lived)
    exposure, plain = factors[:, series.lived], factors[:, series.weekday]
    late = slice(max(0, counts.shape[1] - trend_days), None)
    slope, variance = trends(counts[:, late], exposure[:, late], groups, kind, trend_scale)
    time = np.arange(counts.shape[1]) - (counts.shape[1] - 1)
    drift = np.exp(slope[:, None] * time)
    return Pattern(exposure * drift, np.maximum(exposure, plain) * drift, variance)
