"""The tail of the largest ratio beyond what the replicates reach."""

from __future__ import annotations

import math

import numpy as np

from tsur_nlp.detect.permutation.study import Floats


def tail(ratio: float, simulated: Floats) -> float:
    """Return how often chance gives such a ratio or a larger one, after a Gumbel distribution.

    It is fitted to the replicates by moments, as in SaTScan (Abrams, Kulldorff, Kleinman 2010,
    International Journal of Health Geographics 9: 61). Replicates that are all alike have no tail:
    the answer is 1 up to their ratio and 0 beyond it.

    >>> simulated = -np.log(-np.log((np.arange(999) + 0.5) / 999))
    >>> 0.9e-4 < tail(-math.log(1e-4), simulated) < 1.1e-4
    True
    """
    scale = float(np.std(simulated, ddof=1)) * math.sqrt(6.0) / math.pi
    if scale <= 0.0:
        return 1.0 if ratio <= simulated[0] else 0.0
    mode = float(np.mean(simulated)) - np.euler_gamma * scale
    return -math.expm1(-math.exp((mode - ratio) / scale))
