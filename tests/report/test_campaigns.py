"""The section on texts sent again and again."""

import dataclasses

import pandas as pd
import pytest
from report import build

from tsur_nlp.records import Campaign
from tsur_nlp.report import render

FACTS = build.facts(300)


def campaign(number: int = 0, **changes: object) -> Campaign:
    kept: dict[str, object] = {
        "campaign_id": f"c-{number}", "kind": "mailing", "topic_group": "ЖКХ",
        "topic": "Отопление", "units": ("Пермский городской округ",), "count": 200 - number,
        "counted": 3, "distinct_authors": 3, "distinct_addresses": None,
        "first_seen": "2026-01-20", "last_seen": "2026-01-23", "example_id": FACTS["id"].iloc[7],
        "example": "", "note": f"{200 - number} одинаковых обращений: похоже на рассылку.",
    }  # fmt: skip
    return Campaign(**(kept | changes))  # type: ignore[arg-type]


def section(*found: Campaign) -> str:
    page = render(FACTS, [], build.heat(FACTS), campaigns=found)
    start = page.index('id="campaigns"')
    return page[start : page.index("</section>", start)].replace("\xa0", " ")


def test_a_campaign_is_told_with_its_place_its_days_and_an_example() -> None:
    told = section(campaign())
    assert "<h3>Отопление</h3>" in told
    assert "Пермский городской округ · 20–\u206023 января 2026" in told
    assert "200 одинаковых обращений: похоже на рассылку." in told
    assert f"<blockquote><p>{FACTS['text'].iloc[7]}</p></blockquote>" in told


def test_days_are_those_of_the_messages_that_are_counted() -> None:
    days = FACTS["created_at"].dt.normalize()
    own = FACTS[days >= build.LAST - pd.Timedelta(days=9)]
    known = {"message_ids": tuple(own["id"]), "first_seen": "2025-10-31"}
    told = section(campaign(note="9 одинаковых обращений за 10 дней: рассылка.", **known))
    assert "20–\u206029 января 2026 · впервые — 31 октября 2025" in told
    assert "9 одинаковых обращений за 10 дней: рассылка." in told
    wrong = section(campaign(note="9 одинаковых обращений за 18 дней: рассылка.", **known))
    assert "9 одинаковых обращений: рассылка." in wrong
    assert "впервые" not in section(campaign(message_ids=tuple(own["id"])))


def test_a_number_of_days_that_is_not_the_one_shown_is_dropped() -> None:
    told = section(campaign(note="15 одинаковых обращений за 18 дней: похоже."))
    assert "20–\u206023 января 2026" in told
    assert "15 одинаковых обращений: похоже." in told
    right = section(campaign(note="15 одинаковых обращений за 4 дня: похоже."))
    assert "за 4 дня: похоже." in right
    one = section(campaign(note="15 похожих обращений за день: похоже.", last_seen="2026-01-20"))
    assert "15 похожих обращений за день: похоже." in one


def test_line_breaks_of_the_export_are_not_quoted() -> None:
    facts = FACTS.copy()
    facts.loc[7, "text"] = "'Добрый день!<br />Темно"
    page = render(facts, [], build.heat(facts), campaigns=[campaign()])
    assert "<blockquote><p>Добрый день! Темно</p></blockquote>" in page


def test_without_campaigns_there_is_no_section() -> None:
    page = render(FACTS, [], build.heat(FACTS))
    assert "Похоже на рассылку" not in page
    assert render(FACTS, [], build.heat(FACTS), campaigns=[]) == page


def test_many_campaigns_are_folded_and_many_units_counted() -> None:
    told = section(*(campaign(number, units=tuple("АБВГД")) for number in range(12)))
    assert told.count("<article") == 10
    assert "Ещё 2 текста" in told
    assert "А, Б, В, ещё 2 территории" in told
    assert "189 одинаковых" in told


@pytest.mark.parametrize("example", ["", "нет такого"])
def test_what_is_not_known_is_left_out(example: str) -> None:
    bare = dataclasses.replace(campaign(example_id=example), topic="", units=())
    told = section(bare)
    assert "<h3>ЖКХ</h3>" in told
    assert "blockquote" not in told
