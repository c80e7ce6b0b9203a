import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.text.moments import read_moment

FIRST = dt.datetime(2021, 2, 1)


@pytest.mark.parametrize(
    "value",
    [
        "2021-02-01",
        " 01.02.2021 ",
        "1.2.2021",
        "2021-02-01T00:00:00",
        dt.date(2021, 2, 1),
        FIRST,
        pd.Timestamp(FIRST),
        np.datetime64("2021-02-01"),
        np.datetime64("2021-02-01", "ns"),
    ],
)
def test_one_day_however_it_is_written(value):
    assert read_moment(value, "as_of") == FIRST


def test_a_moment_of_a_day():
    noon = dt.datetime(2021, 2, 1, 12, 30)
    assert read_moment("2021-02-01 12:30", "as_of") == noon
    assert read_moment("01.02.2021 12:30", "as_of") == noon
    assert read_moment("2021-02-01T12:30+05:00", "as_of").utcoffset() == dt.timedelta(hours=5)


@pytest.mark.parametrize(
    "value",
    [
        *("вчера", "01/02/2021", "02-01-2021", "01.02.21", "31.02.2021", "2021-02-31"),
        *("2021.02.01", "20210201", "2021-02", "Feb 1 2021", "today", 20210201, 5.5, True, [1]),
    ],
)
def test_what_would_have_to_be_guessed_is_refused(value):
    with pytest.raises(InputError, match=r"since=.* is no date: give it as 2021-02-28 or 28\.02"):
        read_moment(value, "since")


@pytest.mark.parametrize(
    "value", [None, "", "NaT", pd.NA, pd.NaT, float("nan"), np.datetime64("NaT", "s")]
)
def test_an_empty_date_is_named(value):
    with pytest.raises(InputError, match="as_of is an empty date"):
        read_moment(value, "as_of")
