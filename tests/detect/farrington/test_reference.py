"""Which past counts are compared with."""

import datetime as dt

import numpy as np
import pytest

from tsur_nlp.detect.farrington import FarringtonSettings
from tsur_nlp.detect.farrington.reference import baseline, check_dates
from tsur_nlp.errors import InputError

WEEKS = [dt.date(2018, 1, 1) + dt.timedelta(weeks=week) for week in range(260)]
DAYS = [dt.date(2021, 1, 1) + dt.timedelta(days=day) for day in range(1500)]


def centres(dates, now, settings):
    found = baseline(dates, now, settings)
    return [dates[p] for p in found.positions[found.levels == 0]]


def test_windows_are_the_nearest_weeks_of_past_years():
    settings = FarringtonSettings(years=3, half_window=0, left_out=0)
    now = WEEKS.index(dt.date(2022, 6, 6))
    assert centres(WEEKS, now, settings) == [
        dt.date(2019, 6, 3),  # 2019-06-06 is a Thursday: three days back
        dt.date(2020, 6, 8),  # 2020-06-06 is a Saturday: two days on
        dt.date(2021, 6, 7),
    ]


def test_the_29th_of_february_is_the_1st_of_march_elsewhere():
    settings = FarringtonSettings(freq=365, years=3, half_window=0, left_out=0)
    now = DAYS.index(dt.date(2024, 2, 29))
    assert centres(DAYS, now, settings) == [dt.date(year, 3, 1) for year in (2021, 2022, 2023)]


def test_levels_fill_the_year_and_the_first_take_the_remainder():
    settings = FarringtonSettings(years=2, half_window=3, periods=5, left_out=0)
    found = baseline(WEEKS, 200, settings)
    first = found.positions[0]
    assert np.array_equal(found.positions, np.arange(first, 200))
    year = found.levels[:52]
    # 52 weeks, a window of 7, and 45 = 12 + 11 + 11 + 11
    assert [int((year == level).sum()) for level in range(5)] == [7, 12, 11, 11, 11]
    assert list(year[:8]) == [0] * 7 + [1]


def test_one_period_keeps_the_windows_only():
    found = baseline(WEEKS, 200, FarringtonSettings(years=2, half_window=3))
    assert len(found.positions) == 2 * 7
    assert set(found.levels) == {0}


def test_the_last_weeks_are_not_seen():
    found = baseline(WEEKS, 200, FarringtonSettings(years=2, periods=5, left_out=26))
    assert found.positions.max() == 200 - 27


def test_a_short_history_is_refused():
    with pytest.raises(InputError, match="needs counts from 4 years"):
        baseline(WEEKS, 200, FarringtonSettings(years=4))
    with pytest.raises(InputError, match="and 3 steps before"):
        baseline(WEEKS, 209, FarringtonSettings(years=4))
    assert len(baseline(WEEKS, 212, FarringtonSettings(years=4)).positions) == 28


def test_too_many_periods_are_refused():
    with pytest.raises(InputError, match="too few for 60 periods"):
        baseline(WEEKS, 200, FarringtonSettings(years=2, periods=60))


def test_dates_have_to_step_as_the_frequency_says():
    check_dates(WEEKS, FarringtonSettings())
    check_dates(DAYS, FarringtonSettings(freq=365))
    with pytest.raises(InputError, match="are not 7 day"):
        check_dates(DAYS, FarringtonSettings())
    with pytest.raises(InputError, match="position 5"):
        check_dates(WEEKS[:5] + WEEKS[6:], FarringtonSettings())
