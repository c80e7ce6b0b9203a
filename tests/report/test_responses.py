"""The page about answers: what it says, and what it must never show."""

import dataclasses
import math
import re

import pandas as pd
import pytest
from report import build

from tsur_nlp import exports
from tsur_nlp.records import Responses
from tsur_nlp.report.responses import render, sheets
from tsur_nlp.report.responses.cells import ratio_with_limits, time
from tsur_nlp.report.responses.headline import verdict, whole
from tsur_nlp.report.responses.slice_table import rest
from tsur_nlp.report.responses.standouts import standouts
from tsur_nlp.respond.responses import responses


@pytest.fixture(scope="module")
def found() -> Responses:
    facts = exports.facts(build.facts(1500))
    answered = facts["answered_at"].notna()
    facts["answer_kind"] = answered.map({True: "empty", False: ""})
    facts["answer_text"] = answered.map({True: "Сидоров, принято к сведению.", False: ""})
    facts.loc[answered, "answer_promised"] = "2026-01-10"
    facts["status"] = "В работе"
    facts["assignee"] = facts["assignee"].replace("Минтранс края", "<script>alert(1)</script>")
    shown = answered.map({True: "[ИМЯ], принято к сведению.", False: ""})
    return responses(facts, answers=shown)


@pytest.fixture(scope="module")
def undated() -> Responses:
    facts = build.facts(900).assign(due_on=pd.NaT, source="")
    return responses(exports.facts(facts))


def test_the_page_has_its_sections_and_needs_no_network(found: Responses) -> None:
    page = render(found, title="Ответы <края>")
    assert re.findall(r'<section class="card" id="(\w+)"', page) == [
        "bodies", "expiring", "broken", "empty", "changes", "weeks", "units", "topics", "channels",
        "method",
    ]  # fmt: skip
    assert "Ответы &lt;края&gt;</h1>" in page
    assert not re.search(r"https?://", page.replace("http://www.w3.org", ""))
    assert "<script>alert" not in page
    assert "nan" not in re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL).lower()


def test_nobody_is_named(found: Responses) -> None:
    page = render(found)
    assert "[ИМЯ], принято к сведению." in page
    assert "Сидоров" not in page
    assert "Заявитель" not in page


def test_the_sentence_says_the_numbers_of_the_table(found: Responses) -> None:
    row = whole(found)
    assert row is not None
    level, _, sentence = verdict(row)
    assert level == "red"
    plain = sentence.replace("\xa0", "")
    assert f"Ответ получили {row['answered']} из {row['messages']}обращ" in plain
    assert f"Сверх срока ждут{row['overdue']}." in plain
    missed = f"Обещанная дата прошла, отметки о решении нет— у {row['broken_promises']}."
    assert missed in plain


def test_no_terms_are_not_terms_that_were_met(undated: Responses) -> None:
    page = render(undated)
    level, word, _ = verdict(whole(undated))
    assert (level, word) == ("grey", "О сроках судить нельзя")
    assert "Сверх срока ждут" not in page
    assert "Просроченных нет" not in page


def test_late_answers_are_said_where_nobody_waits_any_more(found: Responses) -> None:
    row = whole(found)
    assert row is not None
    settled = {**row, "overdue": 0, "broken_promises": 0}
    assert verdict({**settled, "on_time": 0.89})[:2] == ("orange", "Отвечают с опозданием")
    assert verdict({**settled, "on_time": 0.95})[:2] == ("green", "Просроченных нет")


def test_promises_of_unknown_fate_are_no_praise(found: Responses) -> None:
    fateless = found.table.assign(kept_promises=0, broken_promises=0)
    page = render(dataclasses.replace(found, table=fateless))
    assert "Обещаний нарушено" in render(found)
    assert "Обещаний нарушено" not in page
    assert "чем кончились, пока не видно" in page


def test_weeks_without_terms_show_the_wait(undated: Responses) -> None:
    drawn = render(undated)
    section = drawn[drawn.index('id="weeks"') : drawn.index('id="units"')]
    assert "За сколько дней дождалась ответа половина" in section
    assert 'class="bar"' in section


def test_those_who_stand_out_are_named_at_the_top(found: Responses) -> None:
    table = found.table.copy()
    bodies = table["by"].eq("исполнитель")
    slow = table.loc[bodies, "name"].iloc[0]
    table.loc[bodies, "speed_verdict"] = "как все"
    assert "на тех же темах" not in standouts(dataclasses.replace(found, table=table))
    table.loc[bodies & table["name"].eq(slow), "speed_verdict"] = "медленнее"
    said = standouts(dataclasses.replace(found, table=table))
    assert said.startswith(f"Медленнее других на тех же темах: {slow}.")


def test_worse_comes_before_better(found: Responses) -> None:
    rows = pd.DataFrame(
        [("лучше", "Минздрав края", "быстрее", 2.0), ("хуже", "Минтранс края", "медленнее", 0.5)],
        columns=["direction", "name", "verdict", "ratio"],
    ).assign(by="исполнитель", measure="скорость ответов", before=50.0, after=90.0, low=0.4, high=3)
    page = render(dataclasses.replace(found, changes=rows))
    section = page[page.index('id="changes"') : page.index('id="weeks"')]
    assert re.findall(r"<h3>(.*?)</h3>", section) == ["Стало хуже", "Стало лучше"]
    assert '<b class="worse">медленнее</b>' in section
    assert "стало хуже: Минтранс края. За четыре недели стало лучше: Минздрав края." in page


def test_a_table_says_what_it_leaves_out(found: Responses) -> None:
    table = found.table
    named = int(table.loc[table["by"].eq("район"), "messages"].sum())
    total = int(table.loc[table["by"].eq("всё"), "messages"].iloc[0])
    page = render(found).replace("\xa0", " ")
    section = page[page.index('id="units"') : page.index('id="topics"')]
    assert total > named
    assert f"Территория не указана у {total - named} обращений." in section


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("исполнитель", "Исполнитель не указан у 21 обращения."),
        ("источник", "Источник не указан у 21 обращения."),
        ("тема", "Тема не указана у 21 обращения."),
    ],
)
def test_what_is_left_out_is_named(by: str, said: str) -> None:
    assert said in str(rest([{"by": by, "messages": 4}], 25, 15)).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("median", "limits", "told"),
    [
        (26.0, (25.0, 27.0), ("1,1 дня", "1–1,1 дн.")),
        (20.0, (18.0, 60.0), ("20 ч", "18–60 ч")),
        (60.0, (31.0, math.inf), ("2,5 дня", "от 1,3 дн.")),
    ],
)
def test_a_time_and_its_limits_have_one_unit(
    median: float, limits: tuple[float, float], told: tuple[str, str]
) -> None:
    row = {"wait": median, "wait_low": limits[0], "wait_high": limits[1]}
    said = time(row, "wait")
    assert tuple(part.replace("\xa0", " ") for part in said) == told


@pytest.mark.parametrize(
    ("verdict", "low", "corrected"),
    [("как все", 1.01, True), ("как все", 0.98, False), ("быстрее", 1.01, False)],
)
def test_an_interval_without_one_is_explained(verdict: str, low: float, corrected: bool) -> None:
    row = {"speed_verdict": verdict, "speed_ratio": 1.11, "speed_low": low, "speed_high": 1.21}
    cell = str(ratio_with_limits(row)).replace("\xa0", " ")
    assert "× 1,11 (" in cell
    assert ("с поправкой на число исполнителей" in cell) is corrected


def test_what_the_export_put_into_texts_is_not_quoted(found: Responses) -> None:
    first = found.empty.head(1).assign(text="'Добрый день!<br>Темно", answer="Принято<BR/>нами")
    marked = dataclasses.replace(found, empty=first)
    page = render(marked)
    assert "Добрый день! Темно" in page
    assert "Принято нами" in page
    sheet = sheets(marked)["Отписки"]
    assert {"Добрый день! Темно", "Принято нами"} <= set(sheet.iloc[0])


def test_few_messages_make_no_share() -> None:
    known = exports.facts(build.facts(15)).assign(assignee="Минздрав края")
    page = render(responses(known))
    section = page[page.index('id="bodies"') : page.index('id="method"')]
    assert "Минздрав края" in section
    shown = section[section.index('class="measures"') : section.index("</section>")]
    assert "%" not in re.sub(r"<th.*?</th>", "", shown)
    assert "Качество ответов" not in shown


def test_an_empty_export_says_so() -> None:
    nothing = responses(exports.facts(build.facts(5)).iloc[:0])
    page = render(nothing)
    assert "Обращений за выбранный период нет" in page
    assert 'id="bodies"' not in page


def test_the_sheets_have_russian_headers_and_values(found: Responses) -> None:
    tables = sheets(found)
    assert list(tables) == ["Сводка", "Исполнители", "Сроки", "Обещания", "Отписки", "Сообщения"]
    headers = {str(name) for table in tables.values() for name in table.columns}
    assert not [name for name in headers if re.search(r"[a-z_]", name)]
    assert set(tables["Сообщения"]["Судьба обещания"]) <= {"", "нарушено", "неизвестно", "ждём"}
    assert len(tables["Сообщения"]) == len(found.messages)
    assert not pd.concat(tables.values()).isin([float("inf")]).any().any()
