"""What the permutation scan looks through, by name."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tsur_nlp.errors import InputError

SEED = 0
_LEAST_REPLICATES = 19


@dataclass(frozen=True, slots=True)
class PermutationSettings:
    """Which cylinders are looked through, and how chance is measured.

    Attributes:
        radius_m: circles around each place reach so far, metres; infinite: only ``max_share`` ends
            them, and memory grows with the square of the number of places.
        max_share: a circle holds this part of all cases at the most.
        max_days: windows are 1 … ``max_days`` days long.
        retrospective: look at every window; otherwise only at those that end on the last day.
        min_cases: a cluster has so many cases at the least (SaTScan's default is 2 as well).
        replicates: permutations of the dates against the places.
        seed: of these permutations; the clusters themselves depend on no seed.
    """

    radius_m: float = math.inf
    max_share: float = 0.5
    max_days: int = 7
    retrospective: bool = False
    min_cases: int = 2
    replicates: int = 999
    seed: int = SEED

    def __post_init__(self) -> None:
        """Refuse values that mean nothing.

        Raises:
            InputError: a number is out of its range.
        """
        for name, holds, wanted in (
            ("radius_m", self.radius_m >= 0, "0 or more"),
            ("max_share", 0 < self.max_share <= 1, "above 0 and at most 1"),
            ("max_days", self.max_days >= 1, "1 or more"),
            ("min_cases", self.min_cases >= 1, "1 or more"),
            ("replicates", self.replicates >= _LEAST_REPLICATES, f"{_LEAST_REPLICATES} or more"),
        ):
            if not holds:
                raise InputError(f"{name}={getattr(self, name)}: give {wanted}")
