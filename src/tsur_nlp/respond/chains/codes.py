"""Numbers for equal values, so that rows are compared without a loop; −1 is «not said»."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def codes(values: pd.Series[Any], tidy: Callable[[str], str]) -> Ints:
    """Return one number for all values that are equal once tidied, each spelling tidied once."""
    import pandas as pd

    raw, distinct = pd.factorize(values)
    tidied = pd.Series([tidy(str(value)) for value in distinct], dtype=object)
    meant, _ = pd.factorize(tidied.where(tidied.ne("")))
    return np.append(meant, -1)[raw].astype(np.int64)


def paired(*columns: Ints) -> Ints:
    """Return one number for each combination; −1 where any part is not said.

    >>> paired(np.array([0, 0, 1, -1]), np.array([5, 5, 5, 5])).tolist()
    [0, 0, 1, -1]
    """
    import pandas as pd

    whole = columns[0]
    for column in columns[1:]:
        width = int(column.max(initial=0)) + 1
        both, _ = pd.factorize(whole * width + column)
        whole = np.where((whole < 0) | (column < 0), -1, both).astype(np.int64)
    return whole


def either(first: Ints, second: Ints) -> Ints:
    """Return the first where it is said, else the second; the two never mean the same.

    >>> either(np.array([0, -1, -1]), np.array([0, 0, -1])).tolist()
    [0, 1, -1]
    """
    above = int(first.max(initial=-1)) + 1
    return np.where(first >= 0, first, np.where(second >= 0, second + above, -1))


def previous(values: Ints) -> Ints:
    """Return for each row the last row before it with the same number, −1 where there is none.

    >>> previous(np.array([3, 5, 3, -1, -1, 3])).tolist()
    [-1, -1, 0, -1, -1, 2]
    """
    order = np.argsort(values, kind="stable")
    before, after = order[:-1], order[1:]
    same = (values[before] == values[after]) & (values[after] >= 0)
    found = np.full(len(values), -1, dtype=np.int64)
    found[after[same]] = before[same]
    return found
