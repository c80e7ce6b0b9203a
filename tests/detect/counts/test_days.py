"""A day off is lived as a Sunday, a worked Saturday as the day it is worked for."""

from datetime import date, timedelta

import pytest

from tsur_nlp.detect.counts.days import weekdays

SUNDAY = 6


def lived(day: date) -> int:
    return int(weekdays(day, 1)[1][0])


@pytest.mark.parametrize(
    ("day", "as_what"),
    [
        (date(2024, 1, 1), SUNDAY),  # a holiday
        (date(2024, 1, 9), 1),
        (date(2024, 2, 24), 5),  # a Saturday as others
        (date(2024, 4, 27), 0),  # worked for Monday the 29th
        (date(2024, 4, 29), SUNDAY),
        (date(2024, 5, 10), SUNDAY),  # off instead of 6 January
        (date(2021, 11, 3), SUNDAY),  # decreed
        (date(2023, 11, 3), 4),
    ],
)
def test_what_a_day_is_lived_as(day, as_what):
    assert lived(day) == as_what


def test_plain_weekdays_know_no_holidays():
    first = date(2023, 12, 20)
    plain, as_what = weekdays(first, 40)
    assert plain.tolist() == [(first + timedelta(days=k)).weekday() for k in range(40)]
    changed = [(first + timedelta(days=k)).isoformat() for k in range(40) if plain[k] != as_what[k]]
    # the 6th (a Saturday) is a holiday too, the 31st and the 7th are Sundays anyway
    assert changed == [f"2024-01-0{day}" for day in (1, 2, 3, 4, 5, 6, 8)]
    assert all(as_what[k] == SUNDAY for k in range(40) if plain[k] != as_what[k])


def test_a_span_knows_the_holidays_of_its_last_year():
    _, as_what = weekdays(date(2022, 6, 1), 600)
    new_year = (date(2024, 1, 1) - date(2022, 6, 1)).days
    assert (as_what[new_year : new_year + 8] == SUNDAY).all()


def test_no_days():
    assert [part.tolist() for part in weekdays(date(2024, 1, 1), 0)] == [[], []]
