"""Boundaries, names and shapes of the heat map."""

import dataclasses
import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from report import build

from tsur_nlp.errors import InputError
from tsur_nlp.report import names, render
from tsur_nlp.report.map import boundaries, shapes
from tsur_nlp.report.map.labels import brief, labels
from tsur_nlp.report.map.marks import Spot
from tsur_nlp.report.map.panel import heat_map
from tsur_nlp.report.numbers.units import Unit, bare

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
    assert "границы из файла" not in page
    assert "в файле нет районов выгрузки: показаны круги" in page
    assert "круги в центрах территорий" in render(facts, [], build.heat(facts))


def test_areas_of_another_region_do_not_empty_the_map(tmp_path: Path) -> None:
    units = _units()
    path = _write(tmp_path / "u.geojson", [_feature("Дальний район", _square(30, 60))])
    assert str(heat_map(units, path)) == str(heat_map(units, None))


def test_units_beside_the_areas_are_on_the_map_too(tmp_path: Path) -> None:
    units = _units()
    squares = [_feature(u.heat.unit, _square(u.heat.lon, u.heat.lat)) for u in units]
    far = dataclasses.replace(units[0].heat, unit="Москва", lat=55.75, lon=37.6)
    known = [*units, dataclasses.replace(units[0], heat=far, number=99)]
    drawn = str(heat_map(known, _write(tmp_path / "some.geojson", squares[3:])))
    assert len(re.findall('<a class="place', drawn)) == len(units)
    assert "Москва" not in drawn


def test_the_colours_and_the_problems_are_told_apart_under_the_map() -> None:
    facts = build.facts(400)
    found, heat = build.problems(facts), build.heat(facts)
    line = "поэтому район бывает зелёным при красной проблеме"
    assert line in render(facts, found, heat)
    nowhere = [dataclasses.replace(one, lat=None, lon=None) for one in heat]
    assert line in render(facts, found, nowhere)
    assert line not in render(facts, [], heat)
    closed = [one for one in found if one.status == "closed"]
    assert line not in render(facts, closed, heat)


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


@lru_cache(maxsize=1)
def _units() -> list[Unit]:
    return bare(build.heat(build.facts(400)))


def test_a_mark_leads_to_its_unit() -> None:
    units = _units()
    drawn = str(heat_map(units, None))
    assert re.findall(r'<a class="place \w+" href="#(unit-\d+)"', drawn)
    links = set(re.findall(r'href="#(unit-\d+)"', drawn))
    assert links == {unit.anchor for unit in units}


def _legend(drawn: object) -> str:
    return str(drawn).split("<figcaption>")[1]


def test_the_legend_shows_what_the_map_shows(tmp_path: Path) -> None:
    units = _units()
    squares = [_feature(u.heat.unit, _square(u.heat.lon, u.heat.lat)) for u in units]
    known = _write(tmp_path / "known.geojson", squares)
    circles, polygons = _legend(heat_map(units, None)), _legend(heat_map(units, known))
    for legend in (circles, polygons):
        assert "недостаточно данных" in legend
        signs = re.findall(r'<g class="(\w+) piece">.*?</g>', legend)
        assert signs == ["red", "orange", "green", "grey"]
        assert re.findall(r'class="sign">(.*?)<', legend) == ["!!", "!", "?"]
    assert ('"red piece"><circle' in circles, "Площадь круга" in circles) == (True, True)
    assert ('"red piece"><path' in polygons, "Площадь круга" in polygons) == (True, False)
    most = _legend(heat_map(units, _write(tmp_path / "most.geojson", squares[1:])))
    assert ('"red piece"><path' in most, "Площадь круга" in most) == (True, False)


def test_polygons_without_messages_are_explained(tmp_path: Path) -> None:
    units = _units()
    squares = [_feature(u.heat.unit, _square(u.heat.lon, u.heat.lat)) for u in units]
    silent = _write(tmp_path / "a.geojson", [*squares, _feature("Тихий", _square(50, 60))])
    assert "без цвета: обращений нет" in _legend(heat_map(units, silent))
    others = [_feature(f"Округ {i}", _square(54 + i, 57)) for i in range(5)]
    plain = _legend(heat_map(units, _write(tmp_path / "b.geojson", others)))
    assert "без цвета" not in plain
    assert "Площадь круга" in plain


def test_names_are_as_short_as_they_stay_clear() -> None:
    names = ["Пермский городской округ", "Пермский муниципальный округ", "Гайвинский р-н"]
    assert brief(names) == ["Пермский г.\xa0о.", "Пермский м.\xa0о.", "Гайвинский"]
    assert brief(["муниципальный округ № 65", "посёлок Левашово"])[1] == "Левашово"
    assert brief(["Район", "Ленинский район"]) == ["Район", "Ленинский"]


def _spots(levels: str, *, step: float = 0.0) -> list[Spot]:
    """Circles in a row, red (r), green (g) or grey (?)."""
    known = {"r": "red", "g": "green", "?": "grey"}
    first = _units()[0]
    made = []
    for place, letter in enumerate(levels):
        heat = dataclasses.replace(first.heat, unit=f"Имя{place}", level=known[letter])
        unit = dataclasses.replace(first, heat=heat, number=place + 1)
        made.append(Spot(unit, 200 + step * place, 300.0, 20.0))
    return made


def _written(spots: Sequence[Spot], height: float = 600.0) -> dict[str, tuple[float, float]]:
    wide = str(labels(spots, height)[0])
    found = re.findall(r'<text x="([\d.-]+)" y="([\d.-]+)"[^>]*>(.*?)</text>', wide)
    return {name: (float(x), float(y)) for x, y, name in found}


def test_names_cover_neither_each_other_nor_the_marks() -> None:
    spots = _spots("rgrgrg", step=42)
    placed = _written(spots)
    assert len(placed) == 6
    boxes = [(x - 23, y - 17, x + 23, y + 3) for x, y in placed.values()]
    marks = [(s.x - 20, s.y - 20, s.x + 20, s.y + 20) for s in spots]
    for i, a in enumerate(boxes):
        for b in [*boxes[:i], *marks]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_a_name_stays_on_the_map_and_off_the_scale() -> None:
    (spot,) = _spots("r")
    low = dataclasses.replace(spot, x=110.0, y=585.0)
    ((x, y),) = _written([low]).values()
    assert y < 600
    assert x - 23 > 6 * 20


def test_what_is_hot_is_named_over_too_little_data() -> None:
    crowd = [
        dataclasses.replace(spot, x=200.0 + 24 * i, y=300.0 + 24 * j)
        for i in range(-4, 5)
        for j in range(-3, 4)
        for spot in _spots("g?")[1:]
        if (i, j) != (0, 0)
    ]
    for level, named in (("r", True), ("g", False)):
        assert ("Имя0" in _written([*_spots(level), *crowd])) is named
    walled = [
        dataclasses.replace(spot, unit=_spots("gg")[1].unit, x=spot.x, y=spot.y) for spot in crowd
    ]
    assert "Имя0" in _written([*_spots("r"), *walled])
    assert "Имя0" not in _written([*_spots("g"), *walled])
    hot = [dataclasses.replace(spot, unit=_spots("gr")[1].unit) for spot in walled]
    assert "Имя0" not in _written([*_spots("r"), *hot])


def test_a_small_polygon_is_named_over_the_middles_of_its_green_neighbours() -> None:
    plain = [
        dataclasses.replace(_spots("gg")[1], x=200.0 + 8 * i, y=300.0 + 8 * j, radius=0.0, wide=8)
        for i in range(-12, 13)
        for j in range(-8, 9)
    ]
    assert "Имя0" in _written([*_spots("r"), *plain])
    assert "Имя0" not in _written([*_spots("g"), *plain])
