"""Which streets and houses of a register fit: choices over its arrays, nothing is copied."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.locate.register.compiled import HOUSE
from tsur_nlp.locate.register.spot import ANYWHERE, Where, bare, compact
from tsur_nlp.locate.register.strings import Strings
from tsur_nlp.locate.register.trigrams import Trigrams

Numbers = NDArray[Any]


class Houses:
    """Streets and houses as numbers of the rows of `compiled` arrays."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.columns = {name: np.asarray(array) for name, array in arrays.items()}
        self.labels = Strings.stored(self.columns, "labels")
        self.keys = Strings.stored(self.columns, "keys")
        self.streets = Strings.stored(self.columns, "names")
        self.trigrams = Trigrams(self.columns, self.streets)
        keys = self.columns["label_key"][self.columns["settlements"]]
        self._settlements = frozenset(keys.tolist())
        self._key = lru_cache(maxsize=10_000)(lambda name: self.keys.find(bare(name)))

    def __len__(self) -> int:
        return len(self.columns["house_house"])

    def has_settlement(self, name: str) -> bool:
        """Whether the register may hold streets of the settlement."""
        return not self._settlements.isdisjoint((self._key(name), self._key("")))

    def named(self, name: int, *, kind: str = "", where: Where = ANYWHERE) -> Numbers:
        """Return the streets of a name in the settlement and region, if possible of the type."""
        ends = self.columns["name_ends"]
        streets = np.arange(ends[name], ends[name + 1])
        for column, value in (("settlement", where.settlement), ("region", where.region)):
            if value:
                streets = streets[self._fits(f"street_{column}", streets, value)]
        return self._preferred(streets, "street_street_type", kind)

    def houses(self, streets: Numbers, where: Where = ANYWHERE) -> Numbers:
        """Return the houses of streets, if possible of the district and the area."""
        ends = self.columns["street_ends"]
        rows = _ranges(ends[streets], ends[streets + 1])
        rows = self._preferred(rows, "house_district", where.district)
        inside = rows[self._in_area(rows, where.area)] if where.area else rows
        return inside if len(inside) else rows

    def lie_in(self, streets: Numbers, area: str) -> bool:
        """Whether one of the streets has a house in the area."""
        ends = self.columns["street_ends"]
        rows = _ranges(ends[streets], ends[streets + 1])
        return bool(self._in_area(rows, area).any())

    def numbered(self, rows: Numbers, house: str) -> Numbers:
        """Return the houses of that number: «5а» is looked for as «5» too, «5к2» is not."""
        if not house:
            return rows[:0]
        column = self.columns["house_house"][rows]
        exact: Numbers = rows[column == self.labels.find(compact(house))]
        number = re.match(r"\d+", house)
        if not len(exact) and number and "к" not in house:
            exact = rows[column == self.labels.find(number.group())]
        return exact

    def street_of(self, rows: Numbers) -> Numbers:
        """Return the street of each house."""
        found: Numbers = np.searchsorted(self.columns["street_ends"], rows, side="right") - 1
        return found

    def label(self, column: str, row: int) -> str:
        """Return what is written in a column of labels."""
        return self.labels.text(self.columns[column][row])

    def _preferred(self, rows: Numbers, column: str, value: str) -> Numbers:
        fitting = rows[self._fits(column, rows, value)] if value else rows
        return fitting if len(fitting) else rows

    def _fits(self, column: str, rows: Numbers, value: str) -> NDArray[np.bool_]:
        """Whether a column says so, or says nothing."""
        keys = self.columns["label_key"][self.columns[column][rows]]
        found: NDArray[np.bool_] = (keys == self._key(value)) | (keys == self._key(""))
        return found

    def _in_area(self, rows: Numbers, area: str) -> NDArray[np.bool_]:
        sought, columns = self._key(area), self.columns
        inside: NDArray[np.bool_] = (
            columns["label_key"][columns["street_settlement"][self.street_of(rows)]] == sought
        )
        for name in HOUSE:
            inside |= columns["label_key"][columns[f"house_{name}"][rows]] == sought
        return inside


def _ranges(starts: Numbers, ends: Numbers) -> Numbers:
    """All numbers of the half-open ranges, in order."""
    lengths = ends - starts
    shifts = starts - np.concatenate(([0], np.cumsum(lengths)[:-1]))
    found: Numbers = np.repeat(shifts, lengths) + np.arange(lengths.sum())
    return found
