"""Whether the data can be trusted: what is counted, what is doubtful, what is said."""

import re

import numpy as np
import pandas as pd
import pytest
from report import build

from tsur_nlp.report import render
from tsur_nlp.report.numbers.defects import LIMITS, defects, precisions, trust
from tsur_nlp.report.numbers.frame import view
from tsur_nlp.report.situation.quality import caution, quality

CLEAN = build.facts(400).assign(
    error="", municipality="Пермь", lat=58.0, street="", house="", settlement=""
)


def said(facts: pd.DataFrame) -> str:
    return re.sub(r"<[^>]+>", " ", str(quality(view(facts), None))).replace("\xa0", " ")


def spoilt(column: str, value: object, count: int) -> pd.DataFrame:
    """Put a value into the first rows of clean facts."""
    facts = CLEAN.copy()
    facts[column] = facts[column].astype(object)
    facts.iloc[:count, facts.columns.get_loc(column)] = value
    return facts


def test_clean_data_can_be_trusted() -> None:
    found = trust(view(CLEAN))
    assert found.good
    assert set(found.within) == set(LIMITS)
    page = said(CLEAN)
    assert "Данным можно верить : с ошибкой 0 % строк (порог — 5 %)" in page
    assert "без места 0 % строк (порог — 25 %)" in page
    assert "выше" not in page


@pytest.mark.parametrize(
    ("key", "column", "value", "limit", "word"),
    [
        ("errors", "error", "пустой текст", 20, "с ошибкой 5,5 % строк (порог — 5 %)"),
        ("textless", "text", "", 20, "без текста 5,5 %"),
        ("undated", "created_at", None, 20, "без даты 5,5 %"),
        ("topicless", "topic_group", "", 100, "без темы 25,5 %"),
        ("repeated_ids", "id", "7", 9, "с повтором номера 2,5 %"),
    ],
)
def test_what_is_above_its_limit_makes_the_data_doubtful(
    key: str, column: str, value: object, limit: int, word: str
) -> None:
    within, above = spoilt(column, value, limit), spoilt(column, value, limit + 2)
    assert trust(view(within)).good
    assert set(trust(view(above)).above) == {key}
    page = said(above)
    assert f"Осторожно : {word}" in page
    assert page.count("выше") == 1


def test_rows_without_a_place_are_those_without_a_point_too() -> None:
    facts = spoilt("municipality", "", 101)
    assert trust(view(facts)).good
    facts.iloc[:101, facts.columns.get_loc("lat")] = np.nan
    assert set(trust(view(facts)).above) == {"placeless"}
    assert "без места 25,2 % строк (порог — 25 %): карта и проблемы районов" in said(facts)


def test_few_rows_and_days_without_messages_are_doubtful() -> None:
    assert not trust(view(CLEAN)).few
    assert trust(view(CLEAN.head(99))).few
    assert not trust(view(CLEAN.head(100))).few
    assert "строк всего 99, судить по ним рано" in said(CLEAN.head(99))
    daily = [pd.Timestamp("2026-01-29") - pd.Timedelta(days=k % 40) for k in range(400)]
    full = CLEAN.assign(created_at=daily)
    assert trust(view(full)).silent_days == 0
    days = full["created_at"].dt.day
    gap = full[~days.isin([20, 21])]
    assert trust(view(gap)).silent_days == 2
    assert "за последние четыре недели 2 дня без сообщений" in said(gap)
    assert trust(view(full, as_of="2026-03-10")).silent_days == 28
    # Where a message comes now and then, a day without one is no gap.
    rare = full.iloc[::4].assign(created_at=full["created_at"].iloc[:100].to_numpy())
    assert trust(view(rare[~rare["created_at"].dt.day.isin([20, 21])])).silent_days == 0


def test_places_are_counted_by_their_finest_part() -> None:
    columns = ["region", "municipality", "district", "settlement", "street", "house"]
    rows = [
        ("Край", "Пермь", "", "", "Мира", "5"),
        ("Край", "Пермь", "", "", "", "5"),
        ("Край", "Пермь", "", "Гамово", "Мира", ""),
        ("Край", "Пермь", "Ленинский", "Гамово", "", ""),
        ("Край", "Пермь", "Ленинский", "", "", ""),
        ("Край", "Пермь", "", "", "", ""),
        ("Край", "", "", "", "", ""),
        ("", "", "", "", "", ""),
        ("", "", "", "", "", "5"),
        ("Край", "", "", "", "", ""),
    ]
    facts = pd.DataFrame(rows, columns=columns).assign(lat=[np.nan] * 9 + [58.0])
    found = precisions(view(facts))
    # What is called without a place above the list is the sum of two lines in it.
    assert defects(view(facts))["placeless"] == found["region"] + found["none"] == 3
    assert found == {
        "house": 2,
        "street": 1,
        "settlement": 1,
        "district": 1,
        "municipality": 1,
        "point": 1,
        "region": 1,
        "none": 2,
    }


def test_the_section_names_the_places_and_the_points() -> None:
    facts = CLEAN.copy()
    facts.loc[facts.index[:100], "house"] = "7"
    facts.loc[facts.index[:300], "lat"] = np.nan
    page = said(facts)
    assert "Дом 25 % · 100" in " ".join(page.split())
    assert "Есть координаты 25 %" in " ".join(page.split())


@pytest.mark.parametrize(("span", "young"), [(1, True), (59, True), (60, False), (200, False)])
def test_a_short_history_is_said_to_show_the_plainest_only(span: int, young: bool) -> None:
    days = [pd.Timestamp("2026-01-29") - pd.Timedelta(days=k % span) for k in range(400)]
    page = said(CLEAN.assign(created_at=days))
    assert ("видно только самое заметное" in page) is young
    if span == 59:
        assert "Данных 59 дней: видно" in page
    assert "видно только" not in said(CLEAN.assign(created_at=None))


def test_rows_loaded_twice_are_told_beside_the_verdict() -> None:
    twice = pd.concat([CLEAN, CLEAN.head(50)])
    told = "Осторожно: с повтором номера 11,1 % строк (порог — 2 %): если их загрузили дважды, всё"
    assert caution(view(twice)).replace("\xa0", " ").startswith(told)
    page = render(twice, [], []).replace("\xa0", " ")
    banner = page[page.index('class="verdict-text"') : page.index('id="numbers"')]
    assert f'<p class="verdict-more">{told}' in banner
    assert caution(view(CLEAN)) == caution(view(CLEAN.head(0))) == ""


def test_repeats_are_counted_without_the_first_and_the_empty() -> None:
    facts = pd.DataFrame({"id": ["1", "1", "", "", "2"], "text": ["а", "а", "а", "", ""]})
    found = defects(view(facts))
    assert (found["repeated_ids"], found["repeated_texts"], found["textless"]) == (1, 2, 2)


def test_no_rows_at_all_are_a_table_without_a_verdict() -> None:
    page = said(pd.DataFrame({"text": []}))
    assert "верить" not in page
    assert "Осторожно" not in page
    assert "Всего строк" in page
