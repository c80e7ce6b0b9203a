"""Who waits past a deadline."""

import pandas as pd

from tsur_nlp.detect.lasting import overdue

NOW = pd.Timestamp("2026-01-06 12:00")


def late(due: str, answered: str | None = None, closed: str | None = None) -> bool:
    row = {"due_on": due, "answered_at": answered, "closed_at": closed}
    frame = pd.DataFrame({name: pd.to_datetime([value]) for name, value in row.items()})
    return bool(overdue(frame, NOW)[0])


def test_a_day_without_a_time_lasts_until_its_end() -> None:
    assert not late("2026-01-06")
    assert not late("2026-01-05", answered="2026-01-05 23:00")
    assert late("2026-01-05", answered="2026-01-06 00:01")
    assert late("2026-01-05")


def test_a_moment_is_a_moment() -> None:
    assert late("2026-01-06 11:00")
    assert not late("2026-01-06 13:00")


def test_the_answer_counts_and_closing_only_without_one() -> None:
    assert not late("2026-01-05", answered="2026-01-03", closed="2026-01-06 10:00")
    assert late("2026-01-03", closed="2026-01-05")
    assert not late("2026-01-05", closed="2026-01-04")
