"""How shares changed between two periods, and whether chance explains it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

FALSE_SHARE = 0.05
"""Of the classes named as changed, the share that may be named by chance (Benjamini–Hochberg)."""

ERRORS = 3.0
"""A share changed beyond chance if it did by more standard errors of the difference than this."""


@dataclass(frozen=True, slots=True)
class Change:
    """A share then and now; ``error`` is the standard error of the difference."""

    then: float
    now: float
    error: float

    @property
    def rise(self) -> float:
        """How much the share grew; 0 where chance explains it."""
        rise = self.now - self.then
        return rise if abs(rise) > ERRORS * self.error else 0.0

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for JSON."""
        then, now, error = (round(v, 6) for v in (self.then, self.now, self.error))
        return {"then": then, "now": now, "error": error, "beyond_chance": self.rise != 0.0}


def mean_change(old: Vector, new: Vector) -> Change:
    """Compare the means of two periods."""
    error = float(np.sqrt(old.var() / len(old) + new.var() / len(new)))
    return Change(float(old.mean()), float(new.mean()), error)


@dataclass(frozen=True, slots=True)
class ClassChange:
    """A class and its share then and now; ``q_value`` is Fisher's exact test among all classes."""

    label: str
    then: float
    now: float
    q_value: float

    @property
    def beyond_chance(self) -> bool:
        """Whether the class is among those named as changed."""
        return self.q_value <= FALSE_SHARE

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for JSON."""
        return {
            "label": self.label,
            "then": round(self.then, 6),
            "now": round(self.now, 6),
            "q_value": float(f"{self.q_value:.3g}"),
            "beyond_chance": self.beyond_chance,
        }


@dataclass(frozen=True, slots=True)
class ClassDrift:
    """Distance of two distributions of classes and the classes themselves, most changed first.

    ``distance`` is the Jensen–Shannon divergence in bits: 0 the same, 1 nothing in common.
    ``by_chance`` is what two samples of these sizes show where nothing has changed.
    """

    distance: float
    by_chance: float
    classes: tuple[ClassChange, ...]

    @property
    def excess(self) -> float:
        """The distance beyond chance; 0 where no single class changed beyond it."""
        return max(0.0, self.distance - self.by_chance) if self.changed else 0.0

    @property
    def changed(self) -> tuple[ClassChange, ...]:
        """The classes that grew or shrank beyond chance."""
        return tuple(change for change in self.classes if change.beyond_chance)

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for JSON."""
        return {
            "distance": round(self.distance, 6),
            "by_chance": round(self.by_chance, 6),
            "classes": [change.as_dict() for change in self.classes],
        }


def class_drift(old: Sequence[str], new: Sequence[str]) -> ClassDrift:
    """Compare the classes of two periods.

    >>> drift = class_drift(["ЖКХ"] * 50 + ["Дороги"] * 50, ["ЖКХ"] * 10 + ["Дороги"] * 90)
    >>> [(change.label, change.then, change.now) for change in drift.changed]
    [('Дороги', 0.5, 0.9), ('ЖКХ', 0.5, 0.1)]
    """
    from scipy.stats import false_discovery_control

    then, now = Counter(old), Counter(new)
    labels = sorted({*then, *now})
    a, b = np.array([then[x] for x in labels]), np.array([now[x] for x in labels])
    p_values = [_p_value(then[x], now[x], len(old), len(new)) for x in labels]
    columns = (labels, a / len(old), b / len(new), false_discovery_control(p_values))
    changes = [
        ClassChange(x, float(s), float(t), float(q)) for x, s, t, q in zip(*columns, strict=True)
    ]
    chance = (len(labels) - 1) * (1 / len(old) + 1 / len(new)) / (8 * np.log(2))
    ordered = sorted(changes, key=lambda c: (-abs(c.now - c.then), c.label))
    return ClassDrift(_divergence(a / len(old), b / len(new)), float(chance), tuple(ordered))


def _p_value(then: int, now: int, old: int, new: int) -> float:
    from scipy.stats import fisher_exact

    return float(fisher_exact([[then, old - then], [now, new - now]])[1])


def _divergence(then: Vector, now: Vector) -> float:
    return max(0.0, _entropy((then + now) / 2) - (_entropy(then) + _entropy(now)) / 2)


def _entropy(shares: Vector) -> float:
    some = shares[shares > 0]
    return float(-(some * np.log2(some)).sum())
