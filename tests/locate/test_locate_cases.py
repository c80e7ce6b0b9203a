"""Invented sentences by class of difficulty; a class file is a line per sentence."""

import json
from pathlib import Path

import pytest

from tsur_nlp.locate import Locator

FOLDER = Path(__file__).parents[1] / "cases" / "places"
FIELDS = ("region", "municipality", "settlement", "district", "street", "house", "apartment")
FAILURES = "known_failures"


def _cases(name: str) -> list[dict]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _values(places: list[dict], field: str) -> set[str]:
    return {place[field].replace("ё", "е") for place in places if place.get(field)}


def _check(case: dict) -> None:
    found = [place.as_dict() for place in Locator()(case["text"])]
    for field in FIELDS:
        assert _values(found, field) == _values(case["places"], field), field


PASSING = [
    pytest.param(case, id=f"{path.stem}: {case['text']}")
    for path in sorted(FOLDER.glob("*.jsonl"))
    if path.stem != FAILURES
    for case in _cases(path.stem)
]


@pytest.mark.parametrize("case", PASSING)
def test_sentence(case: dict) -> None:
    _check(case)


@pytest.mark.xfail(strict=True, reason="known failures; fix one and it moves to its class")
@pytest.mark.parametrize("case", [pytest.param(c, id=c["text"]) for c in _cases(FAILURES)])
def test_known_failure(case: dict) -> None:
    _check(case)
