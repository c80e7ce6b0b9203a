"""Streets of a register that have no type word and that nothing else knows."""

from pathlib import Path

import pytest

from tsur_nlp.locate import Locator
from tsur_nlp.locate.register.addresses import spot_of

HOUSES = """Населённый пункт;Улица;Дом;Широта;Долгота
г. Кленовск;Вербава;5;57,10;55,10
г. Кленовск;ЗЕЛЁНЫЙ КЛИН;7;57,11;55,11
г. Кленовск;нет;9;57,12;55,12
"""


def test_the_column_of_streets_is_believed() -> None:
    spot = spot_of({"street": "Вербава", "house": "5", "settlement": "г. Кленовск"})
    assert spot is not None
    assert (spot.street, spot.street_type, spot.house) == ("Вербава", "", "5")
    assert spot.settlement == "Кленовск"


def test_it_is_shown_as_the_streets_of_messages_are() -> None:
    spot = spot_of({"street": "ЗЕЛЁНЫЙ КЛИН", "house": "7"})
    assert spot is not None
    assert spot.street == "Зеленый Клин"


def test_a_settlement_before_the_name_is_told_from_it() -> None:
    spot = spot_of({"street": "с. Дубки, Вербава", "house": "5"})
    assert spot is not None
    assert (spot.street, spot.settlement) == ("Вербава", "Дубки")


@pytest.mark.parametrize(
    "street",
    ["СНТ Вербава", "Вербный мкр", "нет", "Отсутствует", "12", "17 км", "-", "Вербава, Ивнава"],
)
def test_what_is_no_one_name_gives_no_street(street: str) -> None:
    assert spot_of({"street": street, "house": "5"}) is None


def test_a_whole_address_that_says_no_street_is_not_taken_for_one() -> None:
    assert spot_of({"address": "Вербава, д. 5"}) is None


def test_a_type_that_is_no_streets_outweighs_the_column() -> None:
    assert spot_of({"street": "гск Вербава", "name": "Вербава", "type": "гск"}) is None


def test_such_a_street_is_found_in_messages(tmp_path: Path) -> None:
    path = tmp_path / "houses.csv"
    path.write_text(HOUSES, encoding="utf-8")
    locator = Locator(addresses=path)
    for text, street, lat in (
        ("на Вербава 5 не горит фонарь", "Вербава", 57.1),
        ("ул. Зелёный Клин, д. 7, яма", "Зеленый Клин", 57.11),
    ):
        place = locator(text)[0]
        assert (place.street, place.settlement, place.lat) == (street, "Кленовск", lat)
