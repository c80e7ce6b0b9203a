"""Who was still waiting, and who was answered, at every length of waiting, group by group."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from tsur_nlp.respond.speed.spans import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class LifeTable:
    """One row per group and distinct time, groups one after another, times ascending.

    The rows of group g are ``bounds[g]:bounds[g + 1]``; ``row`` is the table's row of each message.
    Who is censored at a time was still waiting at that time (the usual convention for ties).
    """

    time: Floats
    events: Floats
    at_risk: Floats
    bounds: Ints
    row: Ints


def life_table(hours: Floats, observed: Bools, group: Ints, groups: int) -> LifeTable:
    """Count events and messages at risk; ``group`` holds codes from 0 to ``groups - 1``."""
    order = np.lexsort((hours, group))
    code, time = group[order], hours[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (code[1:] != code[:-1]) | (time[1:] != time[:-1])
    first = np.flatnonzero(new)
    row = np.empty(len(order), dtype=np.int64)
    row[order] = np.cumsum(new) - 1
    ends = np.cumsum(np.bincount(group, minlength=groups))
    events = sum_by(row, observed, len(first))
    at_risk = (ends[code[first]] - first).astype(np.float64)
    bounds = np.searchsorted(code[first], np.arange(groups + 1))
    return LifeTable(time[first], events, at_risk, bounds.astype(np.int64), row)


def sum_by(codes: Ints, values: Floats | Bools, groups: int) -> Floats:
    """Sum the values of every code.

    >>> sum_by(np.array([0, 2, 0]), np.array([1.0, 5.0, 2.0]), 3).tolist()
    [3.0, 0.0, 5.0]
    """
    return np.bincount(codes, values, minlength=groups).astype(np.float64)


def running(step: np.ufunc, values: Floats, bounds: Ints) -> Floats:
    """Accumulate within each group, so that no group's rounding touches another's.

    >>> running(np.add, np.array([1.0, 2.0, 5.0, 1.0]), np.array([0, 2, 4])).tolist()
    [1.0, 3.0, 5.0, 6.0]
    """
    result = np.empty_like(values)
    for start, stop in itertools.pairwise(bounds.tolist()):
        step.accumulate(values[start:stop], out=result[start:stop])
    return result
