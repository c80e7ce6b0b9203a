"""How far the rest of the territory is up in a window: what is felt everywhere is no local news."""

from __future__ import annotations

import numpy as np

from tsur_nlp.detect.counts.calm import edge
from tsur_nlp.detect.counts.gammas import Gamma, mixed
from tsur_nlp.detect.counts.series import Series, from_topics
from tsur_nlp.detect.stream.messages import Floats

# A wave is as likely as this, and of a height that says little: a gamma of mean 2.5, shape 1/2.
_WAVES = 0.01
_ANY_WAVE = Gamma(0.5, 0.2)
# A high wave does not hit all units alike: the squared spread of its height between them.
_UNEVEN = 1.5
_HALF = 0.5


def waves(
    series: Series,
    observed: Floats,
    mean: Floats,
    unsure: Floats,
    shares: Floats,
    phi: Floats,
) -> tuple[Floats, Floats]:
    """Return how many times more than usual a unit would have as the rest has, and the error.

    The error is the squared relative one of the mean times the factor, the unit's own share in it.

    Args:
        series: all series; the territory's own have no rest, their factor is 1.
        observed: the window's counts.
        mean: what the past says they should be.
        unsure: squared relative error of the past, for the territory of each series.
        shares: squared relative error of each series' share of its territory.
        phi: variance over mean of each series.
    """
    rest, usual = _rest(series, observed, mean, phi)
    scale = np.maximum(phi[series.parent], 1.0)
    factor, known = _height(rest / scale, usual / scale, 1.0 / np.maximum(unsure, 1e-6))
    known = known + uneven(factor)
    local = series.unit >= 0
    factor, known = np.where(local, factor, 1.0), np.where(local, known, 0.0)
    return _down(series, mean, factor, known, shares)


def _height(rest: Floats, usual: Floats, firm: Floats) -> tuple[Floats, Floats]:
    """Return how many times more than usual the rest should have, and the squared error of that.

    Either nothing happened, and the rest is what the past says, within its error (a gamma of mean 1
    and shape ``firm``); or there is a wave of any height, and then the rest itself says how high it
    is. Both are gammas that the rest's count updates and weighs.
    """
    return mixed(Gamma(firm, firm), _ANY_WAVE, _WAVES, rest, usual)


def uneven(height: Floats) -> Floats:
    """Return the squared relative spread between units of a wave of some height (1: no wave).

    >>> uneven(np.array([0.5, 1.0, 2.0])).tolist()
    [0.0, 0.0, 0.375]
    """
    found: Floats = _UNEVEN * (1.0 - 1.0 / np.maximum(height, 1.0)) ** 2
    return found


def _rest(series: Series, observed: Floats, mean: Floats, phi: Floats) -> tuple[Floats, Floats]:
    """Return what all other units have and should have.

    A unit that is far above the wave of the others is cut: its outbreak is no wave for them.
    """
    size = int(series.pattern.max()) + 1
    key = np.where(series.unit >= 0, series.level * size + series.pattern, 6 * size)
    usual = np.bincount(key, weights=mean)[key] - mean
    calm = observed
    for _ in range(2):
        rest = np.bincount(key, weights=calm)[key] - calm
        factor = (rest + _HALF) / (usual + _HALF)
        calm = np.minimum(observed, edge(mean * factor, phi))
    return np.maximum(np.bincount(key, weights=calm)[key] - calm, 0.0), np.maximum(usual, 1e-9)


def _down(
    series: Series, mean: Floats, factor: Floats, known: Floats, shares: Floats
) -> tuple[Floats, Floats]:
    """Let groups and units take the waves of their topics, and the errors.

    Errors of waves add up: one weather brings several topics. Errors of shares are independent.
    """
    local = mean * factor
    held = np.stack([mean, local, local * known**0.5, local**2 * shares], axis=1)
    total = np.maximum(from_topics(series, held), 1e-12)
    above = (series.level == 1) | (series.level == 2)
    whole = np.where(above, total[:, 1] / total[:, 0], factor)
    summed = (total[:, 2] ** 2 + total[:, 3]) / total[:, 1] ** 2
    return whole, np.where(above, summed, known) + shares
