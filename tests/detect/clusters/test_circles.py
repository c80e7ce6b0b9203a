"""A dense group at a new place is found; a place where the topic is usual is not."""

from dataclasses import replace

import numpy as np
import pytest
from detect.clusters.planted import SETTINGS, TOPIC, at, scanned

from tsur_nlp.detect.clusters.circles import find_clusters, scan_p


def clusters(facts):
    stream, scan = scanned(facts)
    return stream, find_clusters(stream, scan, SETTINGS)


def five(make, size=5, seed=5, metres=100.0):
    rows = make["outbreak"]("Заречный", TOPIC, size=size, days=range(68, 70), seed=seed)
    return at(rows, metres)


@pytest.mark.parametrize("seed", range(4))
def test_where_nothing_happens_there_is_none_that_lasts_a_year(make, seed):
    assert [one for one in clusters(make["town"](seed=seed))[1] if one.interval > 365] == []


def test_five_messages_in_two_days_at_a_new_place(calm, make):
    rows = five(make)
    other = make["outbreak"]("Заречный", ("Дороги", "Ямы"), size=2, days=range(68, 70), seed=6)
    stream, (one,) = clusters(make["plant"](calm, rows + at(other, 10.0)))
    assert stream.topics[one.topic] == TOPIC
    assert one.interval > 1e5
    assert one.window <= 3
    assert one.radius <= 300.0
    assert one.observed == 5
    assert one.expected < 0.1
    ids = stream.frame["id"].to_numpy()[one.rows]
    assert set(ids) == {f"plant{i:03d}" for i in range(5)}
    off = stream.points[one.rows] - stream.points[one.centre]
    assert (np.hypot(off[:, 0], off[:, 1]) <= one.radius).all()
    assert one.p == pytest.approx(scan_p(0.0, one.interval), rel=0.05)


def test_more_messages_are_rarer(calm, make):
    found = [clusters(make["plant"](calm, five(make, size)))[1] for size in (4, 5, 7)]
    intervals = [one[0].interval for one in found]
    assert intervals == sorted(intervals)
    assert intervals[0] < intervals[2]


def test_a_place_that_always_writes_is_none_until_it_writes_more(calm, make):
    hot = at(make["outbreak"]("Заречный", TOPIC, size=70, days=range(70)), 50.0)
    usual = make["plant"](calm, hot)
    assert clusters(usual)[1] == []
    more = hot + five(make, 14, seed=9)
    stream, (one,) = clusters(make["plant"](calm, more))
    assert one.observed >= 14
    assert one.expected > 1.0
    assert (stream.day[one.rows] > 69 - one.window).all()


def test_two_causes_are_two_and_none_is_told_twice(calm, make):
    other = at(
        make["outbreak"]("Лесной", ("Дороги", "Ямы"), size=5, days=range(67, 69)),
        80.0,
        place=(58.06, 56.31),
    )
    stream, found = clusters(make["plant"](calm, five(make, 8) + other))
    assert {stream.topics[one.topic] for one in found} == {TOPIC, ("Дороги", "Ямы")}
    rows = np.concatenate([one.rows for one in found])
    assert len(rows) == len(set(rows.tolist()))
    assert found[0].p < found[1].p


def test_a_circle_of_too_few_is_none_however_rare(calm, make):
    """Eight within 500 m, but only seven of them together."""
    far = at(make["outbreak"]("Заречный", TOPIC, size=1, days=range(50, 51)), 0.0)
    far[0]["lat"] += 400.0 / 111_195.0
    facts = make["plant"](calm, five(make, 7, metres=30.0) + far)
    stream, scan = scanned(facts)
    few = [find_clusters(stream, scan, replace(SETTINGS, min_observed=k)) for k in (7, 8)]
    assert [one.observed for one in few[0]] == [7]
    assert all(one.observed >= 8 for one in few[1])
    assert all(one.radius == 500.0 for one in few[1])


def test_topics_are_not_mixed(calm, make):
    topics = [TOPIC, ("Дороги", "Ямы"), ("ЖКХ", "Протечка крыши"), ("Дороги", "Освещение")]
    rows = [
        make["outbreak"]("Заречный", topic, size=1, days=range(69, 70), seed=seed)[0]
        for seed, topic in enumerate(topics)
    ]
    assert clusters(make["plant"](calm, at(rows, 30.0)))[1] == []


def test_repeats_are_listed_and_not_counted(calm, make):
    rows = five(make, 9, metres=30.0)
    for row in rows[5:]:
        row["author"] = rows[0]["author"]
    _, (one,) = clusters(make["plant"](calm, rows))
    assert one.observed == 5
    assert len(one.rows) == 9


def test_no_places_give_none(calm, make):
    nowhere = {"lat": np.nan, "lon": np.nan, "street": "", "house": ""}
    facts = make["plant"](calm, five(make)).assign(**nowhere)
    assert clusters(facts)[1] == []


def test_addresses_serve_where_there_are_no_points(calm, make):
    bare = calm.assign(lat=np.nan, lon=np.nan)
    assert [one for one in clusters(bare)[1] if one.interval > 365] == []
    place = {"street": "Кленовая", "house": "7", "lat": np.nan, "lon": np.nan}
    rows = make["outbreak"]("Заречный", TOPIC, size=6, days=range(67, 70), **place)
    stream, (one,) = clusters(make["plant"](bare, rows))
    assert one.observed == 6
    assert one.radius == SETTINGS.radii[0]
    assert len(set(stream.address[one.rows])) == 1


def test_the_order_of_rows_changes_nothing(calm, make):
    facts = make["plant"](calm, five(make, 8))
    (_, found), (_, again) = (
        clusters(facts.sample(frac=1.0, random_state=seed)) for seed in (1, 2)
    )
    assert len(found) == len(again) == 1
    for one, other in zip(found, again, strict=True):
        np.testing.assert_array_equal(one.rows, other.rows)
        for name in ("topic", "centre", "radius", "window", "observed", "expected", "interval"):
            assert getattr(one, name) == getattr(other, name)


def test_a_place_in_no_unit_is_judged_by_the_territory(calm, make):
    rows = [row | {"district": ""} for row in five(make, 6)]
    _, (one,) = clusters(make["plant"](calm, rows))
    assert one.observed == 6


def test_the_chance_of_a_day():
    assert scan_p(1e-9, 365.0) == pytest.approx(1 / 365, rel=0.01)
    assert scan_p(0.3, 365.0) == 0.3
    assert scan_p(0.0, 0.0) == pytest.approx(1.0)
