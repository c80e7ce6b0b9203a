"""The heat map as a chart: what is drawn, how it is told, where it lies."""

import dataclasses
import json
import random
import re
from pathlib import Path

import numpy as np
import pytest
from report import build
from report.figures.reading import (
    SVG,
    corners,
    rows,
    saved,
    spec,
    square,
    subtitle,
    text,
    views,
    words,
)

from tsur_nlp import figures
from tsur_nlp.errors import InputError
from tsur_nlp.records import UnitHeat
from tsur_nlp.report.figures import heat_map_figure
from tsur_nlp.report.figures.palette import colours

LEVELS = ("red", "orange", "green", "grey")


@pytest.fixture(scope="module")
def heat() -> list[UnitHeat]:
    made = build.heat(build.facts(300))[:8]
    days = {"window_start": "2026-01-23", "window_end": "2026-01-29"}
    return [
        dataclasses.replace(one, level=LEVELS[i % 4], relative_risk=2.51, **days)
        for i, one in enumerate(made)
    ]


def areas(heat):
    return [square(one.unit, one.lon, one.lat) for one in heat]


def test_circles_tell_their_numbers_in_russian(heat):
    drawn = heat_map_figure(heat)
    (perm,) = [row for row in rows(drawn, "circle") if row["unit"] == "Пермский городской округ"]
    assert perm["level"] == "!! красный: намного больше ожидаемого"
    assert perm["risk"] == "2,5"
    assert perm["observed"] == str(heat[0].observed)
    assert perm["rate"] == f"{heat[0].per_1000:.2f}".replace(".", ",").rstrip("0")
    assert perm["topics"].split("; ") == list(heat[0].top_topics)
    sizes = {row["unit"]: row["size"] for row in rows(drawn, "circle")}
    most = max(heat, key=lambda one: one.observed)
    assert max(sizes, key=sizes.get) == most.unit
    assert [row["size"] for row in rows(drawn, "circle")] == sorted(sizes.values(), reverse=True)
    assert "Площадь круга — число обращений." in subtitle(drawn)
    total = sum(one.observed for one in heat)
    assert subtitle(drawn).startswith(
        f"23–\u206029\u00a0января 2026 · все темы · {total}\u00a0обращ"
    )


def test_the_legend_has_all_levels_in_the_colours_of_the_page(heat):
    (one,) = [v for v in views(spec(heat_map_figure(heat[:1]))) if v["mark"]["type"] == "circle"]
    scale = one["encoding"]["fill"]["scale"]
    said = [word.split(": ")[0] for word in scale["domain"]]
    assert said == ["!! красный", "! оранжевый", "зелёный", "? серый"]
    assert scale["domain"][3].endswith("мало данных")
    assert scale["range"] == ["#c22f2a", "#e1861b", "#3d8f63", "#c3cad4"]
    assert scale["range"] == [colours()[level] for level in LEVELS]


def test_levels_are_told_without_colour(heat):
    found = rows(heat_map_figure(heat), "text", has="sign")
    assert sorted(row["sign"] for row in found) == ["!", "!", "!!", "!!", "?", "?"]


def test_polygons_where_given_and_circles_for_the_others(heat):
    drawn = heat_map_figure(heat, [*areas(heat)[:5], square("Чужой", 57, 58.5)])
    named = [row["unit"] for row in rows(drawn, "geoshape", has="unit")]
    assert sorted(named) == sorted(one.unit for one in heat[:5])
    assert not set(named) & {row["unit"] for row in rows(drawn, "circle")}
    (ground,) = [row for row in rows(drawn, "geoshape") if "unit" not in row]
    assert ground["geometry"]["type"] == "MultiPolygon"
    assert "Кругом показана территория, у которой нет границ" in subtitle(drawn)


def test_a_polygon_lies_where_its_point_lies(heat, tmp_path: Path):
    one = dataclasses.replace(heat[0], lat=58.0, lon=56.0)
    other = dataclasses.replace(heat[2], unit="Другой", lat=58.2, lon=56.5)
    both = [square(one.unit, 56.0, 58.0), square("Чужой", 56.4, 58.1, 0.2)]
    drawn = heat_map_figure([one, other], both[:1], over=both, named=False)
    root = saved(drawn, tmp_path / "x.svg")
    groups = [g for g in root.iter(f"{SVG}g") if "mark-shape" in (g.get("class") or "")]
    marks = [path for group in groups for path in group.iter(f"{SVG}path")]
    (unit,) = [p for p in marks if "красный" in (p.get("aria-label") or "")]
    low, high = corners(unit).min(axis=0), corners(unit).max(axis=0)
    lines = [corners(p) for p in marks if p is not unit]
    assert any(np.allclose(low, c.min(axis=0)) and np.allclose(high, c.max(axis=0)) for c in lines)
    (circle,) = [p for p in root.iter(f"{SVG}path") if "Другой" in (p.get("aria-label") or "")]
    at = np.array(re.findall(r"[\d.]+", circle.get("transform", "")), dtype=float)
    (own,) = [c for c in lines if np.ptp(c[:, 0]) < 0.9 * (high - low)[0]]
    assert np.abs(at - (own.min(axis=0) + own.max(axis=0)) / 2).max() < 0.6
    # a square of 0.4 degrees is as high as it is wide times 1 / cos(latitude)
    wide, tall = high - low
    assert tall / wide == pytest.approx(1 / np.cos(np.radians(58.2)), rel=0.01)
    assert low.min() >= 0
    assert wide > 300


def test_holes_turn_the_other_way(heat):
    area = square(heat[0].unit, 56, 58, hole=True)
    (row,) = rows(heat_map_figure(heat[:1], [area]), "geoshape", has="unit")
    ((outer, hole),) = row["geometry"]["coordinates"]

    def turn(ring):
        x, y = np.array(ring).T
        return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))

    assert turn(outer) * turn(hole) < 0


def test_names_stand_apart_and_the_hottest_are_named(heat):
    found = rows(heat_map_figure(heat), "text", has="said")
    names = [row["said"] for row in found if "км" not in row["said"]]
    assert {"Пермский", "Березниковский"} <= set(names)
    boxes = [(row["x"], row["y"], 0.5 * 12 * len(row["said"])) for row in found[:-1]]
    for i, (x, y, wide) in enumerate(boxes):
        for x2, y2, wide2 in boxes[:i]:
            assert abs(y - y2) >= 12 or abs(x - x2) >= (wide + wide2) / 2


def test_the_scale_of_kilometres_is_true(heat):
    one, two = (dataclasses.replace(heat[i], lat=58.0, lon=56.0 + i) for i in range(2))
    drawn = heat_map_figure([one, two])
    left, right = sorted(row["x"] for row in rows(drawn, "circle"))
    (bar,) = rows(drawn, "rule")
    km = float(bar["said"].split()[0])
    apart = 111.2 * np.cos(np.radians(58.0))
    assert (bar["x2"] - bar["x"]) * apart / (right - left) == pytest.approx(km, rel=0.02)


def test_hexagons_have_their_own_borders_and_no_names(heat):
    h3 = pytest.importorskip("h3")
    cells = [h3.latlng_to_cell(58 + i / 20, 56.25, 6) for i in range(4)]
    made = [
        dataclasses.replace(one, unit=cell, unit_type="h3")
        for one, cell in zip(heat, cells, strict=False)
    ]
    drawn = figures.heat_map_figure(made)
    found = rows(drawn, "geoshape", has="unit")
    assert {row["unit"] for row in found} == set(cells)
    assert all(len(row["geometry"]["coordinates"][0][0]) == 7 for row in found)
    assert [row["said"][-2:] for row in rows(drawn, "text", has="said")] == ["км"]
    assert [row["sign"] for row in rows(drawn, "text", has="sign")] == ["!!", "!"]


def test_the_order_of_the_records_changes_nothing(heat):
    mixed = random.Random(3).sample(heat, len(heat))
    assert text(heat_map_figure(mixed)) == text(heat_map_figure(heat))
    assert text(heat_map_figure(mixed, areas(heat))) == text(heat_map_figure(heat, areas(heat)))


def test_a_fine_border_is_thinned(heat):
    turn = np.linspace(0, 2 * np.pi, 60_001)
    ring = np.column_stack((56 + np.cos(turn) * 0.3, 58 + np.sin(turn) * 0.2))
    area = dataclasses.replace(square(heat[0].unit, 56, 58), polygons=((ring,),))
    (row,) = rows(heat_map_figure(heat[:1], [area]), "geoshape", has="unit")
    assert 40 < len(row["geometry"]["coordinates"][0][0]) < 400


def test_nothing_to_draw_is_said(heat):
    nowhere = [dataclasses.replace(one, lat=None, lon=None) for one in heat]
    for drawn, said in (
        (heat_map_figure([]), "ни у одного обращения не определено место"),
        (heat_map_figure([], areas(heat)), "ни у одного обращения не определено место"),
        (heat_map_figure(nowhere), "у обращений нет координат"),
        (heat_map_figure(nowhere, [square("Чужой", 30, 60)]), "границы — других территорий"),
    ):
        (row,) = rows(drawn, "text")
        assert said in row["said"]


def test_one_group_is_chosen_and_named(heat, tmp_path: Path):
    both = [*heat, *(dataclasses.replace(one, topic_group="ЖКХ", observed=1) for one in heat)]
    assert text(figures.heat_map_figure(both)) == text(figures.heat_map_figure(heat))
    drawn = figures.heat_map_figure(both, group="ЖКХ")
    assert "группа тем «ЖКХ» · 8\u00a0обращений" in subtitle(drawn)
    with pytest.raises(InputError, match="no group 'Дороги'"):
        figures.heat_map_figure(both, group="Дороги")
    with pytest.raises(InputError, match="cannot read the boundaries"):
        figures.heat_map_figure(heat, boundaries=tmp_path / "none.geojson")


def test_boundaries_are_read_from_a_file_and_the_picture_is_saved(heat, tmp_path: Path):
    ring = square("", heat[0].lon, heat[0].lat).polygons[0][0].tolist()
    feature = {
        "type": "Feature",
        "properties": {"name": heat[0].unit},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = tmp_path / "units.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    drawn = figures.heat_map_figure(heat[:1], boundaries=path, title="Край <&>")
    said = words(saved(drawn, tmp_path / "heat.svg"))
    assert {"Край <&>", "? серый: мало данных", "зелёный: как обычно", "Пермский"} <= set(said)
    assert "http" not in (tmp_path / "heat.svg").read_text("utf-8").replace(
        "http://www.w3.org/", ""
    )
    drawn.save(str(tmp_path / "heat.png"))
    assert (tmp_path / "heat.png").read_bytes().startswith(b"\x89PNG")


def test_what_looks_personal_is_hidden(heat):
    one = dataclasses.replace(heat[0], unit="Округ 8 (900) 000-00-00", top_topics=("a@b.ru",))
    assert "900" not in text(heat_map_figure([one]))
    assert "a@b.ru" not in text(heat_map_figure([one]))


def test_a_real_city_fits(real_data: Path, heat):
    path = real_data.parent / "boundaries" / "saint_petersburg.geojson"
    from tsur_nlp.report.map.boundaries import load

    one = dataclasses.replace(heat[0], lat=None, lon=None)
    made = [dataclasses.replace(one, unit=area.name) for area in load(path)]
    drawn = figures.heat_map_figure(made, boundaries=path)
    assert len(rows(drawn, "geoshape", has="unit")) == len({one.unit for one in made})
    assert len(text(drawn)) < 250_000


def crowded(heat, count: int, hot: int) -> list[UnitHeat]:
    """Units with long names so near to each other that few names have room; the last are hot."""
    return [
        dataclasses.replace(
            heat[0],
            unit=f"Дальнеозёрский и Ближнегорский {number:02d}",
            level="green" if number < count - hot else LEVELS[number % 2],
            relative_risk=1.0 if number < count - hot else 3.0,
            observed=900 - number,
            lat=58 + 0.01 * (number % 6),
            lon=56 + 0.02 * (number // 6),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize(("count", "hot"), [(72, 5), (90, 60)])
def test_a_hot_unit_never_loses_its_name(heat, count, hot):
    made = crowded(heat, count, hot)
    drawn = heat_map_figure(made)
    said = [row["said"] for row in rows(drawn, "text", has="said")]
    for one in made[-hot:]:
        assert one.unit in said
    assert len(said) < count


def test_the_others_are_named_by_their_counts(heat):
    made = [dataclasses.replace(one, level="green") for one in crowded(heat, 30, 1)]
    names = [row["said"] for row in rows(heat_map_figure(made), "text", has="said")]
    most = max(made, key=lambda one: one.observed).unit
    assert names[0] == most
    assert not [v for v in views(spec(heat_map_figure(made))) if v["mark"]["type"] == "rule"][1:]


def test_a_name_that_stands_apart_has_a_line_from_its_mark(heat):
    made = crowded(heat, 72, 5)
    drawn = heat_map_figure(made)
    leads = rows(drawn, "rule")
    marks = {(row["x"], row["y"]): row["size"] ** 0.5 / 2 for row in rows(drawn, "circle")}
    names = rows(drawn, "text", has="said")
    assert leads
    for lead in leads:
        at = [np.hypot(lead["x"] - x, lead["y"] - y) - r for (x, y), r in marks.items()]
        assert min(map(abs, at)) < 0.6
        assert any(abs(lead["y2"] - row["y"]) <= 6.6 for row in names)
