"""Past outbreaks weigh less: Anscombe residuals and the weights made of them."""

from __future__ import annotations

import numpy as np

from tsur_nlp.detect.stream.messages import Floats

_LEAST_SLACK = 1e-9


def anscombe_residuals(
    counts: Floats, mean: Floats, leverage: Floats, dispersion: Floats | float
) -> Floats:
    """Return residuals that are about standard normal for quasi-Poisson counts.

    (3/2) (y^⅔ μ^(−⅙) − μ^½) / (φ (1 − h))^½: Farrington et al. 1996, section 3.6. All arguments
    have the same shape, or broadcast.
    """
    root = np.sqrt(mean)
    raw = 1.5 * (np.cbrt(counts) ** 2 / np.cbrt(root) - root)
    residuals: Floats = raw / np.sqrt(dispersion * np.maximum(1.0 - leverage, _LEAST_SLACK))
    return residuals


def outbreak_weights(
    residuals: Floats, threshold: float, axis: tuple[int, ...] | None = None
) -> Floats:
    """Return weights ∝ residual⁻² above the threshold and ∝ 1 elsewhere, of mean 1 over ``axis``.

    >>> outbreak_weights(np.array([0.0, 1.0, 2.0]), threshold=1.5).round(4).tolist()
    [1.3333, 1.3333, 0.3333]
    """
    high = residuals > threshold
    weights: Floats = np.where(high, 1.0 / np.where(high, residuals, 1.0) ** 2, 1.0)
    weights /= weights.mean(axis=axis, keepdims=True)
    return weights
