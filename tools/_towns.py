"""Settlements with their regions, their municipalities, and the risk of each of their forms."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from _district_towns import districts_of
from _geonames import MISPLACED, Settlement, listed, settlements
from _inflect import forms
from _municipalities import DATA, Municipality, centres, read_csv

from tsur_nlp.locate.gazetteer.unit_names import bare
from tsur_nlp.text import fold
from tsur_nlp.text.lemmas import analyzer

SURE, CAREFUL, ONLY_BESIDE = "sure", "careful", "beside"
BIG = 50_000
KNOWN_TO_ALL = 200_000
SAME_PLACE_DEGREES = 0.4
SAME_TOWN_DEGREES = 0.65
ALIKE, TOWN = 0.25, 10_000
"""Towns of about as many people and one name are one town further apart than villages are."""


@dataclass(frozen=True)
class Town:
    """A settlement; ``fame`` is the population by which its name is told from a word."""

    name: str
    lat: float
    lon: float
    people: int
    region: int
    municipality: int = -1
    fame: int = 0


def towns(units: list[Municipality], geonames: Path) -> list[Town]:
    """Towns that are municipalities, then those of GeoNames that are not the same place."""
    found = [
        Town(u.town, u.lat, u.lon, u.people, u.region, i, u.people)
        for i, u in enumerate(units)
        if u.town
    ]
    of_units = len(found)
    near = defaultdict(list)
    for i, town in enumerate(found):
        near[fold(town.name)].append(i)
    points = np.array([[u.lat, u.lon] for u in units])
    known = {u.town for u in units} | {u.shown for u in units}
    listed_towns = sorted(settlements(geonames, known), key=lambda p: -p.population)
    regions = _regions(listed_towns, points, units)
    for place in listed_towns:
        twin = next((i for i in near[fold(place.name)] if _same(place, found[i])), -1)
        if twin < 0:
            nearest = units[_nearest(points, place)].region
            region = nearest if place.name in MISPLACED else regions[place.code]
            at = (place.name, place.lat, place.lon, place.population, region)
            near[fold(place.name)].append(len(found))
            found.append(_with_municipality(Town(*at, -1, place.population), units))
        elif twin < of_units:  # the point of a municipality is not always its town's
            found[twin] = replace(found[twin], lat=place.lat, lon=place.lon)
    for i, district in districts_of(found, units).items():
        found[i] = replace(found[i], municipality=district)
    return _sorted(found)


def of_2022(
    places: list[Town],
    units: list[Municipality],
    regions: list[dict[str, str]],
    geonames: Path,
) -> tuple[list[Town], list[Municipality]]:
    """Add the settlements and municipalities of the four regions of 2022.

    The table gives them no OKTMO. Their towns share names with villages all over Russia: only the
    big ones are told by the name alone.
    """
    number = {r["name"]: i for i, r in enumerate(regions)}
    added = []
    for place, region in listed(geonames, read_csv(DATA / "settlements_2022.csv")):
        people = place.population
        fame = people if people >= KNOWN_TO_ALL else 0
        added.append(Town(place.name, place.lat, place.lon, people, number[region], -1, fame))
    whole = [*units, *_municipalities_2022(added, number)]
    by_town = centres(whole)
    added = [replace(t, municipality=by_town.get((fold(t.name), t.region), -1)) for t in added]
    return _sorted([*places, *added]), whole


def _municipalities_2022(added: list[Town], number: dict[str, int]) -> list[Municipality]:
    at = {(town.name, town.region): town for town in added}
    new = []
    for row in read_csv(DATA / "municipalities_2022.csv"):
        name, region, centre = row["name"], number[row["region"]], row["centre"]
        town = at[centre, region]
        keys = tuple(dict.fromkeys((bare(name), bare(centre))))
        new.append(Municipality("", name, name, region, keys, centre, town.lat, town.lon, 0))
    return new


def settlements_table(places: list[Town]) -> dict[str, Any]:
    """The table that `tsur_nlp.locate.gazetteer.settlements` reads."""
    found: dict[str, dict[str, list[int]]] = {SURE: {}, CAREFUL: {}, ONLY_BESIDE: {}}
    risks: dict[str, str] = {}
    for i, town in enumerate(places):
        for form in {fold(form).replace("-", " "): form for form in forms(town.name)}:
            risk = risks.setdefault(form, _risk(form, town.fame))
            found[risk].setdefault(form, []).append(i)
    return {"rows": [[t.name, t.region, t.municipality] for t in places], "forms": found}


def _sorted(places: list[Town]) -> list[Town]:
    return sorted(places, key=lambda t: (-t.people, t.name, t.region, t.lat))


def _with_municipality(town: Town, units: list[Municipality]) -> Town:
    """A town by which its municipality is called as well: «Видное», «Верхняя Салда»."""
    key = fold(town.name)
    mine = [i for i, u in enumerate(units) if u.region == town.region and key in u.keys]
    adjective = key.endswith(("ский", "цкий", "ской", "ный"))
    return replace(town, municipality=mine[0]) if len(mine) == 1 and not adjective else town


def _same(one: Settlement, other: Town) -> bool:
    """Whether they lie close, or not far and have as many people."""
    apart = math.hypot(one.lat - other.lat, (one.lon - other.lon) * math.cos(math.radians(one.lat)))
    people = abs(one.population - other.people) <= ALIKE * max(one.population, other.people)
    return apart < (SAME_TOWN_DEGREES if people and other.people >= TOWN else SAME_PLACE_DEGREES)


def _regions(
    places: list[Settlement], points: np.ndarray[Any, Any], units: list[Municipality]
) -> dict[str, int]:
    """The region of each code of GeoNames: that in which most people of its towns seem to live.

    A town seems to lie where the nearest municipality does, which is not always right:
    Зеленодольск is beside another region.
    """
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for place in places:
        votes[place.code][units[_nearest(points, place)].region] += 1 + place.population
    return {code: counted.most_common(1)[0][0] for code, counted in votes.items()}


def _nearest(points: np.ndarray[Any, Any], town: Settlement) -> int:
    scale = np.array([1.0, math.cos(math.radians(town.lat))])
    return int((((points - [town.lat, town.lon]) * scale) ** 2).sum(1).argmin())


def _risk(form: str, fame: int) -> str:
    if len(form) < 3:
        return ONLY_BESIDE
    if _is_common_word(form):
        return CAREFUL if fame >= BIG else ONLY_BESIDE
    return SURE if fame >= BIG else CAREFUL


def _is_common_word(form: str) -> bool:
    """Whether the form is also a word, a name or a surname."""
    words = form.split()
    if len(words) > 1:
        return False
    parses = [p for p in analyzer().parse(words[0]) if p.is_known]
    return any("Geox" not in p.tag and p.score > 0.05 for p in parses)
