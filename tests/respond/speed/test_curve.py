import json
from pathlib import Path

import numpy as np
import pytest

from tsur_nlp.respond.speed import Curve

CASES = json.loads(
    (Path(__file__).parents[2] / "cases" / "survival.json").read_text(encoding="utf-8")
)["curves"]


def curve(case):
    return Curve.of(np.array(case["hours"]), np.array(case["observed"], dtype=bool))


@pytest.fixture(params=CASES, ids=lambda case: case["name"])
def case(request):
    return request.param


def test_survival_and_its_limits_are_those_of_lifelines(case):
    for at, survival, low, high in zip(
        case["at"], case["survival"], case["low"], case["high"], strict=True
    ):
        ours = curve(case).answered_by(at)
        assert ours.value == pytest.approx(1 - survival, abs=1e-9)
        # Where Greenwood's variance does not exist lifelines gives no width at all.
        if survival < 1:
            assert ours.high == pytest.approx(1 - low, abs=1e-9)
        if survival > 0:
            assert ours.low == pytest.approx(1 - high, abs=1e-9)


@pytest.mark.parametrize("share", [0.25, 0.5, 0.9])
def test_quantiles_are_those_of_lifelines(case, share):
    value, low, high = case["quantiles"][str(share)]
    ours, last = curve(case).quantile(share), max(case["hours"])
    assert ours.value == pytest.approx(np.nan if value is None else value, nan_ok=True)
    # So few messages that the share may be answered before any of them was.
    few = 0.025 ** (1 / len(case["hours"])) <= 1 - share
    if low is not None or few:
        assert ours.low == (0.0 if few else low)
    else:
        assert ours.low <= last
    assert ours.high == (np.inf if high in (None, last) else high)


def test_a_time_not_reached_is_unknown_but_bounded_below():
    still_open = Curve.of(np.arange(1.0, 41.0), np.zeros(40, dtype=bool))
    median = still_open.quantile(0.5)
    assert np.isnan(median.value)
    assert 30.0 < median.low < 40.0
    assert median.high == np.inf
    few = Curve.of(np.full(4, 40.0), np.zeros(4, dtype=bool)).quantile(0.5)
    assert (few.low, few.high) == (0.0, np.inf)


def test_none_answered_yet_is_not_none_ever():
    assert Curve.of(np.full(10, 5.0), np.ones(10, dtype=bool)).answered_by(
        4.0
    ).high == pytest.approx(1 - 0.025**0.1)


def test_one_answer_says_little():
    median = Curve.of(np.array([5.0]), np.array([True])).quantile(0.5)
    assert (median.value, median.high) == (5.0, np.inf)


def test_after_the_longest_wait_the_share_can_only_have_grown():
    half = Curve.of(np.array([1.0, 2.0, 3.0, 4.0]), np.array([True, True, False, False]))
    assert half.answered_by(4.0).value == pytest.approx(0.5)
    later = half.answered_by(5.0)
    assert np.isnan(later.value)
    assert later.high == 1.0


def test_nothing_known_of_no_messages():
    empty = Curve.of(np.array([np.nan]), np.array([False]))
    assert np.isnan(empty.quantile(0.5).value)
    assert empty.answered_by(10.0).high == 1.0


def test_rounding_does_not_move_a_quantile():
    ten = Curve.of(np.arange(1.0, 11.0), np.ones(10, dtype=bool))
    assert [ten.quantile(k / 10).value for k in range(1, 10)] == list(range(1, 10))


def test_the_interval_of_the_median_holds_it_as_often_as_it_says():
    rng, hits = np.random.default_rng(1), 0
    for _ in range(400):
        waits, follow = rng.exponential(100.0, 80), rng.uniform(40.0, 300.0, 80)
        median = Curve.of(np.minimum(waits, follow), waits <= follow).quantile(0.5)
        hits += median.low <= 100.0 * np.log(2.0) <= median.high
    assert 0.925 <= hits / 400 <= 0.985
