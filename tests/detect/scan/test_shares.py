"""Whether a unit's part of a wave is more than its usual part."""

from dataclasses import replace

import numpy as np
import pytest
from detect.counts.made import one_share, row, series_of
from scipy.stats import betabinom, binom

from tsur_nlp.detect.counts.expected import Expected
from tsur_nlp.detect.counts.gammas import Posterior
from tsur_nlp.detect.scan.before import commonness
from tsur_nlp.detect.scan.shares import beta_binomial_tail, own_parts, share_chances

USUAL = np.array([4.0, 3.0, 2.0, 1.0])


def day(seen, usual=USUAL, *, history=None, error=0.01, wave=1.0, spread=1.0):
    """Return the series and what is expected of a day when units of one topic have so many.

    ``wave`` is how many times more than usual units should have, as the rest has it; ``history``
    the territory's counts of the days before.
    """
    seen, usual = np.array(seen, dtype=float), np.array(usual, dtype=float)
    before = np.ones(40, dtype=int) if history is None else history
    counts = np.zeros((len(seen), 1, len(before) + 1), dtype=int)
    counts[-1, 0, :-1], counts[:, 0, -1] = before, seen
    series = series_of(counts, [0])
    observed, mean = (
        np.concatenate([part, part, part, [part.sum()] * 3])[:, None] for part in (seen, usual)
    )
    return series, Expected(
        windows=(1,), observed=observed, shared=observed, most=observed, mean=mean,
        variance=spread * mean, local_mean=mean * wave, local_variance=mean * wave,
        share=one_share(np.full_like(mean, error)), dispersion=np.ones(len(mean)),
    )  # fmt: skip


def chance(seen, *, unit=0, **others) -> float:
    """Return the chance of a unit's part."""
    series, expected = day(seen, **others)
    rows = np.array([row(series, 0, unit=unit)])
    return float(share_chances(series, expected, rows, np.array([0]))[0])


def own(seen, *, limit=1.0, part=0.0, **others) -> list[bool]:
    """Tell of every unit whether it has more than its part."""
    series, expected = day(seen, **others)
    rows = np.flatnonzero(series.level == 0)
    none = np.zeros(len(rows), dtype=np.int64)
    return own_parts(series, expected, rows, none, limit + 0.0 * rows, part).tolist()


def test_the_usual_part_of_a_wave_is_not_surprising():
    assert chance(8 * USUAL, wave=8) > 0.3
    assert chance([36, 24, 16, 8], wave=8) > 0.2


def test_a_part_of_its_own_is_not_surprising_where_it_is_likely_enough():
    """Of a new topic one unit may have nearly all: 15 of 20, once in a hundred times its own."""
    series, expected = day([15, 3, 1, 1], usual=np.array([0.1, 0.3, 0.3, 0.3]))
    rows, best = np.array([row(series, 0, unit=0)]), np.array([0])
    ones = np.ones_like(expected.mean)
    own = Posterior(
        np.stack([0.99 * ones, 0.01 * ones]), np.stack([0.95 * ones, 6.0 * ones]),
        np.stack([0.01 * ones, 1.0 * ones]),
    )  # fmt: skip
    unlike = replace(expected, share=own)
    as_usual, may_be_own = (share_chances(series, e, rows, best)[0] for e in (expected, unlike))
    assert as_usual < 1e-4
    assert 1e-3 < may_be_own < 1e-2


def test_far_more_than_its_part_is():
    assert chance([4, 3, 2, 60], unit=3, usual=[4, 2.9, 2, 1]) < 1e-5
    assert chance([600, 450, 300, 600], unit=3, usual=100 * USUAL, wave=1.5) < 1e-3
    parts = [chance([8, 6, 4, k], unit=3, wave=2.0) for k in (2, 4, 8, 16, 32)]
    assert (np.diff(parts) < 0).all()


def test_a_share_known_for_certain_is_binomial():
    for seen in (6, 12, 20):
        ours = chance([seen, 6, 4, 2], usual=[4, 2.99, 2, 1], error=1e-9)
        assert ours == pytest.approx(binom.sf(seen - 1, seen + 12, 4 / 9.99), rel=1e-3)


def test_an_unsure_share_and_a_high_wave_allow_more():
    sure, unsure = (chance([20, 8, 6, 4], error=e) for e in (1e-4, 0.3))
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


def test_the_rest_is_up_where_chance_alone_seldom_brings_so_much():
    """The rest has 6 usually: 10 or more come in 8 % of cases, 11 or more in 4 %."""
    assert own([200, 10, 0, 0])[0]
    assert not own([200, 11, 0, 0])[0]
    assert own([200, 11, 0, 0], spread=3.0)[0]
    assert own([200, 11, 0, 0], part=1e-5)[0]
    assert not own([20, 11, 0, 0], part=1e-5)[0]
    assert own([200, 0, 0, 0])[0]


STEADY = np.random.default_rng(0).poisson(0.5, 120)
BURSTS = np.where(np.arange(120) % 20 == 7, 8, STEADY)


def test_a_topic_that_comes_in_bursts_has_to_fall_to_one_unit_more_clearly():
    usual, seen = 0.05 * USUAL, [0, 0, 1, 7]
    asked = {"usual": usual, "limit": 1e-9, "part": 1.0}
    assert own(seen, history=STEADY, **asked) == [False, False, False, True]
    assert own(seen, history=BURSTS, **asked) == [False] * 4
    assert own([0, 0, 0, 40], history=BURSTS, **asked)[3]
    assert not own([0, 0, 0, 40], history=BURSTS, **asked | {"limit": 1e-60})[3]
    assert own([3, 3, 3, 3], history=STEADY, **asked) == [False] * 4


def test_both_chances_together_have_half_of_what_one_may_have():
    usual, seen = 0.05 * USUAL, [0, 0, 1, 7]
    series, expected = day(seen, usual, history=BURSTS)
    rows = np.array([row(series, 0, unit=3)])
    both = float(share_chances(series, expected, rows, np.array([0]))[0])
    both *= float(commonness(series, series.parent[rows], 1)[0])
    for limit, told in ((2.1 * both, True), (1.9 * both, False)):
        assert own(seen, usual=usual, history=BURSTS, limit=limit, part=1.0)[3] is told


def test_a_usual_part_is_no_news_however_new_the_topic():
    """Five of six messages of a topic nobody wrote of: the unit's share known, and not known."""
    asked = {"usual": 0.005 * USUAL, "history": np.append(np.zeros(119, dtype=int), 1)}
    seen = [0, 1, 5, 0]
    assert chance(seen, unit=2, error=0.05, **asked) < 0.005
    assert 0.015 < chance(seen, unit=2, error=1.2, **asked) < 0.15
    assert own(seen, error=0.05, limit=1.0, part=1.0, **asked) == [False, False, True, False]
    assert own(seen, error=1.2, limit=1.0, part=1.0, **asked) == [False] * 4


def test_each_series_is_asked_in_its_own_window_and_by_its_own_limit():
    series, expected = day([0, 0, 1, 7], 0.05 * USUAL, history=STEADY)
    rows = np.array([row(series, level, unit=3) for level in (0, 1, 2, 0)])
    limit = np.array([1e-6, 1e-6, 1e-6, 1e-30])
    found = own_parts(series, expected, rows, np.zeros(4, dtype=np.int64), limit, 1.0)
    assert found.tolist() == [True, True, True, False]
    nobody = np.zeros(0, dtype=np.int64)
    assert len(own_parts(series, expected, nobody, nobody, limit[:0], 1.0)) == 0
