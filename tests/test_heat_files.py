"""The heat map by the public names and by the command line."""

import csv
import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tsur_nlp as tsur
from tsur_nlp.cli import main
from tsur_nlp.errors import InputError
from tsur_nlp.heat import notices

UNITS = {"Лесной": (58.05, 56.30), "Озёрный": (58.00, 56.35), "Северный": (58.08, 56.22)}
GROUPS = ("ЖКХ", "Дороги")


def messages() -> pd.DataFrame:
    rng = np.random.default_rng(0)
    rows = []
    for unit, (lat, lon) in UNITS.items():
        for day in range(60):
            loud = unit == "Лесной" and day >= 55
            for k in range(rng.poisson(2.0) + 8 * loud):
                rows.append(
                    {
                        "text": f"Просим помочь: случай {len(rows)}",
                        "created_at": pd.Timestamp("2024-01-01") + pd.Timedelta(day, "D"),
                        "district": unit,
                        "lat": lat + rng.normal(0, 0.004),
                        "lon": lon + rng.normal(0, 0.004),
                        "nlp_topic_group": "ЖКХ" if loud else GROUPS[k % 2],
                        "nlp_topic": "Отопление" if loud else f"Тема {k % 2}",
                    }
                )
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return messages()


@pytest.fixture(scope="module")
def heat(frame: pd.DataFrame) -> list[tsur.UnitHeat]:
    return tsur.heat_map(frame, by="group")


@pytest.fixture
def boundaries(tmp_path: Path) -> Path:
    return bounds(tmp_path / "units.geojson", [f"{unit} район" for unit in UNITS])


def bounds(path: Path, names: Sequence[str], *, east: float = 0.0) -> Path:
    ring = [[0.0, 0.0], [0.05, 0.0], [0.05, 0.05], [0.0, 0.05], [0.0, 0.0]]
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[lon + east + x, lat + y] for x, y in ring]],
            },
        }
        for name, (lat, lon) in zip(names, UNITS.values(), strict=False)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_every_format_tells_the_same(heat, tmp_path: Path, boundaries: Path) -> None:
    told = [one.as_dict() for one in heat]
    assert len(told) == len(UNITS) * (1 + len(GROUPS))
    path = tsur.write_heat(heat, tmp_path / "h.json")
    assert json.loads(path.read_text("utf-8")) == told
    path = tsur.write_heat(heat, tmp_path / "h.geojson", boundaries=boundaries)
    found = json.loads(path.read_text("utf-8"))
    assert [feature["properties"] for feature in found["features"]] == told
    assert {feature["geometry"]["type"] for feature in found["features"]} == {"Polygon"}
    path = tsur.write_heat(heat, tmp_path / "h.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["level"] for row in rows] == [one.level for one in heat]
    assert list(rows[0]) == [field.name for field in dataclasses.fields(tsur.UnitHeat)]
    assert rows[0]["top_topics"] == "; ".join(heat[0].top_topics)


def test_a_picture_shows_one_group_or_all(heat, tmp_path: Path, boundaries: Path) -> None:
    whole = tsur.write_heat(heat, tmp_path / "a.svg", title="Край").read_text("utf-8")
    roads = tsur.write_heat(heat, tmp_path / "b.svg", group="Дороги").read_text("utf-8")
    bounded = tsur.write_heat(heat, tmp_path / "c.svg", boundaries=boundaries).read_text("utf-8")
    assert 'class="place red"><title>Лесной' in whole
    assert ">Край</title>" in whole
    assert "Дороги" in roads
    assert 'class="place red"><title>' not in roads
    assert bounded.count("<title>") == 1 + len(UNITS)
    assert 'class="place red"><title>Лесной' in bounded


def test_residents_may_be_given(frame: pd.DataFrame) -> None:
    residents = {"Лесной": 10_000, "Озёрный": 10_000, "Северный": 500}
    heat = {one.unit: one for one in tsur.heat_map(frame, populations=residents)}
    assert heat["Северный"].residents_risk > 3
    assert heat["Северный"].per_1000 == heat["Северный"].observed * 2


@pytest.mark.parametrize(
    ("name", "group", "said"),
    [
        ("h.docx", "", r"h\.docx: a heat map is written as \.json, \.geojson, \.svg"),
        ("h", "", "not as ''"),
        ("h.json", "Медицина", "no group 'Медицина'; groups: Дороги, ЖКХ"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(heat, tmp_path: Path, name, group, said) -> None:
    with pytest.raises(InputError, match=said):
        tsur.write_heat(heat, tmp_path / name, group=group)
    assert not (tmp_path / name).exists()
    plain = [one for one in heat if not one.topic_group]
    with pytest.raises(InputError, match='by="group"'):
        tsur.write_heat(plain, tmp_path / "h.json", group="ЖКХ")


@pytest.mark.parametrize("name", ["h.svg", "h.geojson"])
def test_boundaries_of_other_units_are_refused(heat, tmp_path: Path, name: str) -> None:
    others = bounds(tmp_path / "o.geojson", ["Арбат", "Зябликово", "Хамовники"])
    said = "none of the 3 units has a polygon; the units are «Лесной», .* the polygons «Арбат»"
    with pytest.raises(InputError, match=said):
        tsur.write_heat(heat, tmp_path / name, boundaries=others)
    assert not (tmp_path / name).exists()
    assert tsur.write_heat([], tmp_path / name, boundaries=others).exists()


def test_units_without_a_polygon_are_told(heat, boundaries: Path, tmp_path: Path) -> None:
    assert notices(heat, "h.svg", boundaries=boundaries) == []
    two = bounds(tmp_path / "two.geojson", ["Лесной", "Озёрный", "Арбат"])
    assert notices(heat, "h.svg", boundaries=two) == ["2 of 3 units have a polygon"]
    one = bounds(tmp_path / "one.geojson", ["Лесной", "Арбат"])
    (said,) = notices(heat, "h.geojson", boundaries=one)
    assert said.startswith("1 of 3 units have a polygon, too few")
    (said,) = notices(heat, "h.csv", boundaries=boundaries)
    assert said == "boundaries have no effect: they are drawn in .geojson and .svg"


def test_messages_without_a_unit_are_told(frame: pd.DataFrame, tmp_path: Path) -> None:
    blank = frame.assign(district=frame["district"].mask(frame.index % 4 == 0))
    heat = tsur.heat_map(blank, unit="district", by="group")
    lost = heat.aside[""]
    total = lost + sum(one.observed for one in heat if not one.topic_group)
    told = f"{lost} of {total} messages are in none of them: they name no unit of this map"
    assert notices(heat, "h.json") == [told]
    picture = tsur.write_heat(heat, tmp_path / "h.svg").read_text("utf-8").replace("\xa0", " ")
    assert f"Вне карты: {lost} обращени" in picture
    roads = tsur.write_heat(heat, tmp_path / "h.svg", group="Дороги").read_text("utf-8")
    assert f"Вне карты: {heat.aside['Дороги']}\xa0обращени" in roads


def test_a_known_place_off_the_map_is_not_called_unknown(frame: pd.DataFrame) -> None:
    away = frame.index % 5 == 0
    own = frame["district"].mask(away)
    heat = tsur.heat_map(frame.assign(district=own, nlp_district=np.where(away, "Заречье", "")))
    assert {one.unit for one in heat} == set(UNITS)
    (said,) = notices(heat, "h.json")
    assert said.endswith("they name no unit of this map")


def test_the_boundaries_are_read_once(
    heat, boundaries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, read = Path.read_text, []

    def counted(path: Path, *how: str, **more: str) -> str:
        read.append(path)
        return real(path, *how, **more)

    monkeypatch.setattr(Path, "read_text", counted)
    tsur.write_heat(heat, tmp_path / "h.geojson", boundaries=boundaries)
    assert notices(heat, "h.geojson", boundaries=boundaries) == []
    assert read.count(boundaries) == 1
    bounds(boundaries, ["Лесной", "Озёрный"])
    assert notices(heat, "h.geojson", boundaries=boundaries) == ["2 of 3 units have a polygon"]


def test_an_empty_map_is_written_too(tmp_path: Path) -> None:
    assert json.loads(tsur.write_heat([], tmp_path / "h.json").read_text("utf-8")) == []
    assert "нет данных" in tsur.write_heat([], tmp_path / "h.svg", group="ЖКХ").read_text("utf-8")
    assert tsur.write_heat([], tmp_path / "h.csv").read_text("utf-8-sig").startswith("unit,")


def test_hexagons_go_to_the_files(frame, tmp_path: Path, boundaries: Path) -> None:
    pytest.importorskip("h3")
    heat = tsur.heat_map(frame, cells=7)
    path = tsur.write_heat(heat, tmp_path / "h.geojson", boundaries=boundaries)
    shapes = [feature["geometry"] for feature in json.loads(path.read_text("utf-8"))["features"]]
    assert {shape["type"] for shape in shapes} == {"Polygon"}
    assert {len(shape["coordinates"][0]) for shape in shapes} == {7}
    blank = frame.assign(lat=frame["lat"].mask(frame.index % 4 == 0))
    (said,) = notices(tsur.heat_map(blank, cells=7), "h.json")
    assert said.endswith("messages are in none of them: they have no coordinates")
    picture = tsur.write_heat(heat, tmp_path / "h.svg", boundaries=boundaries).read_text("utf-8")
    assert picture.count("<title>") == 1 + len(heat)
    assert 'class="over"' in picture
    elsewhere = bounds(tmp_path / "far.geojson", list(UNITS), east=20.0)
    with pytest.raises(InputError, match=r"none of the \d+ hexagons lies in these boundaries"):
        tsur.write_heat(heat, tmp_path / "h.svg", boundaries=elsewhere)


def run(monkeypatch, capfd, *arguments: object) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["tsur-nlp", *map(str, arguments)])
    with pytest.raises(SystemExit) as done:
        main()
    return int(done.value.code or 0), capfd.readouterr().err


def test_the_command_writes_by_the_ending(
    frame, heat, tmp_path: Path, boundaries: Path, monkeypatch, capfd
) -> None:
    export = tmp_path / "scored.parquet"
    frame.to_parquet(export)
    code, said = run(monkeypatch, capfd, "heat", export, "-o", tmp_path / "h.json", "--by-group")
    assert (code, said) == (0, f"3 units -> {tmp_path / 'h.json'}\n")
    by_api = tsur.write_heat(heat, tmp_path / "api.json")
    assert (tmp_path / "h.json").read_bytes() == by_api.read_bytes()
    drawn = ("--group", "ЖКХ", "--boundaries", boundaries, "--title", "Край")
    code, said = run(monkeypatch, capfd, "heat", export, "-o", tmp_path / "h.svg", *drawn)
    assert code == 0, said
    assert said == f"3 units -> {tmp_path / 'h.svg'}\n"
    code, said = run(monkeypatch, capfd, "heat", export, "-o", tmp_path / "h.csv", *drawn[:4])
    assert (code, said.count("boundaries have no effect")) == (0, 1)
    code, said = run(monkeypatch, capfd, "heat", export, "-o", tmp_path / "h.csv", "--region", "Х")
    assert (code, said.count("--region and --addresses have no effect")) == (0, 1)
    assert "группа тем «ЖКХ»" in (tmp_path / "h.svg").read_text("utf-8")
    code, said = run(monkeypatch, capfd, "heat", export, "-o", tmp_path / "h.docx")
    assert (code, said.count("\n")) == (2, 1)
    assert "a heat map is written as" in said


def test_the_command_makes_hexagons(frame, tmp_path: Path, monkeypatch, capfd) -> None:
    export = tmp_path / "scored.parquet"
    frame.to_parquet(export)
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "h3", None)
        at = ("heat", export, "-o", tmp_path / "h.geojson", "--cells", 7)
        code, said = run(patch, capfd, *at)
        assert (code, 'pip install "tsur-nlp[maps]"' in said) == (2, True)
    pytest.importorskip("h3")
    code, said = run(monkeypatch, capfd, *at)
    assert code == 0, said
    assert "Polygon" in (tmp_path / "h.geojson").read_text("utf-8")
