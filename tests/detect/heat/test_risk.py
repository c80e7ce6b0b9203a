import numpy as np
import pytest
from scipy.stats import gamma, nbinom

from tsur_nlp.detect.heat.counted import Counted
from tsur_nlp.detect.heat.judged import LEVELS, judge
from tsur_nlp.detect.heat.risk import RISKS, relative_risk
from tsur_nlp.detect.heat.settings import HeatSettings

SETTINGS = HeatSettings()
UNITS, GROUPS = 18, 15


def risk(seen, usual, *, phi=1.0, wander=0.0, family=None):
    seen, usual = np.array(seen, dtype=float), np.array(usual, dtype=float)
    variance = phi * usual + wander * usual**2
    family = np.zeros(len(seen), dtype=int) if family is None else family
    return relative_risk(seen, usual, variance, np.full(len(seen), phi), family, SETTINGS)


def test_much_data_gives_the_ratio_and_little_gives_one():
    found = risk([3000, 3, 1000, 1], [1000, 1, 1000, 1])
    median = found.exceeded(0.5)
    assert median[0] == pytest.approx(3.0, rel=0.05)
    assert median[2] == pytest.approx(1.0, rel=0.05)
    assert 0.7 < median[1] < 3.0
    wide = found.exceeded(0.05) / found.exceeded(0.95)
    assert wide[0] < 1.2 < wide[1]


def test_where_something_happened_the_posterior_is_the_gamma():
    """One unit so loud that it is unusual for sure: exponential prior of mean 2, Poisson count."""
    found = risk([60] + [10] * 30, [10] * 31)
    exact = gamma(61, scale=1 / 10.5)
    for chance in (0.95, 0.5, 0.05):
        assert found.exceeded(chance)[0] == pytest.approx(exact.ppf(1 - chance), rel=0.04)


def test_overdispersion_widens():
    narrow, wide = (risk([60] + [20] * 17, [20] * 18, **more) for more in ({}, {"phi": 3.0}))
    wander = risk([60] + [20] * 17, [20] * 18, wander=0.1)
    assert narrow.exceeded(0.95)[0] > wide.exceeded(0.95)[0]
    assert narrow.exceeded(0.95)[0] > wander.exceeded(0.95)[0]


def test_among_many_quiet_units_a_loud_one_has_to_show_more():
    few, many = (risk([16] + [5] * n, [5] * (n + 1)).exceeded(0.95)[0] for n in (4, 2000))
    assert many < few


def test_a_wave_of_the_group_is_believed_in_every_unit():
    seen, usual = [10.0] * 18 + [4.0] * 252, [4.0] * 270
    groups = np.repeat(np.arange(15), 18)
    alone = risk([10.0] + [4.0] * 269, usual, family=groups).exceeded(SETTINGS.likely)[0]
    wave = risk(seen, usual, family=groups).exceeded(SETTINGS.likely)[:18]
    assert (wave >= SETTINGS.orange).all()
    assert alone < SETTINGS.orange


def test_the_grid_ends_and_nothing_is_no_unit():
    assert risk([5000], [1]).exceeded(0.95)[0] == RISKS[-1]
    assert len(risk([], []).exceeded(0.95)) == 0


def quiet(rng: np.random.Generator, phi: float) -> Counted:
    """A week in which nothing happens, at rates that differ by unit and by group."""
    mean = np.outer(rng.gamma(1.0, 1.0, UNITS), rng.gamma(0.4, 10.0, GROUPS)).ravel() + 0.05
    before = rng.poisson(8 * mean) + 0.5
    observed = rng.poisson(mean) if phi == 1.0 else nbinom_counts(rng, mean, phi)
    usual = before / 8
    variance = phi * usual + usual**2 / before
    return Counted(
        np.repeat(np.arange(UNITS), GROUPS), np.tile(np.arange(GROUPS), UNITS),
        observed.astype(float), usual, variance, np.full(len(mean), phi),
    )  # fmt: skip


def nbinom_counts(rng, mean, phi):
    return nbinom.rvs(mean / (phi - 1.0), 1.0 / phi, random_state=rng)


@pytest.mark.parametrize("phi", [1.0, 1.5])
def test_of_many_units_and_groups_none_is_red_by_chance(phi):
    """Eighteen units by fifteen groups, sixty weeks: a false orange on one map in twelve or so."""
    rng = np.random.default_rng(0)
    levels = np.zeros(len(LEVELS), dtype=int)
    maps = 60
    for _ in range(maps):
        levels += np.bincount(judge(quiet(rng, phi), SETTINGS).level, minlength=len(LEVELS))
    assert levels[LEVELS.index("red")] == 0
    assert levels[LEVELS.index("orange")] <= maps / 6
    assert levels[LEVELS.index("green")] > 3000


def test_without_the_correction_there_would_be_several_a_day():
    """The same weeks by the bound of each cell alone: what the mixture is for."""
    rng, loud = np.random.default_rng(0), 0
    for _ in range(60):
        week = quiet(rng, 1.0)
        alone = gamma.ppf(0.2, week.observed + 0.5, scale=1.0 / week.mean)
        loud += ((alone >= SETTINGS.orange) & (week.observed >= SETTINGS.least_expected)).sum()
    assert loud > 60 * 5


def test_real_excess_is_seen():
    rng = np.random.default_rng(1)
    found = np.zeros(len(LEVELS), dtype=int)
    for _ in range(40):
        week = quiet(rng, 1.0)
        week.mean[0], week.variance[0] = 20.0, 20.0 + 400.0 / 160.0
        week.observed[0] = rng.poisson(60.0)
        found[judge(week, SETTINGS).level[0]] += 1
    assert found[LEVELS.index("red")] >= 34
