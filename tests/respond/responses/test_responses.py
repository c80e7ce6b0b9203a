"""The tables and lists, checked by hand on a few rows."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from respond.responses.conftest import several

from tsur_nlp.errors import InputError
from tsur_nlp.respond.bodies import Body, Directory
from tsur_nlp.respond.responses import ResponseSettings, responses
from tsur_nlp.respond.responses.moment import moment

Build = Callable[..., pd.DataFrame]
AS_OF = "2025-03-31"
DUE = {"due_on": "2025-03-10"}


def whole(found, by: str = "всё", name: str = "всё") -> pd.Series:
    table = found.table
    return table[(table["by"] == by) & (table["name"] == name)].iloc[0]


def test_counts_and_shares_of_a_few_messages(facts: Build) -> None:
    rows = [
        {**DUE, "answered_at": "2025-03-04 10:00", "answer_kind": "empty"},
        {**DUE, "answered_at": "2025-03-20", "answer_kind": "resolved", "reopened": 1.0},
        {**DUE},
        {"due_on": "2025-05-01", "answered_at": "2025-03-06 10:00", "reopened": 0.0},
        {**DUE, "is_appeal": False},
        {**DUE, "created_at": "2025-04-02"},
    ]
    frame = facts(*[{**far, **row} for far, row in zip(several(6), rows, strict=True)])
    found = responses(frame, as_of=AS_OF)
    row = whole(found)
    assert row[["messages", "answered", "open", "overdue", "judged"]].tolist() == [4, 3, 1, 1, 3]
    assert row["on_time"] == pytest.approx(1 / 3)
    assert row["on_time_low"] < 1 / 3 < row["on_time_high"]
    assert (row["empty_share"], row["reopened_share"]) == (0.5, 0.5)
    assert row["answer_median"] == 72.0  # of 24, 72, 398 and one that still waits
    assert row["small"]
    assert found.messages["counted"].tolist() == [True] * 4 + [False] * 2


def test_messages_keep_their_rows(facts: Build) -> None:
    frame = facts(*several(3)).set_axis(["в", "а", "б"])
    found = responses(frame, as_of=AS_OF).messages
    assert found.index.tolist() == ["в", "а", "б"]
    assert found["id"].tolist() == frame["id"].tolist()


def test_the_order_of_rows_changes_nothing(facts: Build) -> None:
    rows = several(30, answered_at="2025-03-05", answer_kind="empty", answer_text="Принято.")
    frame = facts(*rows, *several(30, assignee="ЖЭК", answered_at="2025-03-20", **DUE))
    mixed = frame.sample(frac=1.0, random_state=0)
    one, other = responses(frame, as_of=AS_OF), responses(mixed, as_of=AS_OF)
    for name in ("table", "expiring", "broken", "empty", "changes"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


def test_spellings_of_a_body_are_one_and_the_directory_decides(facts: Build) -> None:
    frame = facts(
        {"assignee": "МУП «Свет»"}, {"assignee": 'муп "Свет"'}, {"assignee": "МУП «Свет»"}
    )
    assert responses(frame, as_of=AS_OF).messages["assignee"].unique().tolist() == ["МУП «Свет»"]
    town = Directory([Body("Горсвет", aliases=("МУП «Свет»",))])
    found = responses(frame, as_of=AS_OF, directory=town)
    assert whole(found, "исполнитель", "Горсвет")["messages"] == 3


def test_bodies_of_the_same_work_are_compared(facts: Build) -> None:
    day = pd.Timestamp("2025-03-03 10:00")
    rows = []
    for body, pace in (("МУП «Свет»", 0.3), ("ЖЭК", 3.0), ("А", 1.0), ("Б", 1.0), ("В", 1.0)):
        for n, row in enumerate(several(60, assignee=body)):
            rows.append({**row, "answered_at": day + pd.Timedelta(pace * (1 + 3 * n), "h")})
    found = responses(facts(*rows), as_of=AS_OF)
    assert whole(found, "исполнитель", "МУП «Свет»")["speed_verdict"] == "быстрее"
    assert whole(found, "исполнитель", "ЖЭК")["speed_verdict"] == "медленнее"
    assert whole(found, "исполнитель", "Б")["speed_verdict"] == "как все"
    assert whole(found)["speed_verdict"] == ""


def test_who_became_slower_is_listed(facts: Build) -> None:
    rows = []
    for week, hours in enumerate([5] * 4 + [150] * 4):
        for n, row in enumerate(several(30)):
            came = pd.Timestamp("2025-03-03") + pd.Timedelta(7 * week, "D") + pd.Timedelta(n, "h")
            rows.append({**row, "created_at": came, "answered_at": came + pd.Timedelta(hours, "h")})
    found = responses(facts(*rows), as_of="2025-04-27")
    told = found.changes.set_index("by")["direction"]
    assert told["исполнитель"] == "хуже"
    assert whole(found)["change_verdict"] == "медленнее"


def test_the_same_empty_answer_is_shown_once_and_masked(facts: Build) -> None:
    said = {"answered_at": "2025-03-05", "answer_kind": "empty"}
    same = several(3, answer_text="Иван, принято.", **said)
    frame = facts(*same, *several(1, answer_text="Спасибо.", **said))
    shown = pd.Series(["[ИМЯ], принято."] * 3 + ["Спасибо."], index=frame.index)
    found = responses(frame, as_of=AS_OF, answers=shown).empty
    assert list(zip(found["times"], found["answer"], strict=True)) == [
        (3, "[ИМЯ], принято."),
        (1, "Спасибо."),
    ]
    assert responses(frame, as_of=AS_OF).empty["answer"].eq("").all()


def test_what_expires_soon_and_what_was_promised_in_vain(facts: Build) -> None:
    frame = facts(
        {"due_on": "2025-04-01 12:00"},
        {"answer_promised": "2025-03-20", "answered_at": "2025-03-05", "status": "В работе"},
    )
    found = responses(frame, as_of="2025-03-31 12:00")
    assert found.expiring[["id", "hours_left", "unit"]].values.tolist() == [["м1", 24.0, "Заречье"]]
    assert found.broken[["id", "days_late"]].values.tolist() == [["м2", 11]]


def test_topics_of_one_name_in_two_groups_are_two(facts: Build) -> None:
    table = responses(facts({}, {"topic_group": "ЖКХ"}), as_of=AS_OF).table
    names = table.loc[table["by"].eq("тема"), "name"].tolist()
    assert names == ["Дороги — Освещение", "ЖКХ — Освещение"]


def test_an_export_without_answers_and_an_empty_one(facts: Build) -> None:
    row = whole(responses(facts(*several(3)), as_of=AS_OF))
    assert row[["messages", "answered", "open"]].tolist() == [3, 0, 3]
    assert np.isnan(row["answer_median"])
    nothing = responses(facts(*several(1)).iloc[:0])
    assert nothing.as_of is None
    assert len(nothing.table) == len(nothing.messages) == 0


def test_no_dates_of_arrival_is_one_sentence(facts: Build) -> None:
    frame = facts(*several(2)).assign(created_at=pd.NaT)
    with pytest.raises(InputError, match="no message has a date of arrival"):
        responses(frame)


def test_a_unit_that_is_no_column(facts: Build) -> None:
    with pytest.raises(InputError, match="okrug"):
        responses(facts({}), settings=ResponseSettings(unit="okrug"))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (None, "2025-03-03 23:59:59"),
        ("2025-03-31", "2025-03-31 23:59:59"),
        ("2025-03-31 12:00", "2025-03-31 12:00:00"),
        ("2025-03-31 12:00+00:00", "2025-03-31 15:00:00"),
    ],
)
def test_a_day_is_looked_from_its_end(facts: Build, as_of: str | None, expected: str) -> None:
    assert moment(facts({}), as_of, "Europe/Moscow") == pd.Timestamp(expected)


@pytest.mark.parametrize("as_of", ["вчера", pd.NaT])
def test_a_moment_that_is_no_date(facts: Build, as_of: object) -> None:
    with pytest.raises(InputError, match=r"is no date|is an empty date"):
        moment(facts({}), as_of, "Europe/Moscow")
