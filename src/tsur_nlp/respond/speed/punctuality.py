"""Which messages were late, of those whose deadline has passed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.errors import InputError
from tsur_nlp.respond.speed.spans import Bools, Times

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Punctuality:
    """The deadline of every message, whether it was missed, and whether that is decided."""

    due: Times
    late: Bools
    decided: Bools

    def __len__(self) -> int:
        return len(self.due)

    @classmethod
    def of(cls, met: pd.Series, due: pd.Series, as_of: pd.Timestamp) -> Punctuality:
        """Read from ``met`` (true, false or NA) what is decided on the moment ``as_of``.

        A message answered before a deadline still ahead is not counted: its unanswered
        neighbours cannot be, and the share on time of fresh messages would always be 100 %.
        """
        if len(met) != len(due):
            raise InputError("met and due differ in length: take them from one frame")
        days = due.to_numpy("datetime64[ns]")
        known = met.notna().to_numpy(dtype=bool)
        kept = np.zeros(len(met), dtype=bool)
        kept[known] = met[known].to_numpy(dtype=bool)
        return cls(days, known & ~kept, known & (days < as_of.to_datetime64()))
