import json

import pytest

from tsur_nlp.detect import HeatSettings, heat_map


def test_levels(make, calm):
    rows = [
        row
        for seed, topic in enumerate((("ЖКХ", "Нет отопления"), ("Дороги", "Ямы")))
        for row in make["outbreak"]("Лесной", topic, size=40, days=range(63, 70), seed=seed)
    ]
    heat = {one.unit: one for one in heat_map(make["plant"](calm, rows))}
    assert list(heat) == ["Заречный", "Лесной", "Луговой", "Озёрный", "Северный"]
    assert heat["Лесной"].level == "red"
    assert heat["Лесной"].relative_risk > 2
    assert heat["Лесной"].p_value < 1e-6
    assert set(heat["Лесной"].top_topics[:2]) == {"Нет отопления", "Ямы"}
    assert heat["Заречный"].level == "green"
    assert abs(heat["Лесной"].lat - 58.05) < 0.02
    assert heat["Лесной"].per_1000 is None


def test_grey_is_said_openly(calm):
    first_days = calm[calm["created_at"] < "2024-01-11"]
    assert {one.level for one in heat_map(first_days)} == {"grey"}
    one = heat_map(first_days)[0]
    assert one.relative_risk is None
    assert one.p_value is None
    rare = calm[(calm["district"] != "Северный") | (calm.index % 20 == 0)]
    assert {one.unit: one.level for one in heat_map(rare)}["Северный"] == "grey"


def test_population_makes_units_comparable(calm):
    sizes = {"Заречный": 140, "Лесной": 100, "Луговой": 80, "Озёрный": 60, "Северный": 40}
    fair = {u: 1000 * n for u, n in sizes.items()}
    heat = heat_map(calm, populations=fair, settings=HeatSettings(days=28))
    assert {one.level for one in heat} == {"green"}
    assert heat[0].per_1000 == pytest.approx(1000 * heat[0].observed / 140_000, abs=1e-3)
    small = fair | {"Заречный": 20_000}
    levels = {one.unit: one.level for one in heat_map(calm, populations=small)}
    assert levels["Заречный"] == "red"


def test_order_and_json(calm):
    heat = [one.as_dict() for one in heat_map(calm)]
    assert [one.as_dict() for one in heat_map(calm.sample(frac=1.0, random_state=1))] == heat
    assert json.dumps(heat, allow_nan=False)
    assert heat_map(calm.iloc[:0]) == []
    one_day = heat_map(calm[calm["created_at"] < "2024-01-02"])
    assert {one.level for one in one_day} == {"grey"}
    assert heat_map(calm, as_of="2020-01-01") == []
