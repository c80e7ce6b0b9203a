"""How grave a problem is, from 0 to 100: a sum of named parts, each between 0 and 1."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, log2, log10

WEIGHTS = {"size": 35, "risk": 25, "rarity": 20, "spread": 10, "answers": 10}
"""Points that each part brings at the most; they sum up to 100."""


@dataclass(frozen=True, slots=True)
class Gravity:
    """What severity is counted from."""

    observed: float
    expected: float
    interval: float
    recurrence_interval: float
    addresses: int | None
    reopened: float | None
    overdue: float | None


def parts(gravity: Gravity) -> dict[str, float]:
    """Return every part between 0 and 1.

    size: log2 of the messages too many, full at 128; risk: log2 of the relative risk, full at 8;
    rarity: orders of magnitude beyond the alarm budget, full at 4; spread: log2 of the addresses,
    full at 32; answers: the larger of the reopened and the overdue share, full at one half.
    """
    excess = max(0.0, gravity.observed - gravity.expected)
    risk = gravity.observed / max(gravity.expected, 1e-6)
    rarity = log10(max(gravity.interval / gravity.recurrence_interval, 1.0))
    return {
        "size": min(1.0, log2(1.0 + excess) / 7.0),
        "risk": min(1.0, max(0.0, log2(max(risk, 1.0)) / 3.0)),
        "rarity": min(1.0, rarity / 4.0),
        "spread": min(1.0, log(max(gravity.addresses or 1, 1), 32)),
        "answers": min(1.0, 2.0 * max(gravity.reopened or 0.0, gravity.overdue or 0.0)),
    }


def severity(gravity: Gravity) -> int:
    """Return the weighted sum of the parts.

    >>> severity(Gravity(24, 4.1, 2000.0, 365.0, 9, None, 0.1))
    55
    """
    found = parts(gravity)
    return round(sum(WEIGHTS[name] * found[name] for name in WEIGHTS))
