"""OpenStreetMap extracts: a collection, or a feature a line; points and outlines."""

import json
from pathlib import Path
from typing import Any

import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.locate import Locator
from tsur_nlp.locate.register import Register, geojson


def _feature(geometry: dict[str, Any], **tags: str) -> dict[str, Any]:
    properties = {f"addr:{name}": value for name, value in tags.items()} | {"building": "yes"}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


SQUARE = [[55.0, 57.0], [55.2, 57.0], [55.2, 57.2], [55.0, 57.2], [55.0, 57.0]]
CORNER = [[0, 0], [3, 0], [3, 1], [1, 1], [1, 3], [0, 3], [0, 0]]
FEATURES = [
    _feature(
        {"type": "Point", "coordinates": [55.5, 57.5]},
        city="Кленовск",
        street="улица Тисовая",
        housenumber="5 к2",
        district="Заречный",
    ),
    _feature(
        {"type": "Polygon", "coordinates": [SQUARE]},
        city="Кленовск",
        street="Можжевеловый проспект",
        housenumber="3",
    ),
    _feature({"type": "Point", "coordinates": [1.0, 2.0]}, housenumber="7"),
]


def _written(path: Path, features: list[dict[str, Any]]) -> Path:
    if path.suffix == ".jsonl":
        lines = [json.dumps(feature, ensure_ascii=False) for feature in features]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        collection = {"type": "FeatureCollection", "crs": None, "features": features}
        path.write_text(json.dumps(collection, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["a.geojson", "a.json", "a.jsonl"])
def test_houses_of_an_extract(tmp_path: Path, name: str) -> None:
    locator = Locator(addresses=_written(tmp_path / name, FEATURES))
    place = locator("на Тисавой ул. 5к2 темно")[0]
    assert (place.street, place.settlement, place.district) == ("Тисовая", "Кленовск", "Заречный")
    assert (place.lat, place.lon) == (57.5, 55.5)
    assert locator("Можжевеловый проспект 3")[0].lat == 57.1


@pytest.mark.parametrize(
    ("kind", "coordinates", "centre"),
    [
        ("Polygon", [SQUARE], (55.1, 57.1)),
        ("Polygon", [CORNER], (1.1, 1.1)),
        ("Polygon", [CORNER[::-1]], (1.1, 1.1)),
        ("MultiPolygon", [[SQUARE], [CORNER]], (1.1, 1.1)),
        ("LineString", [[1.0, 2.0], [3.0, 4.0]], (2.0, 3.0)),
    ],
)
def test_an_outline_stands_for_its_centre_of_mass(
    kind: str, coordinates: list[Any], centre: tuple[float, float]
) -> None:
    found = geojson._centroid({"type": kind, "coordinates": coordinates})
    assert found == pytest.approx(centre)


def test_a_house_without_an_outline_has_no_point(tmp_path: Path) -> None:
    feature = _feature({}, street="улица Тисовая", housenumber="5") | {"geometry": None}
    spot = Register.load(_written(tmp_path / "a.jsonl", [feature])).find("Тисовая", "5")
    assert spot is not None
    assert spot.lat is None


def test_a_collection_is_read_a_piece_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _written(tmp_path / "a.geojson", FEATURES * 3)
    whole = list(geojson.rows(path))
    monkeypatch.setattr(geojson, "CHUNK", 7)
    assert list(geojson.rows(path)) == whole
    assert len(whole) == 6


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("a.geojson", '{"type": "Topology"}', "no list «features»"),
        ("a.geojson", '{"features": [{"type": "Feat', "is cut or not JSON"),
        ("a.geojson", '{"features": [1]}', "holds a int"),
        ("a.jsonl", '{"type": "Feature"}\nне JSON\n', "line 2, is not JSON"),
        ("a.jsonl", '{"type": "Feature", "properties": null}\n', "no row holds a street"),
    ],
)
def test_an_extract_that_cannot_be_used(
    tmp_path: Path, name: str, text: str, sentence: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=sentence):
        Register.load(tmp_path / name)
