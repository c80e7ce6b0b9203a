"""How many messages a window would hold if nothing happened, and how sure that is.

A series' level is read from the weeks before the window. Its prior is the territory's rate of the
same topic times the unit's share (empirical Bayes), weekday and slow trend are shared by topic.
Counts spread more than Poisson's: the variance is φμ + cμ² (negative binomial), shared by topic.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.counts.dispersion import Spread, cap_outbreaks, dispersion, unit_spread
from tsur_nlp.detect.counts.pattern import Pattern, fit_pattern
from tsur_nlp.detect.counts.series import Series, unit_share
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Bools, Floats

_JEFFREYS = 0.5


@dataclass(frozen=True, slots=True)
class Expected:
    """Mean and variance of every series' count in every window; ``windows`` are those usable."""

    windows: tuple[int, ...]
    observed: Floats
    mean: Floats
    variance: Floats
    dispersion: Floats


def expect(series: Series, settings: DetectSettings) -> Expected | None:
    """Return what each window should hold, or ``None`` where the history is too short."""
    days = series.counts.shape[1]
    least = settings.min_baseline_days
    windows = tuple(w for w in settings.windows if days - w >= max(least, w))
    if not windows:
        return None
    calm = cap_outbreaks(series.counts)
    pattern = fit_pattern(series, calm, settings.trend_scale)
    noise = dispersion(series, calm, pattern)
    units = unit_spread(series, calm, noise.daily)
    observed, mean, variance = (np.zeros((len(series), len(windows))) for _ in range(3))
    for column, window in enumerate(windows):
        observed[:, column] = series.counts[:, days - window :].sum(axis=1)
        first = max(0, days - window - settings.baseline_days)
        base = slice(first, days - window)
        mean[:, column], variance[:, column] = _window(series, calm, pattern, noise, units, base)
    return Expected(windows, observed, mean, variance, noise.daily)


def _window(
    series: Series, calm: Floats, pattern: Pattern, noise: Spread, units: Floats, base: slice
) -> tuple[Floats, Floats]:
    seen = calm[:, base].sum(axis=1)
    exposure = pattern.days[:, base].sum(axis=1)[series.pattern]
    ahead = pattern.days[:, base.stop :].sum(axis=1)[series.pattern]
    phi = noise.daily
    shape, rate = _prior(series, seen, exposure, units)
    posterior = shape + seen / phi
    mean = posterior / (rate + exposure / phi) * ahead
    length = pattern.days.shape[1] - base.start
    drift = pattern.slope_variance[series.pattern] * (length / 2.0) ** 2
    return mean, phi * mean + mean**2 * (1.0 / posterior + drift + noise.weekly)


def _prior(series: Series, seen: Floats, exposure: Floats, units: Floats) -> tuple[Floats, Floats]:
    """Return shape and rate of the gamma prior: neighbours for units, vague for the territory."""
    local: Bools = (series.level == 0) | (series.level == 1)
    shape = np.where(local, units, _JEFFREYS)
    city = (seen[series.parent] + _JEFFREYS) / exposure
    usual = city * unit_share(series, seen)
    rate = np.where(local, shape / np.maximum(usual, 1e-12), 0.0)
    return shape, rate
