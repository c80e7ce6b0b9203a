"""The main job on the real data beside the checkout; skipped where it is absent."""

import json
import time
from pathlib import Path

import pandas as pd
import pytest

import tsur_nlp as tsur
from tsur_nlp import columns, exports

pytestmark = pytest.mark.real_data
FILES = {
    "perm_topics.csv": 4_415,
    "kursk_train.csv": 2_000,
    "incident_export_sample.xlsx": 39,
    "places_dev.jsonl": 445,
    "places_composed.jsonl": 289,
    "places_register.jsonl": 1_173,
}


@pytest.fixture(scope="module")
def reader() -> tsur.Pipeline:
    return tsur.load_pipeline()


@pytest.mark.parametrize(("name", "rows"), FILES.items())
def test_every_row_comes_out_in_order(reader, real_data: Path, name: str, rows: int) -> None:
    frame = exports.read(real_data / name)
    scored = reader.frame(frame)
    assert len(scored) == rows
    assert set(columns.COLUMNS) <= set(scored.columns)
    pd.testing.assert_frame_equal(scored[frame.columns], frame)
    assert not scored["nlp_error"].ne("").any()


def test_kursk_is_scored_in_ten_seconds(reader: tsur.Pipeline, real_data: Path) -> None:
    frame = exports.read(real_data / "kursk_train.csv")
    start = time.process_time()
    reader.frame(frame)
    assert time.process_time() - start < 10


@pytest.fixture(scope="module")
def city(reader: tsur.Pipeline, real_data: Path) -> pd.DataFrame:
    return reader.frame(exports.read(real_data / "spb_2020-10_2021-02.parquet"))


def test_the_snow_of_january_2021_is_flagged(city: pd.DataFrame) -> None:
    found = tsur.find_problems(city, as_of="2021-01-20", unit="district")
    snow = [p for p in found if "снег" in p.topic]
    assert any(p.level == "red" for p in snow)
    assert all(p.window_end <= "2021-01-20" for p in found)
    assert len(found) <= 40
    json.dumps([p.as_dict() for p in found], ensure_ascii=False)


def test_the_order_of_rows_does_not_matter(city: pd.DataFrame) -> None:
    shuffled = city.sample(frac=1, random_state=7)
    assert tsur.find_problems(shuffled, unit="district") == tsur.find_problems(
        city, unit="district"
    )
    assert tsur.heat_map(shuffled, unit="district") == tsur.heat_map(city, unit="district")
