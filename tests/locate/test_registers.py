"""The user's files: a CSV of houses and a GeoJSON of boundaries."""

import json
from pathlib import Path

import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.locate import Locator

HOUSES = """Населённый пункт;Улица;Дом;Район;Широта;Долгота
г. Кленовск;ул. Тисовая;5;Заречный;57,10;55,10
г. Кленовск;ул. Тисовая;7к2;Заречный;57,11;55,11
с. Дубки;ул. Тисовая;5;;57,50;55,50
г. Кленовск;пр-кт Самшитовый;3;Южный;57,12;55,12
"""
ADDRESSES = """building_address,district,lat,lon
"г.Кленовск, Самшитовый проспект, дом 3, литера А",Южный,57.12,55.12
"""


def _write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_a_bare_street_becomes_certain(tmp_path: Path, encoding: str) -> None:
    place = Locator(addresses=_write(tmp_path / "a.csv", HOUSES, encoding))(
        "на самшитовом 3 темно"
    )[0]
    assert (place.settlement, place.district, place.lat) == ("Кленовск", "Южный", 57.12)


def test_a_register_without_regions_leaves_the_region_that_was_named(tmp_path: Path) -> None:
    locator = Locator(region="Пермский край", addresses=_write(tmp_path / "a.csv", HOUSES))
    assert locator("на самшитовом 3 темно")[0].region == "Пермский край"


def test_the_settlement_of_the_text_chooses_among_streets(tmp_path: Path) -> None:
    locator = Locator(addresses=_write(tmp_path / "a.csv", HOUSES))
    assert locator("с. Дубки, ул. Тисовая, 5")[0].lat == 57.5
    assert locator("ул. Тисовая, 5")[0].lat is None
    assert locator("ул. Тисовая, д. 7 корп. 2")[0].lat == 57.11


def test_whole_addresses_in_one_column(tmp_path: Path) -> None:
    place = Locator(addresses=_write(tmp_path / "b.csv", ADDRESSES))(
        "Самшитовый 3, прорвало трубу"
    )[0]
    assert (place.street_type, place.district, place.lon) == ("проспект", "Южный", 55.12)


def test_boundaries_say_the_municipality_of_a_point(tmp_path: Path) -> None:
    square = [[[55.0, 57.0], [55.2, 57.0], [55.2, 57.2], [55.0, 57.2], [55.0, 57.0]]]
    feature = {
        "type": "Feature",
        "properties": {"name": "Лесной округ"},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    polygons = tmp_path / "p.geojson"
    polygons.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    locator = Locator(addresses=_write(tmp_path / "a.csv", HOUSES), boundaries=polygons)
    assert locator("ул. Тисовая, 7к2")[0].municipality == "Лесной округ"
    assert locator("с. Дубки, ул. Тисовая, 5")[0].municipality == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id,comment\n1,a\n", "no column for the address or the street"),
        ("street,house\n,\n", "no row holds a street"),
        ("", "no column for the address or the street"),
    ],
)
def test_a_register_that_cannot_be_used(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        Locator(addresses=_write(tmp_path / "a.csv", text))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("не JSON", "is not JSON"),
        ("[1]", "not GeoJSON"),
        ('{"features": []}', "no polygon with a name"),
    ],
)
def test_boundaries_that_cannot_be_used(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        Locator(boundaries=_write(tmp_path / "b.geojson", text))


@pytest.mark.parametrize("option", ["addresses", "boundaries"])
def test_a_missing_file_is_named(tmp_path: Path, option: str) -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        Locator(**{option: tmp_path / "nowhere.csv"})
