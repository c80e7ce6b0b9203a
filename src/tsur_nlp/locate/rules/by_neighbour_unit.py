"""«в Курском районе … в соседнем Октябрьском»: beside a municipality another one is meant."""

from __future__ import annotations

from dataclasses import replace

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.rules.by_district import DISTRICT, UNIT
from tsur_nlp.text.tokens import fold


def neighbour_unit(reading: Reading) -> None:
    """Read as a municipality what may be a city's district, where no city has it or its like."""
    units = [f for f in reading.found if f.type == "район" and f.rule in (UNIT, DISTRICT)]
    if {f.rule for f in units} != {UNIT, DISTRICT}:
        return
    towns = {f.value for f in reading.found if f.kind == "settlement"}
    districts = [f for f in units if f.rule == DISTRICT]
    if any(f.certain or _is_of(f, towns) for f in districts):
        return
    for found in districts:
        number = next(i for i, f in enumerate(reading.found) if f is found)
        name = f"{found.value} район"
        reading.found[number] = replace(found, kind="municipality", value=name, rule=UNIT)


def _is_of(district: Found, towns: set[str]) -> bool:
    return any(city in towns for city, _, _ in Gazetteer.load().districts[fold(district.value)])
