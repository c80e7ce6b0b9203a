"""Rules that an official writes down: what is about this, goes to that body; the first one wins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.respond.phrases import pattern
from tsur_nlp.text import fold

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("topic_group", "topic", "municipality", "district", "source")
"""What a route may ask of a message, besides the words of its text."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Route:
    """One rule: every condition that names something must hold, any of the named will do.

    ``words`` are words or phrases of the text, a star for any ending: ``("маршрутк*",)``.
    """

    body: str
    topic_group: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    municipality: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def takes_all(self) -> bool:
        """True where the route asks for nothing: whatever is left goes to its body."""
        return not any(getattr(self, name) for name in (*COLUMNS, "words"))


@dataclass(frozen=True, slots=True)
class Routes:
    """The routes in the order in which they are tried."""

    routes: tuple[Route, ...]

    def bodies(self, facts: pd.DataFrame) -> pd.Series[str]:
        """Return the body of every message, an empty string where no route fits."""
        import pandas as pd

        kinds = facts.groupby(list(COLUMNS), sort=False, dropna=False).ngroup().to_numpy()
        first = np.unique(kinds, return_index=True)[1]
        distinct = facts.iloc[first][list(COLUMNS)].map(_plain)
        chosen = np.full(len(facts), "", dtype=object)
        left = np.ones(len(facts), dtype=bool)
        for route in self.routes:
            found = left & _fits(distinct, route)[kinds]
            found[found] = _says(facts["text"].to_numpy(object)[found], route.words)
            chosen[found] = route.body
            left &= ~found
        return pd.Series(chosen, index=facts.index, name="body", dtype=object)


def _fits(distinct: pd.DataFrame, route: Route) -> Bools:
    fits = np.ones(len(distinct), dtype=bool)
    for name in COLUMNS:
        named = [_plain(value) for value in getattr(route, name)]
        if named:
            fits &= distinct[name].isin(named).to_numpy()
    return fits


def _says(texts: NDArray[np.object_], words: Sequence[str]) -> Bools:
    if not words:
        return np.ones(len(texts), dtype=bool)
    sought: re.Pattern[str] = pattern(words)
    said = {text: bool(sought.search(fold(text))) for text in set(texts)}
    return np.array([said[text] for text in texts], dtype=bool)


def _plain(value: str) -> str:
    return " ".join(fold(value).split())
