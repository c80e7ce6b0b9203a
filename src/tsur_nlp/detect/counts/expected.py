"""How many messages a window would hold if nothing happened, and how sure that is.

Of the territory: the level of the weeks before the window, times weekday and slow trend. Of a unit:
its share of the territory, leaning on its share of the wider series (empirical Bayes, `shares`),
times what the rest of the territory has *in the same window*: a wave that is felt everywhere is no
news about one unit. The variance is φμ + cμ² (negative binomial) with the errors of the estimates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.counts.calm import Calm, calm_down
from tsur_nlp.detect.counts.dispersion import Spread, dispersion
from tsur_nlp.detect.counts.gammas import Posterior
from tsur_nlp.detect.counts.pattern import Pattern, fit_pattern
from tsur_nlp.detect.counts.series import Series
from tsur_nlp.detect.counts.shares import part_of_usual
from tsur_nlp.detect.counts.wave import waves
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Floats

_JEFFREYS = 0.5
_MOST_OF_ONE = 3.0
_WAVE = 2.0


@dataclass(frozen=True, slots=True)
class Expected:
    """Mean and variance of every series' count in every window; ``windows`` are those usable.

    ``mean`` and ``variance`` are from the past alone. ``local_mean`` and ``local_variance`` know
    what the rest of the territory has in the window too; for the territory itself they are equal.
    ``shared`` is what is observed of a unit's group (and of the unit) when none of its topics may
    bring more than ``most``, `_MOST_OF_ONE` standard deviations: a surge of one topic is that
    topic's.
    All are (series × windows); ``dispersion`` is φ by series.
    ``share`` is what a unit's share of its territory may really be, as parts of what ``mean`` takes
    it for (2 × series × windows).
    """

    windows: tuple[int, ...]
    observed: Floats
    shared: Floats
    most: Floats
    mean: Floats
    variance: Floats
    local_mean: Floats
    local_variance: Floats
    share: Posterior
    dispersion: Floats


def expect(series: Series, settings: DetectSettings) -> Expected | None:
    """Return what each window should hold, or ``None`` where the history is too short.

    A window is usable where what is before it is as long as it, and `min_baseline_days` long.
    """
    days = series.counts.shape[1]
    windows = tuple(w for w in settings.windows if days - w >= max(settings.min_baseline_days, w))
    if not windows:
        return None
    calm = calm_down(series)
    pattern = fit_pattern(series, calm.own, settings.trend_scale, settings.trend_days)
    model = _Model(series, calm, pattern, dispersion(series, calm, pattern))
    columns = [model.window(*_before(days - window, settings)) for window in windows]
    observed, shared, most, mean, variance, local_mean, local_variance, *share = (
        np.stack(part, axis=-1) for part in zip(*columns, strict=True)
    )
    return Expected(
        windows=windows, observed=observed, shared=shared, most=most, mean=mean,
        variance=variance, local_mean=local_mean, local_variance=local_variance,
        share=Posterior(*share), dispersion=model.noise.daily,
    )  # fmt: skip


def _before(stop: int, settings: DetectSettings) -> tuple[slice, slice]:
    """Return the days before a window that levels, and that shares, are read from."""
    base, long = (
        slice(max(0, stop - length), stop)
        for length in (settings.baseline_days, settings.share_days)
    )
    return base, long


class _Model:
    """What all windows of a day share."""

    def __init__(self, series: Series, calm: Calm, pattern: Pattern, noise: Spread) -> None:
        self.series, self.calm, self.pattern, self.noise = series, calm, pattern, noise
        self.local = series.unit >= 0

    def window(self, base: slice, long: slice) -> tuple[Floats, ...]:
        """Return the columns of `Expected` for the window after ``base``; shares are ``long``."""
        observed = self.series.counts[:, base.stop :].sum(axis=1)
        whole, unsure = self._territory(base)
        share, likely = self._shares(long)
        error = likely.moments()[1]
        mean = share * whole[self.series.parent]
        prior = unsure[self.series.parent] + self.noise.weekly[self.series.parent]
        wave, known = waves(self.series, observed, mean, prior, error, self.noise.daily)
        phi, weekly = self.noise.daily, self.noise.weekly
        spread = phi * mean + mean**2 * (weekly + unsure[self.series.parent] + error)
        local_mean = mean * wave
        local = phi * local_mean + local_mean**2 * (weekly + known)
        local = np.where(self.local, local, spread)
        most = local_mean + np.where(wave < _WAVE, _MOST_OF_ONE * local**0.5 + 1.0, 0.0)
        shared = _many(self.series, observed, most)
        parts = likely.weights, likely.means, likely.errors
        return observed, shared, most, mean, spread, local_mean, local, *parts

    def _territory(self, base: slice) -> tuple[Floats, Floats]:
        """Return mean and squared error (relative) of the territory's series, zero for units."""
        series, pattern = self.series, self.pattern
        top = np.flatnonzero(~self.local)
        of = series.pattern[top]
        seen = self.calm.own[top, base].sum(axis=1)
        phi = self.noise.daily[top]
        shape = _JEFFREYS + seen / phi
        rate = pattern.days[of][:, base].sum(axis=1) / phi
        ahead = pattern.ahead[of][:, base.stop :].sum(axis=1)
        drift = pattern.slope_variance[of] * ((pattern.days.shape[1] - base.start) / 2.0) ** 2
        mean, unsure = np.zeros(len(series)), np.zeros(len(series))
        mean[top], unsure[top] = shape / rate * ahead, 1.0 / shape + drift
        return mean, unsure

    def _shares(self, base: slice) -> tuple[Floats, Posterior]:
        """Return every series' share of its territory, and what times that it may really be."""
        series, daily, days = self.series, self.noise.daily, base.stop - base.start
        seen, whole = (part[:, base].sum(axis=1) for part in (self.calm.own, self.calm.whole))
        share, likely = np.ones(len(series)), _known(len(series))
        units = np.flatnonzero(series.level == 2)
        usual = 1.0 / max(len(units), 1)
        shape = _JEFFREYS + seen[units] / daily[units]
        share[units] = usual * shape / (_JEFFREYS + usual * whole[units] / daily[units])
        likely.errors[0, units] = 1.0 / shape
        for level in (1, 0):
            rows = np.flatnonzero(series.level == level)
            part = share[series.wider[rows]]
            times = part_of_usual(
                series.pattern[rows], seen[rows], part * whole[rows], daily[rows], days
            )
            mean, _ = times.moments()
            share[rows] = part * mean
            likely.weights[:, rows], likely.errors[:, rows] = times.weights, times.errors
            likely.means[:, rows] = times.means / np.maximum(mean, 1e-12)
        return share, likely


def _known(size: int) -> Posterior:
    """Return rates that are what they are taken for."""
    weights = np.stack([np.ones(size), np.zeros(size)])
    return Posterior(weights, np.ones((2, size)), np.zeros((2, size)))


def _many(series: Series, observed: Floats, most: Floats) -> Floats:
    """Return what a unit's groups have of many topics, the unit of many groups.

    No topic brings more than ``most``: a few standard deviations, and one that is in a wave of the
    territory no more than the wave.
    """
    found = observed.copy()
    for level in (0, 1):
        rows = np.flatnonzero(series.level == level)
        over = np.maximum(found[rows] - most[rows], 0.0) + (observed[rows] - found[rows])
        found -= np.bincount(series.wider[rows], weights=over, minlength=len(series))
    return found
