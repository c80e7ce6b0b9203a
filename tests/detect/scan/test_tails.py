"""Negative binomial tails against scipy, and the counts that levels of chance ask for."""

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from tsur_nlp.detect.scan.tails import attainable, tail

# Half a cell of the table: means by 0.05 of a decimal order, spreads by 0.2.
_MEAN, _SPREAD = 10**0.025, 10**0.1
CASES = [
    (0.001, 1e-3), (0.02, 0.01), (0.3, 0.05), (0.77, 0.4), (1.5, 0.002), (4.2, 1.3), (12.0, 0.5),
    (24.0, 3.0),
]  # fmt: skip


def exact(count: int, mean: float, spread: float) -> float:
    shape = mean / spread
    return float(nbinom.sf(count - 1, shape, shape / (shape + mean)))


@pytest.mark.parametrize(("count", "mean", "variance"), [
    (5, 1.2, 2.0), (60, 30, 45), (3, 0.01, 0.02), (1, 0.5, 5.0), (40, 2.0, 2.1),
    (300, 200.0, 900.0),
])  # fmt: skip
def test_the_tail_is_negative_binomial(count, mean, variance):
    ours = tail(np.array([float(count)]), np.array([mean]), np.array([variance]))[0]
    assert ours == pytest.approx(exact(count, mean, variance / mean - 1.0), rel=1e-9)


def test_without_dispersion_it_is_poisson():
    for variance in (4.0, 3.0):
        ours = tail(np.array([12.0]), np.array([4.0]), np.array([variance]))[0]
        assert ours == pytest.approx(poisson.sf(11, 4.0), rel=1e-4)
    assert tail(np.array([2.0]), np.array([0.0]), np.array([0.0]))[0] < 1e-15


def least_count(alpha: float, mean: float, spread: float, least: int) -> int:
    return next(k for k in range(least, 10_000) if exact(k, mean, spread) <= alpha)


@pytest.mark.parametrize(("mean", "spread"), CASES)
@pytest.mark.parametrize("least", [2, 3])
def test_the_table_asks_for_the_least_count_that_is_rare_enough(mean, spread, least):
    table = attainable(least)
    cell = table.cells(np.array([mean]), np.array([mean * (1.0 + spread)]))[0]
    for alpha, count, chance in zip(
        table.alphas, table.counts[cell], table.chances[cell], strict=True
    ):
        low, high = (
            least_count(alpha, mean * _MEAN**side, spread * _SPREAD**side, least)
            for side in (-1, 1)
        )
        assert low <= count <= high
        assert chance <= alpha
        between = [exact(int(count), mean * _MEAN**s, spread * _SPREAD**s) for s in (-1, 1)]
        assert min(between[0], alpha) * 0.999 <= chance <= min(between[1], alpha) * 1.001


def test_in_the_middle_of_a_cell_it_is_exact():
    mean, spread = 10.0 ** (-4.0 + 0.05 * 91), 10.0 ** (-3.0 + 0.2 * 13)
    table = attainable(3)
    cell = table.cells(np.array([mean]), np.array([mean * (1.0 + spread)]))[0]
    counts = [least_count(alpha, mean, spread, 3) for alpha in table.alphas]
    assert table.counts[cell].tolist() == counts
    chances = [exact(count, mean, spread) for count in counts]
    np.testing.assert_allclose(table.chances[cell], chances, rtol=1e-6)


def test_levels_are_never_overspent_and_counts_grow_with_rarity():
    table = attainable(3)
    assert (table.chances <= table.alphas).all()
    assert (table.counts >= 3).all()
    assert (np.diff(table.counts, axis=1) >= 0).all()
    assert (np.diff(table.alphas) < 0).all()


def test_what_lies_outside_the_table_is_taken_to_its_edge():
    table = attainable(3)
    mean = np.array([1e-9, 1e9, 1.0, 1.0])
    variance = np.array([1e-9, 1e9, 0.5, 1e9])
    edges = [
        np.array([1e-4, 10**1.6, 1.0, 1.0]),
        np.array([1.001e-4, 10**1.6 * 1.001, 1.001, 11.0]),
    ]
    np.testing.assert_array_equal(table.cells(mean, variance), table.cells(*edges))
