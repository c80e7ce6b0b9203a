"""Small problems written by hand: a unit, a topic, a range of messages."""

from __future__ import annotations

from tsur_nlp.records import SystemicProblem

HEAT = "Нет отопления"


def problem(
    number: str = "p-1",
    messages: range | tuple[str, ...] = range(10),
    *,
    day: str = "2024-03-10",
    first: str = "",
    unit: str = "Лесной",
    topic: str = HEAT,
    **changes: object,
) -> SystemicProblem:
    """Return a problem as `detect` writes it on a day, or as it was left by that day."""
    kept: dict[str, object] = {
        "problem_id": number, "status": "new", "kind": "surge", "topic_group": "ЖКХ",
        "topic": topic, "region": "Пермский край", "unit_type": "district", "unit": unit,
        "lat": 58.05, "lon": 56.3, "radius_m": 900.0, "window_start": day, "window_end": day,
        "first_seen": first or day, "last_seen": day, "observed": len(messages), "expected": 1.0,
        "relative_risk": 9.0, "p_value": 1e-9, "q_value": 1e-6, "recurrence_interval_days": 9e5,
        "distinct_authors": 9, "distinct_addresses": 9, "reopened_share": None,
        "overdue_share": None, "severity": 50, "level": "orange", "reasons": ("За день много.",),
        "message_ids": tuple(f"m{n}" if isinstance(n, int) else n for n in messages),
    }  # fmt: skip
    return SystemicProblem(**(kept | changes))  # type: ignore[arg-type]


def wave(number: str, messages: range, **changes: object) -> SystemicProblem:
    """Return a problem of the whole territory."""
    kept = {"unit": "Пермский край", "unit_type": "region", "radius_m": 9_000.0, **changes}
    return problem(number, messages, **kept)  # type: ignore[arg-type]
