"""What days have in common: the weekday and a slow trend, shared by topic, group and all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.counts.series import Series
from tsur_nlp.detect.stream.messages import Floats, Ints

_WEEKDAY_PRIOR = 300.0
_TREND_GUARD = 7


@dataclass(frozen=True, slots=True)
class Pattern:
    """Relative size of each day (pattern × day), and how unsure the daily trend is."""

    days: Floats
    slope_variance: Floats


def fit_pattern(series: Series, calm: Floats, trend_scale: float) -> Pattern:
    """Fit weekdays of every group and a trend of every topic, each shrunk to the wider one."""
    top = series.level >= 3
    counts, groups = calm[top], series.group[top]
    kind = series.level[top]
    weekday = (series.first_day + np.arange(counts.shape[1])) % 7
    factors = _weekdays(counts, groups, kind, weekday)
    exposure = factors[:, weekday]
    slope, variance = _trends(counts, exposure, groups, kind, trend_scale)
    time = np.arange(counts.shape[1]) - (counts.shape[1] - 1)
    return Pattern(exposure * np.exp(slope[:, None] * time), variance)


def _weekdays(counts: Floats, groups: Ints, kind: Ints, weekday: Ints) -> Floats:
    """Return the factor of each weekday; topics take their group's, groups lean on the whole."""
    days = np.bincount(weekday, minlength=7).astype(float)
    sums = np.stack([counts[:, weekday == k].sum(axis=1) for k in range(7)], axis=1)
    present = np.maximum(days, 1.0) / max(days.sum(), 1.0)
    whole = (sums[kind == 5][0] + _WEEKDAY_PRIOR * present) / present
    whole /= (whole * present).sum()
    of_group = sums[kind == 4] + _WEEKDAY_PRIOR * whole * present
    of_group = of_group / present / of_group.sum(axis=1, keepdims=True)
    table = np.vstack([of_group, whole])
    return table[np.where(groups >= 0, groups, len(table) - 1)]


def _trends(
    counts: Floats, exposure: Floats, groups: Ints, kind: Ints, scale: float
) -> tuple[Floats, Floats]:
    """Return the slope of the logarithm per day and its variance, from the whole down to topics."""
    days = counts.shape[1]
    kept = days - _TREND_GUARD if days >= 4 * _TREND_GUARD else days
    counts, exposure = counts[:, :kept], exposure[:, :kept]
    slope, variance = np.zeros(len(kind)), np.zeros(len(kind))
    whole, of_group, of_topic = (np.flatnonzero(kind == k) for k in (5, 4, 3))
    for rows, wider in ((whole, None), (of_group, whole), (of_topic, of_group)):
        centre = np.zeros(len(rows))
        if wider is not None and len(wider):
            found = groups[rows] if wider is of_group else np.zeros(len(rows), dtype=np.int64)
            centre = np.where(found >= 0, slope[wider[np.maximum(found, 0)]], slope[whole[0]])
        width = scale
        if wider is not None:
            width = _usual_drift(counts[rows], exposure[rows], centre, scale)
        slope[rows], variance[rows] = _slope(counts[rows], exposure[rows], centre, width)
    return slope, variance


def _usual_drift(counts: Floats, exposure: Floats, centre: Floats, scale: float) -> float:
    """Estimate how far slopes lie from the wider one's, beyond the noise of their estimation."""
    wide = 10.0 * scale
    slope, variance = _slope(counts, exposure, centre, wide)
    known = 1.0 / variance - 1.0 / wide**2
    excess = float((known * (slope - centre) ** 2).sum() - (known > 0).sum())
    square = max(excess, 0.0) / max(float(known.sum()), 1e-9)
    return float(np.clip(square**0.5, scale / 8.0, 2.0 * scale))


def _slope(counts: Floats, exposure: Floats, centre: Floats, scale: float) -> tuple[Floats, Floats]:
    """Fit a log-linear trend with a normal prior: Newton's steps, conditional likelihood."""
    time = np.arange(counts.shape[1]) - (counts.shape[1] - 1) / 2.0
    total, moment = counts.sum(axis=1), counts @ time
    slope = centre.copy()
    information = np.full(len(slope), 1.0 / scale**2)
    for _ in range(4):
        weight = exposure * np.exp(slope[:, None] * time)
        weight /= weight.sum(axis=1, keepdims=True)
        mean = weight @ time
        information = total * (weight @ time**2 - mean**2) + 1.0 / scale**2
        slope += (moment - total * mean - (slope - centre) / scale**2) / information
        slope = np.clip(slope, centre - 5 * scale, centre + 5 * scale)
    return slope, 1.0 / information
