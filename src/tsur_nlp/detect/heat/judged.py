"""From counts to levels: is the risk above the thresholds for sure, and against what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.heat.counted import Counted
from tsur_nlp.detect.heat.risk import relative_risk
from tsur_nlp.detect.heat.settings import HeatSettings
from tsur_nlp.detect.scan.tails import tail
from tsur_nlp.detect.stream.messages import Floats, Ints

LEVELS = ("grey", "green", "orange", "red")
"""From the least to the most; the index is the code kept in `Judged.level`."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one comparison says of every entry; NaN where there is nothing to compare with.

    The relative risk is above ``low`` with the probability ``certain``, and so below ``high``.
    """

    mean: Floats
    risk: Floats
    low: Floats
    high: Floats
    p_value: Floats
    level: Ints


def judge(counted: Counted, settings: HeatSettings) -> Judged:
    """Judge every entry; units and groups of topics are two families with priors of their own."""
    known = counted.mean > 0.0
    risk, low, high, likely, p_value = (np.full(len(known), np.nan) for _ in range(5))
    for part in (known & (counted.group < 0), known & (counted.group >= 0)):
        rows = np.flatnonzero(part)
        of = counted.only(rows)
        found = relative_risk(
            of.observed, of.mean, of.variance, of.dispersion, np.maximum(of.group, 0), settings
        )
        risk[rows] = of.observed / of.mean
        low[rows], likely[rows] = found.exceeded(settings.certain), found.exceeded(settings.likely)
        high[rows] = found.exceeded(1.0 - settings.certain)
        seen = np.flatnonzero(of.observed > 0.0)
        p_value[rows] = 1.0
        p_value[rows[seen]] = tail(of.observed[seen], of.mean[seen], of.variance[seen])
    enough = np.maximum(counted.mean, counted.observed) >= settings.least_expected
    colour = np.where(low >= settings.red, 3, np.where(likely >= settings.orange, 2, 1))
    return Judged(counted.mean, risk, low, high, p_value, np.where(known & enough, colour, 0))
