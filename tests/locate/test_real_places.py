"""Floors on the annotated real messages: a change that loses more than noise is seen here."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from tsur_nlp.locate import Locator

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
FLOORS = {
    "places_dev": {
        "street": 0.97,
        "house": 0.96,
        "settlement": 0.96,
        "district": 0.88,
        "address": 0.94,
        "exact": 0.95,
        "silent": 0.98,
    },
    "places_composed": {"street": 0.95, "house": 0.95, "exact": 0.93, "silent": 0.99},
    "places_register": {"street": 0.96, "house": 0.97, "settlement": 0.98, "exact": 0.95},
    "seen": {"street": 0.94, "house": 0.96, "settlement": 0.93, "address": 0.88, "silent": 0.98},
    "blind": {"street": 0.90, "house": 0.90, "settlement": 0.85, "address": 0.79, "silent": 0.96},
}


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _gold(data: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a file of the data, or of a set that we have read ourselves."""
    if name.startswith("places_"):
        lines = (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]
    rows: list[dict[str, Any]] = _module(BENCHMARKS / "places_read.py").read_by_us(data)[name]
    return rows


@pytest.mark.real_data
@pytest.mark.parametrize("name", list(FLOORS))
def test_floor(real_data: Path, name: str) -> None:
    gold = _gold(real_data, name)
    locator = Locator()
    found = {str(row["id"]): [p.as_dict() for p in locator(row["text"])] for row in gold}
    result = _module(real_data.parent / "score_places.py").score(gold, found)
    for measure, floor in FLOORS[name].items():
        value = result[measure]["f1"] if isinstance(result[measure], dict) else result[measure]
        assert value >= floor, measure
