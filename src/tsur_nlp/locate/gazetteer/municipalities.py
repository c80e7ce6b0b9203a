"""Municipalities under the names that they have, had, and are called by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.locate.gazetteer.regions import Regions
from tsur_nlp.locate.gazetteer.unit import Unit, key, point
from tsur_nlp.locate.gazetteer.unit_names import CITY_WORDS, bare, kind_words


class Municipalities:
    """Looks municipalities up.

    ``table`` holds ``rows`` (OKTMO, official name, name to show, number of the region), ``keys``
    (a name without its kind -> numbers) and ``wholes`` (the number of one that was merged away ->
    that of the one that holds it now). ``points`` has a row (lat, lon, people) for each.
    """

    def __init__(
        self, table: Mapping[str, Any], points: NDArray[np.float32], regions: Regions
    ) -> None:
        self._rows: list[tuple[str, str, str, int]] = table["rows"]
        self._keys: dict[str, list[int]] = table["keys"]
        self._wholes: dict[int, int] = {int(p): whole for p, whole in table["wholes"].items()}
        self._points = points
        self._regions = regions

    def find(self, name: str, region: str = "") -> int | None:
        """Return the number of the one municipality that may be meant, or None."""
        found = [i for i in self._keys.get(bare(name), ()) if self._is_in(i, region)]
        wholes = sorted({self._wholes.get(i, i) for i in self._of_kind(found, name)})
        return wholes[0] if len(wholes) == 1 else None

    def keys(self) -> Iterable[str]:
        """Return the folded names without their kind."""
        return self._keys

    def has(self, name: str, region: str = "") -> bool:
        """Whether some municipality is called so, in the region if one is given."""
        return any(self._is_in(i, region) for i in self._keys.get(name, ()))

    def of_region(self, region: int) -> list[int]:
        """Return the numbers of the municipalities of region number ``region``."""
        return [i for i, row in enumerate(self._rows) if row[3] == region]

    def unit(self, i: int) -> Unit:
        """Return municipality number ``i`` with the people of those merged into it."""
        oktmo, _, shown, region = self._rows[i]
        lat, lon, people = self._points[i]
        parts = [part for part, whole in self._wholes.items() if whole == i]
        people += self._points[parts, 2].sum()
        where = self._regions.name(region)
        return Unit("municipality", shown, where, oktmo, *point(lat, lon), int(people))

    def whole(self, i: int) -> int:
        """Return the number of the municipality that holds number ``i`` now."""
        return self._wholes.get(i, i)

    def _is_in(self, i: int, region: str) -> bool:
        return not region or self._regions.name(self._rows[i][3]) == region

    def _of_kind(self, numbers: list[int], name: str) -> list[int]:
        """Of namesakes keep the city («городской округ») or the district around it, as said."""
        exact = [i for i in numbers if key(self._rows[i][2]) == key(name)]
        if len(exact) == 1 or len(numbers) < 2:
            return exact if len(exact) == 1 else numbers
        said = kind_words(name)
        if not said:
            return numbers
        city = bool(said & CITY_WORDS)
        return [i for i in numbers if bool(kind_words(self._rows[i][1]) & CITY_WORDS) == city]
