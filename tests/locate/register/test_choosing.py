"""Which of several streets is meant: by the area, the towns of the text, the other places of it."""

from pathlib import Path

import pytest

from tsur_nlp.locate import Locator
from tsur_nlp.locate.register import Register, Where

ROWS = """settlement,municipality,district,street,house,lat,lon
г. Кленовск,Кленовский район,Заречный,ул. Тисовая,5,57.10,55.10
г. Кленовск,Кленовский район,Южный,ул. Кедровая,1,57.20,55.20
с. Дубки,Дубковский район,,ул. Тисовая,5,57.50,55.50
с. Дубки,Дубковский район,,ул. Ракитная,9,57.51,55.51
г. Санкт-Петербург,Округ 7,Приморский,ул. Тисовая,5,59.90,30.30
г. Пушкин,город Пушкин,Пушкинский,ул. Ракитная,2,59.70,30.40
г. Пушкин,город Пушкин,Пушкинский,ул. Самшитовая,2,59.71,30.41
"""


@pytest.fixture
def addresses(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def _house(path: Path, street: str, house: str, where: Where) -> str | None:
    spot = Register.load(path).find(street, house, where=where)
    return spot.settlement if spot else None


@pytest.mark.parametrize(
    ("where", "settlement"),
    [
        (Where(area="Кленовский район"), "Кленовск"),
        (Where(area="Дубковский район"), "Дубки"),
        (Where(area="Южный"), None),  # known, and no such street is there
        (Where(area="Пушкин"), None),
        (Where(area="Лесной район"), None),  # unknown: three of them fit
        (Where(settlement="Дубки", area="Южный"), "Дубки"),  # the text is surer than the export
    ],
)
def test_a_street_of_another_area_is_none(
    addresses: Path, where: Where, settlement: str | None
) -> None:
    assert _house(addresses, "Тисовая", "5", where) == settlement


def test_an_area_without_the_street_leaves_even_a_unique_one(addresses: Path) -> None:
    assert _house(addresses, "Кедровая", "1", Where()) == "Кленовск"
    assert _house(addresses, "Кедровая", "1", Where(area="Дубковский район")) is None
    assert _house(addresses, "Кедровая", "1", Where(area="Лесной район")) == "Кленовск"
    place = Locator(addresses=addresses)("ул. Кедровая, 1", area="Дубковский район")[0]
    assert (place.settlement, place.lat) == ("", None)


def test_the_name_of_a_group_is_read_for_the_area(addresses: Path) -> None:
    locator = Locator(addresses=addresses)
    assert locator("ул. Тисовая, 5", area="Подслушано | Кленовск")[0].lat == 57.10
    assert locator("ул. Ракитная, 2", area="Типичный Дубки онлайн")[0].lat is None
    assert locator("ул. Ракитная, 2", area="Подслушано в Пушкине")[0].lat == 59.70
    assert locator("ул. Тисовая, 5", area="Подслушано у подъезда")[0].lat is None


def test_the_other_places_of_the_message_choose(addresses: Path) -> None:
    locator = Locator(addresses=addresses)
    assert locator("ул. Тисовая, 5 темно")[0].lat is None
    places = locator("Темно и на ул. Тисовая, 5, и на ул. Кедровая, 1")
    assert {(p.street, p.lat) for p in places} == {("Тисовая", 57.10), ("Кедровая", 57.20)}
    places = locator("Темно и на ул. Тисовая, 5, и на ул. Кедровая, 1, и на ул. Самшитовая, 2")
    assert next(p.lat for p in places if p.street == "Тисовая") is None  # they lie in two towns


def test_a_town_in_a_city_that_is_a_region_comes_before_the_city(addresses: Path) -> None:
    locator = Locator(region="Санкт-Петербург", addresses=addresses)
    place = locator("Санкт-Петербург, г. Пушкин, ул. Самшитовая, 2")[0]
    assert (place.settlement, place.district, place.lat) == ("Пушкин", "Пушкинский", 59.71)
    place = locator("Санкт-Петербург, ул. Самшитовая, 2")[0]
    assert place.lat == 59.71
    place = locator("г. Пушкин писал, а в Санкт-Петербурге на ул. Тисовая, 5 темно")[0]
    assert place.lat == 59.90


def test_another_town_of_the_text_needs_the_house(addresses: Path) -> None:
    locator = Locator(addresses=addresses)
    place = locator("г. Кленовск, с. Дубки. Яма на ул. Ракитная, 9")[0]
    assert (place.street, place.lat) == ("Ракитная", 57.51)
    text = "г. Кленовск, ул. Ракитная, 77. До с. Дубки далеко."
    place = next(p for p in locator(text) if p.street)
    assert (place.settlement, place.lat) == ("Кленовск", None)


def test_what_the_candidates_share_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"г. Кленовск,Южный,ул. {n} Тисовая,5,57.{i},55.0" for i, n in enumerate("АБ")]
    path.write_text("\n".join(["settlement,district,street,house,lat,lon", *rows]), "utf-8")
    place = Locator(addresses=path)("ул. Тисовая, 5 темно")[0]
    assert (place.settlement, place.district, place.lat) == ("Кленовск", "Южный", None)
    assert [choice.lat for choice in place.alternatives] == [57.0, 57.1]


def test_the_kind_tells_units_of_one_stem_apart(tmp_path: Path) -> None:
    path = tmp_path / "houses.csv"
    path.write_text(
        "municipality,settlement,street,house,lat,lon\n"
        "Кленовский городской округ,г. Кленовск,ул. Тисовая,5,57.1,56.1\n"
        "Кленовский муниципальный район,с. Сосновка,ул. Тисовая,5,57.4,56.4\n",
        encoding="utf-8",
    )
    locator = Locator(addresses=path)
    assert locator("ул. Тисовая, 5", area="Кленовский городской округ")[0].settlement == "Кленовск"
    assert locator("ул. Тисовая, 5", area="Кленовский муниципальный район")[0].lat == 57.4
    assert locator("ул. Тисовая, 5", area="Кленовский")[0].lat is None


def test_quotes_after_the_first_rows_are_read(tmp_path: Path) -> None:
    plain = "".join(f"Кленовский район,Кленовск,ул. Тисовая,{i},57.1,56.1\n" for i in range(1, 200))
    quoted = '"Округ ""Дубки"", город",Дубки,ул. Ракитная,7,57.5,56.5\n'
    path = tmp_path / "houses.csv"
    path.write_text("municipality,settlement,street,house,lat,lon\n" + plain + quoted, "utf-8")
    place = Locator(addresses=path)("ул. Ракитная, 7")[0]
    assert (place.municipality, place.lat) == ('Округ "Дубки", город', 57.5)
