import numpy as np
import pandas as pd
import pytest
from respond.speed.waits import AS_OF, arrivals, waiting

from tsur_nlp.respond.speed import Punctuality, compare, compare_late, strata

TOPICS = {"Мусор во дворе": 60.0, "Протечка кровли": 400.0, "Освещение": 150.0}


@pytest.fixture
def messages(rng):
    """Twenty equal bodies and four others: slow, fast, one of roofs only, one of ten messages."""
    names = [f"район {k:02d}" for k in range(20)]
    body = pd.Series(np.repeat([*names, "медленный", "быстрый", "кровельщики"], 150).tolist())
    body = pd.concat([body, pd.Series(["школа"] * 10)], ignore_index=True)
    topic = pd.Series(rng.choice(list(TOPICS), len(body)))
    topic = topic.mask(body == "кровельщики", "Протечка кровли")
    pace = body.map({"медленный": 0.4, "быстрый": 2.5, "школа": 0.4}).fillna(1.0)
    mean = (topic.map(TOPICS) / pace).to_numpy()
    return waiting(arrivals(len(body), 90, rng), mean, rng), body, topic


def test_only_bodies_that_differ_at_the_same_work_are_named(messages):
    table = compare(*messages).set_index("body")
    verdict = table["verdict"]
    assert verdict["медленный"] == "медленнее"
    assert verdict["быстрый"] == "быстрее"
    assert verdict["кровельщики"] == "как все"
    assert verdict["школа"] == "мало данных"
    assert (verdict == "как все").sum() >= 20
    assert table["observed"].sum() == pytest.approx(table["expected"].sum())


def test_a_ratio_is_about_the_pace(messages):
    table = compare(*messages).set_index("body")
    assert table.loc["медленный", "low"] < 0.45 < table.loc["медленный", "high"]
    assert (table["low"] < table["ratio"]).all()
    assert (table["ratio"] < table["high"]).all()
    school = table.loc["школа"]
    crude = school["observed"] / school["expected"]
    assert abs(school["ratio"] - 1.0) < abs(crude - 1.0)


def test_who_works_alone_cannot_be_compared(messages):
    span, body, topic = messages
    alone = topic.mask(body == "кровельщики", "Крыши школ")
    row = compare(span, body, alone).set_index("body").loc["кровельщики"]
    assert row["verdict"] == "не с кем сравнить"
    assert row["ratio"] == pytest.approx(1.0, abs=1e-6)
    assert np.isnan(row["q"])


def test_the_order_of_rows_does_not_matter(messages, rng):
    span, body, topic = messages
    shuffle = rng.permutation(len(body))
    again = compare(span.where(shuffle), body.iloc[shuffle], topic.iloc[shuffle])
    pd.testing.assert_frame_equal(compare(*messages), again)


def test_equal_bodies_are_seldom_named(rng):
    named = tests = 0
    for _ in range(15):
        topic = pd.Series(rng.choice(list(TOPICS), 2000))
        body = pd.Series(rng.integers(0, 40, 2000)).map("орган {}".format)
        span = waiting(arrivals(2000, 90, rng), topic.map(TOPICS).to_numpy(), rng)
        table = compare(span, body, topic)
        named += table["verdict"].isin(["быстрее", "медленнее"]).any()
        tests += (table["p"] < 0.05).mean() / 15
    assert named <= 2
    assert tests < 0.08


def test_late_bodies_are_named(messages):
    span, body, topic = messages
    due = pd.Series(span.created + np.timedelta64(240, "h"))
    met = pd.Series(span.observed & (span.hours <= 240.0))
    verdict = compare_late(Punctuality.of(met, due, AS_OF), body, topic).set_index("body")[
        "verdict"
    ]
    assert verdict["медленный"] == "чаще опаздывает"
    assert verdict["быстрый"] == "реже опаздывает"
    assert verdict["кровельщики"] == "как все"


def test_rare_topics_are_compared_within_their_group():
    topics = pd.Series(["Ямы"] * 60 + ["Бордюры"] * 5 + ["", ""])
    groups = pd.Series(["Дороги"] * 66 + [""])
    labels = strata(topics, groups)
    assert labels.iloc[0] == "Дороги — Ямы"
    assert set(labels.iloc[60:66]) == {"Дороги — прочее"}
    assert labels.iloc[66] == ""
