"""The regression against numbers that a pencil gives."""

import numpy as np
import pytest

from tsur_nlp.detect.farrington.glm import fit_quasi_poisson
from tsur_nlp.errors import InputError

COUNTS = np.array([1.0, 3.0, 2.0, 10.0, 14.0])
# R's rule stops where the mean is good to nine digits; what hangs on the last weights has four
CLOSE = 1e-4
GROUP = np.array([0.0, 0.0, 0.0, 1.0, 1.0])


def test_one_level_is_the_weighted_mean():
    weights = np.array([1.0, 1.0, 2.0, 1.0, 0.5])
    fit = fit_quasi_poisson(np.ones((5, 1)), COUNTS, weights)
    mean = (1 + 3 + 4 + 10 + 7) / 5.5
    assert fit.converged
    np.testing.assert_allclose(fit.mean, mean, rtol=1e-9)
    np.testing.assert_allclose(fit.leverage, weights / 5.5, rtol=CLOSE)
    np.testing.assert_allclose(fit.covariance, 1 / (5.5 * mean), rtol=CLOSE)
    pearson = float(np.sum(weights * (COUNTS - mean) ** 2)) / mean / 4
    assert fit.dispersion == pytest.approx(pearson, rel=CLOSE)


def test_two_levels_are_two_means():
    fit = fit_quasi_poisson(np.stack([np.ones(5), GROUP], axis=1), COUNTS, np.ones(5))
    np.testing.assert_allclose(fit.coefficients, [np.log(2), np.log(6)], rtol=1e-9)
    # variances of the logarithms of the means of 6 and of 24 cases
    np.testing.assert_allclose(fit.covariance[1, 1], 1 / 6 + 1 / 24, rtol=CLOSE)
    assert fit.predict(np.array([1.0, 1.0])) == pytest.approx((np.log(12), 1 / 24), rel=CLOSE)
    assert fit.freedom == 3
    assert fit.dispersion == pytest.approx((1 / 2 + 1 / 2 + 0 + 4 / 12 + 4 / 12) / 3, rel=CLOSE)


def test_doubling_is_found_exactly():
    time = np.arange(6.0)
    fit = fit_quasi_poisson(np.stack([np.ones(6), time], axis=1), 3 * 2**time, np.ones(6))
    np.testing.assert_allclose(fit.coefficients, [np.log(3), np.log(2)], rtol=1e-9)
    assert fit.dispersion == pytest.approx(0, abs=1e-9)


def test_a_level_without_cases_is_nearly_nothing():
    counts = np.where(GROUP > 0, 0.0, COUNTS)
    fit = fit_quasi_poisson(np.stack([np.ones(5), GROUP], axis=1), counts, np.ones(5))
    assert fit.converged
    np.testing.assert_allclose(fit.mean[:3], 2, rtol=1e-9)
    assert fit.mean[3] < 1e-6


def test_too_few_counts_are_refused():
    with pytest.raises(InputError, match="2 counts for 2 coefficients"):
        fit_quasi_poisson(np.eye(2), np.ones(2), np.ones(2))


def test_repeated_columns_are_refused():
    with pytest.raises(InputError, match="repeat each other"):
        fit_quasi_poisson(np.ones((5, 2)), COUNTS, np.ones(5))
