"""The card of a problem: who answers, until when, does it grow, and how many people write."""

import dataclasses
import re
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from report import build

from tsur_nlp import exports
from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.numbers.frame import view
from tsur_nlp.report.numbers.problem_rows import kindred_rows
from tsur_nlp.report.numbers.standing import standing
from tsur_nlp.report.numbers.units import RowIndex, ranked
from tsur_nlp.report.situation.problem_course import LEVEL, judged, week
from tsur_nlp.report.situation.problems import problems
from tsur_nlp.respond.responses import responses

LAST = datetime(2026, 1, 10)
UNIT = "Кунгурский муниципальный округ"


def _messages(*days: int, **columns: object) -> pd.DataFrame:
    """Return a message for each of ``days`` of January, about heating in one town."""
    count = len(days)
    facts = pd.DataFrame(
        {
            "id": [f"{1000 + i}" for i in range(count)],
            "text": [f"В доме {i} холодно" for i in range(count)],
            "created_at": [datetime(2026, 1, day, 9) for day in days],
            "region": "",
            "municipality": UNIT,
            "topic_group": "ЖКХ",
            "topic": "Отопление",
        }
    )
    return facts.assign(**columns)


def _problem(facts: pd.DataFrame, **changes: object) -> SystemicProblem:
    days = facts["created_at"].dt.date
    made = dataclasses.replace(
        build.problems(build.facts(100))[0],
        unit=UNIT,
        topic_group="ЖКХ",
        topic="Отопление",
        window_start=days.min().isoformat(),
        window_end=LAST.date().isoformat(),
        message_ids=tuple(facts["id"]),
        example_ids=(),
        assignee="",
        overdue_share=None,
    )
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def _card(facts: pd.DataFrame, *, as_of: str = "2026-01-10", **changes: object) -> str:
    known = view(facts, as_of=as_of)
    index = RowIndex(known)
    drawn = problems([_problem(facts, **changes)], known, [], index, standing(known))
    return str(drawn).replace("\xa0", " ")


def _row(card: str, name: str) -> str:
    found = re.search(rf"<dt>{name}</dt><dd>(.*?)</dd>", card)
    return found.group(1) if found else ""


def _due(card: str) -> str:
    found = re.search(r'<p class="due">(.*?)</p>', card)
    return re.sub("<.*?>", "", found.group(1)) if found else ""


def test_deadlines_of_those_who_wait() -> None:
    due = [datetime(2026, 1, day) for day in (8, 9, 9, 15, 15, 20, 12)]
    answered = [datetime(2026, 1, 9), None, None, None, None, None, datetime(2026, 1, 5)]
    card = _card(_messages(*[4] * 7, due_on=due, answered_at=answered))
    assert _due(card) == "Ждут ответа 5: просрочено 2, ближайший срок — 15 января."
    assert _row(card, "Ответ получили") == "2 из 7"
    assert '<b class="worse">просрочено 2</b>' in card


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (10, "ближайший срок — сегодня, 10 января"),
        (11, "ближайший срок — завтра, 11 января"),
        (12, "ближайший срок — 12 января"),
        (9, "просрочено 1"),
    ],
)
def test_a_near_deadline_is_named_as_people_name_it(due: int, said: str) -> None:
    card = _card(_messages(4, due_on=[datetime(2026, 1, due)]))
    assert _due(card) == f"Ждёт ответа 1: {said}."


def test_a_deadline_of_another_year_has_its_year() -> None:
    card = _card(_messages(4, due_on=[datetime(2027, 1, 10)]))
    assert "срок — 10 января 2027" in _due(card)


def test_where_no_term_is_known_or_nobody_waits_none_is_named() -> None:
    assert _due(_card(_messages(4, 5))) == ""
    late = _messages(4, due_on=[datetime(2026, 1, 5)], answered_at=[datetime(2026, 1, 9)])
    assert _due(_card(late)) == ""


def test_the_share_on_time_is_that_of_judged_messages() -> None:
    due = [datetime(2026, 1, 8)] * 18 + [datetime(2026, 1, 20)] * 2
    answered = [datetime(2026, 1, 7)] * 9 + [datetime(2026, 1, 9)] * 9 + [None] * 2
    facts = _messages(*[4] * 20, due_on=due, answered_at=answered)
    assert _row(_card(facts), "В срок") == "50 % из 18, чей срок наступил"
    assert _row(_card(facts.head(19)), "В срок") == ""


def test_the_numbers_are_those_of_the_responses() -> None:
    facts = exports.facts(build.facts(900))
    problem = build.problems(facts)[0]
    known = view(facts, as_of="2026-02-06")
    found = responses(facts, as_of="2026-02-06")
    card = str(problems([problem], known, [], RowIndex(known), standing(known, found)))
    own = found.messages[found.messages["id"].isin(problem.message_ids)]
    own = own[own["counted"]]
    overdue = int((own["open"] & (own["hours_left"] < 0)).sum())
    assert overdue
    assert f"просрочено {overdue}" in card.replace("\xa0", " ")
    assert (
        _row(card.replace("\xa0", " "), "Ответ получили")
        == f"{own['answered'].sum()} из {len(own)}"
    )


def test_the_responsible_body_is_named_or_the_one_that_most_went_to() -> None:
    facts = _messages(*range(1, 6), assignee=["ТГК", "ТГК", "ЖЭК", "", "ТГК"])
    assert _row(_card(facts, assignee="Минстрой"), "Кто отвечает") == "Минстрой"
    assert _row(_card(facts), "Кто отвечает") == "разные; чаще других — ТГК (3 из 5)"
    one = facts.assign(assignee=["ТГК", "", "", "", ""])
    assert _row(_card(one), "Кто отвечает") == "ТГК (1 из 5)"
    assert _row(_card(facts.assign(assignee="")), "Кто отвечает") == ""


@pytest.mark.parametrize(
    ("authors", "messages", "said"),
    [
        (2, 6, "Пишут немногие: 2 автора на 6 обращений."),
        (3, 9, "Пишут немногие: 3 автора на 9 обращений."),
        (1, 6, "Пишет один автор: 6 обращений."),
        (2, 5, ""),
        (3, 8, ""),
        (1, 5, ""),
        (None, 9, ""),
    ],
)
def test_few_authors_are_pointed_out(authors: int | None, messages: int, said: str) -> None:
    card = _card(_messages(*[4] * messages), distinct_authors=authors)
    assert said in card
    assert ("Проверьте, общая ли это беда" in card) is bool(said)


def test_what_stands_beside_is_not_told_twice() -> None:
    reasons = ("За 4 дня 9 обращений.", "Разных мест: 3.", "Просрочено 82 % ответов.")
    facts = _messages(*[4] * 4)
    card = _card(facts, reasons=reasons, overdue_share=0.82)
    assert "За 4 дня 9 обращений." in card
    assert "Разных мест" not in card
    assert "82 %" not in card
    lost = _card(facts, reasons=reasons, overdue_share=0.82, message_ids=("нет такого",))
    assert "Просрочено 82 % ответов." in lost
    assert _row(lost, "Просрочено") == "82 %"


GROWING = [1, 2, 3, 3, 4, 5] + [6] * 5 + [7] * 6 + [8] * 7 + [9] * 8 + [10] * 9


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (GROWING, "Растёт: 35 за последние 5 дней, 6 за 5 дней до того."),
        ([11 - day for day in GROWING], "Спадает: 6 за последние 5 дней, 35 за 5 дней до того."),
        ([day for day in range(1, 11) for _ in range(30)],
         "Держится: 150 за последние 5 дней, 150 за 5 дней до того."),
        ([day for day in range(4, 11) for _ in range(3 if day < 8 else 30)],
         "Растёт: 90 за последние 3 дня, 12 за 4 дня до того, в среднем 30 и 3 в день."),
        # even, but too few to be sure; more of late, but may be chance; too few days
        ([*range(1, 11)], None),
        ([1, 2, 3, 9, 9, 10, 10], None),
        ([8] * 2 + [9] * 2 + [10] * 60, None),
        ([10] * 30, None),
    ],
)  # fmt: skip
def test_the_course_is_told_with_its_numbers(days: list[int], said: str | None) -> None:
    card = _card(_messages(*days), observed=len(days))
    found = re.search(r'<p class="course">(.*?)</p>', card)
    assert (found.group(1) if found else None) == said


def test_repeats_in_the_course_are_called_so() -> None:
    facts = _messages(*GROWING)
    told = "35 за последние 5 дней, 6 за 5 дней до того"
    assert f"{told} (считая повторы)." in _card(facts, observed=len(GROWING) - 1)
    assert f"{told}." in _card(facts, observed=len(GROWING))
    # All messages of the topic, where the problem's own are not there, repeat nothing.
    assert f"{told}." in _card(facts, observed=5, message_ids=("нет такого",))


@pytest.mark.parametrize(
    ("expected", "said", "daily"),
    [
        (0.63, "при ожидаемых 0,63", "меньше 0,1 в день"),
        (76.3, "при ожидаемых 76,", "7,6 в день"),
        (4.13, "при ожидаемых 4,1", "0,4 в день"),
        (0.001, "при ожидаемых меньше 0,01", "меньше 0,1 в день"),
    ],
)
def test_expected_numbers_are_rounded_as_in_the_reasons(
    expected: float, said: str, daily: str
) -> None:
    card = _card(_messages(*range(1, 11)), expected=expected, relative_risk=3.0)
    assert said in card
    assert f"ожидаемое: {daily}" in card
    assert f"ожидалось {daily}" in card


def test_returns_are_of_those_who_got_an_answer() -> None:
    reasons = ("Вернулись после ответа: 7 из 73, в том числе возобновлено 2.",)
    facts = _messages(
        2, 2, 2, 5, 5,
        author=["А", "Б", "В", "А", "Г"],
        answered_at=[datetime(2026, 1, 3)] * 3 + [None] * 2,
    )  # fmt: skip
    full = exports.facts(facts)
    known = view(full, as_of="2026-01-10")
    stands = standing(known, responses(full, as_of="2026-01-10"))
    made = _problem(facts, reasons=reasons)
    card = str(problems([made], known, [], RowIndex(known), stands)).replace("\xa0", " ")
    assert _row(card, "Написали снова после ответа") == "1 из 3, получивших ответ"
    assert "7 из 73" not in card
    later = dataclasses.replace(made, message_ids=tuple(facts["id"].tail(2)))
    silent = str(problems([later], known, [], RowIndex(known), stands)).replace("\xa0", " ")
    assert _row(silent, "Ответ получили") == "0 из 2"
    assert _row(silent, "Написали снова после ответа") == ""
    said = "Снова пишут о том, на что раньше уже был ответ: 7 из 73, в том числе возобновлено 2."
    assert said in silent
    assert "Вернулись после ответа" not in silent


def test_what_the_export_marks_is_called_a_mark() -> None:
    name = "Отмечено в выгрузке как повторное"
    assert _row(_card(_messages(4), reopened_share=0.1), name) == "10 %"
    assert _row(_card(_messages(4), reopened_share=0.003), name) == "0,3 %"
    assert _row(_card(_messages(4), reopened_share=None), name) == ""


def test_line_breaks_of_the_export_are_not_quoted() -> None:
    card = _card(_messages(4, text=["'Холодно<br>третий день"]))
    assert "<p>Холодно третий день</p>" in card


def test_the_course_is_of_the_problem_s_own_messages() -> None:
    facts = _messages(*GROWING, *[1] * 30)
    card = _card(facts, message_ids=tuple(facts["id"].head(len(GROWING))))
    assert "Растёт: 35 за последние 5 дней, 6 за" in card


def test_the_course_of_a_window_that_is_over_is_not_told() -> None:
    facts = _messages(*GROWING)
    assert "Растёт" in _card(facts)
    assert 'class="course"' not in _card(facts, as_of="2026-01-20")


def test_a_weekend_is_no_fall() -> None:
    """Where a tenth is written at weekends, as much less of a problem then is no change."""
    friday, counts = datetime(2026, 1, 9), (40, 40, 40, 40, 40, 4, 4)
    made = []
    for back in range(56):
        day = friday + timedelta(days=2) - timedelta(days=back)
        made += [day] * counts[day.weekday()]
    known = view(pd.DataFrame({"created_at": made}))
    shares = week(known)
    assert shares[:5] == pytest.approx([shares[0]] * 5)
    assert shares[5] / shares[0] == pytest.approx(0.1, abs=0.01)
    daily = np.array([40, 40, 4, 4])
    assert judged(daily, shares[[3, 4, 5, 6]]) != "falls"
    assert judged(daily, np.ones(4)) == "falls"


@pytest.mark.parametrize("spread", [1.0, 1.4])
def test_chance_is_seldom_called_a_change(spread: float) -> None:
    rng = np.random.default_rng(7)
    said = 0
    for days, mean in ((4, 5.0), (7, 8.0), (14, 3.0), (28, 6.0)):
        for _ in range(500):
            rate = mean if spread == 1 else rng.gamma(mean / (spread - 1), spread - 1, days)
            said += judged(rng.poisson(rate, days), np.ones(days)) in ("grows", "falls")
    assert said <= 1.5 * LEVEL * 2000


def test_a_doubling_is_mostly_seen_and_never_called_even() -> None:
    rng = np.random.default_rng(8)
    told = [judged(rng.poisson([10] * 7 + [20] * 7), np.ones(14)) for _ in range(200)]
    assert told.count("grows") > 150
    assert "holds" not in told
    assert "falls" not in told


def test_a_wave_is_drawn_by_all_messages_of_its_topic() -> None:
    facts = _messages(4, 5, 6, region=["Пермский край", "", ""])
    known = view(facts, as_of="2026-01-10")
    wave = _problem(facts, unit="Пермский край", unit_type="region", units=(UNIT,))
    assert kindred_rows(wave, known, RowIndex(known)).tolist() == [0, 1, 2]
    elsewhere = dataclasses.replace(wave, unit_type="municipality", unit="Пермь")
    assert kindred_rows(elsewhere, known, RowIndex(known)).tolist() == []
    by_region = view(facts, as_of="2026-01-10", unit="region")
    assert kindred_rows(wave, by_region, RowIndex(by_region)).tolist() == [0]


def test_addresses_named_once_are_shown_only_where_they_are_few() -> None:
    houses = ["1", "1", "1", "2", "2", "3", "4", "5", "6"]
    facts = _messages(*[4] * 9, street="Ленина", house=houses)
    listed = re.findall(r"<li>(Ленина, \d) — (\d)</li>", _card(facts))
    assert listed == [("Ленина, 1", "3"), ("Ленина, 2", "2")]
    few = re.findall(r"<li>(Ленина, \d) — (\d)</li>", _card(facts.head(6)))
    assert few == [*listed, ("Ленина, 3", "1")]


def test_at_most_three_examples_each_once() -> None:
    facts = _messages(*[4] * 9)
    facts.loc[:4, "text"] = "Холодно"
    card = _card(facts, example_ids=tuple(facts["id"].iloc[3:7]))
    assert card.count("<blockquote>") == 3
    assert card.count("<p>Холодно</p>") == 1


def test_a_card_is_the_same_in_any_row_order() -> None:
    facts = exports.facts(build.facts(900))
    found, heat = build.problems(facts), build.heat(facts)
    drawn = []
    for rows in (facts, facts.sample(frac=1, random_state=4)):
        known = view(rows)
        index = RowIndex(known)
        units = ranked(known, heat, found, index)
        drawn.append(problems(found, known, units, index, standing(known, responses(rows))))
    assert drawn[0] == drawn[1]
