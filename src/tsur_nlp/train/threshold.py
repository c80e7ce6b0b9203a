"""What a model's own threshold of confidence leaves to the model, measured on labelled rows."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.report.words import fixed, number, percent
from tsur_nlp.respond.speed.chance import wilson
from tsur_nlp.train.metrics import running_precision

if TYPE_CHECKING:
    from numpy.typing import NDArray

PRECISION = 0.95
FEW = 500
"""So many rows, decided alone, leave the share of right ones unsure by two points either way."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Rows that need no person: ``alone`` of ``rows``, ``right`` the share of right ones.

    ``below`` is the model's threshold, ``needed`` the one that would keep `PRECISION` on these very
    rows, ``needed_share`` the share of rows above it. ``None``: there are no such rows.
    """

    below: float
    rows: int
    alone: int
    right: float | None
    needed: float | None
    needed_share: float

    @classmethod
    def of(
        cls,
        confidence: NDArray[np.float64],
        right: NDArray[np.bool_],
        alone: NDArray[np.bool_],
        below: float,
    ) -> Decided:
        """Measure on rows: how sure, whether right, whether left to the model.

        >>> sure, true = np.array([0.9, 0.8, 0.7, 0.6]), np.array([True, True, False, True])
        >>> Decided.of(sure, true, sure >= 0.6, 0.6)
        Decided(below=0.6, rows=4, alone=4, right=0.75, needed=0.8, needed_share=0.5)
        """
        order, running = running_precision(confidence, right)
        kept = np.flatnonzero(running >= PRECISION)
        last = int(kept[-1]) if len(kept) else -1
        return cls(
            below,
            len(right),
            int(alone.sum()),
            float(right[alone].mean()) if alone.any() else None,
            float(confidence[order[last]]) if len(kept) else None,
            (last + 1) / len(right),
        )

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for JSON, rounded to six digits."""
        return {k: round(v, 6) if isinstance(v, float) else v for k, v in asdict(self).items()}

    def said(self) -> str:
        """Say in Russian what the model's threshold gives, and what these rows would ask for."""
        wanted = percent(PRECISION)
        alone = percent(self.alone / self.rows, 1)
        head = f"порог модели {fixed(self.below, 3)}: без человека {alone}"
        if self.below > 1:
            head = f"порога у модели нет ({wanted} верных не достигнуты): всё решает человек"
        elif self.right is not None:
            head += f", из них верно {percent(self.right, 1)}"
        if self.needed is None:
            return f"{head}; {wanted} верных здесь не дал бы никакой порог"
        share = percent(self.needed_share, 1)
        return (
            f"{head}; {wanted} верных здесь дал бы порог {fixed(self.needed, 3)} "
            f"(без человека {share})"
        )

    def doubt(self) -> str:
        """Say in Russian how far a threshold found on few rows may be trusted; else nothing."""
        if not self.alone or self.alone >= FEW:
            return ""
        rows = np.array([float(self.alone)])
        low, high = (number(100 * float(share[0])) for share in wilson(PRECISION * rows, rows))
        return (
            f"порог посчитан на малом числе строк ({number(self.rows)}, без человека из них "
            f"{number(self.alone)}): на новых верных может быть от {low} до {high} %"
        )
