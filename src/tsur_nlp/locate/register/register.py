"""A user's register of houses: which house, or street, is meant by the names of a message."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.errors import InputError
from tsur_nlp.locate.register import cache as caches
from tsur_nlp.locate.register import sources
from tsur_nlp.locate.register.addresses import spot_of
from tsur_nlp.locate.register.compiled import DEGREE, HOUSE, NOWHERE, compiled
from tsur_nlp.locate.register.houses import Houses, Numbers
from tsur_nlp.locate.register.spot import ANYWHERE, NO_MATCH, Match, Spot, Where, compact
from tsur_nlp.locate.register.strings import Strings

SMALL = 1 << 20
"""Bytes of files below which a register is not worth a place in the cache."""

EXACT, READING, PART = "exact", "reading", "part"
"""The ways to a street: by its name, by another reading of it, by a part of it."""

NONE = np.empty(0, dtype=np.int64)
_ORDINAL = re.compile(r"\d+-(?:я|й|е)")

CANDIDATES = 5
"""How many of the streets that fit are kept."""


class Register(Houses):
    """Houses by the key of their street, over arrays that may lie on the disk."""

    @classmethod
    def load(cls, path: str | Path, *, cache: str | Path | None = None) -> Register:
        """Read a register (CSV, GeoJSON, the XML of the ГАР), or open what was made of it before.

        ``cache`` is the folder of compiled registers (see `cache.folder`).

        Raises:
            InputError: there is no such file, or none of its rows holds a street.
        """
        path = Path(path)
        files = sources.files(path)
        if cache is None and sum(file.stat().st_size for file in files) < SMALL:
            return cls(_compiled(path))
        root = Path(cache) if cache else caches.folder()
        place = root / "registers" / caches.digest(files, root)
        return cls(caches.stored(place) or caches.store(place, _compiled(path)))

    def names(self) -> frozenset[str]:
        """Return the folded names that are streets by themselves, as the grammar compares them.

        «Заря» and «Школа» are none: a register of a region has streets of all such names.
        """
        return frozenset(Strings.stored(self.columns, "known").all())

    def find(
        self, street: str, house: str, *, kind: str = "", where: Where = ANYWHERE
    ) -> Spot | None:
        """Return the one house, or street, that fits; None when none or several do."""
        return self.match(street, house, kind=kind, where=where).spot

    def match(
        self, street: str, house: str, *, flat: str = "", kind: str = "", where: Where = ANYWHERE
    ) -> Match:
        """Look a place up: the house, else the street, under its name or another one of it.

        ``flat`` is what was read as a flat after a dash: «17-1» may be «17к1». Where several
        streets fit they are the candidates, and there is no spot.
        """
        key = compact(street)
        name = self.streets.find(key)
        streets = self.named(name, kind=kind, where=where) if name >= 0 else NONE
        way = EXACT if len(streets) else READING
        if way == READING:
            names = self.readings.names(key)
            streets = self.alike(names, kind, where) if names else NONE
        if not len(streets):
            return self._of_part(key, house, flat, kind, where)
        rows = self.houses(streets, where)
        exact = self.numbered(rows, house, flat)
        return self._match(way, exact) if len(exact) else self._street(way, rows)

    def _of_part(self, key: str, house: str, flat: str, kind: str, where: Where) -> Match:
        """A house whose street is named in part, or has the number of an entrance before it."""
        for way, names in ((PART, self.parts.names(key)), (READING, self._unnumbered(key))):
            streets = self.alike(names, kind, where) if names and house else NONE
            rows = self.numbered(self.houses(streets, where), house, flat) if len(streets) else NONE
            if len(rows):
                return self._match(way, rows)
        return NO_MATCH

    def _unnumbered(self, key: str) -> list[int]:
        """«Парадная 4 Ленинский» may be read as «4-й Ленинский», where no street has a number."""
        found = _ORDINAL.match(key)
        rest = key[found.end() :] if found else ""
        name = self.streets.find(rest) if rest else -1
        numbered = any(self.streets.text(n)[:1].isdigit() for n in self.parts.names(rest))
        return [name] if name >= 0 and not numbered else []

    def _match(self, way: str, rows: Numbers) -> Match:
        """The house, or the houses of that number on several streets."""
        streets = np.unique(self.street_of(rows))
        spots = [self.spot(self._middle(self._on(rows, street))) for street in self._first(streets)]
        return _matched(way, spots)

    def _street(self, way: str, rows: Numbers) -> Match:
        """The street as a whole, or several of them."""
        streets = np.unique(self.street_of(rows))
        spots = [self._whole(self._on(rows, street)) for street in self._first(streets)]
        return _matched(way, spots)

    def _first(self, streets: Numbers) -> Numbers:
        """Those with the most houses: in a big town there are more of them."""
        ends = self.columns["street_ends"]
        order = np.argsort(ends[streets] - ends[streets + 1], kind="stable")
        found: Numbers = streets[order[:CANDIDATES]]
        return found

    def _on(self, rows: Numbers, street: int) -> Numbers:
        ends = self.columns["street_ends"]
        found: Numbers = rows[(rows >= ends[street]) & (rows < ends[street + 1])]
        return found

    def _middle(self, rows: Numbers) -> int:
        """Of the buildings of one number, the one nearest to the middle of them."""
        if len(rows) < 3:
            return int(rows[0])
        lat, lon = (self.columns[f"house_{name}"][rows] for name in ("lat", "lon"))
        return int(rows[np.argmin(np.hypot(lat - lat.mean(), (lon - lon.mean()) / 2))])

    def _whole(self, rows: Numbers) -> Spot:
        """The street as a whole: what all of its houses share, and their middle."""
        spot, columns = self.spot(int(rows[0])), self.columns
        shared = {
            name: getattr(spot, name) if len(np.unique(columns[f"house_{name}"][rows])) == 1 else ""
            for name in HOUSE
        }
        at = rows[columns["house_lat"][rows] != NOWHERE]
        lat, lon = (
            round(float(columns[f"house_{name}"][at].mean()) / DEGREE, 7) if len(at) else None
            for name in ("lat", "lon")
        )
        return replace(spot, house="", lat=lat, lon=lon, **shared)

    def spot(self, row: int) -> Spot:
        """Return a house by its number, from 0 to the length of the register."""
        street, columns = int(self.street_of(np.array([row]))[0]), self.columns
        lat, lon = (int(columns[f"house_{name}"][row]) for name in ("lat", "lon"))
        return Spot(
            street=self.label("street_street", street),
            street_type=self.label("street_street_type", street),
            house=self.label("house_house", row),
            settlement=self.label("street_settlement", street),
            municipality=self.label("house_municipality", row),
            district=self.label("house_district", row),
            lat=None if lat == NOWHERE else lat / DEGREE,
            lon=None if lat == NOWHERE else lon / DEGREE,
            region=self.label("street_region", street),
        )


def _matched(way: str, spots: list[Spot]) -> Match:
    if not spots:
        return NO_MATCH
    return Match(spots[0], way) if len(spots) == 1 else Match(None, way, tuple(spots))


def _compiled(path: Path) -> dict[str, NDArray[Any]]:
    spots = (spot for row in sources.rows(path) if (spot := spot_of(row)) is not None)
    arrays = compiled(spots)
    if not len(arrays["house_house"]):
        raise InputError(f"{path}: no row holds a street; fill the column street or address")
    return arrays
