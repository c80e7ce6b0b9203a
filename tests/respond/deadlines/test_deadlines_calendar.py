"""The production calendar, against the published yearly norms and against counting by hand."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsur_nlp.respond.deadlines.rules import DaysOff, Hours
from tsur_nlp.respond.deadlines.schedule import working_time
from tsur_nlp.respond.deadlines.working_time import DAY
from tsur_nlp.workdays import decreed, federal

EIGHT_HOURS = Hours(days=(*[(540, 1080)] * 5, None, None), lunch=(780, 840))
NOTHING_DECREED = DaysOff(decreed_days=False)

# Working days, hours of a 40-hour week: the production calendars of these years.
NORMS = [
    (2019, 247, 1970),
    (2020, 248, 1979),
    (2021, 247, 1972),
    (2022, 247, 1973),
    (2023, 247, 1973),
    (2024, 248, 1979),
    (2025, 247, 1972),
    (2026, 247, 1972),
]


def _seconds(moment: dt.datetime) -> np.ndarray:
    return np.array([int(moment.replace(tzinfo=dt.UTC).timestamp())])


@pytest.mark.parametrize(("year", "days", "hours"), NORMS)
def test_the_norm_of_a_year(year: int, days: int, hours: int) -> None:
    time = working_time(EIGHT_HOURS, NOTHING_DECREED, year - 1, year + 1)
    start, end = _seconds(dt.datetime(year, 1, 1)), _seconds(dt.datetime(year + 1, 1, 1))
    assert time.days_between(start // DAY, end // DAY) == [days]
    assert (time.worked(end) - time.worked(start)) / 3600 == [hours]


def test_every_span_of_the_decrees_is_read_to_its_last_day() -> None:
    assert len(decreed()) == 5 + 27 + 3 + 1 + 1 + 4 + 9
    assert {dt.date(2020, 3, 30), dt.date(2020, 7, 1), dt.date(2021, 5, 7)} <= decreed()


def test_a_working_saturday_knows_the_day_it_is_worked_for() -> None:
    worked = federal(2021, 2025).worked
    assert worked[dt.date(2021, 2, 20)] == dt.date(2021, 2, 22)
    assert worked[dt.date(2024, 11, 2)] == dt.date(2024, 4, 30)
    assert len(worked) == 6


def _by_minutes(spans: list[tuple[int, int]], moment: int, minutes: int) -> int:
    """Walk minute by minute."""
    while minutes:
        minutes -= any(opens <= moment < closes for opens, closes in spans)
        moment += 60
    return moment


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40 * 24 * 60), st.integers(1, 30 * 60))
def test_working_hours_are_what_minutes_add_up_to(start: int, minutes: int) -> None:
    whole = working_time(EIGHT_HOURS, DaysOff(), 2020, 2022)
    first = int(_seconds(dt.datetime(2021, 2, 1))[0])
    near = (whole.opens >= first) & (whole.opens < first + 90 * DAY)
    spans = list(zip(whole.opens[near].tolist(), whole.closes[near].tolist(), strict=True))
    moment = first + 60 * start
    found = whole.moment(whole.worked(np.array([moment])) + 60 * minutes)
    assert found[0] == _by_minutes(spans, moment, minutes)
