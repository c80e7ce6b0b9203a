"""Floors on the annotated real messages: a change that loses more than noise is seen here."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from tsur_nlp.locate import Locator

FLOORS = {
    "places_dev": {
        "street": 0.92,
        "house": 0.95,
        "settlement": 0.89,
        "address": 0.84,
        "silent": 0.98,
    },
    "places_composed": {"street": 0.92, "house": 0.95, "exact": 0.90, "silent": 0.99},
    "places_register": {"street": 0.95, "house": 0.96, "exact": 0.93},
}


def _scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_places", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.real_data
@pytest.mark.parametrize("name", list(FLOORS))
def test_floor(real_data: Path, name: str) -> None:
    lines = (real_data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    locator = Locator()
    found = {str(row["id"]): [p.as_dict() for p in locator(row["text"])] for row in gold}
    result = _scorer(real_data.parent / "score_places.py").score(gold, found)
    for measure, floor in FLOORS[name].items():
        value = result[measure]["f1"] if isinstance(result[measure], dict) else result[measure]
        assert value >= floor, measure
