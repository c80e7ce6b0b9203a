import numpy as np
import pandas as pd
import pytest
from respond.speed.waits import AS_OF, arrivals, waiting

from tsur_nlp.respond.speed import Periods, Punctuality, changes, late_changes, trend

MONTH_AGO = np.datetime64(AS_OF - pd.Timedelta(days=28))


@pytest.fixture
def messages(rng):
    """Twelve steady bodies, one that has become three times as fast, one three times as slow."""
    names = [f"район {k:02d}" for k in range(12)]
    body = pd.Series(np.repeat([*names, "ускорился", "замедлился"], 200).tolist())
    created = arrivals(len(body), 84, rng)
    factor = body.map({"ускорился": 1 / 3, "замедлился": 3.0}).fillna(1.0)
    mean = 200.0 * np.where(created > MONTH_AGO, factor, 1.0)
    return waiting(created, mean, rng), body


def test_the_surest_changes_are_first_and_last(messages):
    table = changes(*messages, AS_OF)
    assert table["unit"].iloc[0] == "ускорился"
    assert table["unit"].iloc[-1] == "замедлился"
    assert table["verdict"].iloc[[0, -1]].tolist() == ["быстрее", "медленнее"]
    assert (table["verdict"] == "без изменений").sum() >= 11
    assert table["before"].iloc[0] > 2 * table["after"].iloc[0]
    fast = table.iloc[0]
    assert fast["low"] < 3.0 < fast["high"]


def test_recent_messages_are_no_slower_for_being_open(messages):
    span, body = messages
    steady = body.str.startswith("район").to_numpy()
    row = changes(span.where(steady), pd.Series("город", index=range(steady.sum())), AS_OF).iloc[0]
    assert row["low"] < 1.0 < row["high"]
    assert row["verdict"] == "без изменений"


def test_a_change_of_topics_is_no_change_of_pace(rng):
    created = arrivals(3000, 56, rng)
    slow = rng.random(3000) < np.where(created > MONTH_AGO, 0.8, 0.2)
    span = waiting(created, np.where(slow, 600.0, 60.0), rng)
    units = pd.Series("город", index=range(3000))
    topics = pd.Series(np.where(slow, "Ремонт дороги", "Мусор"))
    assert changes(span, units, AS_OF)["verdict"].item() == "медленнее"
    assert changes(span, units, AS_OF, strata=topics)["verdict"].item() == "без изменений"


def test_few_messages_are_not_judged_and_come_last(messages):
    span, body = messages
    body = body.where(np.arange(len(body)) % 40 != 0, "малый")
    table = changes(span, body, AS_OF, periods=Periods(recent=7, before=7))
    assert table["small"].is_monotonic_increasing
    small = table[table["small"]]
    assert "малый" in small["unit"].tolist()
    assert set(small["verdict"]) == {"мало данных"}
    assert small["q"].isna().all()


def test_a_unit_of_one_period_only_has_no_change(messages):
    span, body = messages
    row = changes(span, body.mask(span.created > MONTH_AGO, "новый"), AS_OF).set_index("unit")
    assert row.loc["новый", "n_before"] == 0
    assert row.loc["новый", "verdict"] == "мало данных"


@pytest.fixture
def punctuality(messages):
    span, _ = messages
    due = pd.Series(span.created + np.timedelta64(150, "h"))
    return Punctuality.of(pd.Series(span.observed & (span.hours <= 150.0)), due, AS_OF)


def test_a_change_of_punctuality_is_named(messages, punctuality):
    table = late_changes(punctuality, messages[1], AS_OF)
    assert table["unit"].iloc[0] == "замедлился"
    assert table["verdict"].iloc[0] == "чаще опаздывает"
    assert table["unit"].iloc[-1] == "ускорился"
    first = table.iloc[0]
    assert first["ratio"] == pytest.approx(first["after"] / first["before"], rel=0.05)


def test_the_trend_shows_weeks_and_names_the_change(messages, punctuality):
    span, body = messages
    slower = (body == "замедлился").to_numpy()
    line = trend(span.where(slower), AS_OF)
    assert line.speed.verdict == "медленнее"
    assert line.speed.high < 1.0
    assert line.lateness is None
    whole = trend(span, AS_OF, punctuality=punctuality)
    assert (whole.weeks["week"].dt.day_of_week == 0).all()
    assert whole.weeks["week"].is_monotonic_increasing
    assert whole.weeks["n"].sum() == len(span)
    assert 0.0 <= whole.lateness.p <= 1.0


def test_no_messages_no_trend(messages):
    span, _ = messages
    line = trend(span.where(np.zeros(len(span), dtype=bool)), AS_OF)
    assert line.speed is None
    assert line.weeks.empty
