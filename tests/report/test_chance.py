"""Counts compared: chance is not told as a change, and a change is."""

import numpy as np
import pytest
from scipy.stats import binom

from tsur_nlp.report.numbers.chance import certain, discovered, dispersion, unlikely

WEEKDAYS = np.array([1.3, 1.2, 1.1, 1.0, 1.0, 0.8, 0.6]) / 7


@pytest.mark.parametrize("share", [0.5, 0.3])
@pytest.mark.parametrize(("now", "before"), [(40, 12), (12, 40), (0, 10), (10, 0), (7, 3), (0, 0)])
def test_two_counts_are_compared_by_the_exact_binomial(now: int, before: int, share: float) -> None:
    both = now + before
    exact = 2 * min(binom.sf(now - 1, both, share), binom.cdf(now, both, share))
    found = unlikely(np.array([now]), np.array([before]), share=share)[0]
    assert found == pytest.approx(min(exact, 1.0), rel=1e-9)


def test_what_comes_in_bunches_is_less_certain() -> None:
    now, before = np.array([40, 40]), np.array([15, 15])
    plain, bunched = unlikely(now, before, np.array([1.0, 4.0]))
    assert plain == pytest.approx(unlikely(np.array([40]), np.array([15]))[0])
    assert bunched > 20 * plain
    assert bunched == pytest.approx(unlikely(np.array([10]), np.array([15 / 4]))[0])


def test_dispersion_is_that_of_the_bunches() -> None:
    rng = np.random.default_rng(5)
    weekly = rng.poisson(np.tile(40 * WEEKDAYS, (30, 8)))
    found = dispersion(weekly)
    assert found.min() >= 1
    assert found.mean() < 1.1
    assert dispersion(3 * weekly).mean() == pytest.approx(3 * found.mean(), abs=0.4)


def test_a_slow_change_is_no_noise() -> None:
    grown = np.outer(np.repeat([20, 80, 320, 20], 7), np.ones(2)).T.astype(int)
    assert dispersion(grown).tolist() == [1.0, 1.0]


def test_dispersion_of_nothing_is_that_of_chance() -> None:
    assert dispersion(np.zeros((2, 14), dtype=int)).tolist() == [1.0, 1.0]
    assert dispersion(np.zeros((0, 14), dtype=int)).tolist() == []


def test_one_wild_series_does_not_make_the_others_wild() -> None:
    rng = np.random.default_rng(6)
    daily = rng.poisson(np.tile(40 * WEEKDAYS, (20, 8)))
    daily[0] = 12 * rng.poisson(np.tile(4 * WEEKDAYS, 8))
    found = dispersion(daily)
    assert found[0] > 6
    assert found[1:].max() < 2.5


def test_certain_is_the_test_of_holm() -> None:
    assert certain([0.003, 0.0001, 0.3, 0.9], 0.01).tolist() == [True, True, False, False]
    assert certain([0.004, 0.0001, 0.3, 0.9], 0.01).tolist() == [False, True, False, False]
    assert certain([0.004, 0.0001, 0.004], 0.01).tolist() == [True, True, True]
    # The second is refused, so the third is not even asked, though it would pass.
    assert certain([0.0001, 0.006, 0.009], 0.01).tolist() == [True, False, False]
    assert certain([]).tolist() == []


def test_discovered_is_the_test_of_benjamini_and_hochberg() -> None:
    # The second misses its own limit, but the third passes and takes it along.
    assert discovered([0.01, 0.04, 0.0499, 0.9], 0.05).tolist() == [True, False, False, False]
    assert discovered([0.03, 0.01, 0.036, 0.9], 0.05).tolist() == [True, True, True, False]
    assert discovered([]).tolist() == []


def test_chance_is_told_in_one_list_of_a_hundred() -> None:
    rng = np.random.default_rng(7)
    told = 0
    for _ in range(400):
        daily = 2 * rng.poisson(np.tile(15 * WEEKDAYS, (40, 10)))
        now, before = daily[:, -7:].sum(axis=1), daily[:, -14:-7].sum(axis=1)
        told += certain(unlikely(now, before, dispersion(daily[:, :-14]))).any()
    assert told <= 12
