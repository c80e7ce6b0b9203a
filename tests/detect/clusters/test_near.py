import numpy as np
import pytest

from tsur_nlp.detect.clusters import near
from tsur_nlp.detect.clusters.near import Ground, Messages, in_circles

RADII, WINDOWS = (40.0, 120.0, 300.0), (1, 3, 7)


def messages(seed, size):
    """Messages on whole metres, many at one place, so that distances are often just a radius."""
    rng = np.random.default_rng(seed)
    points = 10.0 * rng.integers(0, 40, (size, 2))
    return Messages(np.arange(size), points, rng.integers(0, 3, size), rng.integers(0, 7, size))


def around(centres, others, radius):
    apart = np.hypot(*(centres.points[:, None] - others.points[None]).transpose(2, 0, 1))
    return apart <= radius, centres.topic[:, None] == others.topic[None]


@pytest.mark.parametrize("pairs", [1, 50, 10**6])
def test_circles_hold_what_is_near_and_late(monkeypatch, pairs):
    monkeypatch.setattr(near, "_PAIRS", pairs)
    own = messages(1, 80)
    found = in_circles(own, RADII, WINDOWS)
    for r, radius in enumerate(RADII):
        close, alike = around(own, own, radius)
        for w, window in enumerate(WINDOWS):
            expected = (close & alike & (own.age < window)).sum(axis=1)
            assert found[:, r, w].tolist() == expected.tolist()


def test_the_ground_counts_all_topics_and_one():
    past, centres = messages(2, 150), messages(3, 40)
    everything, alike = Ground(past).around(centres, RADII)
    for r, radius in enumerate(RADII):
        close, same = around(centres, past, radius)
        assert everything[:, r].tolist() == close.sum(axis=1).tolist()
        assert alike[:, r].tolist() == (close & same).sum(axis=1).tolist()


def test_one_message_is_alone():
    assert in_circles(messages(4, 1), RADII, WINDOWS).max() == 1.0
