"""A slow trend of every topic, leaning on its group's, and that on the whole's."""

from __future__ import annotations

import numpy as np

from tsur_nlp.detect.stream.messages import Floats, Ints

_GUARD = 7
_WIDEST = 8.0


def trends(
    counts: Floats, exposure: Floats, groups: Ints, kind: Ints, scale: float
) -> tuple[Floats, Floats]:
    """Return the slope of the logarithm per day and its variance for the territory's series.

    Args:
        counts: topics, groups and the whole × days, outbreaks taken off.
        exposure: the relative size of each day, of the same shape.
        groups: group code of every row, −1 where it has none.
        kind: 3 topic, 4 group, 5 the whole.
        scale: the standard deviation that slopes have around the wider one's before it is learned.

    The last days are left out where there are enough: what is under way now is no trend.
    """
    days = counts.shape[1]
    kept = days - _GUARD if days >= 4 * _GUARD else days
    counts, exposure = counts[:, :kept], exposure[:, :kept]
    slope, variance = np.zeros(len(kind)), np.zeros(len(kind))
    whole, of_group, of_topic = (np.flatnonzero(kind == k) for k in (5, 4, 3))
    for rows, wider in ((whole, None), (of_group, whole), (of_topic, of_group)):
        centre, error, width = np.zeros(len(rows)), np.zeros(len(rows)), scale
        if wider is not None:
            found = groups[rows] if wider is of_group else np.zeros(len(rows), dtype=np.int64)
            known = (found >= 0) & (len(wider) > 0)
            lean = np.append(wider, whole[0])[np.where(known, found, -1)]
            centre, error = slope[lean], variance[lean]
            width = _usual_drift(counts[rows], exposure[rows], centre, scale)
        slope[rows], own = _slope(counts[rows], exposure[rows], centre, width)
        # as far as a slope leans on the wider one, it has that one's error too
        variance[rows] = own + (own / width**2) ** 2 * error
    return slope, variance


def _usual_drift(counts: Floats, exposure: Floats, centre: Floats, scale: float) -> float:
    """Estimate how far slopes lie from the wider one's, beyond the noise of their estimation."""
    wide = 2.0 * _WIDEST * scale
    slope, variance = _slope(counts, exposure, centre, wide)
    known = 1.0 / variance - 1.0 / wide**2
    excess = float((known * (slope - centre) ** 2).sum() - (known > 0).sum())
    square = max(excess, 0.0) / max(float(known.sum()), 1e-9)
    return float(np.clip(square**0.5, scale / 8.0, _WIDEST * scale))


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
