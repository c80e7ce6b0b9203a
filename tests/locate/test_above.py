"""What stands above a place: municipality with its OKTMO, region, boundaries."""

import json
from pathlib import Path
from typing import Any

import pytest

from tsur_nlp.locate import Locator

HOUSES = """settlement,municipality,street,house,lat,lon
г. Кунгур,Кунгурский муниципальный округ,ул. Тисовая,5,57.10,55.10
п. Октябрьский,Октябрьский городской округ,ул. Тисовая,7,57.30,55.30
"""


@pytest.fixture
def addresses(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(HOUSES, encoding="utf-8")
    return path


def _boundaries(folder: Path, *features: tuple[dict[str, Any], float]) -> Path:
    """Squares around the first house; the number is half of the side in degrees."""
    shapes = []
    for properties, half in features:
        ring = [(x * half + 55.1, y * half + 57.1) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        shapes.append({"type": "Feature", "properties": properties, "geometry": geometry})
    path = folder / "b.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}))
    return path


def test_the_code_of_the_municipality(addresses: Path) -> None:
    place = Locator(region="Пермский край", addresses=addresses)("г. Кунгур, ул. Тисовая, 5")[0]
    assert place.municipality == "Кунгурский муниципальный округ"
    assert place.oktmo.startswith("57")
    assert len(place.oktmo) == 8


def test_a_town_called_like_its_municipality() -> None:
    place = Locator(region="Пермский край")("г. Березники, темно")[0]
    assert (place.municipality, place.oktmo[:2]) == ("Березники", "57")
    assert Locator()("г. Березники, темно")[0].oktmo == ""


def test_nothing_is_filled_without_a_region_a_register_or_boundaries() -> None:
    place = Locator()("Пермский муниципальный округ, д. Песьянка, ул. Тисовая")[0]
    assert (place.oktmo, place.region) == ("", "")


def test_a_settlement_of_the_register_is_not_the_city_of_another_region(addresses: Path) -> None:
    locator = Locator(region="Пермский край", addresses=addresses)
    place = locator("октябрьский ул.Тисовая 7")[0]
    assert (place.region, place.settlement, place.lat) == ("Пермский край", "Октябрьский", 57.3)
    assert locator("п. Октябрьский, темно")[0].region == "Пермский край"


def test_a_big_city_of_another_region_needs_to_be_meant(tmp_path: Path) -> None:
    plain = Locator(region="Пермский край")
    assert plain("Энгельс, ул. Тисовая 7")[0].region == "Саратовская область"
    assert plain("п. Энгельс, ул. Тисовая 7")[0].region == "Пермский край"
    path = tmp_path / "e.csv"
    path.write_text("settlement,street,house\nп. Энгельс,ул. Тисовая,7\n", encoding="utf-8")
    locator = Locator(region="Пермский край", addresses=path)
    assert locator("Энгельс, ул. Тисовая 7")[0].region == "Пермский край"


@pytest.mark.parametrize(
    ("properties", "field", "value"),
    [
        ({"name": "Лесной", "admin_level": "9"}, "district", "Лесной"),
        ({"name": "Лесной", "admin_level": 6}, "municipality", "Лесной"),
        ({"district": "Лесной"}, "district", "Лесной"),
        ({"район": "Лесной"}, "district", "Лесной"),
        ({"municipality": "Лесной"}, "municipality", "Лесной"),
        ({"name": "Лесной муниципальный округ"}, "municipality", "Лесной муниципальный округ"),
        ({"name": "Тисовый район"}, "district", "Тисовый"),
        ({"name": "Пермский район"}, "municipality", "Пермский район"),
        ({"name": "Мотовилихинский район"}, "district", "Мотовилихинский"),
        ({"region": "Лесной край"}, "municipality", ""),
    ],
)
def test_what_a_polygon_is(
    tmp_path: Path, properties: dict[str, Any], field: str, value: str
) -> None:
    houses = tmp_path / "a.csv"
    houses.write_text("street,house,lat,lon\nул. Тисовая,5,57.10,55.10\n", encoding="utf-8")
    locator = Locator(addresses=houses, boundaries=_boundaries(tmp_path, (properties, 0.1)))
    place = locator("ул. Тисовая, 5")[0]
    assert getattr(place, field) == value
    other = "municipality" if field == "district" else "district"
    assert getattr(place, other) == ""


def test_an_area_of_no_kind_is_the_level_that_is_missing(addresses: Path, tmp_path: Path) -> None:
    boundaries = _boundaries(tmp_path, ({"name": "Тисовый"}, 0.1))
    place = Locator(addresses=addresses, boundaries=boundaries)("г. Кунгур, ул. Тисовая, 5")[0]
    assert place.municipality == "Кунгурский муниципальный округ"
    assert place.district == "Тисовый"


def test_polygons_in_each_other_fill_both_levels(tmp_path: Path) -> None:
    houses = tmp_path / "a.csv"
    houses.write_text("street,house,lat,lon\nул. Тисовая,5,57.10,55.10\n", encoding="utf-8")
    levels = (
        ({"name": "Город Ёлки", "admin_level": "6"}, 0.5),
        ({"name": "Ближний", "admin_level": "9"}, 0.1),
        ({"name": "Дальний", "admin_level": "9"}, 0.4),
    )
    locator = Locator(addresses=houses, boundaries=_boundaries(tmp_path, *levels))
    place = locator("ул. Тисовая, 5")[0]
    assert (place.district, place.district_type) == ("Ближний", "район")
    assert place.municipality == "Город Ёлки"
