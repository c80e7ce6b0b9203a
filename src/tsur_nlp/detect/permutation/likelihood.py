"""How much better a cylinder is explained by more cases inside than by chance."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import rel_entr

from tsur_nlp.detect.permutation.study import Floats, Ints


def log_ratio(count: NDArray[Any], expected: Floats, total: int) -> Floats:
    """Return the logarithm of Poisson's generalised likelihood ratio, 0 where nothing is in excess.

    (c / μ)^c · ((C − c) / (C − μ))^(C − c), where c > μ (Kulldorff et al. 2005, PLoS Medicine
    2(3): e59); c the cases of the cylinder, μ those expected, C all cases.

    >>> round(float(log_ratio(np.array([4]), np.array([0.670103]), 194)[0]), 4)
    3.8454
    """
    count = np.asarray(count, dtype=np.float64)
    ratio = rel_entr(count, expected) + rel_entr(total - count, total - expected)
    better: Floats = np.where(count > expected, ratio, 0.0)
    return better


def least_count(expected: Floats, total: int, bar: float, min_cases: int) -> Ints:
    """Return a number of cases that a ratio above ``bar`` has at the least (it may need more).

    The ratio is C times a Kullback–Leibler divergence, which is never above the χ² divergence:
    (c − μ)² / (μ (1 − μ / C)).
    """
    spread = np.sqrt(np.maximum(bar * expected * (1.0 - expected / total), 0.0))
    least: Ints = np.floor(expected + spread - 1e-9).astype(np.int64) + 1
    return np.maximum(least, min_cases)
