"""How much the counts of each topic in a unit spread: some topics come in bursts, most do not.

A quiet unit's counts of a topic are zeros, ones and, where the topic comes in bursts, sometimes
many: squares of residuals say little about them, the likelihood says much. Every topic has one of
a few dispersions φ (variance over mean, negative binomial); how many topics have which is learned
from all of them (a mixture, by EM). One outbreak makes no bursts: a count may always be an
outbreak instead, once in 10,000 days.
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln

from tsur_nlp.detect.counts.series import Series
from tsur_nlp.detect.stream.messages import Bools, Floats, Ints

_PHIS = np.array([1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 5.0])
_BURSTS = 1.5
_OUTBREAK = 1e-4
_STEPS = 100
_HALF = 0.5
_STEADY = 2.0


def with_bursts(
    series: Series, counts: Floats, share: Floats, level: Floats, daily: Floats
) -> Floats:
    """Raise the variance over mean of series that come in bursts, and of what they are in.

    Args:
        series: all series.
        counts: the voices of every series on every day that is looked at, nothing cut off.
        share: what part of its territory's count each series has.
        level: the usual count of every series on each of these days.
        daily: variance over mean of every series, without bursts.
    """
    finest = 0 if (series.level == 0).any() else 1
    rows = np.flatnonzero(series.level == finest)
    if not len(rows):
        return daily
    parent = series.parent[rows]
    mean = _mean(counts[rows], counts[parent], share[rows][:, None], level[parent])
    likely, phi = burstiness(series.pattern[rows], counts[rows], mean)
    found = daily.copy()
    for alike in (rows, np.unique(parent)):
        of = series.pattern[alike]
        plain, bursts = (daily[alike] - 1.0) ** 2, (phi[of] - 1.0) ** 2
        raised = 1.0 + (plain + likely[of] * (bursts - plain)) ** 0.5
        found[alike] = np.maximum(daily[alike], raised)
    return _upwards(series, rows, parent, counts.sum(axis=1), found)


def _mean(counts: Floats, whole: Floats, share: Floats, level: Floats) -> Floats:
    """Return what a unit should have: its share of the usual, times the wave of the others.

    The others count by how much they are up, one message more than usual being no wave yet.
    """
    rest = (whole - counts + 1.0) / ((1.0 - share) * level + 1.0)
    mean: Floats = share * level * np.maximum(rest, 0.0)
    return mean


def _upwards(series: Series, rows: Ints, parent: Ints, sums: Floats, phi: Floats) -> Floats:
    """Let groups, units and the whole spread at least as their topics do, each by its size."""
    top, found = np.unique(parent), phi.copy()
    (whole,) = np.flatnonzero(series.level == 5)
    groups = np.append(np.flatnonzero(series.level == 4), whole)
    of_group = series.wider[rows]
    into = (
        (rows, of_group),
        (rows, series.wider[of_group]),
        (top, groups[series.group[top]]),  # −1, no group, is the whole
        (top, np.full(len(top), whole)),
    )
    for of, above in into:
        size = np.bincount(above, weights=sums[of], minlength=len(phi))
        beyond = np.bincount(above, weights=sums[of] * (phi[of] - 1.0), minlength=len(phi))
        found = np.maximum(found, 1.0 + beyond / np.maximum(size, _HALF))
    return found


def burstiness(pattern: Ints, counts: Floats, mean: Floats) -> tuple[Floats, Floats]:
    """Return for every pattern how likely its units' counts come in bursts, and their φ if so.

    That φ is 1 and the root mean square of what it may have above 1: where it is not known, the
    larger values are what makes a large count likely.

    Args:
        pattern: which topic each row is of.
        counts: the unit's messages of every day, rows × days.
        mean: what the unit should have, of the same shape, above 0.
    """
    size = int(pattern.max()) + 1 if len(pattern) else 0
    evidence = _evidence(pattern, counts, np.maximum(mean, 1e-9), size)
    present = np.bincount(pattern, weights=counts.sum(axis=1), minlength=size) > 0
    chance = _weighed(evidence, present)
    bursts = np.where(_PHIS >= _BURSTS, chance, 0.0)
    likely = bursts.sum(axis=1)
    square = bursts @ (_PHIS - 1.0) ** 2 / np.maximum(likely, 1e-12)
    return likely, 1.0 + square**0.5


def _evidence(pattern: Ints, counts: Floats, mean: Floats, size: int) -> Floats:
    """Return the log-likelihood of each φ (patterns × φ)."""
    row, day = np.nonzero(counts)
    seen, usual, of = counts[row, day], mean[row, day], pattern[row]
    total = np.bincount(pattern, weights=mean.sum(axis=1), minlength=size)
    outbreak = np.log(_OUTBREAK) - 0.5 * np.log(seen)
    found = np.empty((size, len(_PHIS)))
    for k, phi in enumerate(_PHIS):
        # the log-likelihood of none is this times the mean
        none = -1.0 if phi == 1.0 else -np.log(phi) / (phi - 1.0)
        some = np.logaddexp(_log_chance(seen, usual, phi, none), outbreak)
        some -= none * usual
        found[:, k] = none * total + np.bincount(of, weights=some, minlength=size)
    return found


def _log_chance(seen: Floats, mean: Floats, phi: float, none: float) -> Floats:
    """Return the logarithm of the chance of counts above 0."""
    found: Floats = none * mean - gammaln(seen + 1.0)
    if phi == 1.0:
        return found + seen * np.log(mean)
    shape = mean / (phi - 1.0)
    found += np.log(shape) + seen * np.log1p(-1.0 / phi)
    many = seen > 1.0
    found[many] += gammaln(shape[many] + seen[many]) - gammaln(shape[many] + 1.0)
    return found


def _weighed(evidence: Floats, present: Bools) -> Floats:
    """Return the probability of each φ for each pattern.

    Those present say how common each φ is, two patterns without bursts added to them.
    """
    likelihood = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    steady = np.where(_PHIS == 1.0, _STEADY, 0.0)
    chance = common = np.full(len(_PHIS), 1.0 / len(_PHIS))
    for _ in range(_STEPS):
        chance = likelihood * common
        chance /= chance.sum(axis=1, keepdims=True)
        common = (chance[present].sum(axis=0) + steady) / (present.sum() + _STEADY)
    return chance
