"""What a register adds to a place: the names above the street, and the point of the house."""

from __future__ import annotations

from typing import Any

from tsur_nlp.locate.register.register import CANDIDATES, READING
from tsur_nlp.locate.register.spot import Match, Spot

ABOVE = ("region", "settlement", "municipality", "district", "district_type", "street_type")
"""What a candidate says of a place beside its point."""


def fill(values: dict[str, Any], match: Match) -> None:
    """Add what the register says of the street and the house, as far as the text is silent.

    Where several streets fit, it says what they have in common.
    """
    all_known = len(match.candidates) < CANDIDATES
    spots = (match.spot,) if match.spot else match.candidates if all_known else ()
    said = [described(spot) for spot in spots]
    for name in ABOVE if said else ():
        value, *others = {one[name] for one in said}
        if value and not others and not values.get(name):
            values[name] = value
    if match.spot:
        _point(values, match.spot, match.way)


def _point(values: dict[str, Any], spot: Spot, way: str) -> None:
    if way == READING and set(spot.street.split()) != set(values["street"].split()):
        values["street"] = spot.street
    if spot.lat is not None and (spot.house or not values.get("house")):
        values["lat"], values["lon"] = spot.lat, spot.lon


def described(spot: Spot) -> dict[str, str]:
    """Return the fields of a place that a spot fills, above the house."""
    named = {name: getattr(spot, name, "") for name in ABOVE}
    return named | {"district_type": "район" if spot.district else ""}
