"""A register as arrays: sorted strings, streets in the order of their names, houses by street.

``names`` are the keys of the streets, ``known`` what the grammar may read without «улица»,
``reading`` and ``part`` what else a street is called (see `aliases`), ``areas`` the settlements,
districts and municipalities that there are. A street is a name in a settlement with a type; its
houses stand side by side, so that all houses of a name are one slice. Labels are numbers of
``labels`` (as shown), and ``label_key`` maps them to ``keys`` (as compared). Points are in 1e-7 of
a degree.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.locate.register import aliases
from tsur_nlp.locate.register.spot import Spot, bare, compact
from tsur_nlp.locate.register.strings import Strings
from tsur_nlp.locate.register.trigrams import index
from tsur_nlp.locate.words.lexicon import Kind, kinds
from tsur_nlp.locate.words.morph import is_thing
from tsur_nlp.text.tokens import fold

NOWHERE = np.iinfo(np.int32).max
DEGREE = 10_000_000
STREET = ("street", "street_type", "settlement", "region")
HOUSE = ("municipality", "district")

Columns = dict[str, NDArray[Any]]


class Draft:
    """Houses as they come: numbers of strings in growing arrays, 24 bytes a house."""

    def __init__(self) -> None:
        self.strings: dict[str, int] = {}
        self.streets: dict[tuple[int, ...], int] = {}
        self.columns = {name: array("i") for name in ("street", "house", *HOUSE, "lat", "lon")}

    def add(self, spot: Spot) -> None:
        """Keep a house."""
        street = tuple(self._number(getattr(spot, name)) for name in STREET)
        columns = self.columns
        columns["street"].append(self.streets.setdefault(street, len(self.streets)))
        columns["house"].append(self._number(compact(spot.house)))
        for name in HOUSE:
            columns[name].append(self._number(getattr(spot, name)))
        for name, degrees in (("lat", spot.lat), ("lon", spot.lon)):
            columns[name].append(NOWHERE if degrees is None else round(degrees * DEGREE))

    def _number(self, text: str) -> int:
        return self.strings.setdefault(text, len(self.strings))


def compiled(spots: Iterable[Spot]) -> Columns:
    """Return the arrays of a register; they do not depend on the order of the spots."""
    draft = Draft()
    for spot in spots:
        draft.add(spot)
    written = list(draft.strings)
    labels = Strings.of(written)
    ranks = np.array([labels.find(text) for text in written], dtype=np.int32)
    keys, rows = _label_keys(labels), _ordered(draft, labels, ranks)
    named = np.concatenate([rows["settlements"], *(np.unique(rows[f"house_{k}"]) for k in HOUSE)])
    areas = {"areas": np.unique(keys["label_key"][named])}
    return {**labels.parts("labels"), **keys, **rows, **areas}


def _label_keys(labels: Strings) -> Columns:
    bares = [bare(label) for label in labels.all()]
    keys = Strings.of(bares)
    numbers = {key: i for i, key in enumerate(keys.all())}
    return {
        **keys.parts("keys"),
        "label_key": np.array([numbers[key] for key in bares], dtype=np.int32),
    }


def _ordered(draft: Draft, labels: Strings, ranks: NDArray[Any]) -> Columns:
    """Streets sorted by key, settlement and type; houses by street, number and the rest."""
    table = ranks[np.array(list(draft.streets), dtype=np.int32).reshape(-1, len(STREET))]
    shown = [labels.text(i) for i in table[:, 0]]
    names = Strings.of(map(compact, shown))
    numbers = {name: i for i, name in enumerate(names.all())}
    name = np.array([numbers[compact(street)] for street in shown], dtype=np.int32)
    place, first = _streets(np.column_stack((name, table[:, 1:], table[:, :1])))
    houses = {key: np.frombuffer(column, dtype=np.int32) for key, column in draft.columns.items()}
    houses["street"] = place[houses["street"]]
    for key in ("house", *HOUSE):
        houses[key] = ranks[houses[key]]
    rows = np.lexsort([houses[key] for key in ("lon", "lat", *HOUSE, "house", "street")])
    result = {f"house_{key}": column[rows] for key, column in houses.items()}
    result["street_ends"] = _ends(result.pop("house_street"), len(first))
    result["name_ends"] = _ends(name[first], len(names))
    result |= {f"street_{key}": table[first, i] for i, key in enumerate(STREET)}
    result["settlements"] = np.unique(table[:, 2])
    known = Strings.of(key for key in {fold(street) for street in shown} if _is_name(key))
    called = {
        (int(n), street, labels.text(t))
        for n, street, t in zip(name, shown, table[:, 1], strict=True)
    }
    other = aliases.index(aliases.Street(*street) for street in sorted(called))
    return {**result, **names.parts("names"), **known.parts("known"), **other, **index(names.all())}


def _is_name(key: str) -> bool:
    """Whether the grammar may take it for a street by itself: not «школа», not «парадная»."""
    return not is_thing(key) and not kinds().get(key, 0) & (Kind.ENTRANCE | Kind.APARTMENT)


def _streets(rows: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Sort the streets; those that differ in their last column, the spelling, are one.

    Returns the place of each among the distinct ones, and the row that stands for each of them.
    """
    order = np.lexsort(rows.T[::-1])
    new = np.ones(len(order), dtype=bool)
    new[1:] = (np.diff(rows[order, :-1], axis=0) != 0).any(axis=1)
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.cumsum(new) - 1
    return place, order[new]


def _ends(sorted_numbers: NDArray[Any], groups: int) -> NDArray[Any]:
    """Where the run of each number begins; one more at the end."""
    return np.searchsorted(sorted_numbers, np.arange(groups + 1)).astype(np.int64)
