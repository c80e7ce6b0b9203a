"""Cases in the manner of ftfy: synthetic, negative (must not change), known failures."""

import json
from pathlib import Path

import pytest

from tsur_nlp.normalize import REPAIRS, expand, repaired

_CASES = Path(__file__).parents[1] / "cases" / "repairs"
_FIXES = {fix.__name__: fix for fix in REPAIRS}
_FIXES |= {"all": lambda text: repaired(text)[0], "expand": expand}


def _cases():
    for path in sorted(_CASES.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            case = json.loads(line)
            failing = case["kind"] == "known_failure"
            marks = pytest.mark.xfail(reason=case["why"], strict=True) if failing else ()
            yield pytest.param(case, id=f"{path.stem}:{number}", marks=marks)


@pytest.mark.parametrize("case", list(_cases()))
def test_repair(case):
    assert _FIXES[case["repair"]](case["text"]) == case["fixed"]


def test_negative_cases_say_so():
    rows = [param.values[0] for param in _cases()]
    assert all(row["text"] == row["fixed"] for row in rows if row["kind"] == "negative")
    assert len(rows) >= 120
