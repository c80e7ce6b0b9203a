"""Every threshold of the forecast, by name."""

from __future__ import annotations

from dataclasses import dataclass

from tsur_nlp.errors import InputError


@dataclass(frozen=True, slots=True)
class ReopeningSettings:
    """What `ReopeningModel.fit` goes by.

    Attributes:
        unit: the column of territorial units.
        follow_days: an answer younger than this is not learned from: it may yet be reopened.
        prior_variance: how far the log odds of a topic, a unit or any other trait may lie from
            the usual before its answers are counted (the variance of a Gaussian prior).
        min_reopened: with fewer reopened answers nothing is learned.
    """

    unit: str = "municipality"
    follow_days: int = 21
    prior_variance: float = 0.3
    min_reopened: int = 30

    def __post_init__(self) -> None:
        if self.follow_days < 1 or self.prior_variance <= 0.0 or self.min_reopened < 1:
            raise InputError(
                "follow_days, prior_variance and min_reopened must be positive: "
                f"got {self.follow_days}, {self.prior_variance}, {self.min_reopened}"
            )
