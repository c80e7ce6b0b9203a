"""Is a unit's part of what the territory has really more than its usual part?

The second question about a unit, after «is it more than expected?». Where a wave only begins, or a
topic is new, the height of the wave is hardly known: then the count may be far above any
expectation and still be no more than the unit's part of a wave. Where the rest of the territory has
what it should have, there is no wave to take a part of, and the question costs power for nothing.
"""

from __future__ import annotations

import numpy as np
from scipy.special import betaln

from tsur_nlp.detect.counts.expected import Expected
from tsur_nlp.detect.counts.series import Series
from tsur_nlp.detect.counts.wave import uneven
from tsur_nlp.detect.scan.before import commonness
from tsur_nlp.detect.scan.tails import tail
from tsur_nlp.detect.stream.arrays import Bools, Floats, Ints

_TOGETHER = 0.5
"""Two chances multiplied are small more often than one: they get this part of its limit."""
_UNUSUAL = 0.03
"""A part that comes more often than this is a usual one, however new the topic is."""
_LEAST = 0.1
"""The sum of a beta's two parameters: with less the unit would have all or nothing."""
_WAVE = 0.05
"""The rest of the territory is up where so much or more of it has a probability below this."""


def own_parts(
    series: Series, expected: Expected, rows: Ints, best: Ints, limit: Floats, part: float
) -> Bools:
    """Tell which series in their windows are more than a part of what the territory has.

    Args:
        series: all series.
        expected: what the windows should hold.
        rows: the units' series that are asked about.
        best: the window of each, a column of ``expected``.
        limit: the chance of a signal; half of it is what each may have together: of the territory
            having so much, which is how often it has had so much (`commonness`), and of the unit
            having so large a part of it.
        part: the chance of the part alone that is rare enough where the rest of the territory is
            up, whatever its waves were before.
    """
    chances = share_chances(series, expected, rows, best)
    both, parent = chances.copy(), series.parent[rows]
    kinds = np.stack([series.level[parent], best])
    for kind in np.unique(kinds, axis=1).T:
        at = (kinds == kind[:, None]).all(axis=0)
        both[at] *= commonness(series, parent[at], expected.windows[kind[1]])
    unusual = (both <= _TOGETHER * limit) & (chances <= _UNUSUAL)
    found: Bools = unusual & ((chances <= part) | ~_up(series, expected, rows, best))
    return found


def share_chances(series: Series, expected: Expected, rows: Ints, best: Ints) -> Floats:
    """Return the chance of so large a part or larger, for some series in their windows.

    Of all that the territory has in the window, each message is the unit's with a probability that
    is its share: its usual one, or one of its own (`Expected.share`). The chance is that of both,
    each by its weight: of a new topic a unit may have nearly all, and one gamma as wide as that
    hardly ever lets it. Each is beta-binomial, with an error that grows with the wave of the rest.
    """
    parent = series.parent[rows]
    seen, whole = expected.observed[rows, best], expected.observed[parent, best]
    mean, total = expected.mean[rows, best], expected.mean[parent, best]
    share = mean / np.maximum(total, 1e-12)
    wave = uneven(expected.local_mean[rows, best] / np.maximum(mean, 1e-12))
    likely = expected.share
    found = np.zeros(len(rows))
    for weight, times, error in zip(likely.weights, likely.means, likely.errors, strict=True):
        at = np.clip(share * times[rows, best], 1e-9, 1.0 - 1e-6)
        size = (1.0 - at) / at / np.maximum(error[rows, best] + wave, 1e-6) - 1.0
        size = np.maximum(size, _LEAST)
        found += weight[rows, best] * beta_binomial_tail(seen, whole, at * size, (1.0 - at) * size)
    return found


def _up(series: Series, expected: Expected, rows: Ints, best: Ints) -> Bools:
    """Tell where the rest of the territory has more than chance brings."""
    parent = series.parent[rows]
    total = expected.mean[parent, best]
    mean = np.maximum(total - expected.mean[rows, best], 1e-9)
    rest = expected.observed[parent, best] - expected.observed[rows, best]
    variance = expected.variance[parent, best] * mean / np.maximum(total, 1e-12)
    chance = tail(np.maximum(rest, 1.0), mean, variance)
    found: Bools = (rest >= 1.0) & (chance <= _WAVE)
    return found


def beta_binomial_tail(count: Floats, trials: Floats, a: Floats, b: Floats) -> Floats:
    """Return the probability of so many of the trials or more, where their chance is beta(a, b).

    The terms of the tail are summed up, so a small one is as exact as a large one.

    >>> beta_binomial_tail(*(np.array([x]) for x in (2.0, 3.0, 1.0, 1.0))).round(9).tolist()
    [0.5]
    """
    rows = zip(count.tolist(), trials.tolist(), a.tolist(), b.tolist(), strict=True)
    return np.array([_tail(*row) for row in rows], dtype=float)


def _tail(count: float, trials: float, a: float, b: float) -> float:
    k = np.arange(max(count, 0.0), trials + 0.5)
    ways = -np.log1p(trials) - betaln(trials - k + 1.0, k + 1.0)
    return min(1.0, float(np.exp(ways + betaln(k + a, trials - k + b) - betaln(a, b)).sum()))
