import numpy as np
import pytest

from tsur_nlp.detect import HeatSettings, heat_map
from tsur_nlp.detect.heat.counted import Counted
from tsur_nlp.detect.heat.residents import by_residents

SIZES = {"Заречный": 140, "Лесной": 100, "Луговой": 80, "Озёрный": 60, "Северный": 40}
FAIR = {unit: 1000 * size for unit, size in SIZES.items()}


def counted(observed) -> Counted:
    n = len(observed)
    none = np.zeros(n)
    return Counted(
        np.arange(n), np.full(n, -1), np.array(observed, dtype=float), none, none, np.ones(n)
    )


def test_residents_make_units_comparable(calm):
    heat = heat_map(calm, populations=FAIR, settings=HeatSettings(days=28))
    assert {one.level for one in heat} == {"green"}
    assert all(0.8 < one.residents_risk < 1.25 for one in heat)
    assert heat[0].per_1000 == pytest.approx(1000 * heat[0].observed / 140_000, abs=1e-3)
    assert heat[0].residents == 140_000


def test_more_per_head_than_others_is_red_though_it_was_always_so(calm):
    heat = {one.unit: one for one in heat_map(calm, populations=FAIR | {"Заречный": 20_000})}
    one = heat.pop("Заречный")
    assert (one.level, one.basis) == ("red", "residents")
    assert one.relative_risk == one.residents_risk > 5
    assert 0.7 < one.own_past_risk < 1.4
    assert {(other.level, other.basis) for other in heat.values()} == {("green", "own_past")}


def test_the_own_past_speaks_where_it_says_more(make, calm):
    rows = make["outbreak"]("Лесной", size=80, days=range(63, 70))
    heat = {one.unit: one for one in heat_map(make["plant"](calm, rows), populations=FAIR)}
    assert (heat["Лесной"].level, heat["Лесной"].basis) == ("red", "own_past")
    assert heat["Лесной"].residents_risk > 1.5


def test_units_without_known_residents_are_judged_by_their_past(calm):
    heat = {one.unit: one for one in heat_map(calm, populations=FAIR | {"Северный": 0})}
    assert heat["Северный"].residents is None
    assert heat["Северный"].per_1000 is None
    assert (heat["Северный"].level, heat["Северный"].basis) == ("green", "own_past")
    two = heat_map(calm, populations={"Лесной": 1000, "Луговой": 900_000})
    assert {one.residents_risk for one in two} == {None}
    assert {one.level for one in two} == {"green"}


def test_residents_colour_before_there_is_a_past(calm):
    start = calm[calm["created_at"] < "2024-01-11"]
    heat = heat_map(start, populations=FAIR)
    assert {one.basis for one in heat} == {"residents"}
    assert {one.level for one in heat} <= {"green", "grey"}
    assert any(one.level == "green" for one in heat)


def test_a_unit_is_compared_with_the_others():
    found = by_residents(counted([300, 100, 100]), np.array([1000.0] * 3), HeatSettings())
    assert found.mean.tolist() == [100.0, 200.0, 200.0]


def test_how_units_differ_for_no_cause_is_read_from_the_middle():
    alike = [100.0] * 39 + [400.0]
    apart = [60.0, 160.0] * 19 + [100.0, 400.0]
    heads = np.full(40, 1000.0)
    calm_spread, wide_spread = (
        by_residents(counted(seen), heads, HeatSettings()).variance[-1] for seen in (alike, apart)
    )
    assert calm_spread < wide_spread
    few = by_residents(counted([100, 100, 100]), np.full(3, 1000.0), HeatSettings())
    assumed = HeatSettings().unit_spread ** 2 * 10 / 13
    assert few.variance[0] == pytest.approx(100 + 100**2 * (assumed + 1 / 200.5), rel=1e-6)


def test_groups_are_compared_with_the_same_group(calm):
    heat = heat_map(calm, by="group", populations=FAIR, settings=HeatSettings(days=28))
    roads = [one for one in heat if one.topic_group == "Дороги"]
    assert len(roads) == 5
    assert all(0.7 < one.residents_risk < 1.4 for one in roads)
