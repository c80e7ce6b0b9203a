"""The whole algorithm against R: on invented counts here, on salmonella.agona beside the checkout.

The numbers of the invented series are what ``farringtonFlexible`` of R surveillance 1.20.3 printed
for the counts that `weekly` and `daily` make (``sts`` with epochAsDate, freq 52 and 365;
controls as in the settings, limit54 = c(5, 28) for days).
"""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tsur_nlp.detect.farrington import FarringtonSettings, farrington
from tsur_nlp.errors import InputError

SEASONAL = {"years": 3, "half_window": 3, "periods": 8, "left_out": 20, "trend_p": 1.0}
UPPER = {
    "delta": [27.2855689, 26.9484061, 27.8264874, 28.4099947],
    "nb_plugin": [27, 27, 28, 28],
    "muan": [28, 28, 29, 30],
}
CHANCE = {
    "delta": [0.61765798009, 0.54459941289, 0.00125100521, 0.19732709312],
    "nb_plugin": [0.6024066429, 0.5257821293, 0.0029156609, 0.1895473642],
    "muan": [0.65304884326, 0.57663618095, 0.00412163314, 0.22512290306],
}


def base(size):
    k = np.arange(size)
    return k, (11 * k) % 13 + (k * k) % 17


def weekly():
    """Counts of 260 weeks: a season, a slow rise, one past outbreak, one now."""
    k, counts = base(260)
    counts = counts + np.where(k % 52 < 26, 3, 0) + k // 60
    counts[200:203] += 40
    counts[258] = 40
    return counts, [dt.date(2019, 12, 30) + dt.timedelta(weeks=int(week)) for week in k]


def daily():
    k, counts = base(1201)
    counts = counts + np.where(k % 365 < 180, 2, 0) + np.where(k % 7 < 2, 0, 1)
    counts[1155:1157] += 30
    return counts, [dt.date(2021, 1, 1) + dt.timedelta(days=int(day)) for day in k]


@pytest.mark.parametrize("method", list(UPPER))
def test_weekly_counts_agree_with_r(method):
    settings = FarringtonSettings(**SEASONAL, method=method)
    found = farrington(*weekly(), weeks=range(256, 260), settings=settings)
    expected = [14.9658706, 14.7393708, 15.3752688, 15.7615009]
    np.testing.assert_allclose(found.expected, expected, rtol=1e-7)
    np.testing.assert_allclose(found.upper, UPPER[method], rtol=1e-7)
    np.testing.assert_allclose(found.p_value, CHANCE[method], rtol=1e-7)
    dispersion = [2.99963059, 2.98923617, 2.99291554, 3.01702528]
    np.testing.assert_allclose(found.dispersion, dispersion, rtol=1e-7)
    assert found.alarm.tolist() == [False, False, True, False]
    assert found.trend.all()


def test_the_score_of_the_delta_bound_agrees_with_r():
    settings = FarringtonSettings(**SEASONAL)
    found = farrington(*weekly(), weeks=range(256, 260), settings=settings)
    score = [-0.1595713259, -0.0605593107, 1.9776964794, 0.4932207128]
    np.testing.assert_allclose(found.score, score, rtol=1e-7)


def test_daily_counts_agree_with_r_on_the_29th_of_february_too():
    settings = FarringtonSettings(
        freq=365,
        years=3,
        half_window=10,
        periods=6,
        left_out=28,
        alpha=0.01,
        method="nb_plugin",
    )
    found = farrington(*daily(), weeks=[1154, 1155, 1199], settings=settings)
    np.testing.assert_allclose(found.expected, [15.8571429, 15.8571429, 17.047619], rtol=1e-7)
    np.testing.assert_allclose(found.dispersion, [3.01687253, 3.02143394, 3.00991915], rtol=1e-7)
    np.testing.assert_allclose(found.p_value, [0.65291414, 0.00786214192, 0.20691391], rtol=1e-7)
    assert found.upper.tolist() == [35, 36, 37]
    assert found.alarm.tolist() == [False, True, False]
    assert not found.trend.any()


CONTROLS = {
    1: {"periods": 1, "weights_threshold": 1.0, "left_out": 3, "trend_p": 0.05},
    2: {"periods": 10, "left_out": 26, "trend_p": 1.0},
    3: {"periods": 10, "left_out": 26, "trend_p": 1.0, "method": "nb_plugin"},
    4: {"periods": 10, "left_out": 26, "trend_p": 1.0, "method": "muan"},
}


@pytest.mark.real_data
@pytest.mark.parametrize("control", list(CONTROLS))
def test_salmonella_agrees_with_r(real_data: Path, control: int):
    cases = pd.read_csv(real_data / "golden" / "salmonella_agona.csv")
    golden = pd.read_csv(real_data / "golden" / "farrington_golden.csv")
    settings = FarringtonSettings(years=4, half_window=3, alpha=0.1, **CONTROLS[control])
    found = farrington(
        cases["observed"],
        [dt.date.fromisoformat(date) for date in cases["date"]],
        weeks=golden["week"] - 1,
        settings=settings,
    )
    assert len(found.upper) == 31
    np.testing.assert_allclose(found.upper, golden[f"upper{control}"], rtol=0, atol=2e-6)
    np.testing.assert_allclose(found.expected, golden[f"expected{control}"], rtol=0, atol=2e-6)
    assert found.alarm.tolist() == (golden[f"alarm{control}"] == 1).tolist()


def test_a_past_outbreak_hides_the_present_one_unless_it_weighs_less():
    counts, dates = weekly()
    uppers = [
        farrington(
            counts, dates, weeks=[252], settings=FarringtonSettings(years=3, reweight=reweight)
        ).upper[0]
        for reweight in (True, False)
    ]
    assert uppers[0] < uppers[1] - 3


def test_a_handful_of_cases_is_no_alarm():
    counts, dates = weekly()
    counts = np.zeros_like(counts)
    counts[-1] = 4
    few = farrington(counts, dates, weeks=[259], settings=FarringtonSettings(years=3))
    assert np.isnan(few.upper[0])
    assert not few.alarm[0]
    counts[-1] = 5
    assert farrington(counts, dates, weeks=[259], settings=FarringtonSettings(years=3)).alarm[0]


@pytest.mark.parametrize(
    ("change", "kept"),
    [({}, True), ({"years": 2}, False), ({"trend_p": 1e-9}, False), ({"trend": False}, False)],
)
def test_a_trend_needs_three_years_and_significance(change, kept):
    settings = FarringtonSettings(**{**SEASONAL, **change})
    assert farrington(*weekly(), weeks=[256], settings=settings).trend.tolist() == [kept]


def test_a_forecast_above_everything_seen_drops_the_trend():
    _, dates = weekly()
    rising = np.arange(260)
    found = farrington(rising, dates, weeks=[256], settings=FarringtonSettings(**SEASONAL))
    assert not found.trend[0]
    assert found.expected[0] < 230


def test_later_counts_are_not_looked_at():
    counts, dates = weekly()
    changed = counts.copy()
    changed[257:] = 1000
    settings = FarringtonSettings(**SEASONAL)
    one, other = (farrington(c, dates, weeks=[256], settings=settings) for c in (counts, changed))
    assert one.upper[0] == other.upper[0]


@pytest.mark.parametrize(
    ("change", "weeks", "words"),
    [
        (lambda c: c[:-1], [255], "259,.* for 260 dates"),
        (lambda c: -c, [255], "not below 0"),
        (lambda c: c, [260], "position 260 lies outside"),
        (lambda c: c, [-1], "position -1 lies outside"),
        (lambda c: c, [100], "ask for later"),
    ],
)
def test_wrong_input_says_what_is_wrong(change, weeks, words):
    counts, dates = weekly()
    with pytest.raises(InputError, match=words):
        farrington(change(counts), dates, weeks=weeks, settings=FarringtonSettings(years=3))


def test_a_bound_below_the_mean_has_no_score():
    """Few cases that come in heaps: the 95 % quantile of so skew a count lies below its mean."""
    _, dates = weekly()
    counts = np.zeros(260)
    counts[[150, 204, 255]] = 60, 30, 7
    settings = FarringtonSettings(years=3, periods=4, method="nb_plugin", trend=False, alpha=0.3)
    found = farrington(counts, dates, weeks=[256], settings=settings)
    assert found.upper[0] < found.expected[0]
    assert np.isnan(found.score[0])


def test_no_positions_give_an_empty_result():
    assert farrington(*weekly(), weeks=[]).upper.shape == (0,)
