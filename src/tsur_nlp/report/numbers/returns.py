"""After which answers the same person, or the same house, wrote of the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.report.numbers.frame import Dates, Mask, View, Whole

if TYPE_CHECKING:
    import pandas as pd

_ROOM = 36
"""Bits for the seconds of a chain: two thousand years."""


def returned(view: View, messages: pd.DataFrame) -> Mask:
    """Tell which answered messages were followed by a return; ``messages`` are the view's rows.

    A return is marked in the message that came back, not in the one that was answered: counted
    by itself it is no share of the answers. A message that the export calls reopened came back.
    """
    import pandas as pd

    answered = messages["answered"].to_numpy(dtype=bool)
    back = messages["came_back"].to_numpy(dtype=bool)
    chains = pd.factorize(messages["chain_id"])[0].astype(np.int64)
    created, given = view.dates("created_at"), view.dates("answered_at")
    dated, known = ~np.isnat(created), answered & ~np.isnat(given)
    found: Mask = answered & back & (view.numbers("reopened") > 0)
    if dated.any():
        start = created[dated].min()
        asked = _key(chains[dated], created[dated], start)
        order = np.lexsort((~back[dated], asked))
        after = _next(asked[order], _key(chains[known], given[known], start))
        found[known] |= np.append(back[dated][order], False)[after]
    return found


def _key(chains: Whole, times: Dates, start: np.datetime64) -> Whole:
    """Return numbers ordered by chain and time."""
    seconds = (times - start) // np.timedelta64(1, "s")
    key: Whole = (chains << _ROOM) + np.clip(seconds, 0, (1 << _ROOM) - 1)
    return key


def _next(asked: Whole, given: Whole) -> Whole:
    """Return the place of the first message of the chain after an answer; −1 where is none."""
    after = np.searchsorted(asked, given, side="right")
    same = np.append(asked >> _ROOM, -1)[after] == given >> _ROOM
    found: Whole = np.where(same, after, -1)
    return found
