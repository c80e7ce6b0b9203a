"""Rival: Farrington Flexible alone, on the daily counts of every series, for one day at a time."""

from __future__ import annotations

import numpy as np

from detection.counts import Floats
from tsur_nlp.detect.farrington import RecentSettings, recent_farrington

VARIANTS = {
    "Farrington Flexible, 5 cases in 4 weeks": RecentSettings(least_cases=5),
    "Farrington Flexible, 3 cases in 4 weeks": RecentSettings(least_cases=3),
}


def scores(daily: Floats, days: range) -> dict[str, Floats]:
    """Return −log₁₀ of the p-value, series × days."""
    return {
        name: np.stack([_day(daily, day, settings) for day in days], axis=1)
        for name, settings in VARIANTS.items()
    }


def _day(daily: Floats, day: int, settings: RecentSettings) -> Floats:
    if day < 7 * settings.min_baseline_weeks + settings.guard_days:
        return np.zeros(len(daily))
    chance = recent_farrington(daily, day, settings=settings).p_value
    score: Floats = -np.log10(np.clip(np.nan_to_num(chance, nan=1.0), 1e-300, 1.0))
    return score
