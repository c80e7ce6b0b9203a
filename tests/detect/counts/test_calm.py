"""Outbreaks are cut off where they were, and nothing else is."""

import numpy as np
import pytest
from detect.counts.made import poisson, row, series_of

from tsur_nlp.detect.counts.calm import calm_down, edge

GROUPS = [0, 0, 1]
LATE = slice(50, 53)


def counts(*, rate: float = 2.0, seed: int = 1) -> np.ndarray:
    return poisson(seed, np.full((6, 3), rate), 100)


def test_an_outbreak_of_a_unit_is_cut_from_it_and_from_what_all_units_are_compared_with():
    told = counts()
    told[2, 1, LATE] += 40
    series = series_of(told, GROUPS)
    calm, at = calm_down(series), row(series, 0, unit=2, topic=1)
    mean = np.delete(told[:, 1], 2, axis=0).mean(axis=0)
    assert (calm.own[at, LATE] <= edge(1.3 * mean[LATE], 1.5)).all()
    cut = series.counts[at] - calm.own[at]
    assert cut[LATE].min() > 20
    assert cut[:44].max() == cut[59:].max() == 0
    whole = series.counts[series.parent[at]]
    for unit in range(6):
        other = row(series, 0, unit=unit, topic=1)
        np.testing.assert_allclose(calm.whole[other, LATE], (whole - cut)[LATE])
    for same in (row(series, 0, unit=2, topic=0), row(series, 0, unit=3, topic=1)):
        np.testing.assert_array_equal(calm.own[same, LATE], series.counts[same, LATE])


def test_a_wave_of_all_units_is_cut_from_the_territory_and_from_no_unit():
    told = counts()
    told[:, 0, LATE] += 14
    series = series_of(told, GROUPS)
    calm = calm_down(series)
    of_all, units = (
        row(series, 3, topic=0),
        np.flatnonzero((series.level == 0) & (series.topic == 0)),
    )
    assert (calm.own[of_all, LATE] < 0.5 * series.counts[of_all, LATE]).all()
    np.testing.assert_array_equal(calm.own[units], series.counts[units])
    np.testing.assert_array_equal(calm.whole[units[0]], series.counts[of_all])


@pytest.mark.parametrize("rate", [0.05, 0.5, 4.0])
def test_quiet_series_stay_as_they_are(rate):
    series = series_of(counts(rate=rate, seed=3), GROUPS)
    calm = calm_down(series)
    assert (calm.own != series.counts).mean() < 1e-3
    assert calm.own.sum() > 0.999 * series.counts.sum()


@pytest.mark.parametrize("shares", [[0.75, 0.15, 0.1], [0.9, 0.06, 0.04], [1.0]])
def test_a_unit_that_is_most_of_the_territory_stays_as_it_is(shares):
    series = series_of(poisson(0, 30.0 * np.array(shares)[:, None] * np.ones(3), 140), GROUPS)
    assert calm_down(series).own.sum() > 0.98 * series.counts.sum()


def test_a_week_is_cut_too_where_none_of_its_days_is_too_many():
    told = counts(rate=2.0)
    told[:, 0, 50:57] = 2
    told[4, 0, 50:57] = 8
    series = series_of(told, GROUPS)
    at = row(series, 0, unit=4, topic=0)
    own = calm_down(series).own[at, 50:57]
    assert (edge(np.array(2.0), 1.5) > 8).all()
    assert own.sum() == pytest.approx(edge(np.array(14.0), 1.5), rel=0.1)
    assert (own < 7).all()
