"""Residuals and weights by hand."""

import numpy as np

from tsur_nlp.detect.farrington.weights import anscombe_residuals, outbreak_weights


def test_residuals_by_hand():
    counts, mean = np.array([8.0, 0.0, 64.0]), np.array([1.0, 4.0, 64.0])
    found = anscombe_residuals(counts, mean, leverage=np.array([0.0, 0.0, 0.5]), dispersion=1.0)
    np.testing.assert_allclose(found, [1.5 * (4 - 1), 1.5 * (0 - 2), 0], atol=1e-12)


def test_leverage_and_dispersion_scale_residuals():
    plain, scaled = (
        anscombe_residuals(np.array([8.0]), np.array([1.0]), np.array([h]), phi)
        for h, phi in ((0.0, 1.0), (0.75, 9.0))
    )
    np.testing.assert_allclose(scaled, plain / (9 * 0.25) ** 0.5)


def test_residuals_of_poisson_counts_are_about_standard_normal():
    counts = np.random.default_rng(1).poisson(12.0, 20_000).astype(float)
    found = anscombe_residuals(counts, np.full_like(counts, 12.0), np.zeros_like(counts), 1.0)
    assert abs(found.mean()) < 0.05
    assert abs(found.std() - 1) < 0.05


def test_only_what_is_high_weighs_less():
    found = outbreak_weights(np.array([-9.0, 0.0, 1.0, 4.0]), threshold=2.58)
    assert found.mean() == 1
    np.testing.assert_allclose(found / found[0], [1, 1, 1, 1 / 16])


def test_axes_are_weighed_apart():
    table = np.array([[0.0, 3.0], [0.0, 0.0]])
    np.testing.assert_allclose(outbreak_weights(table, 2.0, axis=(1,)), [[1.8, 0.2], [1, 1]])
