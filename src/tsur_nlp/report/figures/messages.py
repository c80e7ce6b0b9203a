"""The messages of problems as points: where, how many, when; never what they say or whose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.map.shapes import Points

if TYPE_CHECKING:
    import pandas as pd

MOST = 5000
"""So many points a picture may have."""
_METRE = 5


@dataclass(frozen=True, slots=True)
class Dot:
    """Messages of one problem at one place: how many, and their first and last day (ISO)."""

    number: int
    lat: float
    lon: float
    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Dots:
    """The points that are drawn, and how many there were before they were thinned."""

    shown: tuple[Dot, ...]
    total: int

    @property
    def lonlat(self) -> Points:
        """Return the points as an array of (lon, lat)."""
        return np.array([(dot.lon, dot.lat) for dot in self.shown], dtype=float).reshape(-1, 2)


def located(found: Mapping[int, SystemicProblem], facts: pd.DataFrame | None) -> Dots:
    """Return the points of the messages of numbered problems, those of one place together."""
    if facts is None or facts.empty:
        return Dots((), 0)
    own = _own(found, facts)
    grouped = own.groupby(["number", "lat", "lon"])["day"].agg(["size", "min", "max"])
    dots = [
        Dot(int(number), float(lat), float(lon), int(count), first, last)
        for number, lat, lon, count, first, last in grouped.reset_index().to_numpy().tolist()
    ]
    # evenly over the sorted places, so that no part of the map is emptied
    kept = np.unique(np.linspace(0, len(dots) - 1, min(len(dots), MOST)).round().astype(int))
    return Dots(tuple(dots[place] for place in kept.tolist()), len(dots))


def _own(found: Mapping[int, SystemicProblem], facts: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    pairs = [(key, number) for number, one in found.items() for key in one.message_ids]
    belongs = pd.DataFrame(pairs, columns=["id", "number"]).drop_duplicates()
    days = pd.to_datetime(facts["created_at"], errors="coerce").dt.strftime("%Y-%m-%d")
    lat, lon = (
        pd.to_numeric(facts[name], errors="coerce").round(_METRE) for name in ("lat", "lon")
    )
    sent = pd.DataFrame(
        {"id": facts["id"].astype(str), "lat": lat, "lon": lon, "day": days.fillna("")}
    )
    # (0, 0) is how exports write an unknown point
    known = sent["lat"].between(-85, 85) & sent["lon"].between(-180, 180)
    known &= (sent["lat"] != 0) | (sent["lon"] != 0)
    return sent[known].merge(belongs, on="id")
