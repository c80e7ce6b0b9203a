"""Every threshold of the heat map, by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeatSettings:
    """What `heat_map` goes by.

    Attributes:
        days: the period that is coloured, up to the day looked from.
        red: a unit is red where its relative risk is above this with the probability ``certain``.
        orange: a unit is orange where its relative risk is above this with the probability
            ``likely``.
        certain: a probability of the posterior (`risk.Risk`); the limits of the risk are its too.
        likely: the same, for orange.
        least_expected: with fewer messages expected *and* seen a unit is grey.
        least_units: units with known residents that a comparison among them needs.
        unit_spread: how much the messages per resident of units differ for no cause (coefficient
            of variation), before the data say otherwise.
        usual_spread: how much the risk of units that nothing happened in may differ from 1
            beyond the noise of their counts, before the data say otherwise.
        unusual_share: the part of units in which something happened, before the data say
            otherwise.
        top: topics that are named.
    """

    days: int = 7
    red: float = 1.5
    orange: float = 1.1
    certain: float = 0.95
    likely: float = 0.8
    least_expected: float = 5.0
    least_units: int = 3
    unit_spread: float = 0.3
    usual_spread: float = 0.1
    unusual_share: float = 0.1
    top: int = 3
