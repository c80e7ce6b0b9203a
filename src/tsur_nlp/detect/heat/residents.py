"""What is usual for so many residents: the other units' messages per head."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tsur_nlp.detect.heat.counted import Counted
from tsur_nlp.detect.heat.settings import HeatSettings
from tsur_nlp.detect.stream.messages import Floats

# Half the range of the middle half of a normal distribution, upside down.
_MAD = 1.4826
# What is assumed of the spread of units weighs as much as so many of them.
_WEIGHT = 10.0
_HALF = 0.5


def by_residents(counted: Counted, residents: Floats, settings: HeatSettings) -> Counted:
    """Return the counts with what the residents let expect, zeros where they are not known.

    ``residents`` are those of each entry, 0 where unknown. A unit is compared with the others, so
    a big city does not hide in its own mean.
    """
    mean, variance = np.zeros(len(residents)), np.zeros(len(residents))
    for group in np.unique(counted.group):
        own = np.flatnonzero((counted.group == group) & (residents > 0))
        if len(own) < settings.least_units:
            continue
        mean[own], variance[own] = _expected(counted.only(own), residents[own], settings)
    return replace(counted, mean=mean, variance=variance)


def _expected(counted: Counted, residents: Floats, settings: HeatSettings) -> tuple[Floats, Floats]:
    observed, phi = counted.observed, counted.dispersion
    rest = observed.sum() - observed
    mean = rest * residents / (residents.sum() - residents)
    known = 1.0 / (rest + _HALF)
    spread = _spread(observed, mean, phi * (1.0 / (mean + _HALF) + known), settings)
    return mean, phi * mean + mean**2 * (spread**2 + phi * known)


def _spread(observed: Floats, mean: Floats, noise: Floats, settings: HeatSettings) -> float:
    """Return how much units differ per head for no cause, as a standard deviation of logarithms.

    It is read from the middle of the units, so those that stand out do not excuse themselves.
    """
    log = np.log((observed + _HALF) / (mean + _HALF))
    square = (_MAD * float(np.median(np.abs(log - np.median(log))))) ** 2
    square = max(square - float(np.median(noise)), 0.0)
    square = len(log) * square + _WEIGHT * settings.unit_spread**2
    return float((square / (len(log) + _WEIGHT)) ** 0.5)
