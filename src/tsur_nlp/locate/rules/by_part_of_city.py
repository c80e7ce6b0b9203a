"""«пос. Кирова, Кировский район г. Перми»: a settlement by its type, a part of a city in fact."""

from __future__ import annotations

from dataclasses import replace

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.words.microdistrict_names import known_name
from tsur_nlp.text.tokens import fold

PARTS = ("посёлок", "рабочий посёлок")
FAR = 4


def part_of_city(reading: Reading) -> None:
    """A посёлок that no list has, right before the district of a city that the text names."""
    districts = [f for f in reading.found if f.kind == "district" and f.type == "район"]
    cities = any(f.kind == "settlement" and f.type == "город" for f in reading.found)
    if not (districts and cities):
        return
    for number, found in enumerate(reading.found):
        if found.kind != "settlement" or found.type not in PARTS or _is_listed(found):
            continue
        if any(0 <= d.start - found.end < FAR for d in districts):
            reading.found[number] = replace(found, kind="district", type="микрорайон", numbers=())


def known_part(reading: Reading) -> None:
    """«Новосибирск, Академгородок»: a settlement by the lists, of which the city named is whole."""
    named = {f.value for f in reading.found if f.kind == "settlement"}
    if len(named) < 2:
        return
    cities = Gazetteer.load().cities_of_microdistrict
    for number, found in enumerate(reading.found):
        if found.kind != "settlement" or found.type:
            continue
        part = known_name(fold(found.value))
        if part and not named.isdisjoint(set(cities(part)) - {found.value}):
            reading.found[number] = replace(found, kind="district", value=part, numbers=())


def _is_listed(found: Found) -> bool:
    names = (Gazetteer.load().settlement_name(i) for i in found.numbers)
    return found.value in names
