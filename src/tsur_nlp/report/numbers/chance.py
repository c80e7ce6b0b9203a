"""Is a difference more than chance: two counts, and many such pairs looked at together.

Two counts are compared given their sum: where nothing changed, the later one is binomial
(Przyborowski, Wilenski 1940, Biometrika 31: 313). Messages come in bunches, so both counts are
first divided by their dispersion (quasi-likelihood: Wedderburn 1974, Biometrika 61: 439); the tail
of the binomial is the incomplete beta function, which takes parts of a message too. Of many
comparisons those are told that pass Holm's test (1979, Scand. J. Statistics 6: 65): the probability
that *any* of them is chance stays below the level. For a column of a table, where one wrong word of
many does less harm, it is the test of Benjamini and Hochberg (1995, JRSS B 57: 289): of the words
said no more than that part is chance.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.report.numbers.frame import Mask

Matrix = np.ndarray[tuple[int, int], np.dtype[np.int64]]
"""Counts: a row for a series, a column for a day."""
Reals = NDArray[np.float64]
Counts = NDArray[np.int64]
LEVEL = 0.01
"""One list in a hundred may tell a jump that was chance."""
RATE = 0.05
"""Of the words in a column one in twenty may be chance."""
# The dispersion of one series is told by few weeks: the usual one counts as so many of them.
_PRIOR_WEEKS = 2
_WEEK, _TINY = 7, 1e-12


def unlikely(
    now: Reals | Counts,
    before: Reals | Counts,
    dispersion: Reals | float = 1.0,
    share: float = 0.5,
) -> Reals:
    """Return how often chance alone makes two counts differ so much (two-sided).

    ``share`` is the part of their sum that ``now`` has where nothing changed.

    >>> unlikely(np.array([40.0, 22.0]), np.array([12.0, 18.0])).round(4).tolist()
    [0.0001, 0.6358]
    """
    from scipy.special import betainc

    now, before = now / dispersion, before / dispersion
    # P(N >= now) and P(N <= now); the first is certain where nothing came, so the second.
    upper = betainc(np.maximum(now, _TINY), before + 1, share)
    lower = betainc(np.maximum(before, _TINY), now + 1, 1 - share)
    both: Reals = np.minimum(1.0, 2 * np.minimum(upper, lower))
    return both


def dispersion(daily: Matrix) -> Reals:
    """Return how many times each series (a row, whole weeks) varies more than chance makes it.

    Measured inside of weeks, against the weekdays of all the series together: a slow change is no
    noise. It is not below 1, and drawn to the usual one of the series.
    """
    weeks = daily.reshape(len(daily), daily.shape[1] // _WEEK, _WEEK)
    profile = weeks.sum(axis=(0, 1))
    known = profile > 0
    if known.sum() < 2:
        return np.ones(len(daily))
    shares = profile[known] / profile.sum()
    totals = weeks.sum(axis=2)
    expected = totals[:, :, None] * shares
    gaps = (weeks[:, :, known] - expected) ** 2
    excess = np.divide(gaps, expected, out=np.zeros_like(gaps), where=expected > 0).sum(axis=(1, 2))
    free = (known.sum() - 1) * (totals > 0).sum(axis=1)
    usual = excess.sum() / free.sum()
    prior = (known.sum() - 1) * _PRIOR_WEEKS
    drawn: Reals = np.maximum(1.0, (excess + prior * usual) / (free + prior))
    return drawn


def discovered(chances: Reals | Sequence[float], rate: float = RATE) -> Mask:
    """Tell which of many differences may be told, by the step-up test of Benjamini and Hochberg.

    >>> discovered([0.001, 0.02, 0.03, 0.9]).tolist()
    [True, True, True, False]
    """
    found = np.asarray(chances, dtype=float)
    order = np.argsort(found, kind="stable")
    passed = found[order] <= rate * np.arange(1, len(found) + 1) / max(len(found), 1)
    kept = np.zeros(len(found), dtype=bool)
    kept[order[: np.flatnonzero(passed).max(initial=-1) + 1]] = True
    return kept


def certain(chances: Reals | Sequence[float], level: float = LEVEL) -> Mask:
    """Tell which of many comparisons are not chance, by Holm's step-down test.

    >>> certain([0.0001, 0.004, 0.3, 0.9]).tolist()
    [True, False, False, False]
    """
    found = np.asarray(chances, dtype=float)
    order = np.argsort(found, kind="stable")
    passed = np.cumprod(found[order] <= level / np.arange(len(found), 0, -1))
    kept = np.zeros(len(found), dtype=bool)
    kept[order[: int(passed.sum())]] = True
    return kept
