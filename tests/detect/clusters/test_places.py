"""What circles should hold: right on average where nothing happens, more where there is more."""

import numpy as np
import pytest
from detect.clusters.planted import PLACE, SETTINGS, TOPIC, at, scanned

from tsur_nlp.detect.clusters.near import Messages, in_circles
from tsur_nlp.detect.clusters.places import Places

WINDOWS = np.array(SETTINGS.windows)


def ground(facts):
    """Return the stream, the places of its last day, and its messages that have a place."""
    stream, scan = scanned(facts)
    age = scan.series.today - stream.day
    good = np.flatnonzero(stream.counts & ~np.isnan(stream.points[:, 0]))
    past = Messages(good, stream.points[good], stream.topic[good], age[good])
    return stream, Places(stream, scan, SETTINGS, past), past


def near(stream, some: Messages, metres=150.0) -> np.ndarray:
    off = some.points - middle(stream)
    return np.flatnonzero(np.hypot(off[:, 0], off[:, 1]) < metres)


def middle(stream) -> np.ndarray:
    """The planted place on the plane of the stream, by the message nearest to it."""
    apart = np.hypot(stream.lat - PLACE[0], (stream.lon - PLACE[1]) / 2)
    return stream.points[np.nanargmin(apart)]


def test_where_nothing_happens_circles_hold_what_they_should(make):
    seen, mean = np.zeros(2), np.zeros(2)
    for seed in range(4):
        _, places, past = ground(make["town"](seed=seed))
        recent = past.only(np.flatnonzero(past.age < max(WINDOWS)))
        found = in_circles(recent, SETTINGS.radii, SETTINGS.windows)
        today = np.flatnonzero(recent.age < 7)  # of what is older the window's part is smaller
        expected, variance = places.expected(recent.only(today), None)
        others = found[today] - (recent.age[today][:, None, None] < WINDOWS)
        assert (variance > expected).all()
        for k, (r, w) in enumerate(((2, 6), (3, 10))):
            seen[k] += others[:, r, w].sum()
            mean[k] += expected[:, r, w].sum()
    assert (seen > 60).all()
    np.testing.assert_allclose(mean / seen, 1.0, atol=0.35)


def test_larger_circles_and_longer_windows_hold_more(calm):
    _, places, past = ground(calm)
    mean, _ = places.expected(past.only(np.arange(0, 900, 30)), None)
    assert mean.shape == (30, len(SETTINGS.radii), len(SETTINGS.windows))
    assert (np.diff(mean, axis=2) > 0).all()
    assert (np.diff(mean.mean(axis=0), axis=0) > 0).all()


def test_a_place_where_the_topic_is_usual_has_its_own_rate(calm, make):
    hot = at(make["outbreak"]("Заречный", TOPIC, size=70, days=range(70)), 60.0)
    stream, places, past = ground(make["plant"](calm, hot))
    topic = stream.topics.index(TOPIC)
    inside = np.zeros(len(past.rows), dtype=bool)
    inside[near(stream, past)] = True
    here = np.flatnonzero(inside & (past.topic == topic))[:20]
    away = np.flatnonzero(~inside & (past.topic == topic))[:200]
    assert len(here) == 20
    mean = [places.expected(past.only(rows), None)[0][:, 1, 6].mean() for rows in (here, away)]
    assert mean[0] == pytest.approx(7.0, rel=0.4)  # one a day
    assert mean[1] < 0.7


def test_other_topics_say_how_many_live_there(calm, make):
    rows = [
        row
        for seed, topic in enumerate([("Дороги", "Ямы"), ("Дороги", "Освещение"), TOPIC])
        for row in make["outbreak"]("Заречный", topic, size=60, days=range(55), seed=seed)
    ]
    crowd = at(rows[:120], 100.0) + at(rows[120:121], 10.0)
    stream, places, past = ground(make["plant"](calm, crowd))
    topic = stream.topics.index(TOPIC)
    lonely = np.flatnonzero(past.topic == topic)
    here = np.intersect1d(lonely, near(stream, past))
    mean, _ = places.expected(past.only(lonely), None)
    busy, unit = np.isin(lonely, here), stream.unit[past.rows[lonely]]
    alike = ~busy & (unit == stream.units.index("Заречный"))
    assert busy.sum() <= 4
    assert mean[busy, 2, 6].mean() > 1.4 * mean[alike, 2, 6].mean()


def test_what_is_in_the_circle_now_does_not_excuse_itself(calm, make):
    rows = at(make["outbreak"]("Заречный", TOPIC, size=6, days=range(68, 70)), 100.0)
    stream, places, past = ground(make["plant"](calm, rows))
    recent = past.only(np.flatnonzero(past.age < max(WINDOWS)))
    seen = in_circles(recent, SETTINGS.radii, SETTINGS.windows)
    topic = stream.topics.index(TOPIC)
    here = near(stream, recent)
    here = here[recent.topic[here] == topic]
    mean, _ = places.expected(recent.only(here), seen[here])
    assert seen[here, 2, 1].max() >= 6
    assert mean[:, 2, 1].max() < 0.4


def test_messages_without_a_unit_are_judged_by_the_territory(calm):
    """As if it were one unit."""
    found = []
    for name in ("", "Город"):
        _, places, past = ground(calm.assign(district=name, municipality=""))
        found.append(places.expected(past.only(np.arange(0, 900, 9)), None)[0])
    np.testing.assert_allclose(*found, rtol=0.05)
