"""The digest: the numbers of the page, in a text that a messenger shows as it was meant."""

import json
import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report import build

from tsur_nlp.report import gather, writing
from tsur_nlp.report.digest import Digest, digest, notes, records
from tsur_nlp.report.digest.notes import ProblemMove, ProblemNote, SpanNote, TopicNote, UnitMove
from tsur_nlp.report.digest.records import Quality
from tsur_nlp.report.verdict import verdict

DOCS = Path(__file__).parents[2] / "docs" / "report.md"
DAY = pd.Timedelta(days=1)


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return build.facts()


def earlier(facts: pd.DataFrame) -> dict[int, list[Any]]:
    """Yesterday's map: the hottest unit was green, the first of the green ones red."""
    heat = build.heat(facts)
    hot = next(one for one in heat if one.level == "red")
    calm = next(one for one in heat if one.level == "green")
    levels = {hot.unit: "green", calm.unit: "red"}
    return {1: [replace(one, level=levels.get(one.unit, one.level)) for one in heat]}


@pytest.fixture(scope="module")
def made(facts: pd.DataFrame) -> Digest:
    problems, heat = build.problems(facts), build.heat(facts)
    return digest(gather(facts, problems, heat, earlier=earlier(facts)))


@pytest.fixture(scope="module")
def text(made: Digest) -> str:
    return made.markdown().replace("\xa0", " ")


def test_the_numbers_are_those_of_the_messages(facts: pd.DataFrame, made: Digest) -> None:
    days = facts["created_at"].dt.normalize()
    counts = [int((days == build.LAST - ago * DAY).sum()) for ago in range(8)]
    found = made.numbers
    assert (found.messages, found.appeals) == (len(facts), int(facts["is_appeal"].sum()))
    assert (found.day, found.yesterday) == (counts[0], counts[1])
    assert found.norm == pytest.approx(sum(counts[1:]) / 7)
    assert found.against_norm == pytest.approx(counts[0] / (sum(counts[1:]) / 7) - 1)
    assert (found.red_problems, found.orange_problems) == (2, 2)
    assert made.as_of == build.LAST.date()
    assert made.first == days.min().date()


def test_the_verdict_is_that_of_the_page(facts: pd.DataFrame, made: Digest, text: str) -> None:
    material = gather(facts, build.problems(facts), build.heat(facts))
    level, word, sentence = verdict(material.summary, material.problems)
    assert (made.verdict.level, made.verdict.word) == (level, word)
    assert made.verdict.sentence == sentence.replace("\xa0", " ")
    assert f"🔴 **Требуется вмешательство.** {made.verdict.sentence}" in text


def test_every_active_problem_is_there_the_gravest_first(facts: pd.DataFrame, made: Digest) -> None:
    given_ = {one.problem_id: one for one in build.problems(facts)}
    assert [one.problem_id for one in made.problems] == ["p0000", "p0001", "p0002", "p0003"]
    for one in made.problems:
        source = given_[one.problem_id]
        for name in ("topic_group", "topic", "unit", "level", "status", "kind", "severity"):
            assert getattr(one, name) == getattr(source, name)
        assert (one.observed, one.expected) == (source.observed, source.expected)
        assert (one.window_start, one.window_end) == (source.window_start, source.window_end)
        assert (one.assignee, one.reason) == (source.assignee, source.reasons[0])


@pytest.mark.parametrize("sooner", [0, 6])
def test_deadlines_of_a_problem_are_those_of_its_open_messages(
    facts: pd.DataFrame, sooner: int
) -> None:
    facts = facts.assign(due_on=facts["due_on"] - sooner * DAY)
    end = build.LAST + DAY - pd.Timedelta(seconds=1)
    by_id, problems = facts.set_index("id"), build.problems(facts)
    made = digest(gather(facts, problems, []))
    for one, source in zip(made.problems, problems, strict=False):
        own = by_id.loc[list(source.message_ids)]
        waiting = own[own["is_appeal"] & ~(own["answered_at"] <= end)]
        due = waiting["due_on"] + DAY - pd.Timedelta(seconds=1)
        ahead = due[due >= end]
        assert (one.overdue or 0) == int((due < end).sum())
        assert one.due_on == (ahead.min().date().isoformat() if len(ahead) else None)
    assert any(one.due_on for one in made.problems)
    assert any(one.overdue for one in made.problems) == bool(sooner)


def test_topics_are_those_of_the_week_with_the_week_before(
    facts: pd.DataFrame, made: Digest
) -> None:
    own = facts[facts["is_appeal"]]
    ago = (build.LAST - own["created_at"].dt.normalize()).dt.days
    now = own[ago < 7]["topic"].value_counts()
    before = own[(ago >= 7) & (ago < 14)]["topic"].value_counts()
    assert len(made.topics) == 5
    assert [one.now for one in made.topics] == now.head(5).tolist()
    for one in made.topics:
        assert (one.now, one.before) == (now[one.topic], before[one.topic])
        assert one.change == pytest.approx(now[one.topic] / before[one.topic] - 1)


def test_changes_of_the_map_go_by_the_map_of_that_day(
    facts: pd.DataFrame, made: Digest, text: str
) -> None:
    (day, week) = made.changes
    heat = build.heat(facts)
    hot = next(one.unit for one in heat if one.level == "red")
    calm = next(one.unit for one in heat if one.level == "green")
    assert (day.days, week.days) == (1, 7)
    assert day.hotter_units == (UnitMove(hot, "green", "red"),)
    assert day.cooler_units == (UnitMove(calm, "red", "green"),)
    assert (day.map_known, week.map_known) == (True, False)
    assert week.hotter_units == week.cooler_units == ()
    assert "на карте хуже: 🔴 Березниковский г. о. (зелёный → красный)" in text
    assert "(красный → зелёный)" in text


def test_new_and_closed_problems_are_named(facts: pd.DataFrame) -> None:
    problems = build.problems(facts)
    problems[0] = replace(problems[0], first_seen=build.LAST.date().isoformat())
    problems[1] = replace(problems[1], reopened_on=build.LAST.date().isoformat())
    problems[4] = replace(problems[4], closed_on=build.LAST.date().isoformat())
    made = digest(gather(facts, problems, build.heat(facts)))
    day = made.changes[0]
    assert [(one.problem_id, one.returned) for one in day.new_problems] == [
        ("p0000", False),
        ("p0001", True),
    ]
    assert [one.problem_id for one in day.closed_problems] == ["p0004"]
    told = made.markdown().replace("\xa0", " ")
    assert "новые проблемы: 🔴 «Отопление» — Березниковский г. о.; 🔴" in told
    assert "(вернулась)" in told
    assert f"закрыта: 🟠 «{problems[4].topic}»" in told


def test_without_yesterdays_list_it_is_said(facts: pd.DataFrame, made: Digest, text: str) -> None:
    today = build.LAST.date().isoformat()
    problems = [replace(one, first_seen=today) for one in build.problems(facts)]
    fresh = digest(gather(facts, problems, build.heat(facts)))
    assert (made.problems_remembered, fresh.problems_remembered) == (True, False)
    told = fresh.markdown()
    assert told.count("вчерашнего списка не дано: что из этих проблем новое, не известно") == 1
    assert not re.search(r"нов(ая|ые) проблем|^новая", told, re.M)
    assert "вчерашнего списка" not in text
    assert re.search(r"^новая · ", text, re.M)


def test_where_a_problem_goes_and_who_writes_is_told(facts: pd.DataFrame) -> None:
    days = facts["created_at"].dt.normalize()
    first = facts[(days >= build.LAST - 9 * DAY) & facts["is_appeal"]]
    late = first[days[first.index] >= build.LAST - 4 * DAY]
    grows = pd.concat([late, first.drop(late.index).head(3)])
    walk = "Похоже на обход одного человека: 13 из 21 — тот же текст."
    start = {"window_start": (build.LAST - 9 * DAY).date().isoformat()}
    source = replace(build.problems(facts)[0], **start, reasons=("За 10 дней много.", walk))
    made = digest(gather(facts, [replace(source, message_ids=tuple(grows["id"]))], []))
    assert (made.problems[0].course, made.problems[0].walk) == ("grows", "13 из 21")
    told = made.markdown().replace("\xa0", " ")
    assert " · растёт · " in told
    assert "возможно, обход одного человека (13 из 21)" in told
    early = pd.concat([first.drop(late.index), late.head(3)])
    falls = [replace(source, message_ids=tuple(early["id"]), reasons=())]
    fewer = digest(gather(facts, falls, []))
    assert (fewer.problems[0].course, fewer.problems[0].walk) == ("falls", "")
    assert " · спадает · " in fewer.markdown()
    assert "обход" not in fewer.markdown()


def test_a_few_rows_of_another_region_do_not_hide_the_region(facts: pd.DataFrame) -> None:
    few = facts.assign(region=["Удмуртия" if i % 10 == 0 else "Пермский край" for i in facts.index])
    assert digest(gather(few, [], [])).region == "Пермский край"
    half = facts.assign(region=["Удмуртия" if i % 2 == 0 else "Пермский край" for i in facts.index])
    assert digest(gather(half, [], [])).region == ""


def test_a_promise_that_passed_is_not_called_broken(made: Digest) -> None:
    told = replace(made, answers=replace(made.answers, broken_promises=132)).markdown()
    assert "обещанная дата прошла, отметки о решении нет — у 132" in told


def test_the_text_has_every_part_in_order(text: str) -> None:
    parts = (
        *("**Обращения граждан**", "Пермский край · 29 января 2026", "**За день:**", "**Всего,"),
        *("**Системные проблемы:** 2 красные, 2 оранжевые", "**За сутки**", "**За неделю**"),
        *("**Главные проблемы**", "1. 🔴 **«Отопление»** — Березниковский г. о."),
        *("новая · тяжесть 91 из 100 · отвечает: Минтерразвития края", "**О чём пишут за 7 дней**"),
        *("**Ответы:** в срок", "**Данные:**"),
    )
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert len(text) <= 3_500


def test_every_key_of_the_json_is_documented_and_no_other(made: Digest) -> None:
    told = made.as_dict()
    assert told["schema_version"] == records.VERSION
    classes = [one for part in (notes, records) for one in vars(part).values()]
    keys = {field.name for one in classes if is_dataclass(one) for field in fields(one)}
    rows = re.findall(r"^\| `(\w+)` \|", DOCS.read_text(encoding="utf-8"), re.M)
    assert {*rows} == keys | set(told) | set(told["quality"]["counts"])
    assert set(told) == {"schema_version", *(field.name for field in fields(Digest))}


def test_json_can_be_read_by_any_program(facts: pd.DataFrame, tmp_path: Path) -> None:
    problems = build.problems(facts)
    problems[0] = replace(problems[0], relative_risk=float("inf"), expected=float("nan"))
    path = writing.write(gather(facts, problems, []), tmp_path / "digest.json")
    told = json.loads(path.read_text(encoding="utf-8"), parse_constant=pytest.fail)
    assert told["problems"][0]["relative_risk"] is None
    assert told["problems"][0]["expected"] is None
    assert told["as_of"] == "2026-01-29"
    assert "\xa0" not in path.read_text(encoding="utf-8")


def test_same_input_same_bytes_in_any_row_order(facts: pd.DataFrame, made: Digest) -> None:
    shuffled = facts.sample(frac=1, random_state=3)
    heat = build.heat(facts)[::-1]
    again = digest(gather(shuffled, build.problems(facts)[::-1], heat, earlier=earlier(facts)))
    assert again == made
    assert again.markdown() == made.markdown()


def test_few_data_make_a_digest() -> None:
    for empty in (pd.DataFrame(), build.facts(10).head(0), pd.DataFrame({"text": []})):
        found = digest(gather(empty, [], []))
        assert found.markdown().splitlines()[:2] == ["**Обращения граждан**", "дата не определена"]
        assert "⚪ **Нет данных.**" in found.markdown()
        json.dumps(found.as_dict(), allow_nan=False)
    one = digest(gather(build.facts(1), [], []))
    assert (one.numbers.day, one.numbers.yesterday, one.changes) == (1, None, ())
    assert one.topics[0].before is None


def test_nothing_but_gaps_makes_a_digest() -> None:
    facts = build.facts(50)
    for column in facts.columns:
        facts[column] = np.nan
    told = digest(gather(facts, [], [])).markdown()
    assert "nan" not in told.lower()
    assert "None" not in told


def test_a_group_stands_where_there_is_no_topic(facts: pd.DataFrame) -> None:
    found = digest(gather(facts.assign(topic=""), [], []))
    assert found.topics[0].topic == ""
    assert found.topics[0].topic_group in {group for group, _ in build.TOPICS}
    assert f"1. {found.topics[0].topic_group} — " in found.markdown()


def test_what_other_columns_hide_is_guarded_as_on_the_page(facts: pd.DataFrame) -> None:
    problems = build.problems(facts)
    secret = "УК, 8 912 000-11-22, uk@example.org, vk.com/id44556677"
    problems = [replace(p, assignee=secret, unit=secret, topic=secret) for p in problems]
    found = digest(gather(facts, problems, [], title=secret))
    both = found.markdown() + json.dumps(found.as_dict(), ensure_ascii=False)
    for planted in ("000-11-22", "example.org", "id44556677"):
        assert planted not in both
    assert "[ТЕЛЕФОН]" in both


def test_small_words(facts: pd.DataFrame, made: Digest) -> None:
    note = replace(made.topics[0], now=11, before=0, change=None)
    same = replace(made.topics[0], now=9, before=9, change=0.0)
    fewer = replace(made.topics[0], now=5, before=10, change=-0.5)
    few = replace(made.topics[0], now=4, before=3, change=0.33)
    told = replace(made, topics=(note, same, fewer, few)).markdown().replace("\xa0", " ")
    for words in ("— 11 (было 0)", "— 9 (столько же)", "— 5 (−50 %)", "— 4 (было 3)"):
        assert words in told
    starred = replace(made, topics=(replace(note, topic="★ Вывоз мусора"),)).markdown()
    assert "1. Вывоз мусора — 11" in starred
    quiet = replace(made, changes=(_quiet(made.changes[0]),), problems=made.problems[:1])
    assert "**За сутки** заметных изменений нет" in quiet.markdown()
    assert "**Главная проблема**" in quiet.markdown()


def _quiet(span: SpanNote) -> SpanNote:
    empty = {name: () for name in span.__slots__ if isinstance(getattr(span, name), tuple)}
    return replace(span, **empty, messages_changed=False)


TEXT = st.text(st.sampled_from("аБ5 *_`~|<>[]()#.-!\\\n\u2028Щ"), max_size=300)
LONG = st.one_of(TEXT, st.sampled_from(["Ы" * 400, "очень длинное имя " * 30, "**", "<b>"]))


@settings(max_examples=40, deadline=None)
@given(st.lists(LONG, min_size=8, max_size=8), st.integers(1, 12))
def test_whatever_the_names_are_it_fits_and_is_no_markup(
    made: Digest, names: list[str], count: int
) -> None:
    group, topic, unit, body, reason, title, region, sentence = names
    problem = replace(
        made.problems[0], topic_group=group, topic=topic, unit=unit, assignee=body, reason=reason
    )
    moves = tuple(replace(m, topic=topic, unit=unit) for m in _moves()) * count
    note = TopicNote(group, topic, 5, 3, 0.5)
    units = (UnitMove(unit, "green", "red"), UnitMove(body, "orange", "green")) * count
    span = replace(
        made.changes[0],
        **dict.fromkeys(("new_problems", "closed_problems", "heavier_problems"), moves),
        **dict.fromkeys(("hotter_units", "cooler_units"), units),
        **dict.fromkeys(("grown_topics", "fallen_topics"), (note,) * count),
    )
    told = replace(
        made,
        title=title,
        region=region,
        verdict=replace(made.verdict, sentence=sentence),
        problems=(problem,) * count,
        topics=(note,) * 5,
        changes=(span, replace(span, days=7)),
    ).markdown()
    assert len(told) <= 3_500
    assert not set("<>`_~|\\") & set(told)
    assert "](" not in told
    assert all(
        line.count("**") in (0, 2) and line.count("*") in (0, 4) for line in told.split("\n")
    )
    assert not re.search(r"^\s*[#+-]|\*{3}", told, re.M)
    assert "\n\n\n" not in told


def _moves() -> tuple[ProblemMove, ...]:
    return (ProblemMove("p", "г", "т", "е", "red"), ProblemMove("q", "г", "т", "е", "orange"))


def test_the_longest_names_in_the_longest_lists_fit(made: Digest) -> None:
    long, many = "Щ" * 500, 999_999
    moves = (ProblemMove("p", long, long, long, "red", True, many, many - 1),) * 300
    hotter = [("grey", "orange"), ("grey", "red"), ("green", "orange"), ("green", "red")]
    hotter.append(("orange", "red"))
    cooler = [("red", "orange"), ("red", "green"), ("orange", "green")]
    topics = (TopicNote(long, long, many, many - 1, 0.01),) * 300
    span = replace(
        made.changes[0],
        **dict.fromkeys(("new_problems", "closed_problems", "heavier_problems"), moves),
        **dict.fromkeys(("grown_topics", "fallen_topics"), topics),
        hotter_units=tuple(UnitMove(long, *pair) for pair in hotter) * 40,
        cooler_units=tuple(UnitMove(long, *pair) for pair in cooler) * 40,
        messages=many,
        messages_before=1,
        messages_changed=True,
    )
    one = replace(_wordy(made.problems[0], long), severity=100, overdue=many, due_on="2026-09-29")
    told = replace(
        made,
        title=long,
        region=long,
        verdict=replace(made.verdict, sentence=long),
        problems=(one,) * 300,
        problems_remembered=False,
        topics=topics[:5],
        changes=(span, replace(span, days=7)),
        answers=replace(made.answers, overdue=many, expiring=many, broken_promises=many),
        quality=Quality(
            trusted=False,
            doubts=("errors", "textless", "undated", "placeless", "topicless", "repeated_ids"),
            few_rows=True,
            silent_days=28,
            counts=dict.fromkeys(made.quality.counts, 98_765) | {"rows": many},
        ),
    ).markdown()
    assert len(told) <= 3_500
    assert "**Главные проблемы (2 из 300)**" in told
    assert "**Данные:**" in told


def test_less_is_told_where_names_are_long(made: Digest) -> None:
    short = replace(made, problems=(*made.problems, *made.problems)).markdown()
    assert "**Главные проблемы (5 из 8)**" in short
    assert made.problems[0].reason in short.replace("\xa0", " ")
    wordy = tuple(_wordy(one, 60 * " слово") for one in made.problems) * 2
    long = replace(made, problems=wordy).markdown()
    assert "слово слово" in long
    assert len(long) <= 3_500


def _wordy(one: ProblemNote, words: str) -> ProblemNote:
    return replace(one, topic=words, unit=words, assignee=words, reason=words)


def test_a_topic_out_of_nothing_has_no_change() -> None:
    facts = build.facts(300)
    recent = facts["created_at"] >= build.LAST - 6 * DAY
    facts.loc[recent, ["topic_group", "topic"]] = ["Дороги", "Гололёд"]
    (topic,) = digest(gather(facts, [], [])).topics
    assert (topic.topic, topic.before, topic.change) == ("Гололёд", 0, None)
    assert topic.now == int((recent & facts["is_appeal"]).sum())


def test_it_is_said_whether_the_data_can_be_trusted(facts: pd.DataFrame, text: str) -> None:
    placeless = 100 * (facts["municipality"] == "").mean()
    assert (
        f"**Данные:** можно верить; с ошибкой 0,2 % строк; без места {placeless:.1f}".replace(
            ".", ","
        )
        in text
    )
    nowhere = facts.assign(municipality="", street="", lat=np.nan)
    gap = facts["created_at"].dt.normalize() == build.LAST - 3 * DAY
    found = digest(gather(nowhere[~gap], [], []))
    assert not found.quality.trusted
    assert (found.quality.doubts, found.quality.silent_days) == (("placeless",), 1)
    told = found.markdown().replace("\xa0", " ")
    assert "**Данные:** осторожно; без места 100 % строк; за четыре недели 1 день без" in told
    few = digest(gather(facts.head(40), [], []))
    assert "строк всего 40" in few.markdown().replace("\xa0", " ")
    rare = replace(few.quality, trusted=True, few_rows=False, counts={"rows": 40_000, "errors": 1})
    told = replace(few, quality=rare).markdown().replace("\xa0", " ")
    assert "**Данные:** можно верить; с ошибкой меньше 0,1 % строк\n" in told
