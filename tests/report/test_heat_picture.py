"""The heat map that stands alone: GeoJSON and the picture."""

import dataclasses
import json
import random
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from report import build

from tsur_nlp.records import UnitHeat
from tsur_nlp.report import heat_geojson, heat_picture
from tsur_nlp.report.map.boundaries import Boundary

SVG = "{http://www.w3.org/2000/svg}"
LEVELS = ("red", "orange", "green", "grey")


def heat() -> list[UnitHeat]:
    made = build.heat(build.facts(300))[:8]
    return [
        dataclasses.replace(
            one,
            level=LEVELS[i % 4],
            relative_risk=2.5,
            window_start="2026-01-23",
            window_end="2026-01-29",
        )
        for i, one in enumerate(made)
    ]


def square(lon: float, lat: float, size: float = 0.4, *, left: bool = True) -> np.ndarray:
    ring = [(0, 0), (size, 0), (size, size), (0, size), (0, 0)]
    ring = ring if left else ring[::-1]
    return np.array([(lon + x, lat + y) for x, y in ring])


def areas(made: list[UnitHeat], *, left: bool = True) -> list[Boundary]:
    return [
        Boundary(one.unit, ((square(one.lon, one.lat, left=left),),))
        for one in made
        if one.lat is not None
    ]


def signed(ring: list[list[float]]) -> float:
    x, y = (np.array(ring) - np.array(ring[0])).T
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))


def test_points_polygons_and_nowhere():
    one, two, three = heat()[:3]
    three = dataclasses.replace(three, lat=None, lon=None)
    found = heat_geojson([one, two, three], areas([one, two])[1:])
    assert found["type"] == "FeatureCollection"
    assert [f["geometry"] and f["geometry"]["type"] for f in found["features"]] == [
        "Point",
        "Point",
        None,
    ]
    found = heat_geojson([one, two, three], areas([one, two]))
    kinds = [f["geometry"] and f["geometry"]["type"] for f in found["features"]]
    assert kinds == ["Polygon", "Polygon", None]
    assert found["features"][0]["properties"] == one.as_dict()
    assert heat_geojson([one])["features"][0]["geometry"]["coordinates"] == [one.lon, one.lat]


@pytest.mark.parametrize("left", [True, False])
def test_rings_turn_as_the_standard_says(left):
    (one,) = heat()[:1]
    outer, hole = square(56, 58, 2.0, left=left), square(56.5, 58.5, 0.5, left=left)
    island = square(60, 60, left=not left)[:-1]
    area = Boundary(one.unit, ((outer, hole), (island,)))
    geometry = heat_geojson([one], [area])["features"][0]["geometry"]
    assert geometry["type"] == "MultiPolygon"
    (mainland, cut), (isle,) = geometry["coordinates"]
    assert signed(mainland) > 0 > signed(cut)
    assert signed(isle) > 0
    assert all(ring[0] == ring[-1] for ring in (mainland, cut, isle))


def test_names_are_matched_as_on_the_page():
    one = dataclasses.replace(heat()[0], unit="г. Кунгур")
    area = Boundary("город Кунгур", ((square(56, 57),),))
    assert heat_geojson([one], [area])["features"][0]["geometry"]["type"] == "Polygon"


def tree(picture: str) -> ET.Element:
    return ET.fromstring(picture)


def words(picture: str) -> str:
    return " ".join(" ".join(tree(picture).itertext()).split())


def test_the_picture_is_one_static_file():
    picture = heat_picture(heat(), areas(heat()), title="Край & <округа>")
    root = tree(picture)
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= {
        *("svg", "title", "style", "rect", "g", "defs", "pattern", "path", "circle", "text"),
    }
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|<script|@import|\bon\w+=", picture)
    assert "Край & <округа>" in words(picture)
    assert root.find(f"{SVG}title").text == "Край & <округа>"


def test_levels_are_told_without_colour():
    made = heat()
    root = tree(heat_picture(made))
    for level, mark in (("red", "!!"), ("orange", "!"), ("grey", "?")):
        shapes = [g for g in root.iter(f"{SVG}g") if g.get("class") == f"place {level}"]
        assert len(shapes) >= 3  # two units and the legend
        assert all(mark in [text.text for text in g.iter(f"{SVG}text")] for g in shapes)
    assert "красный: обращений намного больше ожидаемого" in words(heat_picture(made))
    assert "серый: недостаточно данных" in words(heat_picture(made))


def test_what_and_when_and_the_hottest_are_said():
    made = heat()
    said = words(heat_picture(made)).replace("\xa0", " ").replace("\u2060", "")
    total = sum(one.observed for one in made)
    assert "23–29 января 2026 · все темы" in said
    assert str(total) in said
    assert "Больше обычного" in said
    one = made[0]
    assert f"(× 2,5): {one.observed} обращени" in said
    group = [dataclasses.replace(one, topic_group="ЖКХ") for one in made]
    assert "группа тем «ЖКХ»" in words(heat_picture(group))
    residents = [dataclasses.replace(one, basis="residents") for one in made]
    assert "ожидаемых по числу жителей" in words(heat_picture(residents))


def plain(picture: str) -> str:
    return words(picture).replace("\xa0", " ").replace("\u2060", "")


def test_what_is_on_no_unit_is_said():
    made = heat()
    total = sum(one.observed for one in made)
    assert "Вне карты" not in words(heat_picture(made))
    said = plain(heat_picture(made, aside=total))
    assert f"Вне карты: {total} обращени" in said
    assert f"из {2 * total} (50 %) — в них не названа ни одна из этих территорий." in said
    hexagons = plain(heat_picture(made, named=False, aside=total))
    assert f"из {2 * total} (50 %) — у них нет координат." in hexagons


def test_the_list_is_by_how_many_times_more():
    risks = (1.3, 2.1, 1.7)
    made = [
        dataclasses.replace(one, level="orange", observed=90 - place, relative_risk=risk)
        for place, (one, risk) in enumerate(zip(heat(), risks, strict=False))
    ]
    listed = plain(heat_picture(made)).split("Больше обычного")[1]
    assert re.findall(r"\(× ([\d,]+)\)", listed) == ["2,1", "1,7", "1,3"]


def test_green_that_is_many_times_more_has_a_word():
    one, two = (dataclasses.replace(one, level="green") for one in heat()[:2])
    two = dataclasses.replace(two, unit="Заречный", relative_risk=3.07, observed=17)
    usual = dataclasses.replace(one, relative_risk=1.05)
    said = plain(heat_picture([usual, two]))
    assert said.endswith("Больше, но столько бывает и случайно: Заречный (× 3,1)")
    assert "в 3,1 раза больше, но столько бывает и случайно" in said
    assert "случайно" not in plain(heat_picture([usual])).replace("случайность", "")


def test_hexagons_have_no_names_and_grey_ones_no_sign():
    made = [dataclasses.replace(one, unit=f"8811{i}") for i, one in enumerate(heat())]
    over = [Boundary("Город", ((square(54, 57, 5.0),),))]
    picture = heat_picture(made, areas(made), over=over, named=False)
    root = tree(picture)
    assert not [g for g in root.iter(f"{SVG}g") if (g.get("class") or "").startswith("labels")]
    (drawn,) = [g for g in root.iter(f"{SVG}g") if g.get("class") == "fine"]
    signs = [text.text for text in drawn.iter(f"{SVG}text") if text.get("class") == "sign"]
    assert sorted(signs) == ["!", "!", "!!", "!!"]
    assert len([g for g in root.iter(f"{SVG}g") if g.get("class") == "over"]) == 1
    assert f"{made[0].lat:.4f}, {made[0].lon:.4f} (×" in words(picture)


def test_the_order_of_the_records_changes_nothing():
    made = heat()
    shuffled = random.Random(1).sample(made, len(made))
    assert heat_picture(shuffled) == heat_picture(made)
    assert heat_picture(shuffled, areas(made)) == heat_picture(made, areas(made))


def test_nothing_to_draw_is_said():
    assert "нет данных" in words(heat_picture([]))
    nowhere = [dataclasses.replace(one, lat=None, lon=None) for one in heat()]
    picture = heat_picture(nowhere)
    assert "нет координат" in words(picture)
    assert "Больше обычного" in words(picture)
    assert json.dumps(heat_geojson([])) == '{"type": "FeatureCollection", "features": []}'


def test_real_boundaries_fit(real_data: Path):
    from tsur_nlp.report.map import boundaries

    path = real_data.parent / "boundaries" / "saint_petersburg.geojson"
    known = boundaries.load(path)
    one = dataclasses.replace(heat()[0], lat=None, lon=None)
    made = [dataclasses.replace(one, unit=area.name) for area in known]
    found = heat_geojson(made, known)
    assert all(f["geometry"] is not None for f in found["features"])
    assert len(tree(heat_picture(made, known)).findall(f".//{SVG}g[@class='place red']")) >= len(
        {area.name for area in known}
    )
