"""A rate of which two things may be true: two gamma priors, weighed and updated by a count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, gammaln

from tsur_nlp.detect.stream.arrays import Floats

Number = Floats | float


@dataclass(frozen=True, slots=True)
class Gamma:
    """A gamma of mean ``shape`` / ``rate``; arrays are broadcast."""

    shape: Number
    rate: Number

    def evidence(self, count: Floats, exposure: Floats) -> Floats:
        """Return the log-likelihood of a Poisson count of rate × exposure, but for its own terms.

        >>> round(float(Gamma(1.0, 1.0).evidence(np.array([0.0]), np.array([1.0]))[0]), 3)
        -0.693
        """
        shape, rate = np.asarray(self.shape, dtype=float), np.asarray(self.rate, dtype=float)
        found: Floats = (
            gammaln(shape + count) - gammaln(shape) + shape * np.log(rate / (rate + exposure))
            + count * np.log((exposure + 1e-9) / (rate + exposure))
        )  # fmt: skip
        return found


@dataclass(frozen=True, slots=True)
class Posterior:
    """A rate of which two things may be true, after a count; the first axis is which.

    ``weights`` add up to 1, ``means`` are the rate's, ``errors`` its squared relative errors.
    """

    weights: Floats
    means: Floats
    errors: Floats

    def moments(self) -> tuple[Floats, Floats]:
        """Return the mean of the rate, and its squared relative error."""
        mean = (self.weights * self.means).sum(axis=0)
        square = (self.weights * self.means**2 * (1.0 + self.errors)).sum(axis=0)
        return mean, np.maximum(square / np.maximum(mean, 1e-12) ** 2 - 1.0, 0.0)


def updated(plain: Gamma, other: Gamma, part: float, count: Floats, exposure: Floats) -> Posterior:
    """Return what a rate may be after a count.

    It is ``plain``, or with the probability ``part`` it is ``other``; the count says which more
    likely, and updates both.
    """
    odds = other.evidence(count, exposure) - plain.evidence(count, exposure)
    weight = expit(np.log(part / (1.0 - part)) + odds)
    shapes = _pair(*(one.shape + count for one in (plain, other)), like=weight)
    rates = _pair(*(one.rate + exposure for one in (plain, other)), like=weight)
    return Posterior(np.stack([1.0 - weight, weight]), shapes / rates, 1.0 / shapes)


def _pair(one: Floats, other: Floats, *, like: Floats) -> Floats:
    return np.stack([np.broadcast_to(part, like.shape) for part in (one, other)])


def mixed(
    plain: Gamma, other: Gamma, part: float, count: Floats, exposure: Floats
) -> tuple[Floats, Floats]:
    """Return the mean of a rate after a count, and its squared relative error (`updated`)."""
    return updated(plain, other, part, count, exposure).moments()
