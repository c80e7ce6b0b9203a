"""The numbers of the day, checked by hand on a few rows."""

import dataclasses
from datetime import date, datetime

import pandas as pd
import pytest
from report import build

from tsur_nlp.records import SystemicProblem, UnitHeat
from tsur_nlp.report import gather, render
from tsur_nlp.report.html.tiles import change
from tsur_nlp.report.numbers.changes import changes
from tsur_nlp.report.numbers.frame import region_of, view
from tsur_nlp.report.numbers.summary import Summary, summarise
from tsur_nlp.report.situation.headline import tiles
from tsur_nlp.report.situation.quality import defects
from tsur_nlp.report.verdict import verdict
from tsur_nlp.report.words import date_range, number, percent, trim


def _rows(*days: tuple[int, int]) -> pd.DataFrame:
    created = [datetime(2026, 1, day, 12) for day, count in days for _ in range(count)]
    return pd.DataFrame({"created_at": created, "text": "Во дворе темно", "topic_group": "Свет"})


def test_the_last_day_against_yesterday_and_the_norm() -> None:
    facts = _rows(*((day, 2) for day in range(1, 8)), (8, 6))
    summary = summarise(view(facts), [], [])
    assert (summary.total, summary.last_day, summary.yesterday, summary.norm) == (20, 6, 2, 2.0)


WEEK = tuple((day, 2) for day in range(1, 8))


@pytest.mark.parametrize(
    ("rows", "as_of", "wanted"),
    [
        # the first day; two days; a gap the day before; a whole week and a day
        (((1, 4),), None, (4, 4, None, None)),
        (((1, 4), (2, 3)), None, (7, 3, 4, None)),
        (((1, 2), (3, 1)), None, (3, 1, 0, None)),
        ((*WEEK, (8, 6)), None, (20, 6, 2, 2.0)),
        # seven days are no norm yet; days without messages count in it
        (WEEK, None, (14, 2, 2, None)),
        (((1, 7), (8, 6)), None, (13, 6, 0, 1.0)),
        # a day inside the data: later ones are not known; days after the data; before it
        ((*WEEK, (8, 6)), "2026-01-03", (6, 2, 2, None)),
        ((*WEEK, (8, 6)), "2026-01-10", (20, 0, 0, 16 / 7)),
        ((*WEEK, (8, 6)), "2026-01-31", (20, 0, 0, 0.0)),
        (WEEK, "2025-12-31", (0, 0, None, None)),
    ],
)
def test_the_numbers_of_the_day_at_the_edges(
    rows: tuple[tuple[int, int], ...],
    as_of: str | None,
    wanted: tuple[int, int, int | None, float | None],
) -> None:
    known = view(_rows(*rows), as_of=as_of)
    summary = summarise(known, [], [])
    found = (summary.total, summary.last_day, summary.yesterday, summary.norm)
    assert found == pytest.approx(wanted)
    drawn = str(tiles(summary, known))
    assert ("ко вчера" in drawn) is (wanted[2] is not None)
    assert ("к норме" in drawn) is (wanted[3] is not None)
    assert "nan" not in drawn


def _daily(*counts: int) -> pd.DataFrame:
    return _rows(*enumerate(counts, start=1))


@pytest.mark.parametrize(
    ("counts", "moved"),
    [
        ([30] * 14 + [90], 1),
        ([30] * 14 + [5], -1),
        ([30] * 14 + [36], 0),
        # the same weekday a week before was as high; with a week of data there is no such day
        ([30] * 7 + [90] + [30] * 6 + [90], 0),
        ([30] * 6 + [90], 0),
        ([30] * 7 + [90], 1),
    ],
)
def test_the_day_is_judged_as_the_list_of_changes_judges_it(counts: list[int], moved: int) -> None:
    facts = _daily(*counts)
    assert summarise(view(facts), [], []).moved == moved
    told = verdict(summarise(view(facts), [], []), [])[2]
    assert ("обычного" in told) is bool(moved)
    spans = changes(gather(facts, [], [])).spans
    assert bool(spans and spans[0].flow and spans[0].flow.certain) is bool(moved)


def test_the_region_is_the_one_that_most_rows_name() -> None:
    facts = _rows((1, 10)).assign(region=["Пермский край"] * 4 + ["Томская область"] + [""] * 5)
    assert region_of(view(facts)) == "Пермский край"
    less = facts.assign(region=["Пермский край"] * 7 + ["Томская область"] * 2 + [""])
    assert region_of(view(less)) == ""
    assert region_of(view(facts.assign(region=""))) == ""
    assert "Пермский край ·" in render(facts, [], [])
    assert "Пермский край ·" not in render(less, [], [])


@pytest.mark.parametrize(
    ("now", "base", "said"),
    [
        (1001, 1000, "≈ почти столько же"),
        (999, 1000, "≈ почти столько же"),
        (1000, 1000, "= столько же"),
        (1010, 1000, "▲ +1 %"),
        (4, 4.2, "▼ −0,2"),
    ],
)
def test_no_change_of_nought_percent_is_said(now: int, base: float, said: str) -> None:
    told = str(change(now, base, "ко вчера")).replace("\xa0", " ")
    assert f"<b>{said}</b>" in told


NUMBERS = Summary(
    as_of=date(2026, 1, 12),
    first=date(2025, 9, 1),
    latest=date(2026, 1, 12),
    total=500,
    appeals=480,
    last_day=69,
    yesterday=51,
    norm=54.0,
    red=0,
    orange=0,
    closed=0,
    answered=0,
    waiting=0,
    overdue=0,
    on_time=None,
    on_time_base=0,
    median_hours=None,
    units=0,
    units_known=0,
    units_hot=0,
)
FEW = "сообщений мало, и ни об одной территории судить нельзя"


@pytest.mark.parametrize(
    ("changed", "word", "sentence"),
    [
        # Chance explains the day: only its numbers. Else it is more or less than usual.
        ({}, "Спокойно", "Системных проблем не выявлено; за 12 января 2026 — 69 сообщений, в "
         "среднем за прошлые 7 дней — 54."),
        ({"moved": 1}, "Спокойно", "— 69 сообщений, на 28 % больше обычного."),
        ({"moved": -1}, "Спокойно", "— 69 сообщений, в среднем за прошлые 7 дней — 54."),
        ({"last_day": 60, "moved": -1}, "Спокойно", "— 60 сообщений, в среднем за прошлые 7 дней"),
        ({"last_day": 27}, "Спокойно", "— 27 сообщений, в среднем за прошлые 7 дней — 54."),
        ({"last_day": 60}, "Спокойно", "— 60 сообщений, как обычно."),
        ({"last_day": 27, "moved": -1}, "Спокойно", "— 27 сообщений, на 50 % меньше обычного."),
        ({"last_day": 108, "moved": 1}, "Спокойно", "— 108 сообщений, в 2 раза больше обычного."),
        ({"last_day": 141, "moved": 1}, "Спокойно", "— 141 сообщение, в 2,6 раза больше обычного."),
        ({"last_day": 21, "norm": None}, "Спокойно", "за 12 января 2026 — 21 сообщение."),
        ({"last_day": 4, "norm": 1.4}, "Спокойно",
         "— 4 сообщения, в среднем за прошлые 7 дней — 1,4."),
        ({"last_day": 4, "norm": 0.0}, "Спокойно", "за 12 января 2026 — 4 сообщения."),
        ({"last_day": 0, "latest": date(2026, 1, 10)}, "Спокойно",
         "за 12 января 2026 сообщений нет, последние — 10 января 2026."),
        ({"last_day": 0, "latest": date(2026, 1, 5)}, "Нет свежих данных", "последние — 5 января"),
        ({"last_day": 0, "latest": date(2026, 1, 6)}, "Спокойно", "последние — 6 января 2026."),
        ({"units": 3, "units_known": 3}, "Спокойно", "Системных проблем не выявлено; за"),
        ({"units": 3}, "Данных мало", f"Системных проблем не выявлено, но {FEW}; за"),
        ({"units": 3, "units_known": 2, "units_hot": 1}, "Требуется внимание",
         "не выявлено, но на 1 территории обращений заметно больше ожидаемого; за"),
        ({"units": 9, "units_known": 9, "units_hot": 3}, "Требуется внимание",
         "не выявлено, но на 3 территориях обращений"),
        ({"closed": 1}, "Спокойно", "Действующих системных проблем нет, 1 прежняя закрыта; за"),
        ({"closed": 7, "units": 2, "units_known": 2, "units_hot": 2}, "Требуется внимание",
         "Действующих системных проблем нет, 7 прежних закрыты, но на 2 территориях"),
        ({"total": 0}, "Нет данных", "Сообщений за выбранный период нет: показывать нечего."),
        ({"as_of": None, "total": 21}, "Данных мало",
         "Даты сообщений неизвестны; всего 21 сообщение, и о проблемах судить нельзя."),
    ],
)  # fmt: skip
def test_the_sentence_of_a_day_without_problems(
    changed: dict[str, object], word: str, sentence: str
) -> None:
    summary = dataclasses.replace(NUMBERS, **changed)  # type: ignore[arg-type]
    level, said, told = verdict(summary, [])
    assert said == word
    assert sentence in told.replace("\xa0", " ")
    assert told.count(".") == 1
    assert level == {"Спокойно": "green", "Требуется внимание": "orange"}.get(word, "grey")


PROBLEM = build.problems(build.facts(200))[0]
MAIN = "«Отопление» (Березниковский городской округ), 9 обращений при ожидаемых 4,2"


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        ("r", f"Одна системная проблема, красная: {MAIN}; за 12 января"),
        ("o", f"Одна системная проблема, оранжевая: {MAIN}; за 12 января"),
        ("rrccc", f"2 красные системные проблемы; главная — {MAIN}; за"),
        ("ro", f"1 красная и 1 оранжевая системная проблема; главная — {MAIN}; за"),
        ("r" * 12 + "o" * 5, f"12 красных и 5 оранжевых системных проблем; главная — {MAIN}; за"),
        ("r" * 5 + "oo", f"5 красных и 2 оранжевые системные проблемы; главная — {MAIN}; за"),
        ("o" * 21, f"21 оранжевая системная проблема; главная — {MAIN}; за"),
        ("ccc", "Действующих системных проблем нет, 3 прежние закрыты; за"),
    ],
)
def test_the_sentence_names_the_problems(levels: str, wanted: str) -> None:
    found = [_problem(place, letter) for place, letter in enumerate(levels)]
    counts = summarise(view(_rows((1, 3))), found, [])
    names = {name: getattr(counts, name) for name in ("red", "orange", "closed")}
    level, _, told = verdict(dataclasses.replace(NUMBERS, **names), found)
    assert told.replace("\xa0", " ").startswith(wanted)
    assert level == ("red" if "r" in levels else "orange" if "o" in levels else "green")


def _problem(place: int, letter: str) -> SystemicProblem:
    return dataclasses.replace(
        PROBLEM,
        problem_id=f"p{place:03}",
        topic="★ Отопление",
        level={"r": "red"}.get(letter, "orange"),
        status="closed" if letter == "c" else "new",
        observed=9,
    )


def test_the_gravest_problem_is_the_one_named() -> None:
    weak = dataclasses.replace(_problem(0, "r"), severity=61, topic="Лифты")
    grave = dataclasses.replace(_problem(1, "r"), severity=90, topic="Вода")
    gone = dataclasses.replace(_problem(2, "c"), severity=99, topic="Снег")
    counts = summarise(view(_rows((1, 3))), [gone, weak, grave], [])
    told = verdict(counts, [gone, weak, grave])[2]
    assert "«Вода»" in told
    assert "Лифты" not in told
    assert "Снег" not in told


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


def test_only_grey_units_are_not_calm() -> None:
    grey = UnitHeat("Пермь", "municipality", "grey", 2, 0.4, None, None, None)
    level, word, told = verdict(summarise(view(_rows((1, 2), (15, 2))), [], [grey]), [])
    assert (level, word) == ("grey", "Данных мало")
    assert FEW in told


@pytest.mark.parametrize(("last", "known"), [(14, False), (15, True)])
def test_a_history_too_short_to_look_for_problems_is_not_calm(last: int, known: bool) -> None:
    green = UnitHeat("Пермь", "municipality", "green", 20, 20.0, 1.0, None, None)
    level, _, told = verdict(summarise(view(_rows((1, 20), (last, 20))), [], [green]), [])
    assert level == ("green" if known else "grey")
    assert ("Истории меньше 15 дней" in told) != known


def test_a_long_history_is_drawn_by_week() -> None:
    facts = build.facts(1500, days=500)
    page = render(facts, [], [])
    assert "сообщений за неделю" in page
    assert "сообщений за день" not in page


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
