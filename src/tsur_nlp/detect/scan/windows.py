"""Windows that hold more messages than chance explains, over all series of a territory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.counts.expected import Expected, expect
from tsur_nlp.detect.counts.series import LEVELS, Series
from tsur_nlp.detect.scan.budget import Budget, spend
from tsur_nlp.detect.scan.tails import tail
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Floats, Ints

_NEW_CHOICE = 0.35


@dataclass(frozen=True, slots=True)
class Scan:
    """For every series its least likely window: ``best`` is the column of ``expected.windows``.

    ``p`` is corrected for the choice of the window, ``q`` (Benjamini–Hochberg) for the number of
    series; ``interval`` is the days between two new such signals in the whole territory by chance,
    ``daily_p`` the probability that a day's rarest window is as rare as today's.
    """

    series: Series
    expected: Expected
    best: Ints
    least: Floats
    p: Floats
    q: Floats
    interval: Floats
    daily_p: float
    budget: Budget
    shares: Floats

    def limits(self, recurrence_interval: float) -> Floats:
        """Return the chance of a window that makes a signal, by level of series."""
        return self.budget.alpha(self.shares / recurrence_interval)


def scan(series: Series, settings: DetectSettings) -> Scan | None:
    """Scan all series; each level of series has its part of the alarm budget."""
    expected = expect(series, settings)
    if expected is None:
        return None
    chances = np.ones_like(expected.mean)
    seen = expected.shared
    chosen = (seen >= settings.min_observed) & (seen > expected.local_mean)
    chances[chosen] = tail(
        seen[chosen], expected.local_mean[chosen], expected.local_variance[chosen]
    )
    best = chances.argmin(axis=1)
    least = chances[np.arange(len(series)), best]
    budget = spend(expected, series.level, len(LEVELS), settings.min_observed)
    p = np.minimum(1.0, least * looks(expected))
    shares = np.array(settings.level_shares)
    interval = shares[series.level] / np.maximum(budget.rate(least, series.level), 1e-12)
    return Scan(
        series, expected, best, least, p, discoveries(p), interval,
        budget.chance(float(least.min(initial=1.0))), budget, shares,
    )  # fmt: skip


def discoveries(p: Floats) -> Floats:
    """Return the false discovery rate of calling each series and all rarer ones (Benjamini 1995).

    >>> discoveries(np.array([0.01, 0.04, 0.03, 0.5])).round(3).tolist()
    [0.04, 0.053, 0.053, 0.5]
    """
    order = np.argsort(-p, kind="stable")
    rank = len(p) - np.arange(len(p))
    found = np.empty_like(p)
    found[order] = np.minimum(np.minimum.accumulate(p[order] * len(p) / rank), 1.0)
    return found


def looks(expected: Expected) -> Floats:
    """Return by how much choosing the window multiplies the chance, for each series.

    Windows that hold the same messages are one choice, so a series that expects few messages
    offers few choices; a busy one offers all of them, of which neighbours are nearly one.
    """
    most = 1.0 + _NEW_CHOICE * (len(expected.windows) - 1)
    few: Floats = np.minimum(most, 1.0 + expected.local_mean[:, -1])
    return few
