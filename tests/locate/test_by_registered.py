"""Streets that only the register knows, in any case and without a word for a street."""

from pathlib import Path

import pytest

from tsur_nlp.locate import Locator

ROWS = """settlement,street,house,lat,lon
г. Кленовск,ул. Федора Кедрова,4,57.1,55.1
г. Кленовск,пр-кт Самшитовых Рощ,7к2,57.2,55.2
г. Кленовск,ул. Малая Брусничная,34,57.3,55.3
г. Кленовск,ул. Тимьянцев,62,57.4,55.4
г. Кленовск,ул. Парадная,154,57.5,55.5
г. Кленовск,ул. Подъездная,3,57.6,55.6
г. Кленовск,ул. Ремонта,12,57.7,55.7
"""


@pytest.mark.parametrize(
    ("text", "street", "house", "lat"),
    [
        ("темно на лестнице федора кедрова 4, этаж 5", "Федора Кедрова", "4", 57.1),
        ("Фёдора Кедрова д.4, подъезд 1", "Федора Кедрова", "4", 57.1),
        ("по адресу самшитовых рощ 7 корпус 2", "Самшитовых Рощ", "7к2", 57.2),
        ("Самшитовых рощ - 7/2, холодно", "Самшитовых Рощ", "7/2", 57.2),
        ("На малой брусничной д.34 скользко", "Малая Брусничная", "34", 57.3),
        ("скользко, тимьянцев 62", "Тимьянцев", "62", 57.4),
    ],
)
def test_the_house_says_that_it_is_a_street(
    locator: Locator, text: str, street: str, house: str, lat: float
) -> None:
    place = locator(text)[0]
    assert (place.street, place.house, place.lat) == (street, house, lat)


@pytest.mark.parametrize(
    "text",
    [
        "темно на лестнице федора кедрова 5",  # no such house
        "ждём после ремонта 12 дней",
        "ремонта 12 минут",
        "дверь тимьянцев 62",  # one word in the middle of a phrase
        "федора кедрова\n4 дня темно",
    ],
)
def test_what_is_none(locator: Locator, text: str) -> None:
    assert "registered_street" not in locator.explain(text)
    assert not any(place.lat for place in locator(text))


def test_without_the_register_nothing_is_read() -> None:
    assert "registered_street" not in Locator().explain("самшитовых рощ 7 корпус 2")


def test_the_area_of_the_export_counts(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    rows = "Лесной район,ул. Федора Кедрова,4\nДубковский район,ул. Ракитная,1\n"
    path.write_text("municipality,street,house\n" + rows, encoding="utf-8")
    locator = Locator(addresses=path)
    text = "темно на лестнице федора кедрова 4"
    assert locator(text, area="Лесной район")[0].municipality == "Лесной район"
    assert not any(place.street for place in locator(text, area="Дубковский район"))


def test_words_for_entrances_are_no_names_by_themselves(locator: Locator) -> None:
    names = locator._resolver.context.streets
    assert "тимьянцев" in names
    assert "парадная" not in names
