"""Spread beyond Poisson's is found where it is, and waves and outbreaks are none."""

import numpy as np
import pytest
from detect.counts.made import series_of

from tsur_nlp.detect.counts.calm import Calm, calm_down
from tsur_nlp.detect.counts.dispersion import dispersion
from tsur_nlp.detect.counts.pattern import fit_pattern

GROUPS = [0, 0, 0, 1, 1, 1, 1, 2]
SHAPE = (6, len(GROUPS), 140)


def spread(counts, *, cut=True):
    """Return the series and their spread; without ``cut`` outbreaks stay in what is looked at."""
    series = series_of(counts.astype(np.int64), GROUPS)
    calm = calm_down(series) if cut else Calm(series.counts, series.counts[series.parent])
    return series, dispersion(series, calm, fit_pattern(series, calm.own, 0.004, 56))


def poisson(seed: int, rate=4.0):
    return np.random.default_rng(seed).poisson(rate, SHAPE)


def wide(seed: int, rate: float, phi: float):
    rng = np.random.default_rng(seed)
    return rng.negative_binomial(rate / (phi - 1.0), 1.0 / phi, SHAPE)


@pytest.mark.parametrize("rate", [0.2, 1.0, 4.0])
def test_poisson_counts_have_no_dispersion(rate):
    daily = []
    for seed in range(4):
        series, found = spread(poisson(seed, rate))
        daily.append(found.daily)
        assert found.weekly[series.level < 3].max() < 0.02
        assert found.weekly.mean() < 5e-3
        assert found.weekly.min() == 0.0
    assert np.min(daily) == 1.0
    assert np.mean(daily) < 1.02
    assert np.max(daily) < 1.25


@pytest.mark.parametrize("rate", [1.0, 4.0])
def test_dispersion_is_found_in_units_and_in_the_territory(rate):
    found = []
    for seed in range(4):
        series, one = spread(wide(seed, rate, 2.0))
        found.append([one.daily[series.level == level].mean() for level in range(6)])
        assert one.weekly.mean() < 5e-3
    mean = np.mean(found, axis=0)[:5]
    assert ((mean > 1.5) & (mean < 2.3)).all()


def test_a_topic_of_its_own_spread_is_told_apart():
    counts = poisson(1)
    counts[:, 5] = wide(1, 4.0, 4.0)[:, 5]
    series, found = spread(counts)
    for level, least in ((0, 2.0), (3, 2.5)):
        topics = found.daily[series.level == level].reshape(-1, len(GROUPS))
        assert (topics[:, 5] > least).all()
        assert np.delete(topics, 5, axis=1).max() < 1.3


def test_an_outbreak_does_not_raise_it_much():
    for length, size in ((1, 200), (4, 60), (10, 20)):
        counts = poisson(2)
        counts[1, 2, 60 : 60 + length] += size
        series, found = spread(counts)
        assert found.daily.max() < 1.35
        assert found.daily[(series.level == 0) & (series.topic != 2)].max() < 1.02


def test_a_wave_over_all_units_is_no_dispersion_of_the_units():
    rng = np.random.default_rng(3)
    height = rng.gamma(4.0, 0.25, (1, len(GROUPS), SHAPE[2]))
    series, found = spread(rng.poisson(4.0 * height * np.ones((6, 1, 1))))
    assert found.daily[series.level < 3].max() < 1.1
    assert found.daily[series.level == 3].min() > 2.5
    assert found.weekly[series.level < 3].max() < 0.01


def test_waves_of_topics_are_no_dispersion_of_units_that_are_about_other_topics():
    rng = np.random.default_rng(3)
    height = rng.gamma(4.0, 0.25, (1, len(GROUPS), SHAPE[2]))
    much = np.where((np.arange(6)[:, None] + np.arange(len(GROUPS))) % 3, 1.0, 12.0)
    series, found = spread(rng.poisson(much[:, :, None] * height), cut=False)
    assert found.daily[(series.level == 1) | (series.level == 2)].max() < 1.2


def test_one_day_that_is_far_off_weighs_no_more_than_one_that_is_off():
    counts = poisson(8)
    counts[0, 0, 60] += 60
    series, found = spread(counts, cut=False)
    assert found.daily[(series.level == 0) & (series.topic == 0)].max() < 1.5


def test_a_unit_that_is_nearly_the_territory_is_compared_with_its_own_past():
    series, found = spread(wide(6, 4.0, 3.0)[:1], cut=False)
    assert (found.daily[series.level == 0] > 1.7).all()


def test_a_level_that_wanders_from_week_to_week_is_told_from_daily_noise():
    rng, weekly = np.random.default_rng(4), np.zeros(6)
    for _ in range(4):
        height = np.repeat(rng.gamma(16.0, 1 / 16, (1, len(GROUPS), 20)), 7, axis=2)
        series, found = spread(rng.poisson(4.0 * height * np.ones((6, 1, 1))))
        weekly += [found.weekly[series.level == level].mean() / 4 for level in range(6)]
        assert found.daily[series.level == 3].mean() < 1.25
    assert 0.02 < weekly[3] < 1 / 16 + 0.02  # the squared variation is 1/16
    assert weekly[:3].max() < 5e-3


def test_what_is_under_way_does_not_excuse_itself():
    late, before, noise = poisson(5), poisson(5), wide(5, 4.0, 5.0)[:, :, :14]
    late[:, :, -14:] = before[:, :, 60:74] = noise
    (_, quiet), (_, known) = spread(late), spread(before)
    assert quiet.daily.mean() < 1.05
    assert known.daily.mean() > 1.1


def test_short_and_empty_histories():
    series, found = spread(poisson(7)[:, :, :20])
    assert (found.weekly == 0.0).all()
    assert found.daily.max() < 1.5
    assert (spread(poisson(7)[:, :, :5])[1].weekly == 0.0).all()
    _, found = spread(np.zeros(SHAPE, dtype=int))
    assert (found.daily == 1.0).all()
    assert len(series) == len(poisson(7)[:, :, 0].ravel()) + 6 * 3 + 6 + 8 + 3 + 1
