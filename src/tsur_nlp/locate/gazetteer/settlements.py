"""Settlements in every case, with the risk of taking a word for a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.locate.gazetteer.regions import Regions
from tsur_nlp.locate.gazetteer.unit import Unit, key, point
from tsur_nlp.locate.words.lexicon import table

BIG = 100_000
SURE, CAREFUL, BESIDE = "sure", "careful", "beside"


class Settlements:
    """Looks settlements up.

    ``known`` holds ``rows`` (name, number of the region, number of the municipality that the town
    gave its name to, or -1), the most populous first, and ``forms`` (risk -> form -> numbers).
    ``points`` has a row (lat, lon, people) for each.
    """

    def __init__(
        self, known: Mapping[str, Any], points: NDArray[np.float32], regions: Regions
    ) -> None:
        self._rows: list[tuple[str, int, int]] = known["rows"]
        self._points = points
        self._regions = regions
        self.forms: dict[str, tuple[str, list[int]]] = {
            form: (risk, numbers)
            for risk, forms in known["forms"].items()
            for form, numbers in forms.items()
        }
        self._units: dict[int, Unit] = {}
        self._add_colloquial()

    def find(self, name: str, region: str = "") -> int | None:
        """Return the number of a settlement; without a region the most populous of that name."""
        return self.best(self.forms.get(key(name), ("", []))[1], region)

    def best(self, numbers: Sequence[int], region: str = "") -> int | None:
        """Of settlements of one name, the most populous one, of the region if one is given."""
        inside = [i for i in numbers if self._regions.name(self._rows[i][1]) == region]
        return inside[0] if inside else (None if region or not numbers else numbers[0])

    def is_big(self, i: int) -> bool:
        """Whether settlement number ``i`` is known beyond its region (100,000 people)."""
        return bool(self._points[i][2] >= BIG)

    def name(self, i: int) -> str:
        """Return the name of settlement number ``i``."""
        return str(self._rows[i][0])

    def municipality(self, i: int) -> int | None:
        """Return the number of the municipality whose centre settlement number ``i`` is."""
        number = self._rows[i][2]
        return None if number < 0 else number

    def unit(self, i: int) -> Unit:
        """Return settlement number ``i``; made once."""
        unit = self._units.get(i)
        if unit is None:
            unit = self._units[i] = self._make(i)
        return unit

    def _make(self, i: int) -> Unit:
        name, region, _ = self._rows[i]
        lat, lon, people = self._points[i]
        where, oktmo = self._regions.name(region), self._regions.oktmo(region)
        return Unit("settlement", name, where, oktmo, *point(lat, lon), int(people))

    def _add_colloquial(self) -> None:
        """Add the names people use; they point at the most populous settlement of the full name."""
        for row in table("colloquial"):
            if row["kind"] == "settlement":
                numbers = self.forms[key(row["name"])][1][:1]
                self.forms[row["form"]] = (row["risk"] or SURE, numbers)
