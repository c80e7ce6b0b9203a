"""The table of topics: trend, weekdays, season, and what is said where the data are few."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from report import build

from tsur_nlp.report.numbers.frame import view
from tsur_nlp.report.numbers.rhythm import Trend, trends, weekdays
from tsur_nlp.report.numbers.seasons import Season, months_known, seasons
from tsur_nlp.report.numbers.themes import UNKNOWN, themes
from tsur_nlp.report.situation.topic_words import season_said, trend_said
from tsur_nlp.report.situation.topics import topics

LAST = date(2026, 1, 29)


def weekly(*counts: int) -> np.ndarray:
    """Days of weeks with so many messages each, spread as evenly as whole numbers allow."""
    return np.concatenate(
        [np.diff(np.linspace(0, count, 8).round()).astype(int) for count in counts]
    )


def every_day(count: Callable[[date], float], days: int, *, seed: int | None = None) -> np.ndarray:
    expected = [count(LAST - timedelta(days=back)) for back in range(days - 1, -1, -1)]
    if seed is None:
        return np.array(expected).round().astype(np.int64)
    return np.random.default_rng(seed).poisson(expected)


def test_a_topic_that_grows_is_told_with_its_pace() -> None:
    grows = weekly(*(round(20 * 1.2**week) for week in range(8)))
    falls = weekly(*(round(100 * 0.8**week) for week in range(8)))
    flat = weekly(*[40] * 8)
    up, down, even = trends(np.stack([grows, falls, flat]))
    assert up is not None
    assert up.weekly == pytest.approx(0.2, abs=0.01)
    assert down is not None
    assert down.weekly == pytest.approx(-0.2, abs=0.01)
    assert even == Trend(0.0, 8)


def test_the_slope_is_the_one_of_greatest_likelihood() -> None:
    counts = [31, 22, 43, 52, 41, 66, 71, 95]
    (found,) = trends(weekly(*counts)[None])
    assert found is not None
    slope, week, own = np.log1p(found.weekly), np.arange(8), np.array(counts)

    def likelihood(slope: float) -> float:
        shares = np.exp(slope * week)
        return float((own * np.log(shares / shares.sum())).sum())

    best = max(np.linspace(-0.5, 0.5, 20_001), key=likelihood)
    assert slope == pytest.approx(best, abs=1e-4)


def test_only_the_last_eight_weeks_are_read() -> None:
    (found,) = trends(weekly(*(20 * 2**week for week in range(5)), *[320] * 8)[None])
    assert found == Trend(0.0, 8)


def test_jumps_to_and_fro_are_no_trend() -> None:
    (found,) = trends(weekly(10, 90, 15, 80, 20, 95, 30, 110)[None])
    assert found == Trend(0.0, 8)


def test_a_crawl_is_not_worth_a_word() -> None:
    (found,) = trends(weekly(*(round(100_000 * 1.02**week) for week in range(8)))[None])
    assert found == Trend(0.0, 8)


def test_a_trend_of_chance_is_seldom_told() -> None:
    rng = np.random.default_rng(1)
    told = sum(
        any(trend is not None and trend.weekly for trend in trends(rng.poisson(4, (20, 56))))
        for _ in range(200)
    )
    assert told <= 0.08 * 200


def test_few_weeks_or_few_messages_show_no_trend() -> None:
    assert trends(weekly(*[40] * 5)[None]) == [None]
    assert trends(np.stack([weekly(*[2] * 8), weekly(*[3] * 8)])) == [None, Trend(0.0, 8)]
    assert trends(np.zeros((0, 56), dtype=np.int64)) == []


@pytest.mark.parametrize("extra", [0, 3])
def test_weekdays_are_those_of_the_calendar(extra: int) -> None:
    daily = every_day(lambda day: [7, 1, 2, 3, 4, 5, 0][day.weekday()], 28 + extra)
    means = weekdays(daily[None], LAST)
    assert means is not None
    assert means.tolist() == [[7, 1, 2, 3, 4, 5, 0]]
    assert weekdays(daily[None, :27], LAST) is None


WINTER = {12: 4.0, 1: 8.0, 2: 4.5}


def winter(day: date) -> float:
    return WINTER.get(day.month, 0.5)


def test_a_year_ago_is_adjusted_for_what_changed_everywhere() -> None:
    def half_a_year(day: date, before: float, now: float) -> float:
        return before if day < LAST - timedelta(days=200) else now

    rates = [(2, 4), (3, 6), (2, 9), (4, 2), (5, 6), (2, 4)]
    daily = np.stack([every_day(lambda day, r=r: half_a_year(day, *r), 400) for r in rates])
    found = [one.ratio for one in seasons(daily, daily, LAST)]
    # Everything doubled: the third grew more than that, the fourth and the fifth less.
    grown, fallen, slow = (pytest.approx(ratio) for ratio in (2.25, 0.25, 0.6))
    assert found == [None, None, grown, fallen, slow, None]
    alone = seasons(daily[2:3], daily, LAST)
    assert [one.ratio for one in alone] == [pytest.approx(2.25)]


def test_one_surge_does_not_make_the_others_small() -> None:
    def jump(day: date) -> float:
        return 60 if day > LAST - timedelta(days=28) else 3

    daily = np.stack([every_day(jump, 400), *[every_day(lambda _: 4, 400)] * 6])
    ratios = [one.ratio for one in seasons(daily, daily, LAST)]
    assert ratios == [pytest.approx(20), *[None] * 6]


def test_the_weeks_compared_are_whole_and_a_year_apart() -> None:
    def odd(day: date) -> float:
        now, then = LAST - timedelta(days=28), LAST - timedelta(days=364)
        return 10 if day > now or then - timedelta(days=28) < day <= then else 1

    calm = every_day(lambda _: 5, 400)
    daily = np.stack([every_day(odd, 400), calm, calm])
    assert [one.ratio for one in seasons(daily, daily, LAST)] == [None] * 3


def test_what_was_not_there_a_year_ago_and_what_is_no_more() -> None:
    def since(day: date) -> float:
        return 3 if day > LAST - timedelta(days=60) else 0

    def until(day: date) -> float:
        return 3 - since(day)

    calm = every_day(lambda _: 5, 400)
    daily = np.stack([every_day(since, 400), every_day(until, 400), calm])
    new, gone, same = (one.ratio for one in seasons(daily, daily, LAST))
    assert (new, gone, same) == (float("inf"), 0.0, None)


def test_less_than_thirteen_months_say_nothing() -> None:
    daily = np.stack([every_day(winter, 395), every_day(winter, 395)])
    assert months_known(395) == 12
    assert seasons(daily, daily, LAST) == [Season(None, ())] * 2
    assert months_known(396) == 13


def test_months_that_come_back_every_year_are_the_peak() -> None:
    daily = np.stack(
        [
            every_day(winter, 1100, seed=1),
            every_day(lambda day: 6 if day.month == 4 else 1, 1100, seed=2),
            every_day(lambda _: 2, 1100, seed=3),
        ]
    )
    peaks = [one.peak for one in seasons(daily, daily, LAST)]
    assert peaks == [(1,), (4,), ()]
    long = every_day(lambda day: 5 if day.month in (11, 12, 1) else 1, 1100, seed=4)
    assert seasons(long[None], long[None], LAST)[0].peak == (11, 12, 1)


def test_one_surge_is_no_season() -> None:
    def once(day: date) -> float:
        return 30 if (day.year, day.month) == (2025, 6) else 1

    daily = every_day(once, 1100, seed=1)[None]
    assert seasons(daily, daily, LAST)[0].peak == ()


def test_a_peak_needs_each_month_twice() -> None:
    # Since February 2024 there are 23 whole months up to the end of January 2026, then 24.
    daily = every_day(winter, (date(2026, 1, 31) - date(2024, 2, 1)).days + 1, seed=1)[None]
    assert seasons(daily[:, :-1], daily[:, :-1], date(2026, 1, 30))[0].peak == ()
    assert seasons(daily, daily, date(2026, 1, 31))[0].peak != ()


def test_chance_has_no_season() -> None:
    rng = np.random.default_rng(2)
    peaks = sum(
        any(one.peak or one.ratio is not None for one in seasons(daily, daily, LAST))
        for daily in (rng.poisson(1.5, (12, 1100)) for _ in range(40))
    )
    assert peaks <= 6


@pytest.mark.parametrize(
    ("season", "said"),
    [
        (Season(None, ()), "—"),
        (Season(1.4, ()), "на 40 % больше"),
        (Season(0.7, ()), "на 30 % меньше"),
        (Season(2.0, ()), "вдвое больше"),
        (Season(1 / 3, ()), "втрое меньше"),
        (Season(4.04, ()), "в 4 раза больше"),
        (Season(2.5, ()), "в 2,5 раза больше"),
        (Season(11.6, ()), "в 12 раз больше"),
        (Season(float("inf"), ()), "год назад не было"),
        (Season(0.0, ()), "год назад было, сейчас нет"),
        (Season(None, (1,)), "пик — январь"),
        (Season(None, (11, 12, 1, 2)), "пик — ноябрь–февраль"),
        (Season(2.0, (5, 6)), "вдвое большепик — май–июнь"),
    ],
)
def test_a_season_in_words(season: Season, said: str) -> None:
    plain = re.sub(r"<[^>]+>", "", str(season_said(season)))
    assert plain.replace("\xa0", " ") == said


def test_a_trend_in_words() -> None:
    said = [str(trend_said(one)) for one in (None, Trend(0, 8), Trend(0.2, 8), Trend(-0.1, 8))]
    plain = [re.sub(r"<[^>]+>", " ", one).replace("\xa0", " ").strip() for one in said]
    assert plain[:2] == ["—", "ровно"]
    assert [" ".join(one.split()) for one in plain[2:]] == [
        "▲ растёт на 20 % в неделю",
        "▼ спадает на 10 % в неделю",
    ]


def table(days: int, seed: int = 0) -> str:
    facts = build.facts(1200, days=days, seed=seed)
    return str(topics(view(facts, unit="municipality"))).replace("\xa0", " ")


def test_the_table_has_columns_for_what_the_data_tell() -> None:
    short, long = table(60), table(398)
    assert "Сезон виден на данных за 13 месяцев и больше; полных месяцев в данных — 1." in short
    assert "К прошлому году" not in short
    assert '<th scope="col" class="wide-only">К прошлому году</th>' in long
    assert "Месяцы пика видны на данных за 24 месяца." in long
    assert "Месяцы пика" not in table(800)
    assert 'aria-label="В среднем за день: пн ' in short


def test_few_days_show_a_table_without_trends() -> None:
    page = table(20)
    assert "Растёт ли тема, видно на данных за 6 недель и больше." in page
    assert "ровно" not in page
    for days in (1, 2, 9):
        assert "<table>" in table(days)


def test_a_column_that_says_only_even_is_told_by_a_sentence() -> None:
    even = "ни одна из этих тем не росла и не спадала"
    flat = table(60)
    assert even in flat
    assert "За 8 недель" not in flat
    assert "ровно" not in flat
    cells = [row.count("<td") for row in flat.split("<tr>")[2:]]
    facts = build.facts(1200, days=60)
    fast = facts[(facts["topic"] != "Вывоз отходов") | (facts["created_at"] > "2026-01-20")]
    moving = str(topics(view(fast))).replace("\xa0", " ")
    assert even not in moving
    assert moving.count(">За 8 недель</th>") == 2
    assert "ровно" in moving
    assert {row.count("<td") for row in moving.split("<tr>")[2:]} - {0} == {
        count + 1 for count in cells if count
    }


def test_undated_messages_and_no_topics_make_a_table() -> None:
    facts = build.facts(80).assign(created_at=None, topic_group="", topic="")
    page = str(topics(view(facts)))
    assert UNKNOWN in page
    assert "По дням</th>" in page
    assert ">0<" not in page
    assert "Темы</th>" not in page
    assert topics(view(facts.assign(is_appeal=False))) is None


def test_themes_count_appeals_by_day_in_any_order() -> None:
    facts = build.facts(900)
    facts.loc[facts.index[:40], "created_at"] = pd.NaT
    known = view(facts)
    found = themes(known, "topic")
    assert sum(one.total for one in found) == facts["is_appeal"].sum()
    assert [one.total for one in found] == sorted((one.total for one in found), reverse=True)
    first = found[0]
    own = facts[facts["is_appeal"] & (facts["topic"] == first.name) & facts["created_at"].notna()]
    days = own["created_at"].dt.date.value_counts()
    assert first.last(1) == days.get(LAST, 0)
    assert first.last(7, ago=7) == sum(days.get(LAST - timedelta(days=k), 0) for k in range(7, 14))
    assert first.daily.sum() == len(own) < first.total
    other = themes(view(facts.sample(frac=1, random_state=1)), "topic")
    assert [(a.name, a.daily.tolist()) for a in found] == [
        (b.name, b.daily.tolist()) for b in other
    ]


def test_one_name_in_two_groups_is_two_topics() -> None:
    facts = build.facts(300).assign(topic="Прочее")
    pairs: Sequence[tuple[str, str]] = [
        (one.group, one.name) for one in themes(view(facts), "topic")
    ]
    assert sorted(pairs) == sorted({(group, "Прочее") for group in facts["topic_group"]})
