"""A user's register of houses: which house, or street, is meant by the names of a message."""

from __future__ import annotations

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
from tsur_nlp.locate.register.spot import ANYWHERE, Spot, Where, compact
from tsur_nlp.locate.register.strings import Strings

SMALL = 1 << 20
"""Bytes of files below which a register is not worth a place in the cache."""


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
        name = self.streets.find(compact(street))
        streets = self.named(name, kind=kind, where=where) if name >= 0 else ()
        if not len(streets):
            return None
        rows = self.houses(np.asarray(streets), where)
        exact = self.numbered(rows, house)
        return self._first(exact) if len(exact) else self._whole(rows)

    def _first(self, rows: Numbers) -> Spot | None:
        streets = self.street_of(rows[[0, -1]])
        return self.spot(int(rows[0])) if self._is_one(streets) else None

    def _is_one(self, streets: Numbers) -> bool:
        """Whether the streets, sorted, are one and the same street."""
        return bool(streets[0] == streets[-1])

    def _whole(self, rows: Numbers) -> Spot | None:
        """The street as a whole: what all of its houses share, and their middle."""
        if not self._is_one(self.street_of(rows[[0, -1]])):
            return None
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


def _compiled(path: Path) -> dict[str, NDArray[Any]]:
    spots = (spot for row in sources.rows(path) if (spot := spot_of(row)) is not None)
    arrays = compiled(spots)
    if not len(arrays["house_house"]):
        raise InputError(f"{path}: no row holds a street; fill the column street or address")
    return arrays
