"""Counting neighbours in circles and windows, against counting them one by one."""

import numpy as np
import pytest

from tsur_nlp.detect.clusters import near
from tsur_nlp.detect.clusters.near import Ground, Messages, in_circles

RADII, WINDOWS = (40.0, 120.0, 300.0), (1, 2, 7, 14)


def messages(size=150, seed=0, side=900.0, topics=3) -> Messages:
    """Messages in a small square, every third at the very place of another one."""
    rng = np.random.default_rng(seed)
    points = rng.uniform(0, side, (size, 2))
    points[::3] = points[rng.integers(0, size, len(points[::3]))]
    topic, age = rng.integers(0, topics, size), rng.integers(0, max(WINDOWS), size)
    return Messages(np.arange(size) * 7, points, topic, age)


def one_by_one(some: Messages) -> np.ndarray:
    seen = np.zeros((len(some.rows), len(RADII), len(WINDOWS)))
    for i in range(len(some.rows)):
        for j in range(len(some.rows)):
            apart = np.hypot(*(some.points[i] - some.points[j]))
            for r, radius in enumerate(RADII):
                for w, window in enumerate(WINDOWS):
                    same = some.topic[i] == some.topic[j]
                    seen[i, r, w] += same and apart <= radius and some.age[j] < window
    return seen


@pytest.mark.parametrize("seed", [0, 1])
def test_circles_and_windows_are_counted_as_one_by_one(seed):
    some = messages(seed=seed)
    np.testing.assert_array_equal(in_circles(some, RADII, WINDOWS), one_by_one(some))


def test_parts_put_together_are_the_whole(monkeypatch):
    some = messages()
    whole = in_circles(some, RADII, WINDOWS)
    monkeypatch.setattr(near, "_PAIRS", 40)
    np.testing.assert_array_equal(in_circles(some, RADII, WINDOWS), whole)


def test_a_message_counts_itself_in_the_windows_that_it_is_in():
    alone = Messages(np.array([3]), np.zeros((1, 2)), np.array([0]), np.array([5]))
    assert in_circles(alone, RADII, WINDOWS)[0].tolist() == [[0, 0, 1, 1]] * 3


def test_the_edge_of_a_circle_belongs_to_it():
    points = np.array([[0.0, 0.0], [40.0, 0.0], [0.0, 120.0], [300.5, 0.0]])
    some = Messages(np.arange(4), points, np.zeros(4, dtype=int), np.zeros(4, dtype=int))
    assert in_circles(some, RADII, WINDOWS)[0, :, 0].tolist() == [2, 3, 3]


def test_many_at_one_place():
    size = 2500
    rows = np.arange(size)
    age = rows % 14
    some = Messages(rows, np.full((size, 2), 5e6), np.zeros(size, dtype=int), age)
    seen = in_circles(some, RADII, WINDOWS)
    for w, window in enumerate(WINDOWS):
        assert (seen[:, :, w] == (age < window).sum()).all()


def test_order_does_not_matter():
    some = messages()
    turned = np.random.default_rng(3).permutation(len(some.rows))
    seen = in_circles(some, RADII, WINDOWS)
    np.testing.assert_array_equal(in_circles(some.only(turned), RADII, WINDOWS), seen[turned])


def test_the_ground_counts_all_topics_and_the_centres_own():
    past = messages(seed=4)
    centres = past.only(np.array([0, 5, 149, 6]))
    everything, alike = Ground(past).around(centres, RADII)
    for i in range(4):
        apart = np.hypot(*(past.points - centres.points[i]).T)
        same = past.topic == centres.topic[i]
        assert everything[i].tolist() == [(apart <= r).sum() for r in RADII]
        assert alike[i].tolist() == [((apart <= r) & same).sum() for r in RADII]


def test_some_of_the_messages():
    some = messages()
    few = some.only(np.array([4, 2]))
    assert few.rows.tolist() == [28, 14]
    assert few.age.tolist() == some.age[[4, 2]].tolist()
    assert few.topic.tolist() == some.topic[[4, 2]].tolist()
    np.testing.assert_array_equal(few.points, some.points[[4, 2]])
