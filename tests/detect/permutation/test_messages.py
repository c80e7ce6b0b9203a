from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tsur_nlp.detect.permutation import PermutationSettings, cases_of_messages, scan_messages
from tsur_nlp.errors import InputError

SETTINGS = PermutationSettings(radius_m=1000.0, max_days=7)


@pytest.fixture(scope="module")
def messages() -> pd.DataFrame:
    """Three hundred messages over a town, and fifteen of two days around one yard."""
    rng = np.random.default_rng(4)
    n, more = 300, 15
    minutes = np.append(rng.integers(0, 50 * 1440, n), rng.integers(48 * 1440, 50 * 1440, more))
    return pd.DataFrame(
        {
            "lat": np.append(58.0 + rng.normal(0, 0.03, n), 58.01 + rng.normal(0, 3e-4, more)),
            "lon": np.append(56.2 + rng.normal(0, 0.05, n), 56.22 + rng.normal(0, 5e-4, more)),
            "created_at": pd.Timestamp("2024-01-01") + pd.to_timedelta(minutes, unit="min"),
            "district": ["Лесной", "Луговой", "Озёрный"] * ((n + more) // 3),
        },
        index=[f"№ {k}" for k in range(n + more)],
    )


def test_messages_around_one_yard_are_found(messages):
    scan = scan_messages(messages, settings=SETTINGS)
    cluster = scan.clusters[0]
    cases, _ = cases_of_messages(messages)
    inside = set(cases.index[cluster.holds(cases)])
    assert len(inside & set(messages.index[300:])) == 15
    assert len(inside) <= 18
    assert cluster.p < 0.001
    assert np.abs(np.subtract(cluster.centre_point, (58.01, 56.22))).max() < 0.01


def test_squares_are_squares_and_the_same_for_any_messages(messages):
    cases, places = cases_of_messages(messages, cell_m=300.0)
    some, fewer = cases_of_messages(messages.iloc[:50], cell_m=300.0)
    pd.testing.assert_frame_equal(cases.loc[some.index], some)
    pd.testing.assert_frame_equal(
        places.loc[places["place"].isin(fewer["place"])].reset_index(drop=True), fewer
    )
    point = cases.join(messages[["lat", "lon"]]).merge(places, on="place", suffixes=("", "_middle"))
    north = (point["lat"] - point["lat_middle"]).abs() * 111_195.0
    east = (point["lon"] - point["lon_middle"]).abs() * 111_195.0 * np.cos(np.radians(58.0))
    assert 140 < north.max() <= 150.1
    assert 140 < east.max() <= 151.0


def test_units_stand_at_the_middle_of_their_messages(messages):
    cases, places = cases_of_messages(messages, unit="district")
    assert list(places["place"]) == ["Лесной", "Луговой", "Озёрный"]
    middle = messages.groupby("district")["lat"].median().to_numpy()
    assert places["lat"].to_numpy() == pytest.approx(middle)
    assert len(cases) == len(messages)
    scan = scan_messages(messages, unit="district", last_day="2024-02-10", settings=SETTINGS)
    assert scan.cases == (messages["created_at"] < "2024-02-11").sum()


def test_messages_without_point_or_date_are_left_out(messages):
    torn = messages.iloc[:6].copy()
    torn["lat"] = torn["lat"].astype(object)
    torn.iloc[0, 0], torn.iloc[1, 1], torn.iloc[2, 2] = "", 500.0, pd.NaT
    assert list(cases_of_messages(torn)[0].index) == ["№ 3", "№ 4", "№ 5"]
    torn.iloc[3, 3] = None
    # of «Лесной» only № 0 is left, and that has no point
    assert list(cases_of_messages(torn, unit="district")[0].index) == ["№ 1", "№ 4", "№ 5"]


def test_local_time_decides_the_day(messages):
    late = messages.assign(created_at=pd.Timestamp("2024-01-05 01:30", tz="Europe/Moscow"))
    assert (cases_of_messages(late)[0]["day"] == pd.Timestamp("2024-01-05")).all()


def test_missing_column_and_empty_square_are_refused(messages):
    with pytest.raises(InputError, match="created_at"):
        scan_messages(messages.drop(columns="created_at"))
    with pytest.raises(InputError, match="quarter"):
        scan_messages(messages, unit="quarter")
    with pytest.raises(InputError, match="cell_m"):
        scan_messages(messages, cell_m=0)
