"""Regions, municipalities, settlements and districts of Russia behind one door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from tsur_nlp import artifacts
from tsur_nlp.locate.gazetteer.districts import Districts
from tsur_nlp.locate.gazetteer.municipalities import Municipalities
from tsur_nlp.locate.gazetteer.regions import Regions
from tsur_nlp.locate.gazetteer.settlements import Settlements
from tsur_nlp.locate.gazetteer.unit import Unit, point

ARTIFACT = "places-ru"


class Gazetteer:
    """Looks names up; ``forms`` are folded words in any case, joined by a space.

    >>> Gazetteer.load().settlement("Кунгур", "Пермский край").region
    'Пермский край'
    >>> Gazetteer.load().municipality("Губахинский район", "Пермский край").name
    'Губахинский муниципальный округ'
    """

    def __init__(self, path: str | Path = ARTIFACT) -> None:
        artifact = artifacts.load(path, kind="gazetteer")
        tables, self._points = artifact.tables, artifact.arrays
        self.region_forms: dict[str, int] = tables["regions"]["forms"]
        self._regions = Regions(tables["regions"]["rows"], self.region_forms)
        self._municipalities = Municipalities(
            tables["municipalities"], self._points["municipalities"], self._regions
        )
        self._settlements = Settlements(
            tables["settlements"], self._points["settlements"], self._regions
        )
        self.place_forms = self._settlements.forms
        self.streets = frozenset(tables["streets"])
        self._districts = Districts(tables["districts"])
        self.districts = self._districts.named
        self.microdistrict_forms = self._districts.forms
        self.typed_microdistrict_forms = self._districts.typed_forms

    @staticmethod
    @lru_cache(maxsize=2)
    def load(path: str | Path = ARTIFACT) -> Gazetteer:
        """Return the process's one gazetteer."""
        return Gazetteer(path)

    def region(self, name: str) -> Unit | None:
        """Find a region by its name or alias, in any case form."""
        i = self._regions.find(name)
        return None if i is None else self.region_unit(i)

    def region_name(self, i: int) -> str:
        """Return the official name of region number ``i``."""
        return self._regions.name(i)

    def region_unit(self, i: int) -> Unit:
        """Return region number ``i``: the population is the sum of its municipalities."""
        name, oktmo = self._regions.name(i), self._regions.oktmo(i)
        mine = self._municipalities.of_region(i)
        if not mine:
            return Unit("region", name, name, oktmo)
        points = self._points["municipalities"][mine]
        lat, lon = points[points[:, 2].argmax(), :2]
        return Unit("region", name, name, oktmo, *point(lat, lon), int(points[:, 2].sum()))

    def municipality(self, name: str, region: str = "") -> Unit | None:
        """Find a municipality by a name that it has or had («Пермский район», «г.о. Губаха»)."""
        i = self._municipalities.find(name, region)
        return None if i is None else self._municipalities.unit(i)

    def municipality_of(self, i: int) -> Unit | None:
        """Return the municipality of settlement number ``i``, where the town gave it its name."""
        number = self._settlements.municipality(i)
        if number is None:
            return None
        return self._municipalities.unit(self._municipalities.whole(number))

    def municipality_around(self, settlement: str, region: str) -> Unit | None:
        """Return the municipality that has its name from a settlement of the region."""
        best = self._settlements.find(settlement, region)
        return None if best is None else self.municipality_of(best)

    def municipality_keys(self) -> Iterable[str]:
        """Return the folded names of municipalities without their kind."""
        return self._municipalities.keys()

    def has_municipality(self, adjective: str, region: str = "") -> bool:
        """Whether some municipality is called so, in the region if one is given."""
        return self._municipalities.has(adjective, region)

    def settlement(self, name: str, region: str = "") -> Unit | None:
        """Find a settlement; without a region the most populous of that name."""
        best = self._settlements.find(name, region)
        return None if best is None else self._settlements.unit(best)

    def best_settlement(self, numbers: Sequence[int], region: str = "") -> int | None:
        """Of settlements of one name, the most populous one, of the region if one is given."""
        return self._settlements.best(numbers, region)

    def is_big(self, i: int) -> bool:
        """Whether settlement number ``i`` is known beyond its region (100,000 people)."""
        return self._settlements.is_big(i)

    def settlement_name(self, i: int) -> str:
        """Return the name of settlement number ``i``."""
        return self._settlements.name(i)

    def settlement_unit(self, i: int) -> Unit:
        """Return settlement number ``i``; made once."""
        return self._settlements.unit(i)

    def cities_of_microdistrict(self, name: str) -> tuple[str, ...]:
        """Return the cities that have a microdistrict of that name, as it is written in the data.

        >>> Gazetteer.load().cities_of_microdistrict("Гайва")
        ('Пермь',)
        """
        return self._districts.cities(name)


def municipality_point(name: str, region: str = "") -> tuple[float, float] | None:
    """Return (lat, lon) of a municipality's centre, or None when the name is unknown or not unique.

    >>> municipality_point("Кунгурский муниципальный округ", "Пермский край") is None
    False
    """
    unit = Gazetteer.load().municipality(name, region)
    return None if unit is None or unit.lat is None or unit.lon is None else (unit.lat, unit.lon)
