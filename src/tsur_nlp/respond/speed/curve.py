"""The share still waiting at every time, and the time by which a share is answered.

Kaplan & Meier 1958; variance by Greenwood 1926; limits on the log-log scale, which stay between 0
and 1 (Kalbfleisch & Prentice 1980); intervals of quantiles from the same band (Brookmeyer & Crowley
1982): the first time the curve, or a limit, comes down to it. Greenwood's variance says nothing
where nobody or everybody is answered; there the lower limit is the exact binomial one, and the
upper limit stays what it was.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from tsur_nlp.respond.speed.life_table import LifeTable, life_table, running
from tsur_nlp.respond.speed.spans import Bools, Floats, Ints

CONFIDENCE = 0.95
Z = float(ndtri(0.5 + CONFIDENCE / 2.0))
# Products of (1 - d/n) reach 0.1 only up to rounding.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 95 % interval; NaN where the data do not reach it."""

    value: float
    low: float
    high: float


_UNKNOWN = Estimate(float("nan"), 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Band:
    """The share still waiting after each row of a life table, with its limits."""

    survival: Floats
    low: Floats
    high: Floats


def kaplan_meier(table: LifeTable) -> Band:
    """Return the curves of all groups of a life table."""
    survivors = table.at_risk - table.events
    survival = running(np.multiply, survivors / table.at_risk, table.bounds)
    inside = (survival > 0.0) & (survival < 1.0)
    step = table.events / (table.at_risk * np.maximum(survivors, 1.0))
    greenwood = running(np.add, step, table.bounds)
    logarithm = np.log(np.where(inside, survival, 0.5))
    width = np.exp(Z * np.sqrt(greenwood) / np.abs(logarithm))
    low = np.where(inside, np.exp(logarithm * width), 0.0)
    low = np.where(survival == 1.0, _none_of(table.at_risk), low)
    high = np.where(inside, np.exp(logarithm / width), survival)
    zero = np.flatnonzero(survival == 0.0)
    high[zero] = np.where(np.isin(zero, table.bounds), 1.0, high[zero - 1])
    return Band(survival, low, high)


def quantiles(table: LifeTable, band: Band, share: float) -> tuple[Floats, Floats, Floats]:
    """Return for each group the hours by which ``share`` is answered, and its limits.

    Where the curve does not come down so far the value is NaN, the upper limit infinite, and the
    lower one the longest wait on record: the time is surely longer than that.
    """
    value, low, high = (
        _first_at(table, limit, 1.0 - share) for limit in (band.survival, band.low, band.high)
    )
    first, last = table.bounds[:-1], table.bounds[1:] - 1
    n = np.where(last >= first, np.append(table.at_risk, 1.0)[first], 1.0)
    bounded = (last >= first) & (_none_of(n) > 1.0 - share)
    low = np.minimum(low, np.append(table.time, np.nan)[last])
    return np.where(np.isinf(value), np.nan, value), np.where(bounded, low, 0.0), high


def _none_of(n: Floats) -> Floats:
    """Return the least share still waiting that leaves all n waiting (Clopper & Pearson 1934)."""
    limit: Floats = ((1.0 - CONFIDENCE) / 2.0) ** (1.0 / n)
    return limit


def _first_at(table: LifeTable, limit: Floats, level: float) -> Floats:
    reached = np.flatnonzero(limit <= level + _ROUNDING)
    at: Ints = np.searchsorted(reached, table.bounds[:-1]).astype(np.int64)
    row = np.append(reached, len(limit))[at]
    time: Floats = np.append(table.time, np.inf)[row]
    return np.where(row < table.bounds[1:], time, np.inf)


@dataclass(frozen=True, slots=True)
class Curve:
    """How the share still waiting falls with the hours (Kaplan–Meier)."""

    table: LifeTable
    band: Band

    @classmethod
    def of(cls, hours: Floats, observed: Bools) -> Curve:
        """Estimate the curve; rows with NaN hours are left out.

        >>> curve = Curve.of(np.array([5.0, 8.0, 8.0, 12.0]), np.array([True, True, False, True]))
        >>> curve.quantile(0.5).value, round(curve.answered_by(6.0).value, 2)
        (8.0, 0.25)
        """
        kept = ~np.isnan(hours)
        group = np.zeros(int(kept.sum()), dtype=np.int64)
        table = life_table(hours[kept], observed[kept], group, 1)
        return cls(table, kaplan_meier(table))

    def quantile(self, share: float) -> Estimate:
        """Return the hours by which ``share`` of messages are answered."""
        value, low, high = quantiles(self.table, self.band, share)
        return Estimate(float(value[0]), float(low[0]), float(high[0]))

    def answered_by(self, hours: float) -> Estimate:
        """Return the share answered within so many hours.

        After the longest wait on record the share is unknown: only that it has not become less.
        """
        row = int(np.searchsorted(self.table.time, hours, side="right")) - 1
        if row < 0:
            n = self.table.at_risk[:1]
            return Estimate(0.0, 0.0, 1.0 - _none_of(n).item()) if len(n) else _UNKNOWN
        answered = 1.0 - float(self.band.survival[row])
        low, high = 1.0 - float(self.band.high[row]), 1.0 - float(self.band.low[row])
        if hours > self.table.time[-1] and answered < 1.0:
            return Estimate(np.nan, low, 1.0)
        return Estimate(answered, low, high)
