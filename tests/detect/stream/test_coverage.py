"""What a list left empty does not tell itself: no messages, a day far off, a short history."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tsur_nlp.detect.stream.coverage import coverage

TODAY = date(2024, 6, 1)
DAYS = pd.date_range("2024-01-01", periods=60, freq="D").repeat(3)


def facts(*more: str, days: pd.DatetimeIndex = DAYS) -> pd.DataFrame:
    return pd.DataFrame({"created_at": [*days, *map(pd.Timestamp, more)]})


def told(frame: pd.DataFrame, as_of: object = None, **options: int) -> str:
    return "; ".join(coverage(frame, as_of, TODAY, **options))


def test_messages_up_to_yesterday_need_no_word():
    assert told(facts()) == ""
    assert told(facts(), "2024-02-15") == ""
    assert told(facts("1999-01-01")) == ""
    assert told(facts(days=DAYS[DAYS.day % 7 == 0])) == ""


def test_a_message_dated_after_today():
    said = told(facts("2035-01-01"))
    assert "1 of 181 messages: dated after today, up to 2035-01-01" in said
    assert "--as-of 2024-02-29" in said
    assert told(facts("2035-01-01"), "2024-02-29") == ""
    assert "all 3 messages are dated after today" in told(facts(*["2035-01-01"] * 3).tail(3))
    assert told(pd.DataFrame({"created_at": [*DAYS.shift(93, freq="D")]})) == ""  # tomorrow


def test_a_last_message_far_behind_the_others():
    said = told(facts("2024-05-01"))
    assert "1 of 181 messages: dated 62 days after all others, up to 2024-05-01" in said
    rare = pd.date_range("2023-01-01", periods=17, freq="30D")
    assert told(pd.DataFrame({"created_at": rare})) == ""
    assert told(facts("2024-05-01", "2024-05-01")) == ""  # two of 182 are more than a slip


def test_a_day_without_messages():
    assert told(facts(), "2024-03-05") == ""
    assert "in the 92 days up to 2024-05-31: the last is of 2024-02-29" in told(
        facts(), "2024-05-31"
    )
    assert (
        told(facts(), "2023-12-31") == "no message came by 2023-12-31: the first is of 2024-01-01"
    )


def test_a_short_history():
    assert told(facts(), "2024-01-15") == ""
    assert "14 day(s) of history up to 2024-01-14" in told(facts(), "2024-01-14")
    assert told(facts(), "2024-01-14", least_days=0) == ""


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"created_at": []}, "no messages"),
        ({"created_at": [pd.NaT, pd.NaT]}, "none of 2 messages has a date"),
        ({"created_at": DAYS[:2], "is_appeal": [False] * 2}, "none of 2 messages with a date is"),
    ],
)
def test_nothing_to_look_at(columns, said):
    frame = pd.DataFrame(columns).astype({"created_at": "datetime64[ns]"})
    assert said in told(frame)
