"""Thousands of daily series at once: calibrated, sharp, and the same regression as one by one."""

import time

import numpy as np
import pytest
from scipy import stats

from tsur_nlp.detect.farrington import RecentSettings, recent_farrington
from tsur_nlp.detect.farrington.glm import fit_quasi_poisson
from tsur_nlp.detect.farrington.thresholds import exceedance
from tsur_nlp.detect.farrington.weights import anscombe_residuals, outbreak_weights
from tsur_nlp.errors import InputError

WEEK = np.array([1.2, 1.1, 1.1, 1.0, 1.0, 0.9, 0.7])
DAY = 79
FACTOR = WEEK[np.arange(DAY + 1) % 7]


@pytest.fixture(scope="module")
def dense():
    return np.random.default_rng(3).poisson(20.0 * FACTOR, (2000, DAY + 1))


@pytest.mark.parametrize("fit_error", [False, True])
def test_chances_of_dense_poisson_series_are_uniform(dense, fit_error):
    settings = RecentSettings(fit_error=fit_error)
    found = recent_farrington(dense, DAY, settings=settings)
    above = exceedance(dense[:, DAY] + 1.0, found.expected, found.dispersion)
    share = np.random.default_rng(4).random(len(dense))
    spread = above + share * (found.p_value - above)
    assert stats.kstest(spread, "uniform").statistic < 0.05
    assert 0.03 < (found.p_value < 0.05).mean() < 0.07
    assert (found.p_value < 1e-4).sum() <= 2


def test_upper_bound_is_crossed_as_often_as_alpha_says(dense):
    found = recent_farrington(dense, DAY, settings=RecentSettings(alpha=0.1))
    assert 0.06 < (dense[:, DAY] > found.upper).mean() < 0.13


def test_expected_follows_the_weekday(dense):
    for day in (70, 76):
        expected = recent_farrington(dense, day).expected.mean()
        assert expected == pytest.approx(20 * FACTOR[day], rel=0.08)


@pytest.mark.parametrize("rate", [0.3, 2.0, 20.0])
def test_a_planted_excess_stands_out(rate):
    counts = np.random.default_rng(6).poisson(rate * FACTOR, (300, DAY + 1))
    counts[:, DAY] = 0
    counts[:30, DAY] = stats.poisson.isf(1e-9, rate * FACTOR[DAY]) + 1
    found = recent_farrington(counts, DAY)
    assert np.median(found.p_value[:30]) < 1e-5
    assert found.p_value[30:].min() > 1e-2


def test_a_trend_is_followed():
    rise = np.exp(0.02 * np.arange(DAY + 1))
    counts = np.random.default_rng(7).poisson(8.0 * rise, (200, DAY + 1))
    found = recent_farrington(counts, DAY)
    # a forecast above every day of the baseline is not believed, see Farrington et al. 1996
    assert found.trend.mean() > 0.3
    followed = found.expected[found.trend].mean()
    assert followed == pytest.approx(8 * rise[DAY], rel=0.25)
    assert followed > 1.3 * found.expected[~found.trend].mean()


def test_a_past_outbreak_weighs_less(dense):
    struck = dense.copy()
    struck[:, 40:42] += 60
    plain = recent_farrington(dense, DAY).expected.mean()
    robust, trusting = (
        recent_farrington(struck, DAY, settings=RecentSettings(weights_threshold=high)).expected
        for high in (2.58, 1e9)
    )
    assert robust.mean() - plain < 0.5 * (trusting.mean() - plain)


def test_the_days_of_the_guard_are_not_seen(dense):
    struck = dense.copy()
    struck[:, DAY - 7 : DAY] += 500
    one, other = (recent_farrington(table, DAY) for table in (dense, struck))
    np.testing.assert_array_equal(one.p_value, other.p_value)


def test_sparse_weekdays_are_no_alarms():
    """With a plain factor a weekday without a message makes a single message a certainty."""
    counts = np.random.default_rng(8).poisson(0.4, (3000, DAY + 1))
    found, plain = (
        recent_farrington(counts, DAY, settings=RecentSettings(weekday_prior=prior)).p_value
        for prior in (10.0, 1e-6)
    )
    assert (found < 1e-3).mean() < 3e-3
    assert (plain < 1e-3).mean() > 3 * (found < 1e-3).mean()


def test_a_handful_of_messages_is_no_alarm():
    counts = np.zeros((2, DAY + 1))
    counts[:, DAY] = 4, 5
    found = recent_farrington(counts, DAY)
    assert found.p_value[0] == 1
    assert found.p_value[1] < 1e-6
    # silence for eight weeks does not prove a rate of zero
    np.testing.assert_allclose(found.expected, 0.5 / 56)


def one_by_one(counts, settings, *, trend):
    """Fit one series with the plain regression; the prior is seven rows of it."""
    start = DAY - settings.guard_days - 56
    past, number = counts[start : start + 56].astype(float), np.arange(56)
    columns = [np.ones(56), number // 7 - 3.5] if trend else [np.ones(56)]
    data = np.column_stack([*columns, number[:, None] % 7 == np.arange(7)]).astype(float)
    prior = np.hstack([np.zeros((7, len(columns))), np.eye(7)])
    design, response = np.vstack([data, prior]), np.concatenate([past, np.ones(7)])
    weights = np.ones(56)
    for _ in range(2):
        both = np.concatenate([weights, np.full(7, settings.weekday_prior)])
        fit = fit_quasi_poisson(design, response, both)
        mean, leverage = fit.mean[:56], fit.leverage[:56]
        pearson = np.sum(weights * (past - mean) ** 2 / mean) / (56 - leverage.sum())
        phi = max(pearson, 1.0)
        residuals = anscombe_residuals(past, mean, leverage, phi)
        weights = outbreak_weights(residuals, settings.weights_threshold)
    ahead = DAY - start
    row = np.concatenate([[1.0, ahead // 7 - 3.5][: len(columns)], ahead % 7 == np.arange(7)])
    eta, variance = fit.predict(row)
    return np.exp(eta), phi * (1.0 + np.exp(eta) * variance if settings.fit_error else 1.0)


@pytest.mark.parametrize("trend", [False, True])
@pytest.mark.parametrize("prior", [1e-6, 10.0])
@pytest.mark.parametrize("fit_error", [False, True])
def test_all_at_once_is_the_same_as_one_by_one(trend, prior, fit_error):
    rng = np.random.default_rng(9)
    rate = 15.0 * FACTOR * np.exp(-0.01 * np.arange(DAY + 1))
    counts = rng.negative_binomial(rate, 0.5, (20, DAY + 1))
    counts[:5, 30:33] += 70
    # a falling series never goes above what was seen, so the setting alone decides on the trend
    settings = RecentSettings(
        weekday_prior=prior, fit_error=fit_error, trend_p=1.0 if trend else 0.0
    )
    found = recent_farrington(counts, DAY, settings=settings)
    assert (found.trend == trend).all()
    single = [one_by_one(row, settings, trend=trend) for row in counts]
    mean, phi = np.array(single).T
    np.testing.assert_allclose(found.expected, mean, rtol=1e-4)
    np.testing.assert_allclose(found.dispersion, phi, rtol=1e-4)


def test_a_series_does_not_depend_on_its_neighbours(dense):
    whole = recent_farrington(dense[:200], DAY).p_value
    order = np.random.default_rng(2).permutation(200)
    np.testing.assert_allclose(
        recent_farrington(dense[order], DAY).p_value, whole[order], rtol=1e-6
    )
    np.testing.assert_allclose(recent_farrington(dense[:1], DAY).p_value, whole[:1], rtol=1e-6)


def test_later_days_are_not_looked_at(dense):
    now = recent_farrington(dense[:, : DAY + 1], DAY)
    longer = np.hstack([dense, np.full((len(dense), 5), 900)])
    np.testing.assert_array_equal(recent_farrington(longer, DAY).p_value, now.p_value)


def test_three_weeks_are_enough_and_less_is_refused(dense):
    assert np.isfinite(recent_farrington(dense, 28).p_value).all()
    with pytest.raises(InputError, match="20 days of history before the guard of day 27"):
        recent_farrington(dense, 27)


@pytest.mark.parametrize(
    ("table", "day", "words"),
    [
        (np.ones(80), 79, "series × days"),
        (np.ones((2, 80)), 80, "day 80 lies outside"),
        (np.full((2, 80), np.nan), 79, "finite"),
        (np.full((2, 80), -1), 79, "not below 0"),
    ],
)
def test_wrong_input_says_what_is_wrong(table, day, words):
    with pytest.raises(InputError, match=words):
        recent_farrington(table, day)


def test_no_series_give_an_empty_result():
    assert recent_farrington(np.zeros((0, 80)), 79).p_value.shape == (0,)


@pytest.mark.slow
def test_2500_series_take_a_tenth_of_a_second():
    rng = np.random.default_rng(5)
    counts = rng.poisson(rng.gamma(0.3, 3.0, (2500, 1)), (2500, 64))
    spent = []
    for _ in range(7):
        start = time.thread_time()
        recent_farrington(counts, 63)
        spent.append(time.thread_time() - start)
    assert min(spent) < 0.1
