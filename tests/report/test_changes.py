"""What changed since yesterday and since a week ago: what is told, and what is not."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from report import build

from tsur_nlp.records import SystemicProblem, UnitHeat
from tsur_nlp.report import gather, render
from tsur_nlp.report.numbers.changes import Changes, Shift, Span, UnitChange, changes
from tsur_nlp.report.numbers.changes.counts import topic_changes
from tsur_nlp.report.numbers.themes import Theme
from tsur_nlp.report.situation.changes import changes as section
from tsur_nlp.report.situation.flow import flow

LAST = date(2026, 1, 29)
WEEKDAYS = (13, 12, 11, 10, 10, 8, 6)
FACTS = build.facts(400)
PROBLEMS = build.problems(FACTS)
HEAT = build.heat(FACTS)


def ago(days: int) -> str:
    return (LAST - timedelta(days=days)).isoformat()


def rows(counts: Mapping[tuple[str, str], Sequence[int]], unit: str = "Пермь") -> pd.DataFrame:
    """Make appeals: for each (group, topic) how many came on each day, the last one being LAST."""
    made = [
        {
            "id": f"{group}{topic}{back}-{copy}",
            "text": f"{topic} {back} {copy}",
            "created_at": pd.Timestamp(LAST) - pd.Timedelta(days=back, hours=-12),
            "topic_group": group,
            "topic": topic,
            "municipality": unit,
            "region": "Пермский край",
            "is_appeal": True,
        }
        for (group, topic), daily in counts.items()
        for back, count in enumerate(reversed(daily))
        for copy in range(count)
    ]
    return pd.DataFrame(made)


def usual(weeks: int = 12, share: float = 1.0) -> list[int]:
    """Counts that live on weekdays and never change; the last day is a Thursday."""
    days = [LAST - timedelta(days=back) for back in range(7 * weeks - 1, -1, -1)]
    return [round(share * WEEKDAYS[day.weekday()]) for day in days]


def steps(early: int, late: int, *, weeks: int = 12, days: int = 7) -> list[int]:
    """Counts a day that step up in the last days."""
    return [early] * (7 * weeks - days) + [late] * days


def told(facts: pd.DataFrame, *problems: SystemicProblem, **asked: object) -> Changes:
    return changes(gather(facts, problems, [], **asked))  # type: ignore[arg-type]


def names(found: Sequence[object]) -> list[str]:
    return [one.topic for one in found]  # type: ignore[attr-defined]


def shown(facts: pd.DataFrame, *problems: SystemicProblem, **asked: object) -> str:
    return str(section(gather(facts, problems, [], **asked))).replace("\xa0", " ")  # type: ignore[arg-type]


def test_nothing_is_told_where_nothing_changed() -> None:
    calm = rows({("ЖКХ", "Отопление"): usual(), ("Дороги", "Ямы"): usual(share=0.5)})
    for span in told(calm).spans:
        assert span.quiet
        assert span.flow is not None
        assert not span.flow.certain
    page = shown(calm)
    assert "За сутки ничего существенно не изменилось." in page
    assert "За неделю ничего существенно не изменилось." in page


@pytest.mark.parametrize("back", range(7))
def test_a_weekday_is_no_change(back: int) -> None:
    calm = rows({("ЖКХ", "Отопление"): usual(share=4)})
    assert all(span.quiet for span in told(calm, as_of=ago(back)).spans)


def test_a_topic_that_grew_is_named_with_its_counts() -> None:
    facts = rows({("ЖКХ", "Отопление"): steps(2, 9), ("ЖКХ", "Кровля"): steps(4, 4)})
    day, week = told(facts).spans
    assert [(one.topic, one.topic_group, one.now, one.before) for one in week.grown] == [
        ("Отопление", "ЖКХ", 63, 14)
    ]
    assert (week.fallen, day.days, week.days) == ((), 1, 7)
    assert week.since == date(2026, 1, 22)
    assert week.flow == Shift(91, 42, True)


def test_a_topic_that_fell_is_named_too() -> None:
    (_, week) = told(rows({("ЖКХ", "Отопление"): steps(9, 2)})).spans
    assert (names(week.grown), names(week.fallen)) == ([], ["Отопление"])


def test_a_day_is_compared_with_the_same_weekday_a_week_before() -> None:
    facts = rows({("ЖКХ", "Отопление"): steps(5, 40, days=1)})
    day, week = told(facts).spans
    assert [(one.now, one.before) for one in day.grown] == [(40, 5)]
    assert day.flow == Shift(40, 5, True)
    assert [(one.now, one.before) for one in week.grown] == [(70, 35)]


def test_a_group_is_not_named_for_what_its_topic_did() -> None:
    facts = rows({("ЖКХ", "Отопление"): steps(2, 12), ("ЖКХ", "Кровля"): steps(5, 5)})
    assert names(told(facts).spans[1].grown) == ["Отопление"]


def test_a_group_is_named_where_no_topic_of_it_is() -> None:
    some = {("Дороги", f"Яма {place}"): steps(1, 2) for place in range(9)}
    (change,) = told(rows(some)).spans[1].grown
    assert (change.topic, change.topic_group, change.now, change.before) == ("Дороги", "", 126, 63)


def test_topics_may_be_missing_altogether() -> None:
    facts = rows({("ЖКХ", ""): steps(2, 9), ("", ""): steps(2, 9)})
    assert names(told(facts).spans[1].grown) == ["ЖКХ"]
    # A topic of no group cannot be told from a group, and has no place in the tables.
    assert names(told(rows({("", "Кровля"): steps(2, 9)})).spans[1].grown) == []
    bare = facts.drop(columns=["topic_group", "topic"])
    week = told(bare).spans[1]
    assert (week.grown, week.fallen) == ((), ())
    assert week.flow == Shift(126, 28, True)


def themed(*daily: Sequence[int], group: str = "ЖКХ") -> list[Theme]:
    return [
        Theme(f"Тема {k}", group, sum(own), np.array(own, dtype=np.int64))
        for k, own in enumerate(daily)
    ]


def grown(*daily: Sequence[int]) -> list[str]:
    return names(topic_changes(themed(*daily), [], 7)[0])


def test_a_small_part_more_is_no_news_however_certain() -> None:
    assert grown(steps(1000, 1240)) == []
    assert grown(steps(1000, 1260)) == ["Тема 0"]


def test_a_few_more_are_no_news() -> None:
    assert grown([0] * 77 + [2, 1, 1, 1, 1, 1, 2]) == []
    assert grown([0] * 77 + [2, 2, 2, 1, 1, 1, 2]) == ["Тема 0"]


def test_what_comes_in_bunches_has_to_grow_more() -> None:
    even, bunched = [4] * 84, ([28] + [0] * 6) * 12
    even[-7:], bunched[-7:] = [11] * 7, [77] + [0] * 6
    others = [[4] * 84] * 20
    assert grown(even, *others) == ["Тема 0"]
    assert grown(bunched, *others) == []


def test_the_more_topics_are_looked_at_the_more_one_has_to_grow() -> None:
    once = [4] * 77 + [8, 7, 8, 8, 8, 8, 8]
    assert grown(once) == ["Тема 0"]
    assert grown(once, *[[4] * 84] * 30) == []


def test_a_group_that_is_one_topic_is_asked_once() -> None:
    once = [4] * 77 + [8, 7, 8, 8, 8, 8, 8]
    topics = [*themed(once), *themed(*[[4] * 84] * 30, group="Дороги")]
    group = Theme("ЖКХ", "", sum(once), np.array(once))
    assert topic_changes(topics, [group], 7) == ((), ())


def test_chance_is_seldom_told() -> None:
    rng = np.random.default_rng(3)
    found = 0
    for _ in range(300):
        topics = themed(*rng.poisson(3, (20, 84)).tolist())
        whole = sum(theme.daily for theme in topics)
        found += any(topic_changes(topics, [Theme("ЖКХ", "", 0, whole)], 7))
    assert found <= 9


def _status(**changed: object) -> SystemicProblem:
    plain = {"status": "ongoing", "first_seen": ago(30), "closed_on": "", "reopened_on": ""}
    return dataclasses.replace(PROBLEMS[0], **{**plain, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("problem", "new", "closed"),
    [
        (_status(first_seen=ago(0), status="new"), (1, 1), (0, 0)),
        (_status(first_seen=ago(1)), (0, 1), (0, 0)),
        (_status(first_seen=ago(6)), (0, 1), (0, 0)),
        (_status(first_seen=ago(7)), (0, 0), (0, 0)),
        (_status(first_seen=ago(3), status="fading"), (0, 1), (0, 0)),
        (_status(reopened_on=ago(0), status="new"), (1, 1), (0, 0)),
        (_status(reopened_on=ago(20)), (0, 0), (0, 0)),
        (_status(status="closed", closed_on=ago(0)), (0, 0), (1, 1)),
        (_status(status="closed", closed_on=ago(6)), (0, 0), (0, 1)),
        (_status(status="closed", closed_on=ago(7)), (0, 0), (0, 0)),
        (_status(status="closed", closed_on=""), (0, 0), (0, 0)),
        # It went into another problem: nothing came to an end.
        (_status(status="closed", closed_on=ago(0), merged_into="p9"), (0, 0), (0, 0)),
        # Found and gone within the week.
        (_status(status="closed", closed_on=ago(0), first_seen=ago(5)), (0, 0), (1, 1)),
    ],
)
def test_a_problem_is_new_or_closed_by_its_days(
    problem: SystemicProblem, new: tuple[int, int], closed: tuple[int, int]
) -> None:
    spans = changes(gather(FACTS, [problem], [], as_of=LAST)).spans
    assert tuple(len(span.new_problems) for span in spans) == new
    assert tuple(len(span.closed_problems) for span in spans) == closed


def test_the_gravest_problem_is_named_first() -> None:
    some = [dataclasses.replace(p, first_seen=ago(0), status="new") for p in PROBLEMS[:4]]
    (day, _) = told(FACTS, *reversed(some), as_of=LAST).spans
    assert [p.problem_id for p in day.new_problems] == ["p0000", "p0001", "p0002", "p0003"]


def test_nobody_says_all_is_new_where_nobody_kept_the_list() -> None:
    new, old = _status(first_seen=ago(0), status="new"), _status(first_seen=ago(9))
    assert told(FACTS).remembered
    assert not told(FACTS, new, as_of=LAST).remembered
    assert told(FACTS, new, old, as_of=LAST).remembered
    page = shown(FACTS, new, as_of=LAST)
    assert page.startswith('<p class="note">Вчерашнего списка проблем не дано')
    assert "Новые проблемы" not in page
    known = shown(FACTS, new, old, as_of=LAST)
    assert "не дано" not in known
    assert "Новые проблемы: 1" in known


def _about(topic: str, **changed: object) -> SystemicProblem:
    own = {"unit": "Пермь", "topic_group": "ЖКХ", "topic": topic, "problem_id": topic}
    return dataclasses.replace(_status(), **{**own, **changed})  # type: ignore[arg-type]


def test_a_known_problem_that_more_is_written_about_is_heavier() -> None:
    facts = rows(
        {
            ("ЖКХ", "Отопление"): steps(2, 9),
            ("ЖКХ", "Кровля"): steps(4, 4),
            ("ЖКХ", "Лифт"): steps(9, 2),
        }
    )
    some = [_about(topic) for topic in ("Отопление", "Кровля", "Лифт")]
    week = told(facts, *some).spans[1]
    assert [(one.problem.topic, one.now, one.before) for one in week.heavier] == [
        ("Отопление", 63, 14)
    ]
    for other in (_about("Отопление", first_seen=ago(2)), _about("Отопление", status="fading")):
        assert told(facts, other).spans[1].heavier == ()


def _map(*levels: str) -> list[UnitHeat]:
    return [
        dataclasses.replace(HEAT[0], unit=f"Район {place}", level=level)
        for place, level in enumerate(levels)
    ]


@pytest.mark.parametrize(
    ("before", "now", "wanted"),
    [
        ("green", "red", "hotter"),
        ("green", "orange", "hotter"),
        ("orange", "red", "hotter"),
        ("grey", "orange", "hotter"),
        ("red", "orange", "cooler"),
        ("red", "green", "cooler"),
        ("orange", "green", "cooler"),
        # What is not known is no news, and nor is what begins to be known to be well.
        ("grey", "green", ""),
        ("green", "grey", ""),
        ("red", "grey", ""),
        ("red", "red", ""),
    ],
)
def test_units_of_the_map_that_changed(before: str, now: str, wanted: str) -> None:
    (_, week) = changes(gather(FACTS, [], _map(now), earlier={7: _map(before)})).spans
    change = (UnitChange("Район 0", before, now),)
    assert week.hotter == (change if wanted == "hotter" else ())
    assert week.cooler == (change if wanted == "cooler" else ())


def test_a_map_that_is_not_known_changed_nothing() -> None:
    (day, week) = changes(gather(FACTS, [], _map("red"), earlier={7: _map("green")})).spans
    assert (day.mapped, day.hotter) == (False, ())
    assert (week.mapped, len(week.hotter)) == (True, 1)


def test_a_unit_that_was_not_there_was_not_known() -> None:
    now = [*_map("green"), dataclasses.replace(HEAT[0], unit="Новый район", level="red")]
    (_, week) = changes(gather(FACTS, [], now, earlier={7: _map("green")})).spans
    assert week.hotter == (UnitChange("Новый район", "grey", "red"),)


def test_groups_of_topics_of_an_earlier_map_are_not_its_units() -> None:
    earlier = [*_map("green"), *(dataclasses.replace(h, topic_group="ЖКХ") for h in _map("red"))]
    (_, week) = changes(gather(FACTS, [], _map("green"), earlier={7: earlier})).spans
    assert (week.hotter, week.cooler) == ((), ())


@pytest.mark.parametrize(
    ("days", "spans", "compared"),
    [(1, 0, 0), (2, 1, 0), (7, 1, 0), (8, 2, 1), (13, 2, 1), (14, 2, 2)],
)
def test_no_more_is_compared_than_the_data_reach(days: int, spans: int, compared: int) -> None:
    found = told(rows({("ЖКХ", "Отопление"): [5] * days})).spans
    assert len(found) == spans
    assert sum(span.flow is not None for span in found) == compared


def test_data_that_cannot_be_compared_say_so() -> None:
    one = shown(rows({("ЖКХ", "Отопление"): [5]}))
    assert "Сравнивать не с чем: в данных один день." in one
    few = shown(rows({("ЖКХ", "Отопление"): [5, 5]}))
    assert "Обращения и темы не сравниваются: данных меньше недели." in few
    undated = rows({("ЖКХ", "Отопление"): [5]}).assign(created_at=None)
    assert section(gather(undated, [], [])) is None
    assert section(gather(FACTS, [], [], as_of="2020-01-01")) is None


def test_the_order_of_rows_changes_nothing() -> None:
    facts = build.facts(1500)
    material = gather(facts, PROBLEMS, HEAT)
    other = gather(facts.sample(frac=1, random_state=4), list(reversed(PROBLEMS)), HEAT)
    assert changes(material) == changes(other)
    assert section(material) == section(other)


@pytest.mark.parametrize(
    ("as_of", "wanted"),
    [
        ("2026-01-15", ["Неделей раньше был выходной.", "Выходных дней среди них 3, неделей"]),
        ("2026-02-23", ["Это выходной.", "Выходных дней среди них 3, неделей раньше — 2."]),
        ("2026-01-29", []),
    ],
)
def test_days_off_are_told_beside_the_counts(as_of: str, wanted: list[str]) -> None:
    days = (date.fromisoformat(as_of) - LAST).days
    facts = rows({("ЖКХ", "Отопление"): [5] * 40})
    page = shown(facts.assign(created_at=facts["created_at"] + pd.Timedelta(days=days)))
    for said in wanted:
        assert said in page
    assert ("выходн" in page.lower()) is bool(wanted)


def _flow(now: int, before: int, *, certain: bool, since: str = "2026-01-22") -> str:
    span = Span(7, date.fromisoformat(since), flow=Shift(now, before, certain))
    return str(flow(span)).replace("\xa0", " ")


def test_all_messages_are_said_with_their_difference() -> None:
    assert "Всего 91 сообщение, за семь дней до этого — 42: на 117 % больше." in _flow(
        91, 42, certain=True
    )
    assert "на 10 % меньше; столько бывает и случайно." in _flow(90, 100, certain=False)
    assert "— 1 000: почти столько же." in _flow(1004, 1000, certain=False)
    assert "— 1 000: на 1 % больше" in _flow(1006, 1000, certain=False)
    assert "— 5: столько же." in _flow(5, 5, certain=False)
    assert "— 0: больше." in _flow(9, 0, certain=True)


def many(count: int, **changed: object) -> list[SystemicProblem]:
    return [
        dataclasses.replace(
            _status(status="new", first_seen=ago(0), **changed), problem_id=f"n{k}", severity=99 - k
        )
        for k in range(count)
    ]


def test_rows_lead_to_cards_and_units_and_nowhere_else() -> None:
    found = [*many(75), _status(problem_id="old", status="closed", closed_on=ago(0))]
    before = [dataclasses.replace(one, level="green") for one in HEAT]
    now = [dataclasses.replace(HEAT[0], level="red"), *HEAT[1:]]
    page = render(FACTS, found, now, as_of=LAST, earlier={1: before, 7: before})
    start = page.index('<section class="card" id="changes"')
    own = page[start : page.index("</section>", start)]
    links = set(re.findall(r'href="#([^"]+)"', own))
    assert {"problem-n0", "problem-n3", "unit-1"} <= links
    assert "problem-old" not in links
    assert all(f'id="{link}"' in page for link in links)
    assert own.count("и ещё 71") == 2


def test_problems_without_a_card_are_named_without_a_link() -> None:
    # Sixty are graver, and only they have cards.
    graver = [
        dataclasses.replace(one, first_seen=ago(40), problem_id=f"g{one.problem_id}")
        for one in many(60)
    ]
    page = shown(FACTS, *graver, *many(1, level="orange", topic="Лифт"), as_of=LAST)
    assert "<span>Лифт</span>" in page
    assert 'href="#problem-n0"' not in page


def test_a_topic_leads_to_its_problem() -> None:
    facts = rows({("ЖКХ", "Отопление"): steps(2, 9), ("ЖКХ", "Кровля"): steps(2, 9)})
    page = shown(facts, _about("Отопление", first_seen=ago(20), problem_id="p7"))
    assert (
        '<a href="#problem-p7">Отопление</a><span class="where"> — 63 обращения против 14' in page
    )
    assert '<span>Кровля</span><span class="where"> — 63 обращения против 14' in page


def test_what_became_of_a_new_problem_is_said() -> None:
    back = _status(status="new", reopened_on=ago(0))
    assert "вернулась" in shown(FACTS, back, as_of=LAST)
    fading = _status(status="fading", first_seen=ago(3))
    assert "уже затухает" in shown(FACTS, fading, as_of=LAST)
    assert "вернулась" not in shown(FACTS, _status(status="new", first_seen=ago(0)), as_of=LAST)


def test_units_that_changed_alike_are_named_together() -> None:
    now = _map(*["orange"] * 8, "red", "green")
    before = _map(*["green"] * 8, "green", "orange")
    page = str(section(gather(FACTS, [], now, earlier={7: before}))).replace("\xa0", " ")
    week = page[page.index("За неделю") :]
    assert "На карте хуже: 9" in week
    assert "На карте лучше: 1" in week
    assert week.index("зелёный → красный") < week.index("зелёный → оранжевый")
    assert week.count("зелёный → оранжевый") == 1
    assert " и ещё 2" in week
    assert "оранжевый → зелёный" in week
