"""What a group, a unit and a territory hold of topics that are told already."""

from dataclasses import replace

import numpy as np
import pytest
from detect.counts.made import poisson, row, series_of

from tsur_nlp.detect.counts.expected import expect
from tsur_nlp.detect.scan.inside import brought, topics_inside
from tsur_nlp.detect.settings import DetectSettings

GROUPS = [0, 0, 1, -1]


@pytest.fixture(scope="module")
def seen():
    """A day on which a unit's topics have 40, 3, 2 and 5; none may bring more than 10."""
    counts = poisson(0, np.full((3, 4), 2.0), 60)
    counts[1, :, -1] = (40, 3, 2, 5)
    series = series_of(counts, GROUPS)
    found = expect(series, DetectSettings())
    most = np.full_like(found.most, 10.0)
    shared = found.observed.copy()
    for level, held in ((1, {0: 13.0, 1: 2.0}), (2, {-1: 17.0})):
        for group, value in held.items():
            shared[row(series, level, unit=1, group=group), 0] = value
    return series, replace(found, most=most, shared=shared)


def told(series, topics):
    return np.array([row(series, 0, unit=1, topic=topic) for topic in topics], dtype=np.int64)


def test_what_is_inside(seen):
    series, _ = seen
    inside = topics_inside(series, row(series, 1, unit=1, group=0))
    assert sorted(series.topic[inside]) == [0, 1]
    assert set(series.unit[inside]) == {1}
    assert len(topics_inside(series, row(series, 2, unit=1))) == 4
    assert len(topics_inside(series, row(series, 4, group=0))) == 6
    assert len(topics_inside(series, row(series, 5))) == 12
    for level, code in ((0, {"unit": 1, "topic": 0}), (3, {"topic": 0})):
        assert len(topics_inside(series, row(series, level, **code))) == 0


def test_a_topic_brings_to_its_group_what_it_may(seen):
    series, found = seen
    group = row(series, 1, unit=1, group=0)
    assert brought(series, found, group, told(series, [0]), 0) == 10.0
    assert brought(series, found, group, told(series, [0, 1]), 0) == 13.0
    assert brought(series, found, group, told(series, []), 0) == 0.0


def test_a_topic_brings_to_its_unit_what_its_group_may(seen):
    """The group has 13 and may bring 10: without 10 of them it brings 3, without 3 still 10."""
    series, found = seen
    unit = row(series, 2, unit=1)
    assert brought(series, found, unit, told(series, [0]), 0) == 7.0
    assert brought(series, found, unit, told(series, [1]), 0) == 0.0
    assert brought(series, found, unit, told(series, [2]), 0) == 2.0
    assert brought(series, found, unit, told(series, [3]), 0) == 5.0
    assert brought(series, found, unit, told(series, [0, 1, 2, 3]), 0) == 17.0


def test_of_a_territory_all_counts(seen):
    series, found = seen
    for level, group in ((4, 0), (5, -1)):
        assert (
            brought(series, found, row(series, level, group=group), told(series, [0, 1]), 0) == 43
        )
