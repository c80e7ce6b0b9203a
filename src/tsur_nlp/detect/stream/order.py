"""The one order of messages, whatever the order of the rows they came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from tsur_nlp.detect.stream.arrays import Bools, Ints


def canonical_order(columns: Mapping[str, Any], names: Sequence[str]) -> Ints:
    """Return the rows sorted by the first column, those alike in it by the next, and so on.

    Nearly all messages differ in the second they were written, so the texts are hardly ever
    compared. What is missing comes last.
    """
    first = columns[names[0]]
    order: Ints = np.argsort(first, kind="stable")
    begins = _changes(first[order])
    for name in names[1:]:
        alike = np.flatnonzero(~begins | np.append(~begins[1:], False))
        if not len(alike):
            break
        rank = _ranks(columns[name][order[alike]])
        inner = np.lexsort((rank, np.cumsum(begins)[alike]))
        order[alike] = order[alike[inner]]
        begins[alike] |= _changes(rank[inner])
    return order


def repeats_previous(columns: Mapping[str, Any], names: Sequence[str]) -> Bools:
    """Tell which rows are alike with the row before them in every column named."""
    same = np.ones(len(columns[names[0]]), dtype=bool)
    for name in names:
        same &= ~_changes(columns[name])
    return same


def _changes(values: Any) -> Bools:
    """Tell where a value differs from the one before; the first always does."""
    changed = np.ones(len(values), dtype=bool)
    changed[1:] = values[1:] != values[:-1]
    return changed


def _ranks(values: Any) -> Ints:
    codes, names = pd.factorize(values, sort=True)
    return np.where(codes < 0, len(names), codes)
