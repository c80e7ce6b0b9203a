"""Whether a unit's part of a wave is more than its usual part."""

import numpy as np
import pytest
from detect.counts.made import row, series_of
from scipy.stats import betabinom, binom

from tsur_nlp.detect.counts.expected import Expected
from tsur_nlp.detect.scan.shares import beta_binomial_tail, share_chances

USUAL = np.array([4.0, 3.0, 2.0, 1.0])


def chance(seen, *, usual=USUAL, unit=0, error=0.01, wave=1.0) -> float:
    """Return the chance of a unit's part, units of one topic having so many messages.

    ``wave`` is how many times more than usual units should have, as the rest has it.
    """
    seen, usual = np.array(seen, dtype=float), np.array(usual, dtype=float)
    series = series_of(np.ones((len(seen), 1, 1), dtype=int), [0])
    observed, mean = (
        np.concatenate([part, part, part, [part.sum()] * 3])[:, None] for part in (seen, usual)
    )
    local = mean * wave
    expected = Expected(
        windows=(1,), observed=observed, shared=observed, mean=mean, variance=mean,
        local_mean=local, local_variance=local, share_error=np.full_like(mean, error),
        dispersion=np.ones(len(mean)),
    )  # fmt: skip
    rows = np.array([row(series, 0, unit=unit)])
    return float(share_chances(series, expected, rows, np.array([0]))[0])


def test_the_usual_part_of_a_wave_is_not_surprising():
    assert chance(8 * USUAL, wave=8) > 0.3
    assert chance([36, 24, 16, 8], wave=8) > 0.2


def test_far_more_than_its_part_is():
    assert chance([4, 3, 2, 60], unit=3, usual=[4, 2.9, 2, 1]) < 1e-5
    assert chance([600, 450, 300, 600], unit=3, usual=100 * USUAL, wave=1.5) < 1e-3
    parts = [chance([8, 6, 4, k], unit=3, wave=2.0) for k in (2, 4, 8, 16, 32)]
    assert (np.diff(parts) < 0).all()


def test_where_the_rest_is_not_up_the_question_does_not_arise():
    assert chance([200, 3, 2, 1]) == 0.0
    assert chance([200, 1, 0, 0]) == 0.0
    assert chance([200, 6, 4, 2]) > 0.0


def test_a_share_known_for_certain_is_binomial():
    for seen in (6, 12, 20):
        ours = chance([seen, 3, 2, 1], usual=[4, 2.99, 2, 1], error=1e-9)
        assert ours == pytest.approx(binom.sf(seen - 1, seen + 6, 4 / 9.99), rel=1e-3)


def test_an_unsure_share_and_a_high_wave_allow_more():
    sure, unsure = (chance([20, 4, 3, 2], error=e) for e in (1e-4, 0.3))
    assert unsure > 2 * sure
    parts = [chance([200, 40, 30, 20], wave=wave) for wave in (1.0, 1.5, 3.0, 12.0)]
    assert (np.diff(parts) > 0).all()
    a = 0.4 * (0.6 / 0.4 / (0.01 + 1.5 * (1 - 1 / 12) ** 2) - 1.0)
    assert parts[-1] == pytest.approx(betabinom.sf(199, 290, a, 1.5 * a), rel=1e-6)


@pytest.mark.parametrize("seen", [[5, 9, 9, 9], [300, 900, 2, 1], [3000, 3000, 3000, 3000]])
@pytest.mark.parametrize("wave", [0.5, 1.0, 90.0])
def test_it_is_a_probability(seen, wave):
    assert all(0.0 <= chance(seen, unit=unit, wave=wave) <= 1.0 for unit in range(4))


@pytest.mark.parametrize(("trials", "a", "b"), [(9, 0.3, 4.0), (400, 12.0, 90.0), (60, 500.0, 3e4)])
def test_the_tail_is_beta_binomial(trials, a, b):
    counts = np.array([0, 1, trials // 3, trials // 2, trials], dtype=float)
    full = np.ones(5)
    found = beta_binomial_tail(counts, trials * full, a * full, b * full)
    exact = [betabinom.pmf(np.arange(k, trials + 1), trials, a, b).sum() for k in counts]
    np.testing.assert_allclose(found, exact, rtol=1e-8)
    assert beta_binomial_tail(*[trials * full[:1] + k for k in (1, 0)], a * full[:1], full[:1]) == 0
