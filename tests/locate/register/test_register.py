"""What a register answers does not depend on the order of its rows."""

import random
from pathlib import Path

import numpy as np
import pytest

from tsur_nlp.locate import Locator
from tsur_nlp.locate.register import Register, Where
from tsur_nlp.locate.register.strings import Strings
from tsur_nlp.locate.spelling.distance import distance


def test_the_arrays_do_not_depend_on_the_order_of_rows(houses: Path) -> None:
    first = Register.load(houses)
    header, *rows = houses.read_text(encoding="utf-8").splitlines()
    random.Random(3).shuffle(rows)
    houses.write_text("\n".join([header, *rows]), encoding="utf-8")
    second = Register.load(houses)
    for name, column in first.columns.items():
        assert np.array_equal(column, second.columns[name]), name


@pytest.mark.parametrize(
    ("where", "lat"),
    [
        (Where("Дубки"), 57.5),
        (Where(settlement="Кленовск"), 57.1),
        (Where(area="Дубковский район"), 57.5),
        (Where(area="г. Кленовск"), 57.1),
        (Where(area="Заречный район"), 57.1),
        (Where(area="Лесной район"), None),
        (Where(), None),
    ],
)
def test_what_chooses_among_streets_of_one_name(
    houses: Path, where: Where, lat: float | None
) -> None:
    spot = Register.load(houses).find("Тисовая", "5", where=where)
    assert (spot.lat if spot else None) == lat


def test_the_column_of_the_export_chooses_too(houses: Path) -> None:
    locator = Locator(addresses=houses)
    text = "ул. Тисовая, 5"
    found = locator.map([text] * 3, areas=["Дубковский район", "", "Кленовский район"])
    assert [places[0].settlement for places in found] == ["Дубки", "", "Кленовск"]
    assert locator(text, area="Дубковский район")[0].lat == 57.5


def test_areas_are_as_many_as_texts(houses: Path) -> None:
    with pytest.raises(ValueError, match="shorter"):
        list(Locator(addresses=houses).map(["ул. Тисовая, 5", "ул. Ракитная, 9"], areas=[""]))


def test_a_street_stands_for_a_house_the_register_lacks(houses: Path) -> None:
    spot = Register.load(houses).find("Тисовая", "99", where=Where("Кленовск"))
    assert spot is not None
    assert (spot.house, spot.district, spot.lat) == ("", "Заречный", 57.105)


def test_two_spellings_of_one_street_are_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("street,house\nул. А. Осинова,1\nул. А.Осинова,2\n", encoding="utf-8")
    register = Register.load(path)
    assert len(register.columns["street_street"]) == 1
    assert register.find("А. Осинова", "2") is not None


def test_the_region_is_binding_where_the_register_says_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "Курская область,Льгов,ул. Тисовая,5\nПермский край,Кунгур,ул. Тисовая,7\n"
    path.write_text("region,settlement,street,house\n" + rows, encoding="utf-8")
    text = "ул. Тисовая, 5 нет воды"
    assert Locator(addresses=path)(text)[0].region == "Курская область"
    here = Locator(addresses=path, region="Пермский край")(text)[0]
    assert (here.region, here.settlement) == ("Пермский край", "Кунгур")


def test_strings_of_any_script_are_found() -> None:
    values = ["", "ёж", "Ленина", "zebra", "10 лет Октября", "ленина", "𐍈"]
    strings = Strings.of(values * 2)
    assert strings.all() == sorted(values)
    assert [strings.text(strings.find(value)) for value in values] == values
    assert strings.find("ле") == -1


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("пушкина", "пушкина", 0),
        ("пушкна", "пушкина", 1),
        ("пуушкина", "пушкина", 1),
        ("пушикна", "пушкина", 1),
        ("пешкина", "пушкина", 1),
        ("пешикна", "пушкина", 2),
        ("комендансткий", "комендантский", 1),
        ("мира", "пушкина", 3),
    ],
)
def test_distance(one: str, other: str, edits: int) -> None:
    assert distance(one, other, 2) == distance(other, one, 2) == edits
