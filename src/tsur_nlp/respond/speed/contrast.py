"""How many events a set of messages had, and how many it would have had at everyone's pace.

Within a stratum (a topic) all messages are taken to be answered at one pace; where a set departs
from it, its observed count departs from the expected one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.respond.speed.life_table import life_table, running, sum_by
from tsur_nlp.respond.speed.spans import Bools, Floats, Ints, Span


@dataclass(frozen=True, slots=True)
class Coded:
    """Which set (a body, a period) and which stratum every message is in, as codes."""

    part: Ints
    parts: int
    stratum: Ints
    strata: int

    def total(self, values: Floats | Bools) -> Floats:
        """Sum per set."""
        return sum_by(self.part, values, self.parts)


@dataclass(frozen=True, slots=True)
class Contrast:
    """For every set: events observed, expected, the variance of their difference by chance.

    ``share`` is what every message adds to the expected count, ``event`` to the observed one.
    """

    observed: Floats
    expected: Floats
    variance: Floats
    event: Bools
    share: Floats


def answers(span: Span, coded: Coded) -> Contrast:
    """Contrast the answers of each set with those of its strata: the stratified log-rank test.

    A message expects Λ(t) answers, Λ the cumulative hazard of its stratum (Nelson 1969, Aalen
    1978) and t its wait; summed over a set this is Mantel's (1966) expected number, and the
    variance is his: hypergeometric, so that a set alone in its strata has none.
    """
    table = life_table(span.hours, span.observed, coded.stratum, coded.strata)
    events, at_risk, row = table.events, table.at_risk, table.row
    ties = events * (at_risk - events) / np.maximum(at_risk - 1.0, 1.0)
    hazard = running(np.add, events / at_risk, table.bounds)[row]
    linear = running(np.add, ties / at_risk, table.bounds)[row]
    square = running(np.add, ties / at_risk**2, table.bounds)[row]
    variance = coded.total(linear) - _squares(row, square, coded)
    return Contrast(
        coded.total(span.observed),
        coded.total(hazard),
        np.maximum(variance, 0.0),
        span.observed,
        hazard,
    )


def _squares(row: Ints, square: Floats, coded: Coded) -> Floats:
    """Return per set the sum of (waiting in the set)² times the step of ``square``.

    The number waiting changes only where a message of the cell (set, stratum) leaves.
    """
    order = np.lexsort((row, coded.part))
    part, stratum = coded.part[order], coded.stratum[order]
    start = np.ones(len(order), dtype=bool)
    start[1:] = (part[1:] != part[:-1]) | (stratum[1:] != stratum[:-1])
    first = np.flatnonzero(start)
    size = np.diff(np.append(first, len(order)))
    waiting = np.repeat(first + size, size) - np.arange(len(order))
    level = square[order]
    step = level - np.where(start, 0.0, np.roll(level, 1))
    return sum_by(part, waiting.astype(np.float64) ** 2 * step, coded.parts)


def lateness(late: Bools, coded: Coded) -> Contrast:
    """Contrast the late messages of each set with the late share of its strata.

    Indirect standardisation with the hypergeometric variance of Mantel & Haenszel 1959.
    """
    n = np.bincount(coded.stratum, minlength=coded.strata).astype(np.float64)
    rate = sum_by(coded.stratum, late, coded.strata) / np.maximum(n, 1.0)
    cell, first, size = np.unique(
        coded.part * coded.strata + coded.stratum, return_index=True, return_counts=True
    )
    stratum = coded.stratum[first]
    spread = rate * (1.0 - rate) * n / np.maximum(n - 1.0, 1.0)
    variance = size * spread[stratum] * (1.0 - size / n[stratum])
    share = rate[coded.stratum]
    return Contrast(
        coded.total(late),
        coded.total(share),
        sum_by(cell // max(coded.strata, 1), variance, coded.parts),
        late,
        share,
    )
