"""Windows that hold more messages than chance explains, over all series of a territory."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, ndtr, ndtri

from tsur_nlp.detect.counts.expected import Expected, expect
from tsur_nlp.detect.counts.series import Series
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Floats, Ints

_REFERENCE_P = 1e-6
# Alarms of one series on neighbouring days are one alarm, counts are whole numbers, and bounds are
# bounds: streams in which nothing happens give about 3 times fewer alarms than p times the number
# of series, whether the series are dense or sparse (benchmarks/detection.py).
_CAUTION = 3.0


@dataclass(frozen=True, slots=True)
class Scan:
    """For every series its least likely window: ``best`` is the column of ``expected.windows``.

    ``p`` is corrected for the choice of the window, ``q`` (Benjamini–Hochberg) for the number of
    series; ``interval`` is the days between two such signals in the whole territory by chance.
    """

    series: Series
    expected: Expected
    best: Ints
    p: Floats
    q: Floats
    interval: Floats
    tests: float


def scan(series: Series, settings: DetectSettings, *, share: float = 1.0) -> Scan | None:
    """Scan all series; ``share`` is the part of the alarm budget this scan may spend."""
    from scipy.stats import false_discovery_control

    expected = expect(series, settings)
    if expected is None:
        return None
    chances = np.ones_like(expected.mean)
    chosen = (expected.observed >= settings.min_observed) & (expected.observed > expected.mean)
    chances[chosen] = tail(
        expected.observed[chosen], expected.mean[chosen], expected.variance[chosen]
    )
    best = chances.argmin(axis=1)
    least = chances[np.arange(len(series)), best]
    p = np.minimum(1.0, least * looks(expected))
    tests = len(series) / share / _CAUTION
    interval = 1.0 / np.maximum(p * tests, 1e-12)
    return Scan(series, expected, best, p, false_discovery_control(p), interval, tests)


def tail(observed: Floats, mean: Floats, variance: Floats) -> Floats:
    """Return the probability of so many messages or more, negative binomial.

    >>> round(float(tail(np.array([3.0]), np.array([1.0]), np.array([1.0]))[0]), 4)
    0.0803
    """
    mean = np.maximum(mean, 1e-9)
    shape = mean**2 / np.maximum(variance - mean, 1e-7 * mean)
    chance: Floats = betainc(observed, shape, mean / (mean + shape))
    return chance


def looks(expected: Expected) -> Floats:
    """Return by how much choosing the window multiplies the chance, for each series.

    Windows that hold the same messages are one choice, so a series that expects few messages
    offers few choices; a busy one offers all of `choices`.
    """
    most = choices(expected.windows)
    few: Floats = np.minimum(most, 1.0 + expected.mean[:, -1])
    return few


def choices(windows: tuple[int, ...]) -> float:
    """Return by how much choosing the best of nested windows multiplies the chance.

    Hunter's bound along the chain of windows, for normal scores at p = 1e-6: it counts a longer
    window only where the one before it stayed silent.

    >>> round(choices((1,)), 2), 1.5 < choices((1, 2)) < 2.0
    (1.0, True)
    """
    level = -float(ndtri(_REFERENCE_P))
    above = np.linspace(level, level + 4.0, 2001)
    weight = np.exp(-(above**2) / 2.0)
    total = 1.0
    for shorter, longer in itertools.pairwise(windows):
        shared = (shorter / longer) ** 0.5
        silent = ndtr((level - shared * above) / (1.0 - shared**2) ** 0.5)
        total += float((weight * silent).sum() / weight.sum())
    return total
