"""Streets under their other names: as the grammar reads them, and in short."""

from pathlib import Path

import pytest

from tsur_nlp.locate import Locator
from tsur_nlp.locate.register import Register
from tsur_nlp.locate.register.aliases import readings
from tsur_nlp.locate.register.fill import fill

ROWS = """settlement,street,house,lat,lon
г. Кленовск,пер. Осинского,5,57.1,55.1
г. Кленовск,ул. Инженера Ясеневского,8,57.2,55.2
г. Кленовск,пр-кт Большой В.О.,3,57.3,55.3
г. Кленовск,пр-кт Большой П.С.,3,57.4,55.4
г. Кленовск,пр-кт Большой П.С.,77,57.5,55.5
г. Кленовск,3-й Рябинный пер.,4,57.6,55.6
г. Кленовск,ул. Малая Рябинная,9,57.7,55.7
г. Кленовск,ул. Большая Рябинная,9,57.8,55.8
г. Кленовск,ул. Большая Рябинная,11,57.9,55.9
г. Кленовск,наб. р. Кленовки,2,57.15,55.15
г. Кленовск,Ольшанский пр-кт,6,57.25,55.25
г. Кленовск,ул. 1-я Терновая,4,57.35,55.35
г. Кленовск,ул. Терновая,4,57.45,55.45
"""


@pytest.mark.parametrize(
    ("street", "house", "kind", "lat"),
    [
        ("Ясеневского", "8", "", 57.2),
        ("И. Ясеневского", "8", "", 57.2),
        ("Ясеневского", "10", "", None),  # a street named in part needs its house
        ("Ясеневского", "8", "проспект", None),  # of another type
        ("Большой", "77", "проспект", 57.5),
        ("Большой", "3", "проспект", None),  # two of them have it
        ("Рябинная", "11", "улица", 57.9),
        ("Рябинная", "9", "улица", None),
        ("Рябинный 3-й", "4", "", 57.6),
        ("4-й Ольшанский", "6", "проспект", 57.25),  # «парадная 4 Ольшанский пр.»
        ("2-я Терновая", "4", "улица", None),  # of several with numbers, one that is not there
        ("Ольшанская", "6", "", 57.25),
        ("Набережная реки Кленовки", "2", "", 57.15),
        ("Кленовки", "2", "набережная", 57.15),
    ],
)
def test_found_under_another_name(
    locator: Locator, street: str, house: str, kind: str, lat: float | None
) -> None:
    spot = locator._resolver.register.find(street, house, kind=kind)  # type: ignore[union-attr]
    assert (spot.lat if spot else None) == lat


def test_a_name_in_part_stays_as_it_is_written(locator: Locator) -> None:
    place = locator("На ул. Ясеневского, 8 темно")[0]
    assert (place.street, place.lat, place.settlement) == ("Ясеневского", 57.2, "Кленовск")


def test_a_name_read_otherwise_becomes_the_register_s(locator: Locator) -> None:
    assert "Осинский" in readings("Осинского", "переулок")
    register: Register = locator._resolver.register  # type: ignore[assignment]
    match = register.match("Осинский", "5", kind="переулок")
    assert match.spot is not None
    assert (match.way, match.spot.street) == ("reading", "Осинского")
    values = {"street": "Осинский", "house": "5", "street_type": "переулок"}
    fill(values, match)
    assert (values["street"], values["settlement"]) == ("Осинского", "Кленовск")


def test_a_number_at_the_other_end_stays_there(locator: Locator) -> None:
    match = locator._resolver.register.match("Рябинный 3-й", "4")  # type: ignore[union-attr]
    values = {"street": "Рябинный 3-й", "house": "4"}
    fill(values, match)
    assert match.way == "reading"
    assert values["street"] == "Рябинный 3-й"


def test_the_street_of_that_name_comes_before_those_it_is_a_part_of(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "ул. Рябинная,1,57.1,55.1\nул. Малая Рябинная,9,57.2,55.2\n"
    path.write_text("street,house,lat,lon\n" + rows, encoding="utf-8")
    register = Register.load(path)
    assert register.find("Рябинная", "9").house == ""  # type: ignore[union-attr]
    assert register.match("Рябинная", "9").way == "exact"
