"""The 42 simulation scenarios of Noufaily et al. 2013, and their curves by day.

A. Noufaily, D. G. Enki, P. Farrington, P. Garthwaite, N. Andrews, A. Charlett (2013). An improved
algorithm for outbreak detection in multiple surveillance systems. Statistics in Medicine 32,
1206–1222, section 3. The mean of week t is exp(θ + βt + Σ γ₁ cos(2πjt/52) + γ₂ sin(2πjt/52)),
summed over j = 1 … m; counts are negative binomial with variance φ times the mean. Seven sets of
parameters, each with and without trend, with m = 0, 1 (a year) and 2 (half a year too), make 42.
The numbers were read from a public R script that repeats the study (2023); the paper itself was
not at hand.

From weeks to days: θ is not used, a topic's level is that of the stream. β is divided by 7. The
year is 364 days, and since 134 days are less than half of it, every topic starts at a random day of
its year. φ stays as printed: counts of days with variance φ times their mean add up to weeks with
the same φ.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

_YEAR = 364.0
_TABLE = (
    # β, γ₁, γ₂, φ
    (0.0025, 0.6, 0.6, 1.5),
    (0.005, 0.1, 0.3, 2.0),
    (0.003, 0.2, -0.4, 1.0),
    (0.002, 0.5, 0.5, 5.0),
    (0.001, 1.0, 0.1, 3.0),
    (0.001, 0.1, -0.1, 1.1),
    (0.0001, 0.05, 0.01, 1.2),
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Trend of a week, seasonal terms and dispersion; ``waves`` is the paper's m."""

    beta: float
    gamma1: float
    gamma2: float
    phi: float
    waves: int

    def curve(self, days: int, shift: float) -> NDArray[np.float64]:
        """Return the relative mean of each day, 1 on average, from the day ``shift`` of a year."""
        day = np.arange(days)
        level = self.beta / 7.0 * day
        for j in range(1, self.waves + 1):
            angle = 2.0 * np.pi * j * (day + shift) / _YEAR
            level = level + self.gamma1 * np.cos(angle) + self.gamma2 * np.sin(angle)
        curve: NDArray[np.float64] = np.exp(level)
        return curve / curve.mean()


SCENARIOS = tuple(
    Scenario(trend * beta, gamma1, gamma2, phi, waves)
    for (beta, gamma1, gamma2, phi), trend, waves in product(_TABLE, (0, 1), (0, 1, 2))
)
