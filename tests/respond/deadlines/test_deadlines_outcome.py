"""In time or late: what is said, and where nothing may be said."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.respond.deadlines import deadlines, due_on, expiring, read_rules

NOW = pd.Timestamp("2024-06-20 12:00")
DATES = (
    "created_at", "answered_at", "closed_at", "first_answered_at", "due_on", "paused_at",
    "resumed_at",
)  # fmt: skip
WORDS = ("id", "source", "topic_group", "topic", "priority", "assignee")


def make(*messages: dict[str, str]) -> pd.DataFrame:
    dates = {
        name: pd.to_datetime([m.get(name) for m in messages], format="ISO8601") for name in DATES
    }
    words = {name: [m.get(name, "") for m in messages] for name in WORDS}
    return pd.DataFrame({**dates, **words})


def one(**message: str) -> pd.Series:
    return deadlines(make(message), as_of=NOW).iloc[0]


SOCIAL = {"source": "ВКонтакте", "created_at": "2024-06-10 10:00"}
POS = {"source": "ПОС", "created_at": "2024-05-10 10:00"}


@pytest.mark.parametrize(
    ("message", "met", "overdue"),
    [
        ({**SOCIAL, "answered_at": "2024-06-11 10:00"}, True, False),
        ({**SOCIAL, "answered_at": "2024-06-11 10:00:01"}, False, True),
        ({**SOCIAL, "first_answered_at": "2024-06-10", "answered_at": "2024-06-19"}, True, False),
        ({**SOCIAL, "closed_at": "2024-06-10 12:00"}, True, False),
        ({**SOCIAL, "answered_at": "2024-06-10"}, True, False),
        ({**SOCIAL, "answered_at": "2024-06-11"}, None, None),
        ({**SOCIAL, "answered_at": "2024-06-12"}, False, True),
        ({**SOCIAL, "answered_at": "2024-06-09 10:00"}, None, None),
        (SOCIAL, False, True),
        ({**SOCIAL, "created_at": "2024-06-20 11:00"}, None, False),
        ({**SOCIAL, "created_at": "2024-06-10"}, None, None),
        ({**SOCIAL, "answered_at": "2024-06-21 10:00"}, False, True),
        ({**POS, "answered_at": "2024-06-09"}, True, False),
        ({**POS, "answered_at": "2024-06-09 23:59:59.9"}, True, False),
        ({**POS, "answered_at": "2024-06-10 00:00:01"}, False, True),
        ({**POS, "paused_at": "2024-05-20 10:00"}, None, False),
        ({**POS, "paused_at": "2024-06-15 10:00"}, False, True),
        ({**POS, "paused_at": "2024-05-20 10:00", "answered_at": "2024-05-25 10:00"}, None, None),
        ({**POS, "due_on": "2024-06-19", "answered_at": "2024-06-19 20:00"}, True, False),
        ({**POS, "due_on": "2024-06-19 15:00", "answered_at": "2024-06-19 20:00"}, False, True),
        ({**POS, "source": "Голубиная почта"}, None, None),
    ],
)  # fmt: skip
def test_outcome(message: dict[str, str], met: bool | None, overdue: bool | None) -> None:
    found = one(**message)
    said = [None if found[name] is pd.NA else bool(found[name]) for name in ("met", "overdue")]
    assert said == [met, overdue]


def test_the_export_wins_and_a_bare_date_is_a_whole_day() -> None:
    found = one(**POS, due_on="2024-07-01")
    assert found["due_on"] == pd.Timestamp("2024-07-01 23:59:59")
    assert found["due_rule"] == "выгрузка"
    assert found["hours_left"] == pytest.approx(11 * 24 + 12, abs=0.001)


def test_the_rule_is_named_and_the_best_mark_is_apart() -> None:
    found = one(**SOCIAL, answered_at="2024-06-10 19:00")
    assert found["due_rule"] == "Социальные сети: первый ответ за 24 часа"
    assert found["first_due_on"] == found["due_on"] == pd.Timestamp("2024-06-11 10:00")
    assert found["best_due_on"] == pd.Timestamp("2024-06-10 18:00")
    assert (found["met"], found["best_met"]) == (True, False)
    assert np.isnan(found["hours_left"])


def test_the_first_rule_wins_for_each_clock_apart(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        """
        time_zone = "Europe/Moscow"
        hours = { monday = ["09:00", "18:00"] }
        [[rule]]
        name = "Реакция"
        first_reaction = { amount = 1, unit = "calendar_days" }
        [[rule]]
        name = "Ответ"
        first_reaction = { amount = 9, unit = "calendar_days" }
        answer = { amount = 2, unit = "calendar_days", best = 1 }
        [[rule]]
        name = "Никогда"
        answer = { amount = 9, unit = "calendar_days" }
        """,
        encoding="utf-8",
    )
    facts = make({"created_at": "2024-06-10 10:00", "answered_at": "2024-06-11 22:00"})
    found = deadlines(facts, rules=read_rules(path), as_of=NOW).iloc[0]
    assert found["due_rule"] == "Ответ"
    assert found["reaction_due_on"] == pd.Timestamp("2024-06-11 23:59:59")
    assert found["due_on"] == pd.Timestamp("2024-06-12 23:59:59")
    assert found["best_due_on"] == pd.Timestamp("2024-06-11 23:59:59")
    assert found["best_met"]


def test_expiring_lists_open_messages_the_soonest_first() -> None:
    facts = make(
        {**SOCIAL, "id": "late"},
        {**SOCIAL, "id": "soon", "created_at": "2024-06-20 06:00"},
        {**SOCIAL, "id": "sooner", "created_at": "2024-06-19 20:00"},
        {**SOCIAL, "id": "done", "answered_at": "2024-06-20 07:00"},
        {**SOCIAL, "id": "tomorrow", "created_at": "2024-06-20 13:00"},
        {**POS, "id": "far", "created_at": "2024-06-15 10:00"},
        {**SOCIAL, "id": "now", "created_at": "2024-06-19 12:00"},
    )  # fmt: skip
    due = deadlines(facts, as_of=NOW)
    listed = expiring(facts, due, within_hours=24, limit=10)
    assert listed["id"].tolist() == ["now", "sooner", "soon"]
    assert listed["hours_left"].tolist() == [0.0, 8.0, 18.0]
    assert expiring(facts, due, within_hours=24, limit=1)["id"].tolist() == ["now"]
    with pytest.raises(InputError, match="not of these facts"):
        expiring(facts, due.iloc[1:], within_hours=24, limit=10)


def test_the_past_does_not_know_the_future() -> None:
    answered = {**SOCIAL, "answered_at": "2024-06-15 10:00", "paused_at": "2024-06-10 12:00"}
    early = deadlines(make(answered), as_of=pd.Timestamp("2024-06-10 11:00")).iloc[0]
    assert early["due_on"] == pd.Timestamp("2024-06-11 10:00")
    assert early["hours_left"] == 23.0
    assert early["met"] is pd.NA


def test_aware_dates_are_local_dates() -> None:
    facts = make(SOCIAL)
    facts["created_at"] = facts["created_at"].dt.tz_localize("UTC")
    aware = deadlines(facts, as_of=pd.Timestamp("2024-06-10 12:00", tz="UTC")).iloc[0]
    assert aware["due_on"] == pd.Timestamp("2024-06-11 13:00")
    assert aware["hours_left"] == 22.0


def test_one_message_goes_the_same_way() -> None:
    assert due_on("2024-06-10 10:00", channel="vk") == pd.Timestamp("2024-06-11 10:00")
    assert due_on("2024-06-10 10:00") is pd.NaT
    assert due_on(pd.NaT, channel="vk") is pd.NaT


def test_no_messages_and_any_index() -> None:
    assert deadlines(make(), as_of=NOW).empty
    facts = make(SOCIAL, POS).set_axis([7, 7])
    assert deadlines(facts, as_of=NOW).index.tolist() == [7, 7]
    assert expiring(facts, deadlines(facts, as_of=NOW), within_hours=1, limit=5).empty


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError, match="'paused_at'"):
        deadlines(make(SOCIAL).drop(columns="paused_at"), as_of=NOW)


def test_two_hundred_thousand_messages_in_any_order_and_fast() -> None:
    random = np.random.default_rng(0)
    count = 200_000
    facts = make(SOCIAL).loc[np.zeros(count, dtype=int)].reset_index(drop=True)
    seconds = pd.to_timedelta(random.integers(0, 5 * 365 * 86_400, count), unit="s")
    facts["created_at"] = pd.Timestamp("2019-01-01") + seconds
    facts["source"] = random.choice(["vk", "ПОС", "портал", "Письмо", "?"], count)
    facts["resumed_at"] = facts["created_at"] + pd.Timedelta(days=3)
    facts["paused_at"] = facts["created_at"] + pd.Timedelta(days=1)
    started = time.perf_counter()
    due = deadlines(facts, as_of=NOW)
    assert time.perf_counter() - started < 2.0
    order = random.permutation(count)[:20_000]
    pd.testing.assert_frame_equal(deadlines(facts.iloc[order], as_of=NOW), due.iloc[order])
