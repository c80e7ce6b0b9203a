"""Two gamma priors, weighed and updated by a count: against integration on a grid."""

import numpy as np
import pytest
from scipy.special import gammaln
from scipy.stats import gamma, nbinom, poisson

from tsur_nlp.detect.counts.gammas import Gamma, mixed, updated

PLAIN, OTHER, PART = Gamma(20.0, 20.0), Gamma(0.5, 0.2), 0.05
RATES = np.linspace(1e-4, 60.0, 400_000)


def by_hand(count: int, exposure: float) -> tuple[float, float]:
    prior = sum(
        part * gamma.pdf(RATES, one.shape, scale=1.0 / one.rate)
        for part, one in ((1 - PART, PLAIN), (PART, OTHER))
    )
    weight = prior * poisson.pmf(count, RATES * exposure)
    weight /= weight.sum()
    mean = weight @ RATES
    return mean, weight @ (RATES - mean) ** 2 / mean**2


@pytest.mark.parametrize(("count", "exposure"), [(0, 2.0), (5, 5.0), (9, 3.0), (40, 5.0), (4, 0.3)])
def test_the_mixture_is_bayes_rule(count, exposure):
    mean, error = mixed(PLAIN, OTHER, PART, np.array([float(count)]), np.array([exposure]))
    exact = by_hand(count, exposure)
    assert mean[0] == pytest.approx(exact[0], rel=2e-3)
    assert error[0] == pytest.approx(exact[1], rel=1e-2)


def test_a_count_decides_between_the_two():
    mean, error = mixed(PLAIN, OTHER, PART, np.array([10.0, 100.0]), np.array([10.0, 10.0]))
    assert mean[0] == pytest.approx(1.0, abs=0.02)
    assert mean[1] == pytest.approx(100.5 / 10.2, rel=1e-6)
    assert error[1] == pytest.approx(1 / 100.5, rel=1e-4)


def test_evidence_adds_up_to_one():
    """But for terms of the count alone, which both gammas share, it is a negative binomial."""
    counts = np.arange(400.0)
    chances = np.exp(Gamma(2.0, 0.5).evidence(counts, np.full(400, 5.0)) - gammaln(counts + 1))
    assert chances.sum() == pytest.approx(1.0, abs=1e-6)
    assert chances @ counts == pytest.approx(20.0, rel=1e-4)


def test_priors_may_differ_by_place_and_nothing_seen_leaves_them():
    plain = Gamma(np.array([[4.0], [9.0]]), np.array([[2.0], [3.0]]))
    mean, error = mixed(plain, OTHER, 1e-9, np.zeros(3), np.zeros(3))
    np.testing.assert_allclose(mean, [[2.0] * 3, [3.0] * 3], rtol=1e-6)
    np.testing.assert_allclose(error, [[1 / 4] * 3, [1 / 9] * 3], rtol=1e-6)


def test_both_are_kept_apart_and_their_chances_are_bayes_rule():
    """The chance of the next count is the sum over the two, not that of one gamma as wide."""
    after = updated(PLAIN, OTHER, PART, np.array([5.0]), np.array([3.0]))
    prior = sum(
        part * gamma.pdf(RATES, one.shape, scale=1.0 / one.rate)
        for part, one in ((1 - PART, PLAIN), (PART, OTHER))
    )
    weight = prior * poisson.pmf(5, RATES * 3.0)
    exact = (weight / weight.sum()) @ poisson.sf(9, RATES)
    rows = zip(after.weights[:, 0], after.means[:, 0], after.errors[:, 0], strict=True)
    found = sum(part * nbinom.sf(9, 1 / e, 1 / (1 + m * e)) for part, m, e in rows)
    assert found == pytest.approx(exact, rel=1e-2)
    assert after.weights.sum() == pytest.approx(1.0)
