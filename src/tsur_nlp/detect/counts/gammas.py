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


def mixed(
    plain: Gamma, other: Gamma, part: float, count: Floats, exposure: Floats
) -> tuple[Floats, Floats]:
    """Return the mean of the rate after a count, and its squared relative error.

    The rate is ``plain``, or with the probability ``part`` it is ``other``; the count says which
    more likely, and updates both.
    """
    odds = other.evidence(count, exposure) - plain.evidence(count, exposure)
    weight = expit(np.log(part / (1.0 - part)) + odds)
    mean, square = np.zeros_like(weight), np.zeros_like(weight)
    for share, one in ((1.0 - weight, plain), (weight, other)):
        rate = (one.shape + count) / (one.rate + exposure)
        mean += share * rate
        square += share * rate**2 * (1.0 + 1.0 / (one.shape + count))
    return mean, np.maximum(square / np.maximum(mean, 1e-12) ** 2 - 1.0, 1e-9)
