"""Means and variances of windows are right where rates are constant, and know waves."""

from dataclasses import replace

import numpy as np
import pytest
from detect.counts.made import poisson, row, series_of

from tsur_nlp.detect.counts.expected import expect
from tsur_nlp.detect.settings import DetectSettings

SETTINGS = DetectSettings()
GROUPS = [0, 0, 0, 1, 1, 1, 1, 2]
RATES = np.outer(np.linspace(0.5, 1.5, 6), np.linspace(0.6, 1.4, 8))
LATE = slice(-3, None)


def town(seed=0, rate=4.0, days=140):
    return poisson(seed, rate * RATES, days)


def expected(counts, **settings):
    series = series_of(counts, GROUPS)
    return series, expect(series, replace(SETTINGS, **settings))


@pytest.fixture(scope="module")
def residuals():
    """Standardised residuals of a dozen towns (towns × series × windows), and the levels."""
    found = []
    for seed in range(12):
        series, one = expected(town(seed, rate=8.0))
        found.append((one.observed - one.local_mean) / one.local_variance**0.5)
    return np.array(found), series.level


def test_residuals_of_units_and_of_the_territory_are_standard(residuals):
    off, level = residuals
    days = np.array(SETTINGS.windows)
    in_units, in_all = (off[:, level == k].std(axis=(0, 1)) for k in (0, 3))
    assert ((in_units > 0.9) & (in_units < 1.1)).all()
    assert ((in_all > 0.9) & (in_all < 1.1))[days <= 7].all()
    assert abs(off[:, level == 0].mean()) < 0.05
    assert abs(off[:, level == 3].mean()) < 0.1


def test_no_level_is_surer_than_it_may_be(residuals):
    off, level = residuals
    spread = np.array([off[:, level == k].std(axis=(0, 1)) for k in range(6)])
    assert spread.max() < 1.2
    assert spread.min() > 0.4


def test_sparse_series_have_the_right_mean():
    total = np.zeros((2, 11))
    for seed in range(12):
        series, one = expected(town(seed, rate=0.15))
        total += [part[series.level == 0].sum(axis=0) for part in (one.observed, one.local_mean)]
    np.testing.assert_allclose(total[0] / total[1], 1.0, atol=0.2)
    assert total[0][-1] / total[1][-1] == pytest.approx(1.0, abs=0.06)


def test_too_short_a_history_gives_nothing():
    assert expected(town(days=14))[1] is None
    assert expected(town(days=15))[1].windows == (1,)
    assert expected(town(days=21))[1].windows == (1, 2, 3, 4, 5, 6, 7)
    assert expected(town(days=27))[1].windows == (1, 2, 3, 4, 5, 6, 7, 10)
    assert max(expected(town(days=48))[1].windows) == 21
    assert expected(town(days=56))[1].windows == SETTINGS.windows
    assert expected(town(days=20), min_baseline_days=20)[1] is None


def test_what_is_observed_is_the_sum_of_the_window():
    series, one = expected(town())
    for w, window in enumerate(one.windows):
        np.testing.assert_array_equal(one.observed[:, w], series.counts[:, -window:].sum(axis=1))


def test_the_territory_knows_its_past_only():
    series, one = expected(town())
    top = series.level >= 3
    np.testing.assert_array_equal(one.mean[top], one.local_mean[top])
    np.testing.assert_array_equal(one.variance[top], one.local_variance[top])
    assert (one.local_variance >= one.local_mean * one.dispersion[:, None]).all()


def test_a_wave_lifts_what_units_should_have_and_not_the_territory():
    told = town()
    told[:, 0, LATE] *= 3
    series, one = expected(told)
    w = one.windows.index(3)
    units = (series.level == 0) & (series.topic == 0)
    top = row(series, 3, topic=0)
    rest = one.observed[top, w] - one.observed[units, w]
    usual = one.mean[top, w] - one.mean[units, w]
    assert (rest > 1.8 * usual).all()
    np.testing.assert_allclose(
        one.local_mean[units, w] / one.mean[units, w], rest / usual, rtol=0.1
    )
    assert one.observed[top, w] > 1.8 * one.local_mean[top, w]
    assert (one.local_variance[units, w] > 1.5 * one.variance[units, w]).all()
    others = (series.level == 0) & (series.topic == 4)
    np.testing.assert_allclose(one.local_mean[others, w] / one.mean[others, w], 1.0, atol=0.1)
    groups = (series.level == 1) & (series.group == 0)
    assert (one.local_mean[groups, w] > 1.15 * one.mean[groups, w]).all()


def test_an_outbreak_of_a_unit_does_not_expect_itself():
    told = town()
    told[2, 1, LATE] += 60
    (series, quiet), (_, loud) = expected(town()), expected(told)
    w, at = quiet.windows.index(3), row(series, 0, unit=2, topic=1)
    assert loud.observed[at, w] == quiet.observed[at, w] + 180
    assert loud.local_mean[at, w] == pytest.approx(quiet.local_mean[at, w], rel=0.1)
    assert loud.mean[row(series, 3, topic=1), w] == pytest.approx(
        quiet.mean[row(series, 3, topic=1), w], rel=0.1
    )


def test_a_surge_of_one_topic_is_not_its_groups():
    told = town()
    told[2, 1, LATE] += 60
    series, one = expected(told)
    w, at = one.windows.index(3), row(series, 0, unit=2, topic=1)
    most = one.local_mean[at, w] + 3.0 * one.local_variance[at, w] ** 0.5 + 1.0
    over = one.observed[at, w] - most
    assert over > 100
    assert one.shared[at, w] == one.observed[at, w]
    for above in (row(series, 1, unit=2, group=0), row(series, 2, unit=2)):
        assert one.shared[above, w] == pytest.approx(one.observed[above, w] - over)
    np.testing.assert_array_equal(one.shared[series.level >= 3], one.observed[series.level >= 3])
    elsewhere = (series.level == 1) & (series.unit != 2)
    assert (one.shared[elsewhere, w] > one.observed[elsewhere, w] - 3.0).all()


def test_many_topics_that_are_a_little_up_are_their_units():
    told = town()
    told[2, :, LATE] = (1.6 * told[2, :, LATE]).astype(int)
    series, one = expected(told)
    w, unit = one.windows.index(3), row(series, 2, unit=2)
    assert one.shared[unit, w] > 0.9 * one.observed[unit, w]
    off = (one.shared[unit, w] - one.local_mean[unit, w]) / one.local_variance[unit, w] ** 0.5
    assert off > 4


def test_a_topic_in_a_wave_brings_its_group_no_more_than_the_wave():
    told = town()
    told[:, 1, LATE] *= 4
    told[2, 1, LATE] += 30
    series, one = expected(told)
    w, at = one.windows.index(3), row(series, 0, unit=2, topic=1)
    assert one.local_mean[at, w] > 2.5 * one.mean[at, w]
    over = one.observed[at, w] - one.local_mean[at, w]
    unit = row(series, 2, unit=2)
    others = np.flatnonzero((series.level == 0) & (series.unit == 2) & (series.topic != 1))
    most = one.local_mean[others, w] + 3.0 * one.local_variance[others, w] ** 0.5 + 1.0
    assert (one.observed[others, w] < most).all()
    assert one.shared[unit, w] == pytest.approx(one.observed[unit, w] - over)


def test_a_share_of_ones_own_is_kept_and_the_error_falls_with_the_past():
    told = town()
    told[3, 5] *= 4
    series, one = expected(told)
    at = row(series, 0, unit=3, topic=5)
    share = one.mean[at, -1] / one.mean[row(series, 3, topic=5), -1]
    truth = 4 * RATES[3, 5] / (RATES[:, 5].sum() + 3 * RATES[3, 5])
    assert share == pytest.approx(truth, rel=0.05)
    _, short = expected(told[:, :, -42:])
    unsure, sure = (expect.share.moments()[1] for expect in (short, one))
    assert unsure[at, 0] > 2 * sure[at, 0]
    np.testing.assert_array_equal(sure[series.level >= 3], 0.0)
    np.testing.assert_allclose(one.share.moments()[0], 1.0)
