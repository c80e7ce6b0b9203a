"""The page as a whole: what stands on it, what never does, and how large it is."""

import dataclasses
import time
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from report import build

from tsur_nlp import exports
from tsur_nlp.errors import InputError
from tsur_nlp.report import gather, render, write
from tsur_nlp.respond.responses import responses


class Tags(HTMLParser):
    """Collects tags; fails on one that is closed without being open."""

    VOID = frozenset({"meta", "br", "link"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return build.facts()


@pytest.fixture(scope="module")
def page(facts: pd.DataFrame) -> str:
    return render(facts, build.problems(facts), build.heat(facts))


def test_every_section_stands_in_order(page: str) -> None:
    keys = (
        *("numbers", "changes", "map", "problems", "trend", "topics"),
        *("answers", "sources", "quality", "method"),
    )
    places = [page.index(f' id="{key}" aria-label') for key in keys]
    assert places == sorted(places)


def test_the_verdict_says_level_main_problem_and_change(page: str) -> None:
    assert "<strong>Требуется вмешательство</strong>" in page
    assert "2 красные и 2 оранжевые системные проблемы; главная — «Отопление»" in page.replace(
        "\xa0", " "
    )
    assert "больше обычного" in page


def test_tags_are_balanced_and_ids_unique(page: str) -> None:
    tags = Tags(page)
    assert tags.open == []
    ids = [attrs["id"] for _, attrs in tags.seen if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_nothing_is_loaded_from_outside(page: str) -> None:
    loads = ("src", "srcset", "action", "data", "poster", "xlink:href")
    for tag, attrs in Tags(page).seen:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base"), tag
        assert not set(loads) & set(attrs), (tag, attrs)
        assert str(attrs.get("href", "#")).startswith("#"), attrs
    assert "url(http" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_links_lead_to_something(page: str) -> None:
    seen = Tags(page).seen
    ids = {attrs.get("id") for _, attrs in seen}
    links = {str(attrs["href"]).removeprefix("#") for _, attrs in seen if attrs.get("href")}
    assert links <= ids


def test_level_is_never_told_by_colour_alone(page: str) -> None:
    for word in ("красный", "оранжевый", "зелёный", "недостаточно данных"):
        assert word in page
    assert page.count('class="place') == len(build.UNITS)
    assert page.count('aria-label="Березниковский городской округ: красный.') == 1


def test_same_input_same_bytes_in_any_row_order(facts: pd.DataFrame, page: str) -> None:
    assert page == render(facts, build.problems(facts), build.heat(facts))
    shuffled = facts.sample(frac=1, random_state=3)
    assert page == render(shuffled, build.problems(facts), build.heat(facts))


def test_the_callers_data_is_left_as_it_was(facts: pd.DataFrame) -> None:
    before = facts.copy()
    render(facts, [], [])
    pd.testing.assert_frame_equal(facts, before)


HOSTILE = "<script>alert(1)</script></script><img src=x onerror=x>\"'\x00\ud800\u202e &amp; "


def test_whatever_people_write_stays_text() -> None:
    facts = build.facts(300)
    problems = build.problems(facts)
    for column in ("text", "source", "municipality", "street", "house", "assignee", "error"):
        hostile = [HOSTILE + str(value) for value in facts[column]]
        facts[column] = pd.Series(hostile, index=facts.index, dtype=object)
    facts["topic"] = facts["topic_group"] = pd.Series([HOSTILE] * len(facts), dtype=object)
    unit = HOSTILE + "Пермь"
    problems = [
        dataclasses.replace(
            p,
            unit=unit,
            topic=HOSTILE,
            topic_group=HOSTILE,
            keywords=(HOSTILE,),
            reasons=(HOSTILE,),
            assignee=HOSTILE,
            status=HOSTILE if p.status == "fading" else p.status,
            problem_id=f"{p.problem_id}<",
        )
        for p in problems
    ]
    heat = [dataclasses.replace(h, unit=unit, top_topics=(HOSTILE,)) for h in build.heat(facts)]
    page = render(facts, problems, heat, title=HOSTILE, quality={HOSTILE: HOSTILE})
    tags = Tags(page)
    assert sum(tag == "script" for tag, _ in tags.seen) == 1
    assert not any(tag == "img" for tag, _ in tags.seen)
    assert tags.open == []
    assert not set("\x00\ud800\u202e") & set(page)
    page.encode("utf-8")


def test_personal_data_in_other_columns_is_not_shown() -> None:
    facts = build.facts(400)
    facts["author"] = "Ковригина Аглая 8 912 345-67-89 aglaya@example.org"
    facts["answer_text"] = "Ваш номер 89123456789, Ковригина"
    facts["author_url"] = "https://vk.com/id4455667788"
    facts["source"] = "https://vk.com/id4455667788"
    facts["assignee"] = "УК «Уют», тел. 8 (912) 345-67-89, +79123456789, uk.aglaya@example.org"
    facts["id"] = [f"id4455667788_{i}" for i in range(len(facts))]
    page = render(facts, build.problems(facts), build.heat(facts)).replace("\xa0", " ")
    for planted in ("Ковригина", "345-67-89", "9123456789", "@example", "4455667788"):
        assert planted not in page


def test_only_messages_up_to_the_day_are_looked_at(facts: pd.DataFrame) -> None:
    page = render(facts, [], [], as_of="2026-01-10").replace("\xa0", " ")
    past = int((facts["created_at"] < "2026-01-11").sum())
    assert f'<p class="tile-value">{past:,}</p>'.replace(",", " ") in page
    assert "10 января 2026 · данные за" in page


def test_a_day_that_is_no_date_is_refused(facts: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="as_of is not a date: 'вчера'"):
        render(facts, [], [], as_of="вчера")


def test_empty_frames_make_a_page() -> None:
    for empty in (pd.DataFrame(), build.facts(10).head(0), pd.DataFrame({"text": []})):
        page = render(empty, [], [])
        assert "Нет данных" in page
        assert Tags(page).open == []


def test_nothing_but_gaps_makes_a_page() -> None:
    facts = build.facts(50)
    for column in facts.columns:
        facts[column] = np.nan
    page = render(facts, [], [])
    assert "Даты сообщений неизвестны; всего 50" in page.replace("\xa0", " ")
    assert "nan" not in page.replace("finance", "").lower().split("<main")[1].split("<script")[0]


def test_gaps_here_and_there_make_a_page() -> None:
    facts = build.facts(400)
    rng = np.random.default_rng(0)
    problems, heat = build.problems(facts), build.heat(facts)
    for column in facts.columns:
        facts[column] = facts[column].astype(object).where(rng.random(len(facts)) < 0.5, None)
    facts["created_at"] = pd.to_datetime(facts["created_at"])
    facts["answered_at"] = pd.to_datetime(facts["answered_at"])
    facts["due_on"] = pd.to_datetime(facts["due_on"])
    assert Tags(render(facts, problems, heat)).open == []


def test_a_problem_with_unknown_numbers_makes_a_card(facts: pd.DataFrame) -> None:
    odd = dataclasses.replace(
        build.problems(facts)[0],
        unit="",
        unit_type="",
        topic="",
        window_start="",
        window_end="",
        expected=0.0,
        relative_risk=float("inf"),
        q_value=float("nan"),
        recurrence_interval_days=float("inf"),
        distinct_authors=None,
        distinct_addresses=None,
        reopened_share=None,
        overdue_share=float("nan"),
        message_ids=("нет такого",),
        example_ids=(),
        reasons=(),
    )
    page = render(facts, [odd], [])
    assert Tags(page).open == []
    assert "реже раза в 100" in page


def test_a_wave_is_listed_under_each_of_its_units(facts: pd.DataFrame) -> None:
    units = list(build.UNITS)[:2]
    wave = dataclasses.replace(
        build.problems(facts)[0], unit="Пермский край", unit_type="region", units=tuple(units)
    )
    page = render(facts, [wave], build.heat(facts))
    assert 'data-units="1 2"' in page
    blocks = page[
        page.index('class="unit-blocks"') : page.index('<section class="card" id="problem')
    ]
    assert blocks.count(f'href="#problem-{wave.problem_id}"') == 2


def test_no_problems_is_said_openly(facts: pd.DataFrame) -> None:
    page = render(facts, [], [])
    assert "Системных проблем не выявлено." in page
    assert "<strong>Спокойно</strong>" in page


def test_one_unit_is_enough_for_a_map(facts: pd.DataFrame) -> None:
    page = render(facts, [], build.heat(facts)[:1])
    assert page.count('class="place') == 1


def test_without_coordinates_a_table_stands_instead(facts: pd.DataFrame) -> None:
    heat = [dataclasses.replace(h, lat=None, lon=float("nan")) for h in build.heat(facts)]
    page = render(facts, [], heat)
    assert 'class="map"' not in page
    assert "Доля наибольшего" in page


def test_unit_may_be_any_column(facts: pd.DataFrame) -> None:
    own = facts.assign(участок=facts["municipality"].str[:5])
    heat = [dataclasses.replace(build.heat(facts)[0], unit="Пермс", unit_type="участок")]
    assert "О чём пишут" in render(own, [], heat)


def test_a_large_report_is_small_and_quick() -> None:
    few = build.facts(2_000)
    facts = pd.concat([few.assign(id=few["id"] + f"/{copy}") for copy in range(25)])
    problems = [
        dataclasses.replace(p, problem_id=f"{p.problem_id}-{copy}")
        for copy in range(40)
        for p in build.problems(facts)
    ]
    heat = build.heat(facts)
    start = time.process_time()
    page = render(facts, problems, heat)
    assert time.process_time() - start < 5
    assert len(page.encode()) < 3_000_000
    assert "Ещё" in page


def test_the_file_is_whole_and_its_folder_made(facts: pd.DataFrame, tmp_path: Path) -> None:
    target = tmp_path / "new" / "report.html"
    assert write(gather(facts.head(20), [], []), target) == target
    assert target.read_text(encoding="utf-8").endswith("</html>\n")
    assert [p.name for p in target.parent.iterdir()] == ["report.html"]


def test_a_place_that_cannot_be_written_is_named(facts: pd.DataFrame, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot write the report"):
        write(gather(facts.head(5), [], []), tmp_path / "file" / "report.html")


def test_the_settings_say_of_how_many_the_deadline_is_known() -> None:
    raw = build.facts(300)
    dated = raw["created_at"].where(raw.index % 3 == 0)
    known = exports.facts(raw.assign(created_at=dated, due_on=pd.NaT, topic="", topic_group=""))
    known["is_appeal"] = raw["is_appeal"].to_numpy()
    found = responses(known)
    page = render(known, [], [], responses=found, settings={"Сроки ответа": "типовые"})
    counted = found.messages["counted"] & found.messages["due_on"].notna()
    assert 0 < counted.sum() < len(raw)
    assert f"<dd>типовые; срок известен у\xa0{counted.sum()}\xa0обращений</dd>" in page
    silent = dataclasses.replace(found, messages=found.messages.assign(due_on=pd.NaT))
    page = render(known, [], [], responses=silent, settings={"Сроки ответа": "типовые"})
    assert "<dd>типовые; срок не известен ни у одного обращения</dd>" in page
    alone = render(known, [], [], settings={"Сроки ответа": "типовые"})
    assert "<dd>типовые</dd>" in alone
