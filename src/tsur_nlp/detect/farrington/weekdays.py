"""Quasi-Poisson fits of thousands of daily series at once: level, trend and weekday.

Tables are weeks × 7 × series, so that a weekday is a plane and a sum over weeks is one product of
matrices. The mean of a day is exp(level + slope · week + effect of its weekday): what a trend does
inside a week is part of the effects, so nothing is lost by counting its time in weeks.

A weekday without messages has to have a finite effect: each is pulled to 0 as by ``prior`` messages
at the series' level. For the regression this is one more row, with a count of 1 and this weight,
which the effect alone explains.

The weekdays are a diagonal block of the information matrix, so a step of Newton's method is some
sums by weekday and a 2 × 2 system for each series.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.stream.messages import Floats

_ROUNDS = 15
_SMALL_STEP = 1e-5
_LONG_STEP = 1.5
# Where all messages stand at one end, or there are none, there is no maximum, only a drift to
# infinity: it stops at a change by e³ from the middle to an end, and at e⁻⁹ messages a day.
_STEEPEST = 3.0
_RAREST = -9.0


def week_times(weeks: int) -> Floats:
    """Return the time of each week of the baseline, from −1 to 1.

    >>> week_times(3).tolist()
    [-1.0, 0.0, 1.0]
    """
    times: Floats = np.linspace(-1.0, 1.0, weeks)
    return times


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Level and slope of every series, and its effects of the weekdays (7 × series)."""

    level: Floats
    slope: Floats
    effect: Floats

    def mean(self, times: Floats) -> Floats:
        """Return the mean of each day of the weeks at these times: weeks × 7 × series."""
        trend = np.exp(times[:, None] * self.slope)
        mean: Floats = trend[:, None] * np.exp(self.level + self.effect)
        return mean


@dataclass(frozen=True, slots=True)
class Information:
    """The inverse of the information matrix, by its blocks.

    ``own`` is the diagonal of the weekdays' block; ``level`` and ``time`` say how much of an effect
    is taken over when level or slope move; ``inverse`` is that of the 2 × 2 block which is left:
    level, both, slope. ``free`` is 1 − ``level``, not spoiled by subtraction.
    """

    own: Floats
    level: Floats
    free: Floats
    time: Floats
    inverse: tuple[Floats, Floats, Floats]

    def variance(self, times: Floats) -> Floats:
        """Return the variance of the mean's logarithm, dispersion apart: weeks × 7 × series."""
        first, both, second = self.inverse
        time = times[:, None, None] - self.time
        linear = 2.0 * both * self.free
        variance: Floats = (second * time + linear) * time + (1.0 / self.own + first * self.free**2)
        return variance


def fit_weekdays(
    counts: Floats,
    weights: Floats,
    *,
    prior: float,
    trend: bool,
    start: Coefficients | None = None,
) -> tuple[Coefficients, Information]:
    """Fit every series of ``counts``, whose days weigh ``weights`` (both weeks × 7 × series)."""
    times = week_times(len(counts))
    target, exposure = _sums(weights * counts, times), _sums(weights, times)
    found = start or _flat(target[0], exposure[0], prior)
    for _ in range(_ROUNDS):
        if trend:
            growth = np.exp(times[:, None] * found.slope)
            exposure = _sums(weights * growth[:, None], times)
        mass = exposure * np.exp(found.level + found.effect)
        known = _information(mass, prior * np.exp(found.effect), trend=trend)
        before, found = found, _newton(found, known, target - mass, prior)
        if _distance(before, found) < _SMALL_STEP:
            break
    return found, known


def _sums(table: Floats, times: Floats) -> Floats:
    """Sum over the weeks, times 1, time and time²: 3 × 7 × series."""
    powers = times ** np.arange(3)[:, None]
    sums: Floats = (powers @ table.reshape(len(table), -1)).reshape(3, *table.shape[1:])
    return sums


def _flat(target: Floats, exposure: Floats, prior: float) -> Coefficients:
    """Return coefficients that nearly fit where there is no trend."""
    rate = target.sum(axis=0) / exposure.sum(axis=0)
    level = np.log(np.maximum(rate, np.exp(_RAREST)))
    effect = np.log((target + prior) / (np.exp(level) * exposure + prior))
    return Coefficients(level, np.zeros(len(level)), effect)


def _information(mass: Floats, pull: Floats, *, trend: bool) -> Information:
    ones, lags, squares = mass
    own = ones + pull
    free, lag = pull / own, lags / own
    level = (ones * free).sum(axis=0)
    if not trend:
        none = np.zeros(len(level))
        return Information(own, ones / own, free, lag, (1.0 / level, none, none))
    both = (lags * free).sum(axis=0)
    whole = squares.sum(axis=0)
    # all the mass in one week leaves nothing to see a slope by
    slope = np.maximum(whole - (lags * lag).sum(axis=0), 1e-9 * whole)
    area = level * slope - both**2
    return Information(own, ones / own, free, lag, (slope / area, -both / area, level / area))


def _newton(at: Coefficients, known: Information, rest: Floats, prior: float) -> Coefficients:
    """Take one step of Newton's method; ``rest`` is seen minus expected, 3 × 7 × series."""
    score = rest[0] + prior * (1.0 - np.exp(at.effect))
    level = (rest[0] - known.level * score).sum(axis=0)
    slope = (rest[1] - known.time * score).sum(axis=0)
    first, both, second = known.inverse
    up, turn = first * level + both * slope, both * level + second * slope
    effect = score / known.own - known.level * up - known.time * turn
    return Coefficients(
        np.maximum(at.level + np.clip(up, -_LONG_STEP, _LONG_STEP), _RAREST),
        np.clip(at.slope + np.clip(turn, -_LONG_STEP, _LONG_STEP), -_STEEPEST, _STEEPEST),
        at.effect + np.clip(effect, -_LONG_STEP, _LONG_STEP),
    )


def _distance(one: Coefficients, other: Coefficients) -> float:
    pairs = (one.level, other.level), (one.slope, other.slope), (one.effect, other.effect)
    return max(float(np.abs(a - b).max(initial=0.0)) for a, b in pairs)
