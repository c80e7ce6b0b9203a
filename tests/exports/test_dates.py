"""Dates in every form, by one table; speed; zones."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tsur_nlp.exports import dates

CASES = Path(__file__).parents[1] / "cases" / "dates.csv"


def _cases() -> list[tuple[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(row["written"], row["read"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("written", "read"), _cases())
def test_form(written: str, read: str) -> None:
    (found,) = dates.parse([written])
    assert ("" if found is pd.NaT else found.isoformat()) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (45000.5, "2023-03-15T12:00:00"),
        (1610694000, "2021-01-15T07:00:00"),
        (1610694000000, "2021-01-15T07:00:00"),
        (pd.Timestamp("2021-01-15 10:00", tz="Asia/Yekaterinburg"), "2021-01-15T10:00:00"),
        (np.datetime64("2021-01-15T10:00"), "2021-01-15T10:00:00"),
        (15, ""),
        (True, ""),
        (None, ""),
        (float("nan"), ""),
        (pd.NaT, ""),
        (["2021-01-15"], ""),
    ],
)
def test_value(value: object, read: str) -> None:
    (found,) = dates.parse([value])
    assert ("" if found is pd.NaT else found.isoformat()) == read


def test_typed_columns_keep_wall_clock_and_index() -> None:
    moments = pd.date_range("2021-01-15 10:00", periods=2, tz="Europe/Moscow")
    read = dates.parse(pd.Series(moments, index=[5, 3]))
    assert read.dtype == "datetime64[ns]"
    assert list(read.index) == [5, 3]
    assert read.iloc[0] == pd.Timestamp("2021-01-15 10:00")


def test_unreadable_are_counted_and_empty_are_not() -> None:
    values = pd.Series(["завтра", "", None, "15.01.2021"], dtype=object)
    assert dates.unreadable(values, dates.parse(values)) == 1


def test_zones_are_kept_apart() -> None:
    moment = pd.Timestamp("2021-01-15 10:00", tz="Asia/Yekaterinburg")
    written = ["2021-01-15 10:00:00+0500", moment, "2021-01-15", None]
    assert dates.zones(written) == ["+0500", "+05:00", "", ""]


@pytest.mark.slow
def test_a_hundred_thousand_distinct_dates() -> None:
    moments = pd.date_range("2021-01-01", periods=100_000, freq="97s")
    written = pd.Series(moments.strftime("%d.%m.%Y %H:%M:%S"))
    start = time.process_time()
    read = dates.parse(written)
    assert time.process_time() - start < 2
    assert (read.to_numpy() == moments.to_numpy()).all()
