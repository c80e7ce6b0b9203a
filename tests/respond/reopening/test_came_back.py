"""The mark of a message that came back moves to the answer it came back after."""

import pandas as pd
import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.respond.chains import chains
from tsur_nlp.respond.reopening import answers_came_back

AS_OF = pd.Timestamp("2025-12-31")


def day(n: float) -> pd.Timestamp:
    return pd.Timestamp("2025-03-01") + pd.Timedelta(n, "D")


def facts(*rows: tuple[float, float | None, str, float]) -> pd.DataFrame:
    """Return messages about one lamp: day asked, day answered, kind of the answer, reopened."""
    frame = pd.DataFrame(
        {
            "id": [f"м{n}" for n in range(len(rows))],
            "created_at": [day(asked) for asked, *_ in rows],
            "answered_at": [pd.NaT if at is None else day(at) for _, at, *_ in rows],
            "answer_kind": [kind for *_, kind, _ in rows],
            "reopened": [reopened for *_, reopened in rows],
        }
    )
    frame["answered_at"] = pd.to_datetime(frame["answered_at"]).astype("datetime64[ns]")
    plain = {"text": "Не горит фонарь", "municipality": "Заречье", "street": "Мира", "house": "5"}
    empty = dict.fromkeys(("author", "district", "settlement", "status"), "")
    known = {"topic_group": "Дороги", "topic": "Освещение", "is_appeal": True}
    return frame.assign(**plain, **empty, **known, lat=float("nan"), lon=float("nan"))


def found(frame: pd.DataFrame, follow_days: int = 30) -> list[float]:
    table = chains(frame, as_of=AS_OF)
    return answers_came_back(frame, table, follow_days=follow_days).fillna(-1.0).tolist()


def test_the_answer_before_the_return_is_marked_and_no_other() -> None:
    frame = facts((0, 2, "resolved", 0), (1, 5, "resolved", 0), (12, None, "", 0))
    assert found(frame) == [0.0, 1.0, -1.0]
    assert found(frame.iloc[::-1]) == [-1.0, 1.0, 0.0]


def test_a_late_return_is_none() -> None:
    frame = facts((0, 2, "resolved", 0), (12, 14, "resolved", 0))
    assert found(frame) == [1.0, 0.0]
    assert found(frame, follow_days=9) == [0.0, 0.0]


def test_an_answer_that_promised_nothing_done_is_not_marked() -> None:
    assert found(facts((0, 2, "planned", 0), (12, 14, "resolved", 0))) == [0.0, 0.0]


def test_the_answer_that_was_reopened_is_not_in_the_row() -> None:
    assert found(facts((0, 9, "explained", 1))) == [-1.0]


def test_chains_of_other_rows_are_refused() -> None:
    frame = facts((0, 2, "resolved", 0), (12, 14, "resolved", 0))
    with pytest.raises(InputError, match="other rows"):
        answers_came_back(frame, chains(frame.iloc[:1], as_of=AS_OF), follow_days=30)
