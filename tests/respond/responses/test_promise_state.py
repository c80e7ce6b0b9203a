"""What became of a promised date, case by case."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tsur_nlp.respond.responses import responses

Build = Callable[..., pd.DataFrame]
PLANNED = {"answer_kind": "planned", "answered_at": "2025-03-05 12:00"}
PROMISED = {**PLANNED, "answer_promised": "2025-04-01"}
OTHER = {"author": "Сосед", "house": "99", "closed_at": "2025-03-04 10:00", "status": "Решено"}


def state(build: Build, row: dict[str, Any], *others: dict[str, Any], as_of: str) -> str:
    return str(responses(build(row, *others), as_of=as_of).messages["promise_state"].iloc[0])


@pytest.mark.parametrize(
    ("row", "as_of", "expected"),
    [
        ({}, "2025-05-01", ""),
        ({**PLANNED, "answer_promised": "vague"}, "2025-05-01", "unknown"),
        (PROMISED, "2025-03-31", "pending"),
        (PROMISED, "2025-04-01 12:00", "pending"),  # the day itself is not over
        ({**PROMISED, "status": "В работе"}, "2025-04-02", "broken"),
        ({**PROMISED, "status": "Дан ответ"}, "2025-05-01", "unknown"),  # nothing says «open»
        ({**PROMISED, "status": "Решено"}, "2025-05-01", "unknown"),  # when, is not said
        ({**PROMISED, "status": "Решено", "closed_at": "2025-03-28"}, "2025-05-01", "kept"),
        ({**PROMISED, "status": "Решено", "closed_at": "2025-03-28"}, "2025-03-29", "kept"),
        # Closed on the day of the promise: that is the end of the paper, not of the work.
        (
            {**PROMISED, "status": "Решено", "closed_at": "2025-03-05 18:00"},
            "2025-05-01",
            "unknown",
        ),
        ({**PROMISED, "status": "Решено", "closed_at": "2025-04-03"}, "2025-05-01", "unknown"),
        ({**PROMISED, "status": "Решено", "closed_at": "2025-04-20"}, "2025-05-01", "broken"),
        # What the answer says is not known before it is given.
        (PROMISED, "2025-03-04", ""),
    ],
)
def test_the_state_of_a_promise(
    facts: Build, row: dict[str, Any], as_of: str, expected: str
) -> None:
    assert state(facts, row, as_of=as_of) == expected


def test_where_closings_are_kept_one_that_is_missing_means_open(facts: Build) -> None:
    assert state(facts, PROMISED, as_of="2025-05-01") == "unknown"
    assert state(facts, PROMISED, OTHER, as_of="2025-05-01") == "broken"


@pytest.mark.parametrize(("again", "expected"), [("2025-04-10", "broken"), ("2025-03-20", "kept")])
def test_who_comes_back_after_the_date_was_not_helped(
    facts: Build, again: str, expected: str
) -> None:
    closed = {**PROMISED, "status": "Решено", "closed_at": "2025-03-28"}
    assert state(facts, closed, {"created_at": again}, as_of="2025-05-01") == expected
