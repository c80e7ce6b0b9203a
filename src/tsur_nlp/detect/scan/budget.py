"""How often chance alone raises an alarm somewhere, at each level of chance.

An alarm at level α is a window whose count has a probability of α or less. Summed up over the
series of a territory is what each really spends of α (`Attainable`), each window once: counts of
nested windows that are asked the same number of messages are one event, that of the longest. An
alarm is new only on the day when one of its messages arrives: the others are the same alarm.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.counts.expected import Expected
from tsur_nlp.detect.scan.tails import Attainable, attainable
from tsur_nlp.detect.stream.messages import Floats, Ints

_BLOCK = 4096


@dataclass(frozen=True, slots=True)
class Budget:
    """Alarms a day by chance at levels ``alphas``, for each level of the series (levels × alphas).

    ``standing`` counts every alarm that is there on a day, ``new`` those that begin on it.
    """

    alphas: Floats
    standing: Floats
    new: Floats

    def rate(self, alpha: Floats, level: Ints) -> Floats:
        """Return the new alarms a day of a level of series, at any α (log-linear between)."""
        return self._read(self.new, alpha, level)

    def alpha(self, rates: Floats) -> Floats:
        """Return the level of chance that raises so many new alarms a day, by level of series."""
        x = np.log10(self.alphas)
        found = [
            np.interp(np.log10(rate), np.log10(np.maximum(new, 1e-300))[::-1], x[::-1])
            for rate, new in zip(rates, self.new, strict=True)
        ]
        return 10.0 ** np.array(found)

    def chance(self, alpha: float) -> float:
        """Return the probability that the rarest window of a day is as rare as α."""
        total = self.standing.sum(axis=0, keepdims=True)
        return float(1.0 - np.exp(-self._read(total, np.array([alpha]), np.zeros(1, int))[0]))

    def _read(self, table: Floats, alpha: Floats, level: Ints) -> Floats:
        rate = np.empty(len(alpha))
        for row in np.unique(level):
            at = level == row
            rate[at] = between(self.alphas, table[row], alpha[at])
        return rate


def between(alphas: Floats, rates: Floats, alpha: Floats) -> Floats:
    """Return the rates at any α, log-linear between the ``alphas`` (falling) and beyond the last.

    >>> between(np.array([0.1, 0.01]), np.array([5.0, 0.5]), np.array([0.01, 0.001])).round(3)
    array([0.5 , 0.05])
    """
    logs = np.log10(np.maximum(rates, 1e-300))
    x, grid = -np.log10(np.clip(alpha, 1e-300, 1.0)), -np.log10(alphas)
    found = np.where(x > grid[-1], logs[-1] - (x - grid[-1]), np.interp(x, grid, logs))
    rate: Floats = 10.0**found
    return rate


def spend(expected: Expected, level: Ints, levels: int, least: int) -> Budget:
    """Sum up what chance alone brings, over all series and windows.

    Args:
        expected: what the windows should hold.
        level: the level of each series, below ``levels``.
        levels: how many levels there are.
        least: messages that an alarm has at the least.
    """
    table = attainable(least)
    cells = table.cells(expected.local_mean, expected.local_variance)
    windows = np.array(expected.windows, dtype=float)
    standing, new = (np.zeros((levels, len(table.alphas))) for _ in range(2))
    for start in range(0, len(level), _BLOCK):
        part = slice(start, start + _BLOCK)
        one, fresh = _of_series(table, cells[part], windows)
        np.add.at(standing, level[part], one)
        np.add.at(new, level[part], fresh)
    return Budget(table.alphas, standing, new)


def alone(table: Attainable, cells: Ints) -> Floats:
    """Return what each window (series × windows × α) spends of α beyond the longer ones.

    Windows that ask for the same number of messages are one event: the longest holds the others.
    """
    chances, counts = table.chances[cells], table.counts[cells]
    last = np.ones(chances.shape, dtype=bool)
    last[:, :-1] = counts[:, :-1] != counts[:, 1:]
    return np.where(last, chances, 0.0)


def _of_series(table: Attainable, cells: Ints, windows: Floats) -> tuple[Floats, Floats]:
    """Return the chance of an alarm, and of a new one, of every series at every α."""
    spent = alone(table, cells)
    today = 1.0 - (1.0 - 1.0 / windows[None, :, None]) ** table.counts[cells]
    return spent.sum(axis=1), (spent * today).sum(axis=1)
