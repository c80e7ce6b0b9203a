"""The chart of the trend: days, weeks, days off, and what stands below it."""

import re
from datetime import date, timedelta

import pandas as pd
import pytest

from tsur_nlp.report.numbers.daysoff import days_off
from tsur_nlp.report.numbers.frame import View, view
from tsur_nlp.report.situation.trend import trend

LAST = date(2026, 1, 29)


def counted(*daily: int, last: date = LAST) -> View:
    """Make messages: how many came on each day, the last one being ``last``."""
    days = [
        pd.Timestamp(last) - pd.Timedelta(days=back)
        for back, count in enumerate(reversed(daily))
        for _ in range(count)
    ]
    return view(pd.DataFrame({"created_at": days, "text": "Темно"}), as_of=last)


def drawn(known: View) -> str:
    return str(trend(known)).replace("\xa0", " ")


def bars(page: str) -> list[float]:
    """Read the heights of the bars of the wide drawing."""
    (path,) = re.findall(r'<svg[^>]* class="wide"[^>]*>.*?<path d="([^"]*)" class="bar"/>', page)
    return [float(height) for height in re.findall(r"v([\d.]+)h-", path)]


def line(page: str) -> int:
    """Count the points of the line of the wide drawing."""
    found = re.search(r'<polyline points="([^"]*)" class="mean"/>', page)
    return len(found[1].split()) if found else 0


def test_every_day_has_a_bar_and_the_line_its_average() -> None:
    page = drawn(counted(*[4] * 10, 8))
    heights = bars(page)
    assert len(heights) == 11
    assert heights[-1] == pytest.approx(2 * heights[0], abs=0.2)
    assert line(page) == 5
    assert "от 4 до 8 в день, последнее значение 8" in page
    assert "сообщений за день" in page
    assert "среднее за семь дней" in page


def test_a_few_days_have_no_line() -> None:
    page = drawn(counted(3, 4))
    assert (len(bars(page)), line(page)) == (2, 0)
    assert "среднее" not in page
    assert trend(counted(3)) is None
    assert trend(view(pd.DataFrame({"text": ["а"]}))) is None


def test_the_line_starts_before_the_days_shown_where_they_are_known() -> None:
    assert line(drawn(counted(*[2] * 120))) == 114
    assert line(drawn(counted(*[2] * 841))) == 117
    assert line(drawn(counted(*[2] * 1500))) == 208


def test_many_days_are_whole_weeks() -> None:
    # 121 days are seventeen weeks and two days: the two first days belong to no whole week.
    page = drawn(counted(50, 50, *[1] * 119))
    heights = bars(page)
    assert len(heights) == 17
    assert len(set(heights)) == 1
    assert "от 7 до 7 в неделю" in page
    assert "сообщений за неделю" in page
    assert "среднее за четыре недели" in page
    assert line(page) == 14
    assert "23–\u206029 января 2026" in page
    assert "26 декабря 2025 — 1 января 2026" in page
    assert len(bars(drawn(counted(*[1] * 120)))) == 120


def test_three_years_are_shown_whole_with_years_on_the_axis() -> None:
    page = drawn(counted(*[1] * 1096))
    assert len(bars(page)) == 156
    assert "Показаны" not in page
    assert ">01.2026<" in page
    assert "янв.<" not in page.split("</svg>")[0]


def test_what_is_left_out_is_said() -> None:
    page = drawn(counted(*[1] * 1500))
    assert len(bars(page)) == 208
    assert "Показаны последние 208 недель." in page


def test_days_off_are_shaded() -> None:
    # Friday, 9 January 2026, is the last of the holidays; the tenth and eleventh are a weekend.
    page = drawn(counted(*[2] * 14, last=date(2026, 1, 16)))
    shade = re.search(r'<path d="([^"]*)" fill="currentColor"', page)
    assert shade is not None
    assert shade[1].count("M") == 9
    assert "серый фон — выходные и праздники" in page
    work = drawn(counted(*[2] * 4, last=date(2026, 1, 15)))
    assert "currentColor" not in work
    assert "выходные" not in work


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2021, 2, 20), False),  # worked instead of the 22nd
        (date(2021, 2, 22), True),
        (date(2021, 2, 23), True),
        (date(2021, 2, 24), False),
        (date(2021, 2, 27), True),
        (date(2021, 5, 5), True),  # decreed
        (date(2026, 1, 8), True),
    ],
)
def test_days_off_of_the_country(day: date, off: bool) -> None:
    assert days_off([day]) == [off]
    assert days_off([day, day + timedelta(days=1)])[0] == off
    assert days_off([]) == []
