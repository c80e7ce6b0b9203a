"""From how sure the best label looks to how often it was right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SURE = 1.0 - 1e-9
_LEAD = 1e-6


@dataclass(frozen=True, slots=True)
class Curve:
    """A rising line through ``(x, y)``; the default changes nothing."""

    x: tuple[float, ...] = (0.0, 1.0)
    y: tuple[float, ...] = (0.0, 1.0)

    def bend(
        self, probabilities: NDArray[np.float64], among: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Set the best of each row's labels ``among`` by the line, share the rest as before.

        The labels ``among`` add up to one before and after, and the best one stays the best.
        """
        rows = np.arange(len(probabilities))
        own = np.where(among, probabilities, -1.0)
        best = own.argmax(axis=1)
        top = own[rows, best]
        own[rows, best] = -1.0
        second = np.maximum(own.max(axis=1), 0.0)
        rest = np.maximum(1.0 - top, 1.0 - _SURE)
        new = np.maximum(np.interp(top, self.x, self.y), second / (rest + second) + _LEAD)
        new = np.where((top >= _SURE) | (top < 0), top, new)
        result: NDArray[np.float64] = np.where(
            among, probabilities * ((1.0 - new) / rest)[:, None], probabilities
        )
        known = top >= 0
        result[rows[known], best[known]] = new[known]
        return result
