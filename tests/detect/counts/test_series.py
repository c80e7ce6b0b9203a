"""Counts of all series add up, and each knows its wider ones."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from detect.counts.made import FIRST, poisson, row, series_of, stream_from

from tsur_nlp.detect.counts.series import LEVELS, build, from_topics

GROUPS = [0, 1, 1, -1]
UNITS, DAYS = 3, 40


@pytest.fixture(scope="module")
def stream():
    """Messages of which a part has no unit, no topic, or no group either."""
    rng = np.random.default_rng(2)
    size = 3000
    day = np.sort(rng.integers(0, DAYS, size))
    unit, topic = rng.integers(-1, UNITS, size), rng.integers(-1, len(GROUPS), size)
    of_topic = np.array([*GROUPS, -1])[topic]
    group = np.where(topic < 0, rng.integers(-1, 2, size), of_topic)
    return stream_from(day, unit, topic, group, GROUPS, (UNITS, DAYS))


def test_every_series_counts_its_own_messages(stream):
    series = build(stream, DAYS - 1, DAYS)
    assert len(series) == 3 * 4 + 3 * 2 + 3 + 4 + 2 + 1
    assert np.bincount(series.level).tolist() == [12, 6, 3, 4, 2, 1]
    assert len(LEVELS) == 6
    for i in range(len(series)):
        said = np.ones(len(stream.day), dtype=bool)
        if series.level[i] <= 2:
            said &= stream.unit == series.unit[i]
        if series.level[i] in (0, 3):
            said &= stream.topic == series.topic[i]
        if series.level[i] in (1, 4):
            said &= stream.group == series.group[i]
        expected = np.bincount(stream.day[said], minlength=DAYS)
        np.testing.assert_array_equal(series.counts[i], expected, err_msg=str(i))


def test_units_add_up_to_the_territory_and_topics_to_groups():
    series = series_of(poisson(0, np.full((UNITS, 4), 2.0), DAYS), GROUPS)
    for level in (0, 1, 2):
        rows = series.level == level
        total = np.zeros_like(series.counts)
        np.add.at(total, series.parent[rows], series.counts[rows])
        above = series.level == level + 3
        np.testing.assert_array_equal(total[above], series.counts[above])
    topics = (series.level == 0) & (series.group >= 0)
    total = np.zeros_like(series.counts)
    np.add.at(total, series.wider[topics], series.counts[topics])
    np.testing.assert_array_equal(total[series.level == 1], series.counts[series.level == 1])


def test_parents_and_wider_series(stream):
    series = build(stream, DAYS - 1, DAYS)
    for i in range(len(series)):
        level, unit = int(series.level[i]), int(series.unit[i])
        group, topic = int(series.group[i]), int(series.topic[i])
        above = level + 3 if level < 3 else level
        assert series.parent[i] == row(series, above, group=group, topic=topic)
        assert series.pattern[i] == series.pattern[series.parent[i]]
        if level == 0 and group >= 0:
            assert series.wider[i] == row(series, 1, unit=unit, group=group)
        elif level <= 1:
            assert series.wider[i] == row(series, 2, unit=unit)
        else:
            assert series.wider[i] == i
        if topic >= 0:
            assert group == GROUPS[topic]
    top = series.level >= 3
    assert series.pattern[top].tolist() == list(range(7))
    assert series.local.tolist() == list(range(21))


def test_repeats_and_days_outside_are_not_counted(stream):
    counts = stream.counts.copy()
    counts[::3] = False
    series = build(replace(stream, counts=counts), 32, 10)
    assert series.today == 32
    assert series.counts.shape[1] == 10
    inside = counts & (stream.day > 22) & (stream.day <= 32)
    assert series.counts[-1].tolist() == np.bincount(stream.day[inside] - 23).tolist()
    assert (series.weekday == [(FIRST.weekday() + 23 + k) % 7 for k in range(10)]).all()
    assert build(stream, 5, 100).counts.shape[1] == 6


def test_a_day_off_is_lived_as_a_sunday():
    series = series_of(np.ones((1, 1, 9), dtype=int), [0], first=date(2024, 1, 2))
    assert series.lived.tolist() == [6] * 7 + [1, 2]
    assert series.weekday.tolist() == [1, 2, 3, 4, 5, 6, 0, 1, 2]


def test_groups_follow_from_topics_and_units_from_groups():
    series = series_of(poisson(0, np.full((UNITS, 3), 2.0), DAYS), [0, 1, 1])
    values = np.arange(len(series) * 2.0).reshape(-1, 2)
    found = from_topics(series, values)
    for unit in range(UNITS):
        topics = [row(series, 0, unit=unit, topic=k) for k in range(3)]
        groups = [row(series, 1, unit=unit, group=k) for k in range(2)]
        np.testing.assert_allclose(found[groups[0]], values[topics[0]])
        np.testing.assert_allclose(found[groups[1]], values[topics[1]] + values[topics[2]])
        np.testing.assert_allclose(found[row(series, 2, unit=unit)], values[topics].sum(axis=0))
    same = (series.level == 0) | (series.level >= 3)
    np.testing.assert_array_equal(found[same], values[same])


def test_what_topics_do_not_hold_stays():
    """Of ten messages of a group four have no topic, and four more have no group."""
    day = np.zeros(14, dtype=int)
    topic = np.array([0] * 6 + [-1] * 8)
    group = np.array([0] * 10 + [-1] * 4)
    stream = stream_from(day, np.zeros(14, dtype=int), topic, group, [0, 1], (1, 1))
    series = build(stream, 0, 1)
    values = np.zeros((len(series), 1))
    of_topic, of_group, unit = (
        row(series, 0, unit=0, topic=0),
        row(series, 1, unit=0, group=0),
        row(series, 2, unit=0),
    )
    values[[of_topic, of_group, unit], 0] = [3.0, 20.0, 140.0]
    found = from_topics(series, values)[:, 0]
    assert found[of_group] == pytest.approx(3.0 + 0.4 * 20.0)
    assert found[unit] == pytest.approx(11.0 + 4 / 14 * 140.0)
    # a group without any messages keeps its own value
    empty = row(series, 1, unit=0, group=1)
    values[empty] = 7.0
    assert from_topics(series, values)[empty, 0] == 7.0


def test_a_topic_without_a_group_is_in_what_groups_do_not_hold():
    series = series_of(np.full((1, 2, 1), 5), [0, -1])
    values = np.zeros((len(series), 1))
    values[[row(series, 0, unit=0, topic=k) for k in (0, 1)], 0] = [3.0, 50.0]
    values[row(series, 2, unit=0)] = 10.0
    found = from_topics(series, values)[:, 0]
    assert found[row(series, 1, unit=0, group=0)] == 3.0
    assert found[row(series, 2, unit=0)] == 3.0 + 0.5 * 10.0


def test_no_topics_at_all():
    day = np.arange(5)
    none = np.full(5, -1)
    stream = stream_from(day, np.zeros(5, dtype=int), none, none, [-1], (1, 5))
    series = build(stream, 4, 5)
    assert series.counts[row(series, 2, unit=0)].tolist() == [1.0] * 5
    values = np.full((len(series), 1), 2.0)
    np.testing.assert_array_equal(from_topics(series, values), values)
