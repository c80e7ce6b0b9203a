"""Bounds and chances against the distributions themselves."""

import numpy as np
import pytest
from scipy import stats

from tsur_nlp.detect.farrington.thresholds import Forecast, bound, exceedance, quantile


def test_exceedance_is_the_tail_of_the_distribution():
    counts, mean = np.array([0.0, 1, 5, 40]), np.array([2.0, 2.0, 0.3, 10.0])
    poisson = exceedance(counts, mean, np.ones(4))
    np.testing.assert_allclose(poisson, stats.poisson.sf(counts - 1, mean), rtol=1e-10)
    phi = np.array([1.5, 3.0, 2.0, 1.1])
    wide = exceedance(counts, mean, phi)
    np.testing.assert_allclose(
        wide, stats.nbinom.sf(counts - 1, mean / (phi - 1), 1 / phi), rtol=1e-10
    )


def test_quantile_is_crossed_rarely_enough_and_no_later():
    mean, phi = np.array([0.2, 3.0, 3.0, 50.0]), np.array([1.0, 1.0, 4.0, 2.0])
    upper = quantile(mean, phi, 0.05)
    assert np.all(exceedance(upper + 1, mean, phi) <= 0.05)
    assert np.all(exceedance(upper, mean, phi) > 0.05)


def test_delta_by_hand():
    # mean 8, so 8^⅔ = 4; τ = 2 + 8 · 0.25 = 4; spread = ⅔ · 8^⅙ · 2 = ⅔ · √2 · 2
    upper, chance = bound(Forecast(np.log(8), 0.5, 2.0), 27.0, 0.025, "delta")
    spread = 2 / 3 * 2**0.5 * 2
    assert upper == pytest.approx((4 + 1.959964 * spread) ** 1.5, rel=1e-6)
    assert chance == pytest.approx(stats.norm.sf((9 - 4) / spread), rel=1e-9)


def test_muan_is_the_plug_in_of_a_higher_mean():
    higher = Forecast(np.log(8) + stats.norm.isf(0.05) * 0.5, 0.0, 2.0)
    assert bound(Forecast(np.log(8), 0.5, 2.0), 20.0, 0.05, "muan") == pytest.approx(
        bound(higher, 20.0, 0.05, "nb_plugin")
    )


def test_a_fit_that_knows_nothing_bounds_nothing():
    assert bound(Forecast(0.0, 300.0, 3.0), 50.0, 0.01, "muan") == (np.inf, 1.0)
