"""The replays, and what is counted in them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest

from tsur_nlp.detect import replay as replaying
from tsur_nlp.detect.backtest import Plant, PlantSettings, backtest
from tsur_nlp.detect.backtest.outcomes import Outcome, new_problems, watch, watched
from tsur_nlp.detect.backtest.scoring import alarms, curve, scores
from tsur_nlp.detect.backtest.shuffle import shuffled
from tsur_nlp.detect.backtest.soil import soil_of
from tsur_nlp.errors import InputError

PLANT = Plant(0, "Лесной", "ЖКХ", "Протечка крыши", 50, 3, 9, False, 0.1, 1e-6, 1e-7, ("a", "b"))


def test_new_dates_keep_the_weekday_and_all_else(calm) -> None:
    answered = calm["created_at"] + pd.Timedelta(5, "D")
    stream = soil_of(calm.assign(answered_at=answered), None).stream
    before, after = stream.frame, shuffled(stream, 4)
    weekdays = [frame["created_at"].dt.day_of_week for frame in (before, after)]
    pd.testing.assert_series_equal(*weekdays)
    assert (before["created_at"] != after["created_at"]).mean() > 0.8
    assert after["created_at"].between("2024-01-01", "2024-03-10 23:59:59").all()
    same = [name for name in before if name not in ("created_at", "answered_at")]
    pd.testing.assert_frame_equal(before[same], after[same])
    waited = after["answered_at"] - after["created_at"]
    assert (waited == pd.Timedelta(5, "D")).all()
    by_day = after["created_at"].dt.normalize().value_counts()
    assert len(by_day) == 70
    assert by_day.std() < 1.5 * by_day.mean() ** 0.5


def test_new_dates_do_not_depend_on_the_order_of_rows_but_on_seed_and_turn(calm) -> None:
    turned = soil_of(calm.sample(frac=1, random_state=1), None).stream
    stream = soil_of(calm, None).stream
    pd.testing.assert_frame_equal(shuffled(stream, 4, 1), shuffled(turned, 4, 1))
    assert not shuffled(stream, 4, 1).equals(shuffled(stream, 4, 2))
    assert not shuffled(stream, 4, 1).equals(shuffled(stream, 5, 1))


def test_a_plant_is_found_on_the_first_day_of_its_window_on_which_a_problem_tells_of_it(
    problem,
) -> None:
    other = replace(PLANT, start=60, length=1)
    assert watched([PLANT, other], 2) == [*range(50, 55), *range(60, 63)]
    wide, named = replace(problem, topic=""), problem
    seen = [(49, [named]), (50, []), (51, [wide]), (52, [named]), (53, [])]
    assert watch([PLANT], seen, 2) == [Outcome(PLANT, 1, True)]
    assert watch([PLANT], seen[:3], 2) == [Outcome(PLANT, 1, False)]
    assert watch([PLANT], [(49, [named]), (55, [named])], 2) == [Outcome(PLANT, None, False)]
    assert watch([PLANT], [(54, [named])], 2) == [Outcome(PLANT, 4, True)]


def test_only_new_problems_of_counted_days_are_alarms(problem) -> None:
    old, chronic = replace(problem, status="ongoing"), replace(problem, kind="chronic")
    seen = [(41, [problem]), (42, [problem, old, chronic]), (43, [old, problem])]
    assert new_problems(seen, range(42, 50)) == Counter(surge=2, chronic=1)


def test_scores_tell_shares_limits_and_delays() -> None:
    found = [
        Outcome(
            replace(PLANT, number=i, close=i < 5, oracle=1e-8 if i % 2 else 1e-6), delay, 1 < i < 8
        )
        for i, delay in enumerate([0, 0, 1, 1, 2, 2, 2, 5, None, None])
    ]
    whole, *parts = scores(found)
    assert (whole.by, whole.planted, whole.found, whole.share) == ("all", 10, 8, 0.8)
    assert (round(whole.low, 2), round(whole.high, 2)) == (0.49, 0.94)
    assert (whole.median_delay, whole.delay_90, whole.named) == (1.5, 5.0, 0.75)
    assert [(one.by, one.value, one.planted, one.found) for one in parts] == [
        ("oracle", 1e-8, 5, 4),
        ("oracle", 1e-6, 5, 4),
        ("length", 3, 10, 8),
        ("close", 0.0, 5, 3),
        ("close", 1.0, 5, 5),
    ]
    none = scores(found[-1:])[0]
    assert (none.share, none.median_delay, none.delay_90, none.named) == (0.0, None, None, None)


def test_a_curve_has_a_line_for_each_length_and_groups_of_five_at_least() -> None:
    found = [
        Outcome(replace(PLANT, number=i, size=5 + i // 2, length=1 + 2 * (i % 2)), 0, True)
        for i in range(24)
    ]
    groups = curve(found[:9] + found[9::2])
    assert [(one.length, one.planted) for one in groups] == [(1, 5), (3, 6), (3, 6)]
    assert groups[1].value < groups[2].value
    assert len(curve(found * 10)) == 8


def test_alarms_are_a_year() -> None:
    sudden, surge, recurrent, chronic = alarms(Counter(surge=2, recurrent=1, chronic=9), 730)
    assert (sudden.count, sudden.per_year) == (3, 1.5)
    assert (surge.per_year, recurrent.per_year, chronic.per_year) == (1.0, 0.5, 4.5)
    assert sudden.low < 0.4
    assert sudden.high == pytest.approx(4.38, abs=0.01)


@pytest.fixture
def short(calm) -> pd.DataFrame:
    return calm[calm["created_at"] < "2024-03-01"]


@pytest.mark.slow
def test_a_large_outbreak_is_found_and_the_result_is_the_same_after_shuffling(short) -> None:
    few = short[short["created_at"] < "2024-02-15"]
    planting = PlantSettings(lengths=(1, 2), warm_up=38, oracles=(1e-12,))
    options = {"plants": 2, "seed": 3, "null_days": 1, "planting": planting}
    result = backtest(few, **options)
    told = result.as_dict()
    assert [one["found"] for one in told["plants"]] == [True, True]
    assert (result.messages, result.days, result.shuffled_days) == (len(few), 7, 7)
    assert told["since"] == "2024-02-08"
    assert told["summary"][0].startswith("Найдено 2 из 2 проблем (100 %; с учётом случайности")
    assert json.loads(json.dumps(told))["plants"] == told["plants"]
    assert told == backtest(few.sample(frac=1, random_state=5), **options).as_dict()


def test_since_moves_the_first_day_and_null_days_the_number_of_shuffles(short, monkeypatch) -> None:
    looked = []

    def fake(stream, now, settings, *, recurrence_interval, previous):
        looked.append(now.date().isoformat())
        return []

    monkeypatch.setattr(replaying, "problems_of", fake)
    result = backtest(short, plants=2, since="2024-02-14")
    assert (str(result.since), result.days, result.shuffled_days) == ("2024-02-14", 16, 64)
    assert looked[-1:] == ["2024-02-29"]
    assert min(looked) == "2024-02-13"
    assert [one.delay for one in result.outcomes] == [None, None]
    assert result.false_alarms[0].count == 0
    assert result.table()["start"].min() >= "2024-02-14"
    assert backtest(short, plants=1, since="2024-01-02", null_days=20).shuffled_days == 36


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"plants": 0}, "plants=0"),
        ({"since": "вчера"}, "вчера"),
        ({"since": ""}, "empty date"),
        ({"since": "2024-02-25"}, "earlier since"),
        ({"unit": "nowhere"}, "nowhere"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(short, options, sentence) -> None:
    with pytest.raises(InputError, match=sentence):
        backtest(short, **options)
