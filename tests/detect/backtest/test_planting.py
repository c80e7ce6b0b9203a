"""What is planted, where, and of what size."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import poisson

from tsur_nlp.detect.backtest import Plant, PlantSettings, detected, place, plan
from tsur_nlp.detect.backtest.planting import plan_copies
from tsur_nlp.detect.backtest.plants import size_of
from tsur_nlp.detect.backtest.soil import Soil, soil_of
from tsur_nlp.detect.stream.repeats import text_key
from tsur_nlp.errors import InputError
from tsur_nlp.records import SystemicProblem


@pytest.fixture(scope="module")
def soil(calm: pd.DataFrame) -> Soil:
    return soil_of(calm, None)


@pytest.fixture(scope="module")
def copies(soil: Soil) -> list[list[Plant]]:
    return plan_copies(soil, 32, seed=1)


def test_the_same_rows_in_any_order_give_the_same_plants_and_messages(calm) -> None:
    turned = calm.sample(frac=1, random_state=3)
    plants = plan(calm, number=3, seed=5)
    assert plan(turned, number=3, seed=5) == plants
    assert plan(calm, number=3, seed=6) != plants
    planted = place(calm, plants, 5).tail(sum(one.size for one in plants))
    again = place(turned, plants[::-1], 5).tail(len(planted))
    pd.testing.assert_frame_equal(planted.reset_index(drop=True), again.reset_index(drop=True))


def test_a_size_is_the_smallest_that_the_oracle_calls_a_problem() -> None:
    for usual, oracle in ((0.01, 1e-6), (0.4, 1e-8), (2.5, 1e-4), (30.0, 1e-8)):
        size, p = size_of(usual, oracle)
        assert p == poisson.sf(size + round(usual) - 1, usual) <= oracle
        assert poisson.sf(size + round(usual) - 2, usual) > oracle


def test_every_length_oracle_and_place_takes_its_turn(copies) -> None:
    every = [one for copy in copies for one in copy]
    assert sorted(one.number for one in every) == list(range(32))
    kinds = Counter((one.length, one.oracle, one.close) for one in every)
    assert len(kinds) == 16
    assert set(kinds.values()) == {2}


def test_plants_stay_in_the_data_apart_and_few(copies, soil) -> None:
    settings = PlantSettings()
    for copy in copies:
        assert len(copy) == 1 or sum(one.size for one in copy) <= settings.share * len(soil)
        for one in copy:
            assert one.start >= settings.warm_up
            assert one.end + settings.grace <= soil.days
            assert len(one.ids) == one.size
            for other in copy:
                same = (one.unit, one.topic) == (other.unit, other.topic) and one != other
                assert not same or abs(one.start - other.start) >= settings.apart


def test_the_usual_number_is_the_mean_of_all_days(calm, copies) -> None:
    one = copies[0][0]
    same = (calm["district"] == one.unit) & (calm["topic"] == one.topic)
    assert one.usual == pytest.approx(same.sum() / 70 * one.length)


def test_planted_messages_are_texts_of_the_topic_from_other_units(calm, copies) -> None:
    copy = max(copies, key=len)
    both = place(calm, copy, 1)
    pd.testing.assert_frame_equal(both.head(len(calm)), calm)
    assert (both.dtypes == calm.dtypes).all()
    home = calm.groupby("text")["district"].agg(set)
    keys: Counter[str] = Counter()
    for one in copy:
        rows = both[both["id"].isin(one.ids)]
        assert len(rows) == one.size
        assert set(rows["district"]) == {one.unit}
        assert set(rows["topic"]) == {one.topic}
        assert all(one.unit not in home[text] for text in rows["text"])
        days = (rows["created_at"] - calm["created_at"].min().normalize()).dt.days
        assert days.between(one.start, one.end - 1).all()
        keys.update(map(text_key, rows["text"]))
    assert max(keys.values()) == 1
    planted = both.iloc[len(calm) :]
    assert planted["author"].is_unique
    assert planted["is_appeal"].all()
    assert planted["answered_at"].isna().all()


def test_close_messages_lie_within_300_metres_of_a_point(calm, soil) -> None:
    one = next(one for copy in plan_copies(soil, 16, 2) for one in copy if one.close)
    assert spread(place(calm, [one], 2), one) < 600
    assert spread(place(calm, [replace(one, close=False)], 2), one) > 600


def spread(both: pd.DataFrame, one: Plant) -> float:
    rows = both[both["id"].isin(one.ids)]
    y, x = rows["lat"].to_numpy() * 111_195, rows["lon"].to_numpy() * 111_195 * np.cos(1.012)
    return float(np.hypot(y[:, None] - y, x[:, None] - x).max())


def test_without_points_close_is_a_street_and_without_streets_nothing_is(calm) -> None:
    bare = calm.assign(lat=float("nan"), lon=float("nan"))
    one = plan(bare, number=1, seed=2, close=[True])[0]
    rows = place(bare, [one], 2).tail(one.size)
    assert one.close
    assert rows["street"].nunique() == 1
    assert rows["house"].is_unique
    nowhere = bare.assign(street="", house="")
    one = plan(nowhere, number=1, seed=2, close=[True])[0]
    assert not one.close
    assert len(place(nowhere, [one], 2)) == len(calm) + one.size


def test_groups_alone_are_planted_too(calm) -> None:
    flat = calm.assign(topic="")
    one = plan(flat, number=1, seed=2)[0]
    assert (one.topic_group in {"ЖКХ", "Дороги"}, one.topic) == (True, "")
    assert set(place(flat, [one], 2).tail(one.size)["topic_group"]) == {one.topic_group}


def test_a_unit_may_be_any_column_and_columns_may_be_missing(calm) -> None:
    few = calm[["text", "created_at", "topic_group", "topic"]].assign(beat=calm["house"].str[:1])
    plants = plan(few, number=1, seed=0, unit="beat")
    both = place(few, plants, 0, unit="beat")
    assert set(both["beat"].tail(plants[0].size)) == {plants[0].unit}
    assert (both["id"].head(len(few)) == "").all()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda facts: facts[facts["created_at"] < "2024-02-20"], "longer export"),
        (lambda facts: facts.assign(text="Одно и то же везде и всегда"), "larger export"),
        (lambda facts: facts.assign(district="", municipality=""), "larger export"),
        (lambda facts: facts.head(0), "span 0 days"),
    ],
)
def test_too_little_data_is_one_sentence(calm, change, sentence) -> None:
    with pytest.raises(InputError, match=sentence):
        plan(change(calm), number=2, seed=0)


def test_a_size_that_no_topic_can_give_is_one_sentence(calm) -> None:
    few = calm.assign(text=["а" * (1 + i % 40) for i in range(len(calm))])
    with pytest.raises(InputError, match="no topic has the"):
        plan(few, number=1, seed=0, oracles=[1e-99], lengths=[14])


PLANT = Plant(0, "Лесной", "ЖКХ", "Протечка крыши", 50, 3, 2, False, 0.1, 1e-6, 1e-7, ("a", "b"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"status": "ongoing"}, True),
        ({"status": "fading"}, False),
        ({"unit": "Северный"}, False),
        ({"unit": "", "units": ("Северный", "Лесной")}, True),
        ({"topic": "Уборка подъезда"}, False),
        ({"topic": ""}, True),
        ({"topic": "", "topic_group": ""}, True),
        ({"topic": "", "topic_group": "Дороги"}, False),
        ({"message_ids": ("c", "d")}, False),
    ],
)
def test_what_counts_as_detected(problem: SystemicProblem, change, expected) -> None:
    assert detected(replace(problem, **change), PLANT) is expected
