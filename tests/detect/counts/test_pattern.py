"""Relative sizes of days: by weekday and trend, and of a holiday the larger of two sizes."""

from datetime import date

import numpy as np
import pytest
from detect.counts.made import FIRST, series_of

from tsur_nlp.detect.counts.days import weekdays
from tsur_nlp.detect.counts.pattern import fit_pattern

SHAPE = np.array([1.3, 1.3, 1.3, 1.3, 1.0, 0.4, 0.4])
DAYS = 120
MAY = date(2024, 1, 15)  # 9 May 2024, a Thursday, is the 115th day from here on
NINTH = (date(2024, 5, 9) - MAY).days


def pattern(*, first=FIRST, shape=SHAPE, slope=0.0, trend_days=56, seed=0):
    rng = np.random.default_rng(seed)
    _, lived = weekdays(first, DAYS)
    mean = 30.0 * shape[lived] * np.exp(slope * (np.arange(DAYS) - DAYS))
    counts = rng.poisson(np.broadcast_to(mean, (4, 3, DAYS))).astype(np.int64)
    series = series_of(counts, [0, 0, 1], first=first)
    return series, fit_pattern(series, series.counts, 0.004, trend_days)


def test_days_have_the_sizes_of_their_weekdays():
    series, found = pattern()
    assert found.days.shape == found.ahead.shape == (6, DAYS)
    np.testing.assert_allclose(found.days, SHAPE[series.weekday] * np.ones((6, 1)), rtol=0.15)
    np.testing.assert_array_equal(found.days, found.ahead)
    assert (found.slope_variance**0.5 < 0.002).all()


@pytest.mark.parametrize(("sunday", "thursday"), [(0.4, 1.3), (1.4, 0.9)])
def test_a_holiday_is_judged_by_the_larger_size(sunday, thursday):
    """Whether fewer write on a Sunday than on a Thursday, or more."""
    shape = np.array([1.0, 1.0, 1.0, thursday, 1.0, 1.0, sunday])
    _, found = pattern(first=MAY, shape=7 * shape / shape.sum())
    sizes = found.days[:, [NINTH - 3, NINTH]], found.ahead[:, [NINTH - 3, NINTH]]
    off, judged = (size[:, 1] / size[:, 0] for size in sizes)  # to the Monday before
    np.testing.assert_allclose(off, sunday, rtol=0.15)
    np.testing.assert_allclose(judged, max(sunday, thursday), rtol=0.15)


def test_the_trend_is_that_of_the_last_weeks_and_ends_today_at_one():
    _, found = pattern(slope=0.01)
    steady = SHAPE[(FIRST.weekday() + np.arange(DAYS)) % 7]
    drift = found.days[5] / steady
    assert drift[-1] == pytest.approx(1.0, rel=0.15)
    assert drift[-57] == pytest.approx(np.exp(-0.56), rel=0.15)
    rng = np.random.default_rng(1)
    risen = np.where(np.arange(DAYS) < DAYS - 56, 10, 40)  # steep, but eight weeks ago
    counts = rng.poisson(np.broadcast_to(risen, (4, 3, DAYS))).astype(np.int64)
    series = series_of(counts, [0, 0, 1])
    late, whole = (fit_pattern(series, series.counts, 0.004, days) for days in (56, DAYS))
    assert late.days[5, 0] == pytest.approx(1.0, abs=0.25)
    assert whole.days[5, 0] < 0.5
