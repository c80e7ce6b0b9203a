"""The house a message is about: its address, or the square of its point where it has none."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.respond.chains.codes import Bools, Ints, codes, either, paired
from tsur_nlp.text import words

if TYPE_CHECKING:
    import pandas as pd

_TABLE = Path(__file__).parent / "data" / "address_words.csv"
_METRES_PER_DEGREE = 111_320.0
_UNIT = ["municipality", "district", "settlement", "street"]


def houses(facts: pd.DataFrame, cell_m: float) -> Ints:
    """Return one number for each house or square; −1 where the place is wider than a house."""
    town = facts["settlement"].where(facts["settlement"].ne(""), facts["municipality"])
    # A town not said is a town too: many exports of one town never name it.
    named = (
        codes(town, _tidy("town")) + 1,
        codes(facts["street"], _tidy("street")),
        codes(facts["house"], _tidy("house")),
    )
    addressed = paired(*named)
    return either(addressed, _squares(facts, addressed < 0, cell_m))


def address_part(text: str, *, part: str) -> str:
    """Return a part of an address (``town``, ``street``, ``house``) as it is compared.

    >>> address_part("ул. Королёва", part="street"), address_part("д. 5 корп. 2", part="house")
    ('королева', '5 к 2')
    """
    said = _said()
    kept = [said.get((part, word), word) for word in words(text)]
    spaced = " ".join(word for word in kept if word)
    return spaced or " ".join(words(text))


def _tidy(part: str) -> Callable[[str], str]:
    return partial(address_part, part=part)


def _squares(facts: pd.DataFrame, chosen: Bools, cell_m: float) -> Ints:
    """Return squares of clicked points, about ``cell_m`` wide anywhere on the globe."""
    import pandas as pd

    lat, lon = facts["lat"].to_numpy(float), facts["lon"].to_numpy(float)
    clicked = chosen & np.isfinite(lat) & np.isfinite(lon)
    clicked &= ~_centres(facts, clicked)
    step = cell_m / _METRES_PER_DEGREE
    row = np.round(np.where(clicked, lat, 0.0) / step)
    # The width is that of the row's own parallel, so neighbours of one row share it.
    column = np.round(np.where(clicked, lon, 0.0) / step * np.cos(np.radians(row * step)))
    cell = np.where(clicked, (row + 1e7) * 1e8 + column + 4e7, np.nan)
    return pd.factorize(cell)[0].astype(np.int64)


def _centres(facts: pd.DataFrame, clicked: Bools) -> Bools:
    """Tell which points stand for a whole street or district, not for a spot that was clicked.

    Nobody clicks twice exactly there; a point that holds more messages than the root of their
    number in its street, or in its district, is taken for the middle of it.
    """
    points = facts.loc[clicked, [*_UNIT, "lat", "lon"]]
    here = points.groupby([*_UNIT, "lat", "lon"], sort=False)["lat"].transform("size")
    around = points.groupby(_UNIT, sort=False)["lat"].transform("size")
    centres = np.zeros(len(facts), dtype=bool)
    centres[clicked] = (here > around**0.5).to_numpy()
    return centres


@lru_cache(maxsize=1)
def _said() -> dict[tuple[str, str], str]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {(row["part"], row["written"]): row["said"] for row in csv.DictReader(file)}
