"""Which streets and houses of a register fit: choices over its arrays, nothing is copied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.locate.register.aliases import Aliases
from tsur_nlp.locate.register.compiled import DEGREE, HOUSE, NOWHERE
from tsur_nlp.locate.register.house_forms import forms, longer
from tsur_nlp.locate.register.spot import ANYWHERE, Where, bare
from tsur_nlp.locate.register.strings import Strings
from tsur_nlp.locate.register.trigrams import Trigrams
from tsur_nlp.text.tokens import fold

Numbers = NDArray[Any]

CLOSE = 150.0
"""Metres within which the houses of one number (its corpuses, its letters) are one place."""

METRES = 111_195.0
"""Metres in a degree of latitude."""

MANY = 5_000
"""Houses among which only the number as it is written is looked for."""


class Houses:
    """Streets and houses as numbers of the rows of `compiled` arrays."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.columns = {name: np.asarray(array) for name, array in arrays.items()}
        self.labels = Strings.stored(self.columns, "labels")
        self.keys = Strings.stored(self.columns, "keys")
        self.streets = Strings.stored(self.columns, "names")
        self.trigrams = Trigrams(self.columns, self.streets)
        self.readings = Aliases(self.columns, "reading")
        self.parts = Aliases(self.columns, "part")
        keys = self.columns["label_key"][self.columns["settlements"]]
        self._settlements = frozenset(keys.tolist())
        self._areas = frozenset(self.columns["areas"].tolist())
        self._key = lru_cache(maxsize=10_000)(lambda name: self.keys.find(bare(name)))

    def __len__(self) -> int:
        return len(self.columns["house_house"])

    def has_settlement(self, name: str) -> bool:
        """Whether the register may hold streets of the settlement."""
        return not self._settlements.isdisjoint((self._key(name), self._key("")))

    def holds(self, settlement: str) -> bool:
        """Whether the register names the settlement."""
        key = self._key(settlement)
        return key >= 0 and key in self._settlements

    def named(self, *names: int, kind: str = "", where: Where = ANYWHERE) -> Numbers:
        """Return the streets of names in the settlement and region, if possible of the type."""
        ends, sought = self.columns["name_ends"], np.array(names, dtype=np.int64)
        streets = _ranges(ends[sought], ends[sought + 1])
        for column, value in (("settlement", where.settlement), ("region", where.region)):
            if value:
                streets = streets[self._fits(f"street_{column}", streets, value)]
        return self._preferred(streets, "street_street_type", kind)

    def alike(self, names: list[int], kind: str, where: Where) -> Numbers:
        """Return the streets of names that are not the written one: of its type, if it has one."""
        streets = self.named(*names, where=where)
        return streets[self._fits("street_street_type", streets, kind)] if kind else streets

    def houses(self, streets: Numbers, where: Where = ANYWHERE) -> Numbers:
        """Return the houses of streets, if possible of the district, and of the area.

        A street of another area is none, unless the text names its settlement, or the register
        has nothing of that area.
        """
        ends = self.columns["street_ends"]
        rows = _ranges(ends[streets], ends[streets + 1])
        rows = self._preferred(rows, "house_district", where.district)
        if not where.area or not self.has_area(where.area):
            return rows
        inside: Numbers = rows[self._in_area(rows, where.area)]
        return rows if where.settlement and not len(inside) else inside

    def has_area(self, name: str) -> bool:
        """Whether the register has a settlement, a district or a municipality of that name."""
        return self._key(name) in self._areas

    def lie_in(self, streets: Numbers, area: str) -> bool:
        """Whether one of the streets has a house in the area."""
        ends = self.columns["street_ends"]
        rows = _ranges(ends[streets], ends[streets + 1])
        return bool(self._in_area(rows, area).any())

    def numbered(self, rows: Numbers, house: str, flat: str = "") -> Numbers:
        """Return the houses of that number, else those that may be meant (see `house_forms`)."""
        if not house:
            return rows[:0]
        column = self.columns["house_house"][rows]
        written = forms(house, flat) if len(rows) <= MANY else forms(house)[:1]
        for form in written:
            exact: Numbers = rows[column == self.labels.find(form)]
            if len(exact):
                return exact
        return self._longer(rows, house) if len(rows) <= MANY else rows[:0]

    def _longer(self, rows: Numbers, house: str) -> Numbers:
        """«9» where the register has «9/75», or «9к1» and «9к2» side by side."""
        column = self.columns["house_house"][rows]
        known = {self.labels.text(label): label for label in np.unique(column)}
        found: Numbers = rows[np.isin(column, [known[n] for n in longer(house, known)])]
        return found if len(found) and self.spread(found) <= CLOSE else rows[:0]

    def spread(self, rows: Numbers) -> float:
        """Metres from the middle of the houses to the farthest; infinite where one has no point."""
        lat, lon = (self.columns[f"house_{name}"][rows] for name in ("lat", "lon"))
        if (lat == NOWHERE).any():
            return float("inf")
        north, east = (lat - lat.mean()) / DEGREE, (lon - lon.mean()) / DEGREE
        return float(np.hypot(north, east * np.cos(np.radians(lat.mean() / DEGREE))).max() * METRES)

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
        """Whether the houses lie in the unit that is written so, else in one of that name.

        «Пермский городской округ» is not «Пермский муниципальный район» where both are there.
        """
        label = self.labels.find(area) if bare(area) != fold(area) else -1
        sought, of = (label, None) if label >= 0 else (self._key(area), self.columns["label_key"])
        inside = np.zeros(len(rows), dtype=bool)
        for column in self._area_columns(rows):
            inside |= (column if of is None else of[column]) == sought
        return inside

    def _area_columns(self, rows: Numbers) -> Iterator[Numbers]:
        yield self.columns["street_settlement"][self.street_of(rows)]
        for name in HOUSE:
            yield self.columns[f"house_{name}"][rows]


def _ranges(starts: Numbers, ends: Numbers) -> Numbers:
    """All numbers of the half-open ranges, in order."""
    lengths = ends - starts
    shifts = starts - np.concatenate(([0], np.cumsum(lengths)[:-1]))
    found: Numbers = np.repeat(shifts, lengths) + np.arange(lengths.sum())
    return found
