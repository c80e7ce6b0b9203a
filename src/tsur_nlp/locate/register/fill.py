"""What a register adds to a place: the names above the street, and the point of the house."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tsur_nlp.locate.register.register import Register
from tsur_nlp.locate.register.spot import Where


def fill(values: dict[str, Any], register: Register, where: Where) -> None:
    """Add what the register says of the street and the house, as far as the text is silent."""
    spot = register.find(
        values["street"],
        values.get("house", ""),
        kind=values.get("street_type", ""),
        where=replace(
            where,
            settlement=values.get("settlement", ""),
            district=values.get("district", ""),
        ),
    )
    if spot is None:
        return
    found = {
        "region": spot.region,
        "settlement": spot.settlement,
        "municipality": spot.municipality,
        "street_type": spot.street_type,
    }
    if spot.district:
        found |= {"district": spot.district, "district_type": "район"}
    for name, value in found.items():
        if value and not values.get(name):
            values[name] = value
    if spot.lat is not None and (spot.house or not values.get("house")):
        values["lat"], values["lon"] = spot.lat, spot.lon
