"""Farrington Flexible for thousands of daily series that have weeks of history, not years.

Its heart is kept: quasi-Poisson regression with a trend that has to earn its place, Anscombe
residuals that down-weight past outbreaks, a guard of days that the fit does not see, a negative
binomial forecast. The weekday stands where the season stood.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from tsur_nlp.detect.farrington.settings import RecentSettings
from tsur_nlp.detect.farrington.thresholds import exceedance, quantile
from tsur_nlp.detect.farrington.weekdays import Coefficients, Information, fit_weekdays, week_times
from tsur_nlp.detect.farrington.weights import anscombe_residuals, outbreak_weights
from tsur_nlp.detect.stream.messages import Bools, Floats
from tsur_nlp.errors import InputError

_SILENCE = 0.5


@dataclass(frozen=True, slots=True)
class RecentResult:
    """One value for each series, for the day looked at.

    ``p_value`` is the chance of as many messages or more, 1 where there are too few to speak of;
    ``upper`` is exceeded with a chance of ``alpha`` at the most; ``dispersion`` is that of the
    forecast, at least 1; ``trend`` says where a trend was used.
    """

    p_value: Floats
    expected: Floats
    upper: Floats
    dispersion: Floats
    trend: Bools


@dataclass(frozen=True, slots=True)
class _Spread:
    """Mean and leverage of the past days; dispersion and degrees of freedom of each series."""

    mean: Floats
    leverage: Floats
    dispersion: Floats
    freedom: Floats


def recent_farrington(
    counts: ArrayLike, day: int, *, settings: RecentSettings | None = None
) -> RecentResult:
    """Compare the counts of one day with the last weeks of each series.

    Args:
        counts: series × days, non-negative; days after ``day`` are not looked at.
        day: position of the day, from 0.
        settings: see `RecentSettings`.

    Raises:
        InputError: the counts are no such table, or the history before the day is too short.

    >>> table = np.tile([3, 4, 5, 4, 3, 5, 4], (2, 10))
    >>> table[1, 69] = 16
    >>> recent_farrington(table, 69).p_value.round(6).tolist()
    [0.56653, 5e-06]
    """
    settings = settings or RecentSettings()
    table = np.asarray(counts, dtype=np.float64)
    _check(table, day)
    weeks, start = _baseline(day, settings)
    past = np.ascontiguousarray(table[:, start : start + 7 * weeks].T).reshape(weeks, 7, -1)
    mean, phi, variance, trend = _forecast(past, day - start, settings)
    mean = np.maximum(mean, _SILENCE / (7 * weeks))
    if settings.fit_error:
        phi = phi * (1.0 + mean * variance)
    recent = table[:, max(0, day + 1 - settings.least_span) : day + 1].sum(axis=1)
    chance = exceedance(table[:, day], mean, phi)
    return RecentResult(
        p_value=np.where(recent >= settings.least_cases, chance, 1.0),
        expected=mean,
        upper=quantile(mean, phi, settings.alpha),
        dispersion=phi,
        trend=trend,
    )


def _check(table: Floats, day: int) -> None:
    if table.ndim != 2:
        raise InputError(
            f"recent_farrington: counts of shape {table.shape}; give a table of series × days"
        )
    if not 0 <= day < table.shape[1]:
        raise InputError(
            f"recent_farrington: day {day} lies outside the {table.shape[1]} days of counts, which"
            " are numbered from 0"
        )
    if not np.all(np.isfinite(table) & (table >= 0)):
        raise InputError(
            "recent_farrington: counts have to be finite and not below 0; put 0 for none"
        )


def _baseline(day: int, settings: RecentSettings) -> tuple[int, int]:
    """Return how many whole weeks the fit sees, and the first day of them."""
    stop = day - settings.guard_days
    weeks = min(settings.baseline_weeks, stop // 7)
    if weeks < settings.min_baseline_weeks:
        raise InputError(
            f"recent_farrington: {max(0, stop)} days of history before the guard of day {day}, at"
            f" least {settings.min_baseline_weeks} weeks are needed; look at a later day"
        )
    return weeks, stop - 7 * weeks


def _forecast(
    past: Floats, ahead: int, settings: RecentSettings
) -> tuple[Floats, Floats, Floats, Bools]:
    """Return mean, dispersion, variance of the fit for the day ``ahead``, and where a trend is.

    The fit is repeated without a trend where it is no clear one or goes above all days seen.
    """
    sloped, trend_p = _fit(past, ahead, settings, trend=True)
    keep = (trend_p < settings.trend_p) & (sloped[0] <= past.max(axis=(0, 1)))
    found = sloped.copy()
    found[:, ~keep], _ = _fit(past[:, :, ~keep], ahead, settings, trend=False)
    return found[0], found[1], found[2], keep


def _fit(
    past: Floats, ahead: int, settings: RecentSettings, *, trend: bool
) -> tuple[Floats, Floats]:
    """Return mean, dispersion, variance (3 × series) for the day ahead, p-values of the trend."""
    weights = np.ones_like(past)
    found, known = fit_weekdays(past, weights, prior=settings.weekday_prior, trend=trend)
    spread = _spread(found, known, past, weights)
    residuals = anscombe_residuals(past, spread.mean, spread.leverage, spread.dispersion)
    weights = outbreak_weights(residuals, settings.weights_threshold, axis=(0, 1))
    found, known = fit_weekdays(
        past, weights, prior=settings.weekday_prior, trend=trend, start=found
    )
    spread = _spread(found, known, past, weights)
    weekday, time = ahead % 7, np.array([2.0 * (ahead // 7) / (len(past) - 1) - 1.0])
    mean, variance = found.mean(time)[0, weekday], known.variance(time)[0, weekday]
    trend_p = _trend_p(found.slope, known.inverse[2], spread)
    return np.stack([mean, spread.dispersion, variance]), trend_p


def _spread(found: Coefficients, known: Information, past: Floats, weights: Floats) -> _Spread:
    times = week_times(len(past))
    mean = found.mean(times)
    leverage = weights * mean * known.variance(times)
    freedom = 7.0 * len(past) - leverage.sum(axis=(0, 1))
    pearson = (weights * (past - mean) ** 2 / mean).sum(axis=(0, 1))
    return _Spread(mean, leverage, np.maximum(pearson / freedom, 1.0), freedom)


def _trend_p(slope: Floats, variance: Floats, spread: _Spread) -> Floats:
    """Return the p-value of the slope (t test), 1 where there is none."""
    error = np.sqrt(spread.dispersion * variance)
    ratio = np.divide(slope, error, out=np.zeros_like(error), where=error > 0.0)
    p_value: Floats = 2.0 * special.stdtr(spread.freedom, -np.abs(ratio))
    return p_value
