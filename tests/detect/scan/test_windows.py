"""The scan of all series: chances that promise no more than they keep, whatever the row order."""

from dataclasses import asdict, replace

import numpy as np
import pytest
from detect.counts.made import poisson, row, series_of
from scipy.stats import false_discovery_control, kstest

from tsur_nlp.detect.counts.series import build
from tsur_nlp.detect.scan.tails import tail
from tsur_nlp.detect.scan.windows import discoveries, looks, scan
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import prepare

SETTINGS = DetectSettings()
GROUPS = [k % 4 for k in range(20)]


def quiet(seed: int, days: int = 112):
    """A town in which nothing happens; busy and quiet units and topics."""
    rng = np.random.default_rng(seed)
    rates = 0.01 + 0.2 * np.outer(rng.gamma(2.0, 0.5, 6), rng.gamma(0.7, 1.0, 20))
    return series_of(poisson(seed, rates, days), GROUPS)


@pytest.fixture(scope="module")
def nights():
    """Independent quiet towns, scanned."""
    return [scan(quiet(seed), SETTINGS) for seed in range(50)]


def test_the_rarest_window_of_a_day_is_about_as_rare_as_is_said(nights):
    daily = np.array([one.daily_p for one in nights])
    assert kstest(daily, "uniform", alternative="greater").pvalue > 0.01  # never too small
    assert kstest(daily**1.5, "uniform", alternative="less").pvalue > 0.01  # nor much too large
    assert (daily < 0.2).sum() >= 3


def test_p_values_of_series_do_not_promise_too_much(nights):
    p = np.concatenate([one.p for one in nights])
    for limit, most in ((0.1, 0.1), (0.01, 0.01), (0.001, 0.0015)):
        assert (p <= limit).mean() <= most
    assert (p <= 0.01).mean() > 0.0005


def test_a_year_between_alarms_is_kept(nights):
    """Fifty days: one alarm by chance once in 30 days is some, once in 10,000 is none."""
    assert sum((one.interval >= 1e4).sum() for one in nights) == 0
    assert sum((one.interval >= 30).any() for one in nights) <= 6
    assert sum((one.interval >= 1).any() for one in nights) >= 5


def test_discoveries_are_those_of_benjamini_and_hochberg():
    rng = np.random.default_rng(0)
    for size in (1, 2, 60):
        p = np.round(rng.uniform(size=size) ** 3, 2)  # with ties
        np.testing.assert_allclose(discoveries(p), false_discovery_control(p), rtol=1e-12)
    assert len(discoveries(np.array([]))) == 0


def test_the_best_window_is_the_least_likely(nights):
    one, found = nights[0], nights[0].expected
    chances = tail(np.maximum(found.shared, 1.0), found.local_mean, found.local_variance)
    chances[(found.shared < 3) | (found.shared <= found.local_mean)] = 1.0
    np.testing.assert_allclose(one.least, chances.min(axis=1))
    np.testing.assert_allclose(chances[np.arange(len(one.best)), one.best], one.least)
    np.testing.assert_allclose(one.p, np.minimum(1.0, one.least * looks(found)))
    np.testing.assert_allclose(one.q, false_discovery_control(one.p))
    assert (one.least == 1.0).any()


def test_what_is_said_to_be_an_alarm_is_beyond_the_limit(nights):
    for one in nights[:5]:
        for days in (0.5, 5.0, 50.0):
            rare = one.least <= one.limits(days)[one.series.level] * (1 - 1e-9)
            np.testing.assert_array_equal(one.interval[rare] >= days, True)
            far = one.least >= one.limits(days)[one.series.level] * (1 + 1e-9)
            np.testing.assert_array_equal(one.interval[far] < days, True)


def test_levels_share_the_budget():
    first, second, *others = SETTINGS.level_shares
    even = replace(SETTINGS, level_shares=(first / 6.0, second + first, *others))
    usual, other = (scan(quiet(3), settings) for settings in (SETTINGS, even))
    level = usual.series.level
    np.testing.assert_allclose(usual.interval[level == 0], 6.0 * other.interval[level == 0])
    np.testing.assert_array_equal(usual.interval[level == 3], other.interval[level == 3])
    assert other.limits(365)[1] > usual.limits(365)[1]


def test_choosing_a_window_costs_no_more_than_there_are_different_ones(nights):
    found = looks(nights[0].expected)
    assert (found >= 1.0).all()
    assert found.max() == pytest.approx(1.0 + 0.35 * 10)
    expected = nights[0].expected.local_mean[:, -1]
    sparse = expected < 1.0
    assert sparse.any()
    np.testing.assert_allclose(found[sparse], 1.0 + expected[sparse])


def test_an_outbreak_is_seen_and_its_day_is_rare():
    told = poisson(1, np.full((6, 20), 0.3), 112)
    told[2, 7, -3:] += 6
    one = scan(series_of(told, GROUPS), SETTINGS)
    at = row(one.series, 0, unit=2, topic=7)
    assert one.least.argmin() == at
    assert one.expected.windows[one.best[at]] in (3, 4)
    assert one.interval[at] > 1e6
    assert one.daily_p < 1e-6
    assert one.q[at] < 1e-6


@pytest.mark.parametrize("seed", [0, 1])
def test_the_order_of_rows_changes_nothing(make, seed):
    facts = make["plant"](make["town"](seed=seed, days=60), make["outbreak"](days=range(57, 60)))
    found = []
    for order in (0, 1):
        rows = facts.sample(frac=1.0, random_state=order)
        found.append(scan(build(prepare(rows, None, SETTINGS), 59, 60), SETTINGS))
    for name in ("best", "least", "p", "q", "interval"):
        np.testing.assert_array_equal(getattr(found[0], name), getattr(found[1], name))
    one, other = (asdict(each.expected) for each in found)
    shares = one.pop("share"), other.pop("share")
    for left, right in ((one, other), shares):
        for name in left:
            np.testing.assert_array_equal(left[name], right[name])
    assert found[0].daily_p == found[1].daily_p


def test_too_short_a_history_gives_no_scan():
    assert scan(quiet(0, days=14), SETTINGS) is None
    assert scan(quiet(0, days=15), SETTINGS).expected.windows == (1,)
