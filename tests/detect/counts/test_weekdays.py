"""Weekday factors: mean 1, a profile of one's own where there are messages for it."""

import numpy as np
import pytest

from tsur_nlp.detect.counts.weekdays import weekday_factors

DAYS = 112
WEEKDAY = np.arange(DAYS) % 7
SHAPE = np.array([1.6, 1.2, 1.1, 1.0, 0.9, 0.6, 0.6])
TOPICS, KIND = 8, np.array([3] * 8 + [4, 4, 5])
GROUPS = np.array([0] * 7 + [1, 0, 1, -1])


def counts(rates, shapes, seed=0) -> np.ndarray:
    """Return topics, their two groups and the whole; a rate and a profile for each topic."""
    rng = np.random.default_rng(seed)
    topics = rng.poisson(np.array(rates)[:, None] * np.array(shapes)[:, WEEKDAY]).astype(float)
    groups = [topics[GROUPS[:TOPICS] == g].sum(axis=0) for g in (0, 1)]
    return np.vstack([topics, *groups, topics.sum(axis=0)])


def factors(told: np.ndarray, *, groups=GROUPS, weekday=WEEKDAY) -> np.ndarray:
    return weekday_factors(told, groups, KIND, weekday)


def test_the_mean_over_days_is_one():
    found = factors(counts([5.0] * 8, [SHAPE] * 8))
    np.testing.assert_allclose(found[:, WEEKDAY].mean(axis=1), 1.0, rtol=1e-12)
    few = np.arange(17) % 7 % 5  # no weekends, and not as many Mondays as Fridays
    found = factors(counts([5.0] * 8, [SHAPE] * 8)[:, :17], weekday=few)
    np.testing.assert_allclose(found[:, few].mean(axis=1), 1.0, rtol=1e-12)
    assert (found[:, 5:] == 1.0).all()


def test_a_strong_weekday_is_recovered():
    found = factors(counts([12.0] * 8, [SHAPE] * 8))
    np.testing.assert_allclose(found, np.tile(SHAPE, (11, 1)), rtol=0.15)
    np.testing.assert_allclose(found[-1], SHAPE, rtol=0.05)


def test_a_topic_of_its_own_profile_keeps_it_where_it_has_messages():
    own = SHAPE[::-1]
    found = factors(counts([12.0] * 6 + [40.0, 1.0], [SHAPE] * 6 + [own, SHAPE]))
    np.testing.assert_allclose(found[6], own, rtol=0.15)


def test_a_sparse_topic_leans_on_its_group_and_not_on_the_others():
    flat = np.ones(7)
    told = counts([10.0] * 6 + [0.05, 60.0], [SHAPE] * 7 + [flat])
    found = factors(told)
    np.testing.assert_allclose(found[6], found[8], atol=0.12)
    assert abs(found[6] - found[9]).max() > 0.4
    rows = np.arange(TOPICS) == 6
    alone = factors(told, groups=np.where(np.append(rows, [False] * 3), -1, GROUPS))
    np.testing.assert_allclose(alone[6], alone[10], atol=0.12)
    assert abs(alone[6] - alone[8]).max() > 0.15


def test_a_sparse_group_leans_on_the_whole():
    told = counts([12.0] * 7 + [0.05], [SHAPE] * 7 + [SHAPE[::-1]])
    found = factors(told)
    np.testing.assert_allclose(found[9], found[10], atol=0.15)


def test_alike_topics_share_what_they_have_more_than_unlike_ones():
    """A topic at odds with its group moves less where all the others are alike."""
    odd, turned = np.array([1.0, 1, 1, 1, 1, 1.8, 0.2]), SHAPE[::-1]
    alike = factors(counts([3.0] * 6 + [1.0, 1.0], [SHAPE] * 6 + [odd, SHAPE], seed=5))
    unlike = counts([3.0] * 6 + [1.0, 1.0], [SHAPE, turned] * 3 + [odd, SHAPE], seed=5)
    apart = [abs(found[6] - found[8]).sum() for found in (alike, factors(unlike))]
    assert apart[0] < 0.8 * apart[1]


@pytest.mark.parametrize("rate", [0.0, 1e-3])
def test_no_messages_are_no_profile(rate):
    np.testing.assert_allclose(factors(counts([rate] * 8, [SHAPE] * 8)), 1.0, atol=0.2)
