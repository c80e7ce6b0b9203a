import sys

import numpy as np
import pytest

from tsur_nlp.detect import heat_map
from tsur_nlp.detect.heat.cells import outline
from tsur_nlp.errors import InputError


def test_hexagons_are_units(make, calm):
    pytest.importorskip("h3")
    there = make["outbreak"]("Лесной", size=50, days=range(63, 70), lat=58.05, lon=56.30)
    heat = heat_map(make["plant"](calm, there), cells=7)
    assert [one.unit for one in heat] == sorted(one.unit for one in heat)
    assert {one.unit_type for one in heat} == {"h3"}
    (red,) = [one for one in heat if one.level == "red"]
    ring = np.array(outline(red.unit))
    assert ring.shape == (7, 2)
    assert (ring.min(axis=0) < (56.30, 58.05)).all()
    assert (ring.max(axis=0) > (56.30, 58.05)).all()
    assert abs(red.lat - 58.05) < 0.02
    assert red.top_topics[0] == "Нет отопления"
    assert sum(one.level == "grey" for one in heat) > len(heat) / 2


def test_hexagons_by_group_in_any_order_of_rows(calm):
    pytest.importorskip("h3")
    heat = heat_map(calm, cells=6, by="group")
    assert {one.topic_group for one in heat} == {"", "ЖКХ", "Дороги"}
    assert heat_map(calm.sample(frac=1.0, random_state=2), cells=6, by="group") == heat


def test_messages_without_a_point_are_in_no_hexagon(calm):
    pytest.importorskip("h3")
    assert heat_map(calm.drop(columns=["lat", "lon"]), cells=8) == []
    assert heat_map(calm.assign(lat=0.0, lon=0.0), cells=8) == []
    half = calm.assign(lat=calm["lat"].where(calm.index % 2 == 0), lon=calm["lon"] + 1000.0)
    assert heat_map(half, cells=8) == []


@pytest.mark.parametrize("resolution", [-1, 3, 10, 16, 8.5])
def test_a_resolution_that_is_none(calm, resolution):
    with pytest.raises(InputError, match=r"one of 4 .* to 9"):
        heat_map(calm, cells=resolution)


def test_too_many_hexagons_are_refused(calm, monkeypatch):
    pytest.importorskip("h3")
    monkeypatch.setattr("tsur_nlp.detect.heat.cells.MOST_CELLS", 3)
    with pytest.raises(InputError, match=r"cells=9 makes \d+ hexagons .* give 8 or less"):
        heat_map(calm, cells=9)


def test_without_the_package_the_way_out_is_named(calm, monkeypatch):
    monkeypatch.setitem(sys.modules, "h3", None)
    with pytest.raises(InputError, match=r'pip install "tsur-nlp\[maps\]"'):
        heat_map(calm, cells=8)


def test_the_outline_turns_left_and_is_closed():
    h3 = pytest.importorskip("h3")
    ring = np.array(outline(h3.latlng_to_cell(58.0, 56.2, 8)))
    assert (ring[0] == ring[-1]).all()
    x, y = (ring - ring[0]).T
    assert np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]) > 0
    with pytest.raises(InputError, match="no hexagon"):
        outline("Лесной")
