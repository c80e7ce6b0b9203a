import numpy as np
import pytest
from scipy.stats import poisson

from tsur_nlp.respond.speed.chance import poisson_p, shrink, spread_of


@pytest.mark.parametrize(("count", "mean"), [(0, 3.2), (4, 4.0), (12, 5.5), (150, 120.0)])
def test_a_count_is_as_rare_as_its_smaller_tail_twice(count, mean):
    exact = min(1.0, 2 * min(poisson.sf(count - 1, mean), poisson.cdf(count, mean)))
    assert poisson_p(np.array([count]), np.array([mean]))[0] == pytest.approx(exact)


def test_the_spread_of_true_ratios_is_found(rng):
    expected = rng.uniform(5.0, 300.0, 400)
    true = rng.gamma(10.0, 0.1, 400)
    spread = spread_of(rng.poisson(true * expected), expected, expected)
    assert spread == pytest.approx(0.1, rel=0.25)
    assert spread_of(rng.poisson(expected), expected, expected) < 0.01


def test_small_counts_go_to_one_and_large_ones_stay():
    ratio, low, high = shrink(np.array([4.0, 400.0]), np.array([1.0, 100.0]), 0.1)
    assert 1.0 < ratio[0] < 1.5 < 3.5 < ratio[1] < 4.0
    assert (low < ratio).all()
    assert (ratio < high).all()
