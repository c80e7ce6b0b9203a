"""Slopes of topics, each leaning on its group's, and that on the whole's."""

import numpy as np
import pytest

from tsur_nlp.detect.counts.trend import trends

DAYS, SCALE = 56, 0.004
KIND, GROUPS = np.array([3] * 6 + [4, 4, 5]), np.array([0, 0, 0, 1, 1, 1, 0, 1, -1])
TIME = np.arange(DAYS) - (DAYS - 1) / 2


def counts(rates, slopes, *, seed=0, size=None) -> np.ndarray:
    rng = np.random.default_rng(seed)
    mean = np.array(rates)[:, None] * np.exp(np.array(slopes)[:, None] * TIME)
    topics = rng.poisson(mean * (1.0 if size is None else size)).astype(float)
    return np.vstack([topics, topics[:3].sum(axis=0), topics[3:].sum(axis=0), topics.sum(axis=0)])


def slopes(told, *, size=None, groups=GROUPS):
    exposure = np.ones_like(told) if size is None else np.broadcast_to(size, told.shape)
    return trends(told, exposure, groups, KIND, SCALE)


def test_a_slope_is_recovered_and_flat_is_flat():
    for truth in (0.01, -0.008, 0.0):
        slope, variance = slopes(counts([100.0] * 6, [truth] * 6))
        np.testing.assert_allclose(slope, truth, atol=0.0015)
        assert (np.abs(slope - truth) < 4 * variance**0.5).all()
        assert (variance**0.5 < 0.0015).all()


def test_the_variance_of_the_whole_is_that_of_the_estimate():
    off = []
    for seed in range(40):
        slope, variance = slopes(counts([20.0] * 6, [0.0] * 6, seed=seed))
        off.append((slope / variance**0.5)[8])
    assert 0.7 < np.std(off) < 1.25


def test_little_data_has_the_slope_of_the_wider_series():
    sparse = [0.05, 40.0, 40.0, 0.05, 40.0, 40.0]
    slope, variance = slopes(counts(sparse, [0.01] * 3 + [-0.01] * 3))
    assert slope[0] == pytest.approx(slope[6], abs=0.0015)
    assert slope[3] == pytest.approx(slope[7], abs=0.0015)
    assert slope[6] > 0.007
    assert slope[7] < -0.007
    assert variance[0] > variance[1]
    assert variance[3] > variance[4]
    lost = np.array([-1, 0, 0, 1, 1, 1, 0, 1, -1])
    alone, _ = slopes(counts(sparse, [0.01] * 3 + [-0.01] * 3), groups=lost)
    assert alone[0] == pytest.approx(alone[8], abs=0.0015)


def test_the_last_week_is_no_trend():
    told = counts([5.0] * 6, [0.0] * 6)
    risen = told.copy()
    risen[:, -7:] *= 8
    for before, after in zip(slopes(told), slopes(risen), strict=True):
        np.testing.assert_array_equal(before, after)
    short = slice(-27, None)  # too short to leave out anything
    assert slopes(risen[:, short])[0][8] > 0.01 > slopes(risen[:, slice(-28, None)])[0][8]
    risen[:, -8] *= 20
    assert slopes(risen)[0][8] > slopes(told)[0][8]


def test_the_slope_is_the_likeliest():
    """Poisson counts of a log-linear mean, given their sum, and a normal prior around 0."""
    told = counts([30.0] * 6, [0.012] * 6)
    slope = slopes(told)[0][8]
    whole, time = told[8, :-7], np.arange(DAYS - 7)
    weight = np.exp(slope * time)
    score = whole @ time - whole.sum() * (weight @ time) / weight.sum() - slope / SCALE**2
    assert abs(score) < 1e-3 * whole.sum()
    assert slope > 0.008


def test_unequal_days_are_no_trend():
    size = np.where(np.arange(DAYS) < 20, 0.3, 1.0)
    slope, _ = slopes(counts([100.0] * 6, [0.0] * 6, size=size), size=size)
    np.testing.assert_allclose(slope, 0.0, atol=0.0015)


def test_nothing_to_go_by_says_nothing():
    slope, variance = slopes(np.zeros((9, DAYS)))
    assert (slope == 0.0).all()
    assert variance[8] == pytest.approx(SCALE**2)


def test_who_leans_on_another_has_its_error_too():
    """Nothing trends; topics of few messages have their group's slope, off by chance."""
    off, sure = [], []
    for seed in range(40):
        slope, variance = slopes(counts([0.05, 3.0, 3.0, 0.05, 3.0, 3.0], [0.0] * 6, seed=seed))
        off.append((slope / variance**0.5)[[0, 3]])
        sure.append(variance[[0, 3]] / variance[[6, 7]])
    assert np.min(sure) > 1.0
    assert 0.7 < np.std(off) < 1.25
