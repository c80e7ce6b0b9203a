"""Terms computed by hand, one table: tests/cases/deadlines.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from tsur_nlp.respond.deadlines import Rules, deadlines, read_rules

CASES = Path(__file__).parents[2] / "cases"
EMPTY = ("answered_at", "closed_at", "first_answered_at", "due_on")


def _cases() -> list[dict[str, str]]:
    with (CASES / "deadlines.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _rules(case: dict[str, str], folder: Path) -> Rules:
    if case["rules"] == "shipped":
        return read_rules(None)
    text = (CASES / "deadlines" / f"{case['rules']}.toml").read_text(encoding="utf-8")
    if case["amount"]:
        text += f'[[rule]]\nname = "Срок"\n[rule.answer]\namount = {case["amount"]}\n'
        text += f'unit = "{case["unit"]}"\n'
        for option in filter(None, case["options"].split(";")):
            key, value = option.split("=")
            text += f"{key} = {value}\n" if value == "true" else f'{key} = "{value}"\n'
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return read_rules(path)


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case['rules']}: {case['why']}")
def test_case(case: dict[str, str], tmp_path: Path) -> None:
    dates = {name: [pd.Timestamp(case[name] or "NaT")] for name in ("paused", "resumed")}
    facts = pd.DataFrame(
        {
            "created_at": pd.to_datetime([case["start"] or None]),
            "source": case["channel"],
            "topic_group": "",
            "topic": case["topic"],
            "priority": case["priority"],
            **{f"{name}_at": pd.to_datetime(values) for name, values in dates.items()},
            **{name: pd.to_datetime([None]) for name in EMPTY},
        }
    )
    due = deadlines(facts, rules=_rules(case, tmp_path), as_of=pd.Timestamp("2030-01-01"))
    expected = pd.Timestamp(case["expected"] or "NaT")
    assert (
        due["due_on"].iloc[0] is pd.NaT if expected is pd.NaT else due["due_on"].iloc[0] == expected
    )
