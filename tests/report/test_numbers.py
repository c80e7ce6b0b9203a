"""The numbers of the day, checked by hand on a few rows."""

from datetime import datetime

import pandas as pd
import pytest
from report import build

from tsur_nlp.report import render
from tsur_nlp.report.frame import view
from tsur_nlp.report.html.words import date_range, number, percent, trim
from tsur_nlp.report.situation.quality import defects
from tsur_nlp.report.summary import summarise, verdict


def _rows(*days: tuple[int, int]) -> pd.DataFrame:
    created = [datetime(2026, 1, day, 12) for day, count in days for _ in range(count)]
    return pd.DataFrame({"created_at": created, "text": "Во дворе темно", "topic_group": "Свет"})


def test_the_last_day_against_yesterday_and_the_norm() -> None:
    facts = _rows(*((day, 2) for day in range(1, 8)), (8, 6))
    summary = summarise(view(facts), [], [])
    assert (summary.total, summary.last_day, summary.yesterday, summary.norm) == (20, 6, 2, 2.0)
    assert verdict(summary, [])[2].endswith("на 200\xa0% больше обычного.")


def test_no_norm_without_a_week_before() -> None:
    summary = summarise(view(_rows((1, 2), (3, 1))), [], [])
    assert (summary.yesterday, summary.norm) == (0, None)


def test_answers_on_time_and_the_median() -> None:
    day = datetime(2026, 1, 10)
    facts = pd.DataFrame(
        {
            "created_at": [datetime(2026, 1, 1)] * 6,
            # On time to the minute before midnight; late; not answered, late; not due yet;
            # not due yet, and answered before it was asked; no deadline.
            "answered_at": [
                datetime(2026, 1, 5, 23, 59),
                datetime(2026, 1, 6, 0, 1),
                None,
                None,
                datetime(2025, 12, 31),
                datetime(2026, 1, 3),
            ],
            "due_on": [datetime(2026, 1, 5)] * 3 + [datetime(2026, 1, 20)] * 2 + [None],
        }
    )
    summary = summarise(view(facts, as_of=day), [], [])
    assert (summary.on_time_base, summary.on_time) == (3, pytest.approx(1 / 3))
    assert summary.median_hours == pytest.approx(119 + 59 / 60)
    assert defects(view(facts))["answered_early"] == 1


def test_quality_counts_what_was_planted() -> None:
    facts = build.facts(400)
    found = defects(view(facts))
    assert found["rows"] == 400
    assert found["errors"] == (facts["error"] != "").sum()
    assert found["placeless"] == facts["lat"].isna().sum()
    assert found["not_appeals"] == (~facts["is_appeal"]).sum()
    assert found["needs_review"] == facts["needs_review"].sum()
    assert found["repeated_ids"] == 0


def test_extra_quality_rows_and_settings_are_shown() -> None:
    page = render(
        _rows((1, 3)),
        [],
        [],
        quality={"Строк отброшено": 1250, "Кодировка": "cp1251"},
        settings={"Ложных тревог": "не чаще одной в год"},
    )
    assert "1\xa0250" in page
    assert "cp1251" in page
    assert "не чаще одной в год" in page


def test_a_red_map_without_problems_is_not_called_calm() -> None:
    facts = build.facts(600)
    summary = summarise(view(facts), [], build.heat(facts))
    level, word, sentence = verdict(summary, [])
    assert (level, word) == ("orange", "Требуется внимание")
    assert sentence.startswith("Системных проблем не выявлено, но на ")


def test_a_long_history_is_drawn_by_week() -> None:
    facts = build.facts(1500, days=500)
    page = render(facts, [], [])
    assert "Столбик — неделя" in page


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (number(1234.56, 1), "1\xa0234,6"),
        (number(-0.04, 1), "0"),
        (number(float("nan")), "—"),
        (percent(1.0), "100\xa0%"),
        (trim("слово " * 100)[-1], "…"),
        (date_range(datetime(2026, 1, 9).date(), datetime(2026, 1, 9).date()), "9\xa0января 2026"),
    ],
)
def test_russian_numbers(said: str, wanted: str) -> None:
    assert said == wanted


def test_a_cut_text_keeps_to_the_limit() -> None:
    for text in ("слово " * 100, "безпробелов" * 60, "коротко"):
        assert len(trim(text)) <= 280
