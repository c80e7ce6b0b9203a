"""The production calendar by itself: what is off, what is moved, which days are shorter."""

from __future__ import annotations

import datetime as dt

import pytest

from tsur_nlp.workdays import decreed, federal


def test_what_is_moved_is_off_but_no_feast() -> None:
    year = federal(2024, 2024)
    feast, moved = dt.date(2024, 5, 9), dt.date(2024, 5, 10)
    assert {feast, moved} <= year.off
    assert feast in year.feasts
    assert moved not in year.feasts
    assert year.feasts < year.off


def test_a_working_saturday_is_not_off() -> None:
    year = federal(2024, 2024)
    assert year.worked[dt.date(2024, 4, 27)] == dt.date(2024, 4, 29)
    assert not set(year.worked) & year.off
    assert set(year.worked.values()) <= year.off


@pytest.mark.parametrize(
    ("day", "shorter"),
    [
        (dt.date(2024, 5, 8), True),
        (dt.date(2024, 5, 7), False),
        (dt.date(2024, 12, 28), False),  # worked for the 30th; the 31st is off, but no feast
        (dt.date(2021, 2, 20), True),  # worked for the 22nd, the eve of the 23rd
    ],
)
def test_eves_are_shorter(day: dt.date, shorter: bool) -> None:
    year = federal(day.year, day.year)
    assert year.is_eve(day) == shorter


def test_decreed_days_are_none_of_the_calendar() -> None:
    day = dt.date(2021, 11, 3)
    assert day in decreed()
    assert day not in federal(2021, 2021).off
    assert dt.date(2022, 11, 3) not in decreed()


def test_a_year_that_is_not_decided_has_its_holidays() -> None:
    year = federal(2060, 2060)
    assert dt.date(2060, 5, 9) in year.feasts
    assert dict(year.worked) == {}
