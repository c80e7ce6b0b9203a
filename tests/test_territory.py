"""What Python is told about arguments that cannot be used, and days written either way."""

import numpy as np
import pandas as pd
import pytest

import tsur_nlp as tsur
from tsur_nlp import territory
from tsur_nlp.detect.stream.columns import HEXAGONS, MOST_CELLS, MOST_UNITS

DAYS = 40


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    """Four messages a day in two districts, and a burst on the first of February."""
    usual = pd.date_range("2021-01-01", periods=4 * DAYS, freq="6h")
    burst = pd.date_range("2021-02-01 09:00", periods=30, freq="7min")
    created = usual.append(burst)
    at = np.arange(len(created))
    return pd.DataFrame({
        "id": at.astype(str), "created_at": created, "author": at.astype(str),
        "text": [f"яма у дома {n}" for n in at], "topic_group": "Дороги", "topic": "Ямы",
        "district": np.where((at % 2 == 0) | (at >= len(usual)), "Лесной", "Луговой"),
    })  # fmt: skip


def test_a_day_is_the_same_day_in_either_form(frame):
    found = territory.find_problems(frame, as_of="2021-02-01")
    assert [one.last_seen for one in found] == ["2021-02-01"]
    assert territory.find_problems(frame, as_of="01.02.2021") == found
    assert tsur.heat_map(frame, as_of="01.02.2021") == tsur.heat_map(frame, as_of="2021-02-01")
    again = territory.replay_problems(frame, since="31.01.2021", as_of="01.02.2021")
    assert again == territory.replay_problems(frame, since="2021-01-31", as_of="2021-02-01")


@pytest.mark.parametrize("interval", [0, -5, float("nan"), float("inf"), "365", [365], None])
def test_an_interval_is_a_number_above_0(frame, interval):
    for call in (
        lambda: tsur.find_problems(frame, recurrence_interval=interval),
        lambda: tsur.replay_problems(frame, since="2021-02-01", recurrence_interval=interval),
    ):
        with pytest.raises(tsur.InputError, match="recurrence_interval="):
            call()


def test_a_list_is_no_table(frame):
    with pytest.raises(tsur.InputError, match=r"a table \(pandas.DataFrame\), not list"):
        tsur.find_problems(frame.to_dict("records"))


def test_a_replay_that_would_begin_after_its_end(frame):
    with pytest.raises(tsur.InputError, match="since=2022-01-01 is after the last day, 2021-02-09"):
        tsur.replay_problems(frame, since="2022-01-01")


def test_a_list_of_a_later_day_is_no_yesterday(frame):
    later = tsur.find_problems(frame, as_of="2021-02-02")
    assert tsur.find_problems(frame, as_of="2021-02-02", previous=later) is not None
    with pytest.raises(tsur.InputError, match="after the day looked from, 2021-01-20"):
        tsur.find_problems(frame, as_of="2021-01-20", previous=later)


def test_ids_are_no_units(frame):
    rows = frame.iloc[np.arange(MOST_UNITS + 1) % len(frame)]
    rows = rows.assign(text=[f"{n}" for n in range(len(rows))], created_at=frame["created_at"][0])
    for look in (tsur.find_problems, tsur.heat_map):
        with pytest.raises(tsur.InputError, match=f"'text' has {MOST_UNITS + 1} different values"):
            look(rows, unit="text")
        assert look(rows.head(MOST_UNITS), unit="text") is not None


def test_a_column_of_hexagons_has_a_limit_too(frame, monkeypatch):
    rows = frame.assign(**{HEXAGONS: [f"{n}" for n in range(len(frame))]})
    with monkeypatch.context() as patch:
        patch.setattr("tsur_nlp.detect.stream.columns.MOST_UNITS", 3)
        assert tsur.find_problems(rows, unit=HEXAGONS) is not None
        patch.setattr("tsur_nlp.detect.stream.columns.MOST_CELLS", len(rows) - 1)
        with pytest.raises(tsur.InputError, match=rf"'h3' has .* \(at most {len(rows) - 1}\)"):
            tsur.find_problems(rows, unit=HEXAGONS)
    assert MOST_CELLS > MOST_UNITS
    pytest.importorskip("h3")
    with pytest.raises(tsur.InputError, match="'0' is no hexagon"):
        tsur.heat_map(rows, unit=HEXAGONS)


def test_as_many_hexagons_as_a_map_may_have_and_messages_in_none(frame, monkeypatch):
    pytest.importorskip("h3")
    lat = np.where(np.arange(len(frame)) % 3 == 0, np.nan, 58.0 + np.arange(len(frame)) / 100)
    placed = frame.assign(lat=lat, lon=56.0)
    found = len(tsur.heat_map(placed, cells=7))
    for module in ("detect.heat.cells", "detect.stream.columns"):
        monkeypatch.setattr(f"tsur_nlp.{module}.MOST_CELLS", found)
    assert len(tsur.heat_map(placed, cells=7)) == found
