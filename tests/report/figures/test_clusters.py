"""The map of problems: circles of the true size, points of messages, no text of any."""

import dataclasses
import json
import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from report import build
from report.figures.reading import NBSP, rows, saved, spec, square, subtitle, text, views, words

from tsur_nlp import figures
from tsur_nlp.errors import InputError
from tsur_nlp.report.figures import cluster_map
from tsur_nlp.report.figures import messages as points


@pytest.fixture(scope="module")
def known() -> pd.DataFrame:
    made = build.facts(800)
    shift = np.random.default_rng(0).normal(0, 0.02, (2, len(made)))
    return made.assign(lat=made["lat"] + shift[0], lon=made["lon"] + shift[1])


@pytest.fixture(scope="module")
def problems(known):
    found = build.problems(known)
    found[0] = dataclasses.replace(found[0], radius_m=5_000.0)
    found[1] = dataclasses.replace(found[1], radius_m=20_000.0)
    found[2] = dataclasses.replace(found[2], radius_m=90_000.0, units=("А", "Б"))
    found[3] = dataclasses.replace(found[3], lat=None, lon=None)
    found[4] = dataclasses.replace(found[4], radius_m=10_000.0, level="red", severity=99)
    return found


@pytest.fixture(scope="module")
def plain(problems):
    return cluster_map(problems)


@pytest.fixture(scope="module")
def full(problems, known):
    return cluster_map(problems, known)


def test_problems_are_numbered_the_gravest_first_and_the_closed_last(plain):
    found = rows(plain, "circle", has="number")
    assert [row["number"] for row in found] == [1, 2, 3, 5]
    assert [row["closed"] for row in found] == [False, False, False, True]
    first = found[0]
    assert first["topic"] == "Отопление"
    assert first["unit"] == "Березниковский городской округ"
    assert (first["state"], first["severity"]) == ("новая", "91 из 100")
    assert first["level"] == "!! красный: нужно вмешаться"
    assert first["expected"] == "4,2"
    assert first["window"] == f"24–\u206029{NBSP}января 2026"
    assert found[2]["level"] == "! оранжевый: нужно внимание"


def test_the_list_names_all_of_them(plain):
    listed = rows(plain, "circle", has="row")
    assert [row["number"] for row in listed] == [1, 2, 3, 4, 5]
    assert listed[0]["said"].startswith(f"!!{NBSP}Отопление · Березниковский г.{NBSP}о. · ")
    assert listed[0]["said"].endswith(" при ожидаемых 4,2 · новая")
    assert f"5{NBSP}проблем: красных{NBSP}— 3, закрытых{NBSP}— 1, без точки{NBSP}— 1" in subtitle(
        plain
    )


def test_a_long_list_is_cut_and_it_is_said(problems):
    many = [dataclasses.replace(problems[0], problem_id=f"p{i:03}") for i in range(20)]
    drawn = cluster_map(many)
    assert len(rows(drawn, "circle", has="row")) == 12
    assert f"…и ещё{NBSP}8; на карте все" in text(drawn)
    assert "…и ещё" not in text(cluster_map(many[:12]))


def test_numbers_never_cover_each_other(problems):
    many = [dataclasses.replace(problems[0], problem_id=f"p{i:03}") for i in range(20)]
    at = np.array([(row["x"], row["y"]) for row in rows(cluster_map(many), "circle")])
    gaps = np.abs(at[:, None] - at[None]).max(axis=2) + np.eye(len(at)) * 99
    assert gaps.min() >= 17.9


def test_circles_have_the_radius_in_kilometres(plain):
    drawn = plain
    found = {row["number"]: row for row in rows(drawn, "geoshape", has="number")}
    (bar,) = rows(drawn, "rule", has="said")
    km = (bar["x2"] - bar["x"]) / float(bar["said"].split()[0])
    for number, radius in ((1, 5.0), (2, 20.0)):
        ring = np.array(found[number]["geometry"]["coordinates"][0][0])
        wide, tall = np.ptp(ring, axis=0)
        assert wide == pytest.approx(tall, rel=0.02)
        # kilometres of the bar are those of the middle of the map: Mercator grows to the north
        assert wide / 2 / km == pytest.approx(radius, rel=0.05)


def test_a_wave_has_no_circle_but_an_empty_number(plain, problems):
    drawn, one = plain, cluster_map(problems[:1])
    circles = rows(drawn, "geoshape", has="number")
    assert [row["number"] for row in circles] == [2, 5, 1]
    assert "волна" in subtitle(drawn)
    assert "Пунктир — проблема закрыта." in subtitle(drawn)
    assert "волна" not in subtitle(one)
    assert "Пунктир" not in subtitle(one)


def test_messages_are_points_counted_by_place(problems, known):
    own = known[known["id"].isin(problems[0].message_ids)].copy()
    own[["lat", "lon"]] = 59.4, 56.8
    drawn = cluster_map(problems[:1], own)
    (dot,) = rows(drawn, "circle", has="count")
    assert dot["count"] == str(len(own))
    assert dot["number"] == 1
    days = own["created_at"].dt.day
    assert dot["days"] == f"{days.min()}–\u2060{days.max()}{NBSP}января 2026"
    assert "точки — сами обращения" in subtitle(drawn)
    assert "точки" not in subtitle(cluster_map(problems[:1]))


def test_only_own_messages_with_a_point_are_drawn(problems, known, full):
    lost = known.assign(lat=0.0, lon=0.0)
    for nowhere in (lost, known.assign(lat=np.nan)):
        with pytest.raises(AssertionError, match="no circle with rows that have 'count'"):
            rows(cluster_map(problems[:1], nowhere), "circle", has="count")
    found = rows(full, "circle", has="count")
    counts = {n: sum(int(r["count"]) for r in found if r["number"] == n) for n in (1, 2)}
    placed = known.dropna(subset=["lat"])
    assert counts == {n: int(placed["id"].isin(problems[n - 1].message_ids).sum()) for n in (1, 2)}


def test_too_many_points_are_thinned_and_it_is_said(problems, known, monkeypatch):
    monkeypatch.setattr(points, "MOST", 20)
    drawn = cluster_map(problems[:2], known)
    found = rows(drawn, "circle", has="count")
    assert len(found) == 20
    assert {row["number"] for row in found} == {1, 2}
    assert "Показано 20 точек из " in subtitle(drawn)


def test_no_text_id_or_author_gets_into_the_picture(problems, known):
    marked = known.assign(text="ТАЙНА", author="Иванов", id="ключ-" + known["id"])
    own = [
        dataclasses.replace(p, message_ids=tuple(f"ключ-{key}" for key in p.message_ids))
        for p in problems
    ]
    said = json.dumps(spec(cluster_map(own, marked)), ensure_ascii=False)
    assert '"count"' in said
    assert not [word for word in ("ТАЙНА", "Иванов", "ключ-", "Улица") if word in said]


def test_shuffled_input_gives_the_same_map(problems, known, full):
    mixed = random.Random(2).sample(problems, len(problems))
    assert text(cluster_map(mixed, known.sample(frac=1, random_state=3))) == text(full)


def test_borders_lie_under_everything(problems):
    drawn = cluster_map(problems[:2], areas=[square("А", 56, 58), square("Б", 57, 59)])
    (first, *_) = views(spec(drawn))
    assert (first["mark"]["type"], first["mark"]["fill"]) == ("geoshape", "#e6eaef")
    assert len(rows(drawn, "geoshape")) == 2


def test_one_street_fills_the_map(problems):
    drawn = cluster_map([dataclasses.replace(problems[0], radius_m=400.0)])
    (row,) = rows(drawn, "geoshape", has="number")
    assert np.ptp(np.array(row["geometry"]["coordinates"][0][0])[:, 0]) > 150
    assert rows(drawn, "rule", has="said")[0]["said"].endswith(f"{NBSP}м")


def test_nothing_to_draw_is_said(problems, plain):
    nowhere = [dataclasses.replace(one, lat=None, lon=None) for one in problems]
    assert rows(cluster_map([]), "text")[0]["said"] == "Системных проблем нет."
    assert "нет точки на карте" in rows(cluster_map(nowhere), "text")[0]["said"]
    assert text(cluster_map(problems, build.facts(1).iloc[:0])) == text(plain)


def test_records_dicts_and_a_file_are_the_same(problems, plain, tmp_path: Path):
    path = tmp_path / "problems.json"
    told = [one.as_dict() for one in problems]
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    for given in (problems, told, path):
        assert text(figures.cluster_map(given)) == text(plain)
    with pytest.raises(InputError, match="cannot read"):
        figures.cluster_map(tmp_path / "none.json")


def test_it_is_saved_with_its_words(full, tmp_path: Path):
    drawn, root = full, saved(full, tmp_path / "c.svg")
    said = words(root)
    assert {"Системные проблемы на карте", "! оранжевый: нужно внимание", "1", "5"} <= set(said)
    dashed = [p for p in root.iter() if p.get("stroke-dasharray") == "4,3"]
    assert len(dashed) == 1
    dots = [p for p in root.iter() if p.get("opacity") == "0.55"]
    assert len(dots) == len(rows(drawn, "circle", has="count"))


@pytest.mark.parametrize(
    ("expected", "said"), [(0.0, "меньше 0,1"), (0.09, "меньше 0,1"), (0.1, "0,1"), (3.0, "3")]
)
def test_hardly_any_expected_is_not_told_as_none(problems, expected, said):
    drawn = cluster_map([dataclasses.replace(problems[0], expected=expected)])
    (row,) = rows(drawn, "circle", has="number")
    assert row["expected"] == said
    assert f" при ожидаемых {said} · " in text(drawn)
