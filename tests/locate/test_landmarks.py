"""Landmarks of invented sentences; the other fields are checked with all the sentences."""

import json
from pathlib import Path

import pytest

from tsur_nlp.locate import Locator

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "places" / "landmarks.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"]) for case in CASES])
def test_landmarks(case: dict) -> None:
    found = {place.landmark for place in Locator()(case["text"]) if place.landmark}
    assert found == {place["landmark"] for place in case["places"] if place.get("landmark")}
