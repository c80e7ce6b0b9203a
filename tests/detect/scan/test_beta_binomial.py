from fractions import Fraction
from math import comb

import numpy as np
import pytest
from scipy.stats import betabinom

from tsur_nlp.detect.scan.shares import beta_binomial_tail


def exact(count, trials, a, b):
    """Return the tail for whole a and b, in fractions: a Pólya urn."""
    ways = [comb(a + k - 1, k) * comb(b + trials - k - 1, trials - k) for k in range(trials + 1)]
    return float(Fraction(sum(ways[count:]), sum(ways)))


@pytest.mark.parametrize(
    "urn",
    [(2, 3, 1, 1), (3, 40, 2, 50), (30, 40, 1, 80), (90, 300, 20, 200), (200, 2000, 90, 1000)],
)
def test_the_tail_is_exact(urn):
    (found,) = beta_binomial_tail(*(np.array([float(number)]) for number in urn))
    assert found == pytest.approx(exact(*urn), rel=1e-10)


def test_the_tail_is_what_scipy_tells():
    rng = np.random.default_rng(4)
    trials = rng.integers(0, 100, 200).astype(float)
    count = np.floor(rng.random(200) * (trials + 1))
    a, b = 10 ** rng.uniform(-2, 1, 200), 10 ** rng.uniform(-1, 2, 200)
    found = beta_binomial_tail(count, trials, a, b)
    np.testing.assert_allclose(found, betabinom.sf(count - 1, trials, a, b), rtol=0, atol=1e-12)


def test_nothing_or_more_is_certain():
    none, trials, one = np.array([0.0, -1.0]), np.array([0.0, 5.0]), np.ones(2)
    np.testing.assert_allclose(beta_binomial_tail(none, trials, one, one), 1.0)
    assert beta_binomial_tail(np.array([6.0]), np.array([5.0]), one[:1], one[:1]).tolist() == [0.0]
