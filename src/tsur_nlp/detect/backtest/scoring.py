"""Shares found with their limits, delays, and alarms a year."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy.stats import chi2

from tsur_nlp.detect.backtest.outcomes import Outcome

KINDS = ("surge", "recurrent", "chronic")
_Z = 1.959964
_LEAST_IN_GROUP = 5
_MOST_GROUPS = 4


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of some plants.

    Attributes:
        by: what they have in common: ``all``, ``oracle``, ``length``, ``close`` or ``size``.
        value: their oracle's p, their length in days, 1 or 0 for close, the middle of their sizes.
        length: their length where ``by`` is ``size``, else 0.
        planted: their number.
        found: how many of them were found.
        share: found of planted, ``low`` and ``high`` its 95 % limits (Wilson 1927).
        named: share of the found whose topic was named, not only its group; ``None``: none found.
        median_delay: days from the start of the window to the day found, of those found.
        delay_90: days in which nine of ten of those found were found.
    """

    by: str
    value: float
    length: int
    planted: int
    found: int
    share: float
    low: float
    high: float
    named: float | None
    median_delay: float | None
    delay_90: float | None

    def as_dict(self) -> dict[str, Any]:
        """Plain dict, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Alarms:
    """New problems of a kind in the days replayed: how many, how many a year, 95 % limits.

    ``sudden`` are surges and recurrent ones together: what new dates make a false alarm. New dates
    do not move messages between units, so a chronic excess over other units stays true.
    """

    kind: str
    count: int
    per_year: float
    low: float
    high: float

    def as_dict(self) -> dict[str, Any]:
        """Plain dict, ready for JSON."""
        return asdict(self)


def score(outcomes: Sequence[Outcome], by: str, value: float, length: int = 0) -> Score:
    """Sum up what became of some plants, at least one."""
    delays = [one.delay for one in outcomes if one.delay is not None]
    low, high = wilson(len(delays), len(outcomes))
    named = sum(one.named for one in outcomes) / len(delays) if delays else None
    median = float(np.median(delays)) if delays else None
    most = float(np.quantile(delays, 0.9, method="inverted_cdf")) if delays else None
    share = len(delays) / len(outcomes)
    return Score(
        by, value, length, len(outcomes), len(delays), share, low, high, named, median, most
    )


def scores(outcomes: Sequence[Outcome]) -> tuple[Score, ...]:
    """Sum up all plants, then those of each oracle, of each length, the spread and the close."""
    ways: dict[str, Callable[[Outcome], float]] = {
        "all": lambda one: 1.0,
        "oracle": lambda one: one.plant.oracle,
        "length": lambda one: one.plant.length,
        "close": lambda one: float(one.plant.close),
    }
    return tuple(
        score([one for one in outcomes if way(one) == value], by, value)
        for by, way in ways.items()
        for value in sorted({way(one) for one in outcomes})
    )


def curve(outcomes: Sequence[Outcome]) -> tuple[Score, ...]:
    """Sum up the plants of each length by size: groups as equal as can be, of at least five."""
    drawn = []
    for length in sorted({one.plant.length for one in outcomes}):
        of = sorted(
            (one for one in outcomes if one.plant.length == length),
            key=lambda one: (one.plant.size, one.plant.number),
        )
        groups = min(max(len(of) // _LEAST_IN_GROUP, 1), _MOST_GROUPS)
        for rows in np.array_split(np.arange(len(of)), groups):
            part = [of[i] for i in rows]
            middle = math.exp(np.mean([math.log(one.plant.size) for one in part]))
            drawn.append(score(part, "size", round(middle, 1), length))
    return tuple(drawn)


def alarms(new: Counter[str], days: int) -> tuple[Alarms, ...]:
    """Return the sudden alarms, then those of each kind, a year; limits of Garwood (1936)."""
    counts = {"sudden": new["surge"] + new["recurrent"]} | {kind: new[kind] for kind in KINDS}
    return tuple(
        Alarms(kind, count, *(x * 365.0 / days for x in (count, *poisson_limits(count))))
        for kind, count in counts.items()
    )


def wilson(count: int, number: int) -> tuple[float, float]:
    """Return the 95 % limits of a share (Wilson 1927).

    >>> [round(x, 3) for x in wilson(8, 10)]
    [0.49, 0.943]
    """
    share, extra = count / number, _Z**2 / number
    middle = (share + extra / 2) / (1 + extra)
    half = _Z * math.sqrt(share * (1 - share) / number + (extra / 2) ** 2 / _Z**2) / (1 + extra)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def poisson_limits(count: int) -> tuple[float, float]:
    """Return the exact 95 % limits of the mean behind a count (Garwood 1936).

    >>> [round(x, 2) for x in poisson_limits(0) + poisson_limits(10)]
    [0.0, 3.69, 4.8, 18.39]
    """
    low = float(chi2.ppf(0.025, 2 * count) / 2) if count else 0.0
    return low, float(chi2.ppf(0.975, 2 * count + 2) / 2)
