"""The sentences of the section on answers, and which deadlines its numbers go by."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tsur_nlp.report.words import number

if TYPE_CHECKING:
    import pandas as pd

_GIVEN = "выгрузка"
"""What stands for a rule where the export itself names the deadline."""
_RULES = 4


def said(name: str, **values: str) -> str:
    """Return a sentence of the data file with its values."""
    return _texts()[name].format(**values)


def terms(messages: pd.DataFrame) -> str:
    """Say where the deadlines of the counted messages come from."""
    rules = messages["due_rule"].where(messages["due_on"].notna(), "")
    counts = {str(name): int(count) for name, count in rules.value_counts().items()}
    none, given = counts.pop("", 0), counts.pop(_GIVEN, 0)
    if not given and not counts:
        return said("terms_unknown")
    ruled = sum(counts.values())
    parts = [
        said(f"terms_{name}", **{name: number(count)})
        for name, count in (("given", given), ("ruled", ruled), ("none", none))
        if count
    ]
    sentence = f"{'; '.join(parts)}."
    return f"{sentence[0].upper()}{sentence[1:]} {_named(counts)}".strip()


def _named(counts: dict[str, int]) -> str:
    if not counts:
        return ""
    order = sorted(counts, key=lambda name: (-counts[name], name))
    more = [f"и ещё {number(len(order) - _RULES)}"] if len(order) > _RULES else []
    return said("terms_rules", rules="; ".join([f"«{name}»" for name in order[:_RULES]] + more))


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    path = Path(__file__).with_name("data") / "answers.json"
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found
