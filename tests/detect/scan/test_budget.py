"""What chance spends: exact where means are known, and no less than what a replay brings."""

from dataclasses import replace

import numpy as np
import pytest
from detect.counts.made import one_share, poisson, stream_of
from scipy.stats import poisson as law

from tsur_nlp.detect.counts.expected import Expected
from tsur_nlp.detect.counts.series import LEVELS, build
from tsur_nlp.detect.scan.budget import Budget, alone, spend
from tsur_nlp.detect.scan.tails import attainable
from tsur_nlp.detect.scan.windows import scan
from tsur_nlp.detect.settings import DetectSettings

ALPHAS = np.array([1e-2, 1e-3])


def known(means, windows=(1,)) -> Expected:
    """Poisson counts whose means (series × windows) are known."""
    mean = np.array(means, dtype=float)
    return Expected(
        windows=windows, observed=mean, shared=mean, most=mean, mean=mean, variance=mean,
        local_mean=mean, local_variance=mean, share=one_share(0 * mean),
        dispersion=np.ones(len(mean)),
    )  # fmt: skip


def rarest(mean: float, alpha: float, least: int) -> float:
    """Return the chance of the least count that is as rare as a level."""
    return next(p for k in range(least, 999) if (p := law.sf(k - 1, mean)) <= alpha)


def test_one_window_spends_what_its_least_rare_enough_count_has():
    means = 10.0 ** np.array([-1.0, -0.5, 0.0, 0.5, 1.0])  # in the middle of cells
    found = spend(known(means[:, None]), np.array([0, 0, 1, 1, 1]), 2, 3)
    for place, alpha in enumerate(found.alphas[:8]):
        chances = [rarest(mean, alpha, 3) for mean in means]
        exact = [sum(chances[:2]), sum(chances[2:])]
        np.testing.assert_allclose(found.standing[:, place], exact, rtol=0.2)
    np.testing.assert_allclose(found.new, found.standing)  # a day's window is new every day


def test_an_alarm_is_new_where_one_of_its_messages_is_of_today():
    found = spend(known([[1.0]], windows=(7,)), np.array([0]), 1, 3)
    counts = attainable(3).counts[attainable(3).cells(np.ones(1), np.ones(1))[0]]
    today = 1.0 - (6 / 7) ** counts
    np.testing.assert_allclose(found.new[0], found.standing[0] * today)


def test_windows_that_ask_for_the_same_count_are_one_event():
    table = attainable(3)
    means = np.array([[0.1, 0.101, 0.4, 2.0]])
    cells = table.cells(means, means)
    spent = alone(table, cells)
    for a in range(len(table.alphas)):
        counts = table.counts[cells][0, :, a]
        for w in range(4):
            longer = w + 1 < 4 and counts[w] == counts[w + 1]
            assert spent[0, w, a] == (0.0 if longer else table.chances[cells][0, w, a])
    assert (spent[0, 0] == 0.0).all()
    assert (spent[0, 3] > 0.0).all()


@pytest.fixture(scope="module")
def budget() -> Budget:
    means = 10.0 ** np.random.default_rng(0).uniform(-2, 1, (400, 1)) * np.array([1.0, 3.0, 7.0])
    level = np.arange(400) % 3
    return spend(known(means, windows=(1, 3, 7)), level, 3, 3)


def test_alpha_inverts_the_rate(budget):
    for rate in (1.0, 1 / 30, 1 / 365, 1e-5):
        alpha = budget.alpha(np.full(3, rate))
        assert ((alpha < 0.1) & (alpha > 1e-15)).all()
        np.testing.assert_allclose(budget.rate(alpha, np.arange(3)), rate, rtol=1e-6)
    each = budget.alpha(np.array([0.1, 0.01, 0.001]))
    np.testing.assert_allclose(budget.rate(each, np.arange(3)), [0.1, 0.01, 0.001], rtol=1e-6)


def test_rates_fall_with_rarity_and_go_on_beyond_the_table(budget):
    alphas = 10.0 ** -np.arange(1.0, 25.0)
    rates = budget.rate(alphas, np.zeros(24, dtype=int))
    assert (np.diff(rates) < 0).all()
    np.testing.assert_allclose(budget.rate(budget.alphas, np.full(15, 2)), budget.new[2])
    np.testing.assert_allclose(rates[15:] / rates[14], alphas[15:] / alphas[14], rtol=1e-6)


def test_the_chance_of_a_day_is_that_of_any_standing_alarm(budget):
    for place, alpha in enumerate(budget.alphas):
        mean = budget.standing[:, place].sum()
        assert budget.chance(float(alpha)) == pytest.approx(-np.expm1(-mean), rel=1e-6)
    assert budget.chance(1e-30) < 1e-12


def test_more_series_than_a_block_add_up():
    means = np.full((5000, 1), 0.5)
    found = spend(known(means), np.zeros(5000, dtype=int), 1, 3)
    one = spend(known(means[:1]), np.zeros(1, dtype=int), 1, 3)
    np.testing.assert_allclose(found.new, 5000 * one.new)


@pytest.fixture(scope="module")
def replayed() -> np.ndarray:
    """New alarms of quiet towns, day by day, and what was promised (2 × alphas × levels)."""
    settings, told = DetectSettings(), np.zeros((2, 2, len(LEVELS)))
    for seed in range(3):
        rng = np.random.default_rng(seed)
        rates = 0.01 + 0.5 * np.outer(rng.gamma(2.0, 0.5, 6), rng.gamma(0.7, 1.0, 20))
        stream = stream_of(poisson(seed, rates, 142), [k % 4 for k in range(20)])
        before = None
        for today in range(105, 142):
            found = scan(build(stream, today, 112), replace(settings, share_days=84))
            alarm = found.least <= ALPHAS[:, None]
            level = found.series.level
            if before is not None:
                for a in range(2):
                    fresh = level[alarm[a] & ~before[a]]
                    told[0, a] += np.bincount(fresh, minlength=len(LEVELS))
                told[1] += found.budget.rate(
                    np.repeat(ALPHAS, len(LEVELS)), np.tile(np.arange(len(LEVELS)), 2)
                ).reshape(2, -1)
            before = alarm
    return told


def test_a_quiet_town_has_the_alarms_that_were_promised_and_no_more(replayed):
    """Promises are kept with something to spare: windows overlap, groups leave surges to topics."""
    seen, promised = replayed
    for a in range(2):
        assert seen[a].sum() < promised[a].sum()
        topics = [0, 3]
        share = seen[a, topics].sum() / promised[a, topics].sum()
        assert 0.2 < share < 1.1
