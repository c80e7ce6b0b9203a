"""The map of St Petersburg: quiet where nothing happened, loud where the snow lay."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tsur_nlp.detect import heat_map

pytestmark = [pytest.mark.real_data, pytest.mark.slow]


@pytest.fixture(scope="module")
def city(real_data: Path) -> pd.DataFrame:
    columns = ["id", "text", "created_at", "district", "lat", "lon", "category", "reason"]
    raw = pd.read_parquet(real_data / "spb_2020-10_2021-02.parquet", columns=columns)
    return raw.rename(columns={"category": "topic_group", "reason": "topic"}).astype({"id": str})


def redated(facts: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Give every message a new date of the same weekday: nothing happens any more."""
    rng = np.random.default_rng(seed)
    day = facts["created_at"].dt.normalize()
    days = pd.DatetimeIndex(sorted(day.unique()))
    drawn = day.copy()
    for weekday in range(7):
        rows = day.dt.day_of_week == weekday
        drawn[rows] = rng.choice(days[days.day_of_week == weekday], int(rows.sum()))
    return facts.assign(created_at=drawn)


def test_where_nothing_happened_nothing_is_red(city: pd.DataFrame) -> None:
    levels: list[str] = []
    for seed in range(2):
        quiet = redated(city, seed)
        for day in ("2020-12-15", "2021-01-05", "2021-01-26", "2021-02-16"):
            levels += [one.level for one in heat_map(quiet, as_of=day, by="group")]
    assert levels.count("red") == 0
    assert levels.count("orange") <= 3
    assert levels.count("green") > 500


def test_the_snow_is_red_where_it_lay(city: pd.DataFrame) -> None:
    heat = heat_map(city, as_of="2020-12-26", by="group")
    loud = {(one.unit, one.topic_group): one for one in heat if one.level == "red"}
    assert ("Калининский", "") in loud
    assert "снег" in loud["Калининский", "Благоустройство"].top_topics[0].lower()
    assert len(loud) <= 6


def test_a_big_district_is_not_red_for_its_size(city: pd.DataFrame) -> None:
    heat = {one.unit: one for one in heat_map(city, as_of="2020-12-01")}
    assert heat["Невский"].observed > 10 * heat["Курортный"].observed
    assert heat["Невский"].level == "green"
