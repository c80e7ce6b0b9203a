"""What else a place may be: streets of one name in several towns, towns of one name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from tsur_nlp.locate.gazetteer import Gazetteer, Unit
from tsur_nlp.locate.reading import Found
from tsur_nlp.locate.register import Match, Spot
from tsur_nlp.locate.register.fill import described
from tsur_nlp.records import Place, PlaceChoice

MOST = 5
RARE = 0.02
"""The share of a settlement among its namesakes below which it is not worth naming."""


def alternatives(
    values: Mapping[str, Any],
    settlement: Found | None,
    unit: Unit | None,
    match: Match,
    region: str,
    sure: float,
) -> tuple[PlaceChoice, ...]:
    """Return the other readings, the likeliest first; together with the place no surer than it is.

    The streets of the register among which it could not choose share the confidence equally; the
    namesakes of a settlement share it by their residents.
    """
    if match.candidates:
        return tuple(_spot(spot, values, sure / len(match.candidates)) for spot in match.candidates)
    if settlement is None or values["precision"] != "settlement" or len(settlement.numbers) < 2:
        return ()
    units = [Gazetteer.load().settlement_unit(i) for i in settlement.numbers]
    if region and unit:  # the region, given or named, has settled which one it is
        units = [one for one in units if one.region == unit.region]
    return tuple(_namesakes(units, unit, sure))


def _spot(spot: Spot, values: Mapping[str, Any], sure: float) -> PlaceChoice:
    named = described(spot) | {"street": spot.street, "house": spot.house}
    differing: dict[str, Any] = {
        name: value
        for name, value in named.items()
        if value and value != values.get(name) and name in _FIELDS
    }
    if spot.house or not values.get("house"):
        differing |= {"lat": spot.lat, "lon": spot.lon}
    return PlaceChoice(**differing, confidence=round(sure, 3))


def _namesakes(units: Sequence[Unit], chosen: Unit | None, sure: float) -> Iterator[PlaceChoice]:
    total = sum(_weight(unit) for unit in units)
    worth = (u for u in units if u is not chosen and _weight(u) >= RARE * total)
    for unit in islice(worth, MOST):
        share = round(sure * _weight(unit) / total, 3)
        yield PlaceChoice(region=unit.region, lat=unit.lat, lon=unit.lon, confidence=share)


def _weight(unit: Unit) -> int:
    return max(unit.population, 100)


_FIELDS = frozenset(PlaceChoice.__slots__) & frozenset(Place.__slots__)
