"""A problem to be changed field by field."""

from __future__ import annotations

import pytest

from tsur_nlp.records import SystemicProblem


@pytest.fixture
def problem() -> SystemicProblem:
    return SystemicProblem(
        problem_id="p1", status="new", kind="surge", topic_group="ЖКХ", topic="Протечка крыши",
        region="", unit_type="district", unit="Лесной", lat=None, lon=None, radius_m=None,
        window_start="2024-02-20", window_end="2024-02-20", first_seen="2024-02-20",
        last_seen="2024-02-20", observed=3, expected=0.1, relative_risk=30.0, p_value=1e-6,
        q_value=1e-3, recurrence_interval_days=1e4, distinct_authors=3, distinct_addresses=3,
        reopened_share=None, overdue_share=None, severity=50, level="orange",
        message_ids=("b", "c"),
    )  # fmt: skip
