"""Boundaries, names and shapes of the heat map."""

import json
from pathlib import Path

import numpy as np
import pytest
from report import build

from tsur_nlp.errors import InputError
from tsur_nlp.report import names, render
from tsur_nlp.report.map import boundaries, shapes

PAIRS = [
    ("Пермский городской округ", "Пермь"),
    ("г. Березники", "Городской округ Березниковский"),
    ("Лысьва", "Лысьвенский городской округ"),
    ("Нытвенский муниципальный район", "Нытвенский район"),
    ("Александровск", "Александровский район"),
    ("МУНИЦИПАЛЬНЫЙ ОКРУГ ЮЖНОЕ БУТОВО", "муниципальный округ Южное Бутово"),
    ("муниципальный округ №65", "муниципальный округ N 65"),
    ("Берёзовский район", "Березовский муниципальный округ"),
]


@pytest.mark.parametrize(("wanted", "known"), PAIRS)
def test_one_unit_under_two_names(wanted: str, known: str) -> None:
    others = ["Ильинский район", "муниципальный округ N 64", "Ордынский городской округ"]
    assert names.match([wanted], [*others, known]) == {wanted: known}


def test_a_town_is_not_taken_for_the_district_around_it() -> None:
    known = ["Пермский район", "Пермский городской округ"]
    wanted = ["Пермь", "Пермский муниципальный округ"]
    assert names.match(wanted, known) == {
        "Пермский муниципальный округ": "Пермский район",
        "Пермь": "Пермский городской округ",
    }


def test_doubtful_names_are_left_out() -> None:
    assert names.match(["Ленинский"], ["Ленинский район", "Ленинский городской округ"]) == {}


def _square(lon: float, lat: float, size: float = 0.4) -> list[list[float]]:
    edge = np.linspace(0, size, 60)
    south = [[lon + e, lat] for e in edge]
    east = [[lon + size, lat + e] for e in edge]
    north = [[lon + size - e, lat + size] for e in edge]
    west = [[lon, lat + size - e] for e in edge]
    return [*south, *east, *north, *west]


def _write(path: Path, features: list[dict[str, object]]) -> Path:
    found = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def _feature(name: str, *rings: list[list[float]], kind: str = "Polygon") -> dict[str, object]:
    coordinates = list(rings) if kind == "Polygon" else [[ring] for ring in rings]
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


def test_polygons_are_drawn_where_names_agree(tmp_path: Path) -> None:
    facts = build.facts(400)
    features = [
        _feature(name.split()[0] + " округ", _square(lon, lat), kind=kind)
        for (name, (lat, lon, *_)), kind in zip(
            build.UNITS.items(), ["Polygon", "MultiPolygon"] * 8, strict=True
        )
        if name != "Пермский муниципальный округ"
    ]
    features.append(_feature("Никем не названный район", _square(58.0, 59.0)))
    path = _write(tmp_path / "units.geojson", features)
    page = render(facts, [], build.heat(facts), boundaries=path)
    assert page.count('class="place') == len(build.UNITS)
    assert page.count('<g class="ground"><path') == 1
    assert "границы из файла" in page


def test_like_names_of_other_units_do_not_mislead(tmp_path: Path) -> None:
    facts = build.facts(200)
    path = _write(tmp_path / "u.geojson", [_feature("посёлок Чердынский", _square(56, 60))])
    page = render(facts, [], build.heat(facts), boundaries=path)
    assert '<g class="ground"><path' in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "cannot read the boundaries"),
        ("[]", "is not a GeoJSON FeatureCollection"),
        ('{"features": []}', "has no named polygon"),
        ('{"features": [{"properties": {"name": "А"}, "geometry": null}]}', "no named polygon"),
        (
            '{"features": [{"properties": {"name": "А"}, "geometry": '
            '{"type": "Polygon", "coordinates": [[["x", 1], [2, 3], [4, 5], [6, 7]]]}}]}',
            "no named polygon",
        ),
    ],
)
def test_boundaries_that_cannot_be_used_are_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        boundaries.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.geojson"):
        boundaries.load(tmp_path / "nowhere.geojson")


def test_simplifying_keeps_corners_only() -> None:
    ring = np.array(_square(0, 0, 100), dtype=float)
    assert len(shapes.simplify(ring, 0.5)) == 5


def test_a_path_is_short_and_closed() -> None:
    path = shapes.path([np.array(_square(10, 10, 100), dtype=float)])
    assert path == "M10 10l100 0 0 100 -100 0z"


def test_centre_of_a_square_is_its_middle() -> None:
    x, y = shapes.centre([np.array(_square(0, 0, 10), dtype=float)])
    assert (round(x, 6), round(y, 6)) == (5.0, 5.0)


def test_north_is_up_and_nothing_leaves_the_page() -> None:
    points = np.array([[54.0, 56.0], [59.0, 61.0], [56.0, 58.0]])
    projection = shapes.fit(points, width=1000, heights=(400, 1000), pad=20)
    placed = projection.points(points)
    assert placed[0, 1] > placed[2, 1] > placed[1, 1]
    assert placed.min() >= 20 - 1e-6
    assert placed[:, 0].max() <= 980 + 1e-6
    assert placed[:, 1].max() <= projection.height - 20 + 1e-6
