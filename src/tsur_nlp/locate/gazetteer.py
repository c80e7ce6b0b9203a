"""Regions, municipalities and settlements of Russia: names in every case, points, population."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tsur_nlp import artifacts
from tsur_nlp.locate.lexicon import table
from tsur_nlp.locate.spelling import one_letter_apart
from tsur_nlp.text.tokens import fold

BIG = 100_000
ARTIFACT = "places-ru"
SURE, CAREFUL, BESIDE = "sure", "careful", "beside"
_CITY_WORDS = frozenset(("городской", "город", "г", "го"))
_UNIT_WORDS = _CITY_WORDS | {"муниципальный", "район", "округ", "мо", "р-н"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A region, municipality or settlement: official name, region, OKTMO, point, population."""

    kind: str
    name: str
    region: str
    oktmo: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0


class Gazetteer:
    """Looks names up; ``forms`` are folded words in any case, joined by a space.

    >>> Gazetteer.load().settlement("Кунгур", "Пермский край").region
    'Пермский край'
    >>> Gazetteer.load().region("хмао").name
    'Ханты-Мансийский автономный округ — Югра'
    """

    def __init__(self, path: str | Path = ARTIFACT) -> None:
        artifact = artifacts.load(path, kind="gazetteer")
        tables = artifact.tables
        self._regions: list[list[str]] = tables["regions"]["rows"]
        self._municipalities: list[list[Any]] = tables["municipalities"]["rows"]
        self._settlements: list[list[Any]] = tables["settlements"]["rows"]
        self._points = artifact.arrays
        self.region_forms: dict[str, int] = tables["regions"]["forms"]
        self._region_keys = {_key(form): i for form, i in self.region_forms.items()}
        self.place_forms: dict[str, tuple[str, list[int]]] = {
            form: (risk, numbers)
            for risk, forms in tables["settlements"]["forms"].items()
            for form, numbers in forms.items()
        }
        self.streets = frozenset(tables["streets"])
        self._by_adjective = _index(self._municipalities)
        self._wholes = _wholes(self._municipalities)
        self.districts = _city_districts()
        self.microdistrict_forms: dict[str, str] = tables["districts"]
        self._cities = [
            (i, fold(row[0]))
            for i, row in enumerate(self._settlements)
            if self.is_big(i) and " " not in row[0]
        ]
        self._units: dict[int, Unit] = {}
        self._add_colloquial()

    @staticmethod
    @lru_cache(maxsize=2)
    def load(path: str | Path = ARTIFACT) -> Gazetteer:
        """Return the process's one gazetteer."""
        return Gazetteer(path)

    def region(self, name: str) -> Unit | None:
        """Find a region by its name or alias, in any case form."""
        i = self._region_keys.get(_key(name.split("—")[0].split("(")[0]))
        return None if i is None else self.region_unit(i)

    def region_name(self, i: int) -> str:
        """Return the official name of region number ``i``."""
        return self._regions[i][0]

    def region_unit(self, i: int) -> Unit:
        """Return region number ``i``: the population is the sum of its municipalities."""
        name, oktmo = self._regions[i]
        mine = [j for j, row in enumerate(self._municipalities) if row[3] == i]
        points = self._points["municipalities"][mine]
        if not mine:
            return Unit("region", name, name, oktmo)
        lat, lon = points[points[:, 2].argmax(), :2]
        return Unit("region", name, name, oktmo, float(lat), float(lon), int(points[:, 2].sum()))

    def municipality(self, name: str, region: str = "") -> Unit | None:
        """Find a municipality by name («Пермский район», «Пермский городской округ», «Кунгур»)."""
        found = [
            i
            for i in self._by_adjective.get(_bare_unit(name), [])
            if not region or self._regions[self._municipalities[i][3]][0] == region
        ]
        wholes = sorted({self._wholes.get(i, i) for i in self._of_kind(found, name)})
        return self._municipality_unit(wholes[0]) if len(wholes) == 1 else None

    def _of_kind(self, numbers: list[int], name: str) -> list[int]:
        """Of namesakes keep the city («городской округ») or the district around it, as said."""
        exact = [i for i in numbers if _key(self._municipalities[i][2]) == _key(name)]
        if len(exact) == 1 or len(numbers) < 2:
            return exact if len(exact) == 1 else numbers
        words = set(_kind_words(name))
        if not words:
            return numbers
        wants_city = bool(words & _CITY_WORDS)
        return [
            i
            for i in numbers
            if bool(set(_kind_words(self._municipalities[i][1])) & _CITY_WORDS) == wants_city
        ]

    def municipality_keys(self) -> Iterable[str]:
        """Return the folded names of municipalities without their kind."""
        return self._by_adjective

    def has_municipality(self, adjective: str, region: str = "") -> bool:
        """Whether some municipality is called so, in the region if one is given."""
        numbers = self._by_adjective.get(adjective, [])
        return any(
            not region or self._regions[self._municipalities[i][3]][0] == region for i in numbers
        )

    def settlement(self, name: str, region: str = "") -> Unit | None:
        """Find a settlement; without a region the most populous of that name."""
        key = _key(name)
        best = self.best_settlement(self.place_forms.get(key, ("", []))[1], region)
        return None if best is None else self.settlement_unit(best)

    def best_settlement(self, numbers: Sequence[int], region: str = "") -> int | None:
        """Of settlements of one name, the most populous one, of the region if one is given."""
        inside = [i for i in numbers if self._regions[self._settlements[i][1]][0] == region]
        return inside[0] if inside else (None if region or not numbers else numbers[0])

    def misspelt_city(self, word: str) -> list[int]:
        """Return the big cities whose name is one letter away from a folded word."""
        return [i for i, name in self._cities if one_letter_apart(word, name)][:1]

    def is_big(self, i: int) -> bool:
        """Whether settlement number ``i`` is known beyond its region (100,000 people)."""
        return bool(self._points["settlements"][i][2] >= BIG)

    def settlement_name(self, i: int) -> str:
        """Return the name of settlement number ``i``."""
        return str(self._settlements[i][0])

    def settlement_unit(self, i: int) -> Unit:
        """Return settlement number ``i``; made once."""
        unit = self._units.get(i)
        if unit is None:
            unit = self._units[i] = self._settlement_unit(i)
        return unit

    def _settlement_unit(self, i: int) -> Unit:
        name, region = self._settlements[i]
        lat, lon, population = self._points["settlements"][i]
        named = self._regions[region]
        return Unit("settlement", name, named[0], named[1], float(lat), float(lon), int(population))

    def _municipality_unit(self, i: int) -> Unit:
        oktmo, _, short, region = self._municipalities[i]
        lat, lon, population = self._points["municipalities"][i]
        parts = [part for part, whole in self._wholes.items() if whole == i]
        population += self._points["municipalities"][parts, 2].sum()
        name = self._regions[region][0]
        return Unit(
            "municipality", short, name, str(oktmo), float(lat), float(lon), int(population)
        )

    def _add_colloquial(self) -> None:
        """Add the names people use; they point at the most populous settlement of the full name."""
        for row in table("colloquial"):
            if row["kind"] == "settlement":
                numbers = self.place_forms[_key(row["name"])][1][:1]
                risky = len(row["form"]) < 3 or row["form"].startswith("нижн")
                self.place_forms[row["form"]] = (CAREFUL if risky else SURE, numbers)


def municipality_point(name: str, region: str = "") -> tuple[float, float] | None:
    """Return (lat, lon) of a municipality's centre, or None when the name is unknown or not unique.

    >>> municipality_point("Кунгурский муниципальный округ", "Пермский край") is None
    False
    """
    unit = Gazetteer.load().municipality(name, region)
    return None if unit is None or unit.lat is None or unit.lon is None else (unit.lat, unit.lon)


def _key(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").split())


def _bare_unit(name: str) -> str:
    words = _unit_words(name)
    bare = [word for word in words if word not in _UNIT_WORDS]
    return " ".join(bare or words)


def _kind_words(name: str) -> list[str]:
    return [word for word in _unit_words(name) if word in _UNIT_WORDS]


def _unit_words(name: str) -> list[str]:
    return fold(name).replace("г.о.", "го").replace("м.о.", "мо").replace(".", " ").split()


def _index(rows: Sequence[Sequence[Any]]) -> dict[str, list[int]]:
    """Map a name without words of kind to its municipalities, by the short and the full name."""
    found: dict[str, list[int]] = {}
    for i, (_, official, short, _) in enumerate(rows):
        for key in dict.fromkeys((_bare_unit(official), _bare_unit(short))):
            found.setdefault(key, []).append(i)
    return found


def _wholes(rows: Sequence[Sequence[Any]]) -> dict[int, int]:
    """Map the number of a municipality that was merged away to the one that holds it now."""
    number = {row[0]: i for i, row in enumerate(rows)}
    return {number[row["part"]]: number[row["whole"]] for row in table("merged")}


def _city_districts() -> Mapping[str, list[tuple[str, str, str]]]:
    """Map a folded district's name to its (city, type, name) in every city that has one."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in table("city_districts"):
        for name in row["names"].split("|"):
            found.setdefault(fold(name), []).append((row["city"], row["type"], name))
    return found
