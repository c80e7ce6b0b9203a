"""The section on answers says the numbers of the page about answers, and blames nobody in vain."""

import re
from datetime import datetime

import pandas as pd
import pytest
from report import build

from tsur_nlp import exports
from tsur_nlp.errors import InputError
from tsur_nlp.records import Responses
from tsur_nlp.records.answer import ANSWER_KINDS
from tsur_nlp.report.numbers.frame import View, view
from tsur_nlp.report.numbers.standing import Tally, standing
from tsur_nlp.report.numbers.summary import summarise
from tsur_nlp.report.situation.answer_quality import quality
from tsur_nlp.report.situation.answer_words import terms
from tsur_nlp.report.situation.answers import answers
from tsur_nlp.report.situation.headline import banner, tiles
from tsur_nlp.respond.responses import responses

MIDDLE = "2026-01-15"


def _facts(rows: int = 1500) -> pd.DataFrame:
    """Invented facts with an answer of every kind, and promises kept, broken and ahead."""
    raw = build.facts(rows)
    facts = exports.facts(raw).assign(is_appeal=raw["is_appeal"])
    kinds = pd.Series([ANSWER_KINDS[i % 8] for i in range(rows)], index=facts.index)
    answered = facts["answered_at"].notna()
    facts["answer_kind"] = kinds.where(answered, "")
    facts["answer_text"] = ("Работы выполнены, " + kinds).where(answered, "")
    first = facts.index[answered & facts["is_appeal"]]
    facts.loc[first[:5], "answer_text"] = "Фонарь на опоре заменён."
    facts.loc[first[5:9], "answer_text"] = "Качели во дворе окрашены."
    facts["answer_promised"] = ""
    for place, day in enumerate(("2026-01-10", "2026-02-20", "vague")):
        facts.loc[answered & (facts.index % 9 == place), "answer_promised"] = day
    facts["status"] = "В работе"
    return facts


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return _facts()


@pytest.fixture(scope="module")
def by_day(facts: pd.DataFrame) -> dict[str | None, Responses]:
    return {day: responses(facts, as_of=day) for day in (None, MIDDLE)}


@pytest.fixture(scope="module")
def found(by_day: dict[str | None, Responses]) -> Responses:
    return by_day[None]


def _section(known: View, found: Responses | None) -> str:
    stands = standing(known, found)
    drawn = answers(known, summarise(known, [], [], stands), stands)
    assert drawn is not None
    return str(drawn).replace("\xa0", " ")


def _totals(section: str) -> dict[str, str]:
    told = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", section)
    return {name: re.sub(r"<.*?>", " ", value).strip() for name, value in told}


def _counts(tally: Tally) -> list[object]:
    return [tally.messages, tally.answered, tally.waiting, tally.overdue, tally.judged]


def _row_counts(row: pd.Series) -> list[object]:
    return [row[name] for name in ("messages", "answered", "open", "overdue", "judged")]


@pytest.mark.parametrize(
    ("by", "column"), [("всё", ""), ("исполнитель", "assignee"), ("район", "municipality")]
)
@pytest.mark.parametrize("day", [None, MIDDLE])
def test_counts_are_those_of_the_table(
    facts: pd.DataFrame,
    by_day: dict[str | None, Responses],
    by: str,
    column: str,
    day: str | None,
) -> None:
    found = by_day[day]
    known = view(facts, as_of=day)
    stands = standing(known, found)
    rows = found.table[found.table["by"] == by]
    assert len(rows)
    for _, row in rows.iterrows():
        own = stands.bodies if column == "assignee" else known.texts(column) if column else None
        tally = stands.tally(known.appeals if own is None else own == row["name"])
        assert _counts(tally) == _row_counts(row)
        assert tally.on_time == pytest.approx(row["on_time"], nan_ok=True)


@pytest.mark.parametrize("day", [None, MIDDLE, "2026-03-01"])
def test_the_dates_alone_are_judged_as_the_responses_are(
    facts: pd.DataFrame, day: str | None
) -> None:
    facts = facts.copy()
    facts.loc[::7, "answered_at"] = facts["created_at"] - pd.Timedelta(days=2)
    facts.loc[::11, "closed_at"] = pd.Timestamp("2026-01-12")
    known = view(facts, as_of=day)
    dated, told = standing(known), standing(known, responses(facts, as_of=day))
    for name in ("counted", "answered", "waiting", "judged", "kept", "overdue"):
        assert (getattr(dated, name) == getattr(told, name)).all(), name
    assert dated.judged.sum() < dated.counted.sum()
    assert dated.overdue.any()
    assert dated.within(48) == told.within(48)


def test_a_bare_deadline_is_its_whole_day() -> None:
    facts = pd.DataFrame(
        {
            "created_at": [datetime(2026, 1, 1)] * 3,
            "answered_at": [datetime(2026, 1, 5, 23, 59), datetime(2026, 1, 6, 0, 1), None],
            "due_on": [datetime(2026, 1, 5)] * 3,
        }
    )
    last = standing(view(facts, as_of="2026-01-05"))
    assert last.judged.tolist() == [False] * 3  # the day is not over for those who still wait
    assert last.overdue.tolist() == [False] * 3
    after = standing(view(facts, as_of="2026-01-06"))
    assert after.judged.tolist() == [True] * 3
    assert after.kept.tolist() == [True, False, False]
    assert after.overdue.tolist() == [False, False, True]


def test_the_next_deadline_is_of_those_who_still_wait() -> None:
    facts = pd.DataFrame(
        {
            "created_at": [datetime(2026, 1, 1)] * 5,
            "answered_at": [datetime(2026, 1, 2), None, None, None, None],
            "due_on": [datetime(2026, 1, day) for day in (11, 9, 13, 13, 20)],
        }
    )
    tally = standing(view(facts, as_of="2026-01-10")).tally(slice(None))  # type: ignore[arg-type]
    assert (tally.waiting, tally.overdue, tally.at_nearest) == (4, 1, 2)
    assert str(tally.nearest) == "2026-01-13"


def test_headline_and_section_say_the_same_as_the_table(
    facts: pd.DataFrame, found: Responses
) -> None:
    row = found.table[found.table["by"] == "всё"].iloc[0]
    known = view(facts)
    stands = standing(known, found)
    summary = summarise(known, [], [], stands)
    assert summary.on_time == pytest.approx(row["on_time"])
    assert summary.median_hours == pytest.approx(row["answer_median"])
    assert (summary.on_time_base, summary.answered) == (row["judged"], row["answered"])
    told = _totals(_section(known, found))
    share = f"{100 * row['on_time']:.0f} %"
    assert told["Получили ответ"].startswith(f"{row['answered']:,} из".replace(",", " "))
    assert told["В срок"].startswith(f"{share} из".replace("из", ""))
    assert told["Ждут сверх срока"] == str(row["overdue"])
    top = str(tiles(summary, known, stands)).replace("\xa0", " ")
    assert f'"tile-value">{share}<' in top
    assert "считая тех, кто ещё ждёт" in top


def test_kinds_promises_and_returns_are_counted(facts: pd.DataFrame, found: Responses) -> None:
    section = _section(view(facts), found)
    own = found.messages[found.messages["counted"]]
    bars = dict(re.findall(r"<li><span>(.*?)</span><b>([\d ]+) · ", section))
    kinds = own["answer_kind"].value_counts()
    promises = own["promise_state"].value_counts()
    assert int(bars["решено"]) == kinds["resolved"]
    assert int(bars["отписка: по существу ничего"]) == kinds["empty"]
    assert int(bars["нарушено"]) == promises["broken"] > 0
    assert int(bars["ждём"]) == promises["pending"] > 0
    assert list(bars)[:3] == ["решено", "решено частично", "запланировано"]
    assert sum(int(n) for n in list(bars.values())[:8]) == kinds.drop("").sum()
    answered = int(own["answered"].sum())
    total = f"{kinds.drop('').sum():,}".replace(",", " ")
    assert f"<h3>Чем кончились ответы, из {total}</h3>" in section
    sizes = own["template_size"]
    shared = int((sizes >= 5).sum())
    assert (sizes == 5).sum() == 5
    assert (sizes == 4).sum() == 4
    said = f"написано ответов: {shared:,} из {answered:,} ({shared / answered:.0%}"
    assert said.replace(",", " ").replace("%", " %") in section


def _chain(*rows: tuple[str, int, int | None]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return messages of (author, day asked, day answered) as an export of one house's topic."""
    raw = pd.DataFrame(
        {
            "id": [f"{10 + i}" for i in range(len(rows))],
            "text": [f"Во дворе темно {i}" for i in range(len(rows))],
            "author": [author for author, _, _ in rows],
            "created_at": [datetime(2026, 1, day, 9) for _, day, _ in rows],
            "answered_at": [day and datetime(2026, 1, day, 9) for _, _, day in rows],
            "topic_group": "Благоустройство",
            "topic": "Освещение",
        }
    )
    return raw, exports.facts(raw)


def test_a_return_is_counted_at_the_answer_it_came_after() -> None:
    rows = [("А", 2, 4), ("А", 6, None), ("Б", 2, 9), ("Б", 3, None), ("В", 2, 3), ("А", 8, 12)]
    facts = _chain(*rows)[1]
    known = view(facts, as_of="2026-01-20")
    found = responses(facts, as_of="2026-01-20")
    # The answer comes before the return of А only: Б wrote again before any answer.
    assert found.messages["came_back"].tolist() == [False, True, False, False, False, True]
    stands = standing(known, found)
    assert stands.returned is not None
    assert stands.returned.tolist() == [True, False, False, False, False, False]
    tally = stands.tally(known.appeals)
    assert (tally.returned, tally.answered) == (1, 4)
    assert _totals(_section(known, found))["Написали снова после ответа"] == "1 из 4"
    mixed = facts.sample(frac=1, random_state=3)
    again = standing(view(mixed, as_of="2026-01-20"), responses(mixed, as_of="2026-01-20"))
    assert again.returned is not None
    assert again.returned.tolist() == [place == 0 for place in mixed.index]
    assert standing(known).returned is None


def test_a_message_that_was_reopened_came_back_after_its_own_answer() -> None:
    facts = _chain(("А", 2, 4), ("Б", 2, None), ("В", 2, 5))[1].assign(reopened=[1.0, 1.0, 0.0])
    day = "2026-01-20"
    stands = standing(view(facts, as_of=day), responses(facts, as_of=day))
    assert stands.returned is not None
    assert stands.returned.tolist() == [True, False, False]


def test_every_share_says_what_it_is_of(facts: pd.DataFrame, found: Responses) -> None:
    known = view(facts)
    stands = standing(known, found)
    tally = stands.tally(known.appeals)
    told = _totals(_section(known, found))
    assert 0 < tally.returned < tally.answered
    share = tally.returned / tally.answered
    said = f"{tally.returned:,} из {tally.answered:,} ({share:.0%}".replace(",", " ")
    assert told["Написали снова после ответа"] == said.replace("%", " %)")
    marked = facts["reopened"][facts["is_appeal"]]
    again = told["Отмечено в выгрузке как повторное"]
    assert again.startswith(f"{int((marked > 0).sum())} из {len(marked):,}".replace(",", " "))
    kinds = found.messages["answer_kind"][known.rows]
    assert stands.returned is not None
    solved = int((stands.returned & kinds.eq("resolved").to_numpy()).sum())
    assert 0 < solved < tally.returned
    assert f"из них {solved} — после ответа «решено»" in _section(known, found)


def test_a_kind_that_is_rare_is_not_none(facts: pd.DataFrame, found: Responses) -> None:
    messages = found.messages.assign(answer_kind="resolved")
    counts = standing(view(facts), found).tally(slice(None))  # type: ignore[arg-type]
    many = pd.concat([messages] * 3, ignore_index=True)
    many.loc[0, "answer_kind"] = "empty"
    drawn = str(quality(many, counts, 0)).replace("\xa0", " ")
    assert "1 · меньше 0,1 %" in drawn


def test_bodies_are_the_busiest_with_a_mark_where_they_differ(
    facts: pd.DataFrame, found: Responses
) -> None:
    many = facts.assign(assignee=[f"Орган {i % 14:02}" for i in range(len(facts))])
    answered = responses(many)
    table = answered.table
    bodies = table["by"].eq("исполнитель")
    table.loc[bodies, "speed_verdict"] = "как все"
    first = table.loc[bodies, "name"].iloc[0]
    table.loc[bodies & table["name"].eq(first), "speed_verdict"] = "медленнее"
    section = _section(view(many), answered)
    shown = re.findall(r'<th scope="row">(Орган \d\d)</th>', section)
    assert shown == table.loc[bodies, "name"].tolist()[:10]
    assert section.count('<b class="worse">медленнее</b>') == 1
    assert "Показаны 10 из 14 по числу обращений." in section


def test_changes_are_told_in_words_worse_first(facts: pd.DataFrame, found: Responses) -> None:
    rows = [
        ("лучше", "Минздрав", "быстрее", "скорость ответов", 72.0, 48.0),
        ("хуже", "Минтранс", "чаще опаздывает", "доля опозданий", 0.1, 0.31),
        *[("хуже", f"Орган {i}", "медленнее", "скорость ответов", 48.0, 96.0) for i in range(4)],
    ]
    names = ["direction", "name", "verdict", "measure", "before", "after"]
    changed = pd.DataFrame(rows, columns=names)
    told = _section(view(facts), Responses(**{**_fields(found), "changes": changed}))
    assert "Минздрав отвечает быстрее: половина за 2 дня, было 3 дня" in told
    assert "Минтранс чаще опаздывает: 31 % ответов, было 10 %" in told
    assert told.index("Стало хуже") < told.index("Стало лучше")
    assert "и ещё 2" in told
    assert "Орган 1 отвечает медленнее" in told
    assert "Орган 2" not in told
    assert "Что изменилось" not in _section(view(facts), found)


def _fields(found: Responses) -> dict[str, object]:
    return {name: getattr(found, name) for name in Responses.__dataclass_fields__}


def test_it_says_which_deadlines_are_used() -> None:
    def rows(*rules: str) -> pd.DataFrame:
        due = [pd.Timestamp("2026-01-05") if rule else pd.NaT for rule in rules]
        return pd.DataFrame({"due_rule": rules, "due_on": due})

    given = "выгрузка"
    assert terms(rows(given, given)) == "Срок назван в выгрузке у 2."
    assert terms(rows("", "")).startswith("Сроков в выгрузке нет")
    mixed = terms(rows(given, "Портал: 10 дней", "Портал: 10 дней", ""))
    assert mixed.startswith(
        "Срок назван в выгрузке у 1; взят из правил сроков у 2; неизвестен у 1. "
        "Правила: «Портал: 10 дней». "
    )
    assert "типовые сроки, а не чей-либо регламент" in mixed
    assert "и ещё 1." in terms(rows("а", "б", "в", "г", "д"))


def test_without_deadlines_nobody_is_late(facts: pd.DataFrame) -> None:
    undated = facts.assign(due_on=pd.NaT, source="")
    found = responses(undated)
    known = view(undated)
    section = _section(known, found)
    told = _totals(section)
    assert "В срок" not in told
    assert "Ждут сверх срока" not in told
    assert "кто опоздал, сказать нельзя" in section
    assert "никого не винят" in section
    stands = standing(known, found)
    assert "verdict-more" not in str(banner(summarise(known, [], [], stands), [], stands))


def test_who_waits_too_long_is_said_under_the_verdict() -> None:
    facts = pd.DataFrame(
        {
            "created_at": [datetime(2026, 1, 10)] * 4,
            "due_on": [datetime(2026, 1, day) for day in (9, 11, 12, 13)],
        }
    )
    known = view(facts)
    stands = standing(known)
    summary = summarise(known, [], [], stands)
    said = str(banner(summary, [], stands)).replace("\xa0", " ")
    assert (
        "Сверх срока ответа ждёт 1 обращение; за ближайшие двое суток срок истечёт ещё у 2." in said
    )


def test_nothing_is_written_where_nobody_answered(facts: pd.DataFrame) -> None:
    silent = facts.assign(
        answered_at=pd.NaT, due_on=pd.NaT, answer_kind="", answer_text="", source=""
    )
    known = view(silent)
    for stands in (standing(known), standing(known, responses(silent))):
        assert answers(known, summarise(known, [], [], stands), stands) is None


def test_deadlines_that_passed_in_silence_are_shown(facts: pd.DataFrame) -> None:
    silent = facts.assign(answered_at=pd.NaT, answer_kind="", answer_text="")
    told = _totals(_section(view(silent), responses(silent)))
    assert told["В срок"].startswith("0 %")


def test_a_share_of_few_messages_is_not_shown(facts: pd.DataFrame) -> None:
    few = facts[facts["is_appeal"]].head(19)
    for found in (None, responses(few, as_of="2026-02-01")):
        told = _totals(_section(view(few, as_of="2026-02-01"), found))
        assert "Ждут сверх срока" in told
        assert "В срок" not in told


def test_without_responses_the_dates_are_enough(facts: pd.DataFrame) -> None:
    section = _section(view(facts), None)
    assert "Медиана времени ответа" in _totals(section)
    assert "Чем кончились ответы" not in section
    assert section.count('<th scope="row">') == len(build.BODIES)


def test_responses_of_other_messages_are_refused(facts: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="of 10 messages, the facts have more"):
        standing(view(facts), responses(facts.head(10)))


def test_row_order_changes_nothing(facts: pd.DataFrame, found: Responses) -> None:
    shuffled = facts.sample(frac=1, random_state=5)
    assert _section(view(facts), found) == _section(view(shuffled), responses(shuffled))


def test_a_standing_reads_the_rows_of_its_view(facts: pd.DataFrame) -> None:
    mixed = facts.sample(frac=1, random_state=2)
    known = view(mixed, as_of=MIDDLE)
    found = responses(mixed, as_of=MIDDLE)
    stands = standing(known, found)
    assert len(stands.counted) == len(known) < len(mixed)
    own = found.messages.set_index("id").loc[list(known.texts("id"))]
    assert stands.answered.tolist() == (own["counted"] & own["answered"]).tolist()
    assert stands.tally(known.appeals).messages == found.table["messages"].iloc[0]


def test_spellings_of_one_body_are_one_body(facts: pd.DataFrame) -> None:
    body = build.BODIES[0]
    mixed = facts.assign(assignee=facts["assignee"].where(facts.index % 2 == 0, body.upper()))
    mixed["assignee"] = mixed["assignee"].replace(build.BODIES[1], body)
    stands = standing(view(mixed), responses(mixed))
    raw = mixed["assignee"].isin([body, body.upper()])
    assert len(set(mixed["assignee"][raw])) == 2
    assert len(set(stands.bodies[raw.to_numpy()])) == 1


def test_who_is_closed_without_an_answer_waits_no_more(facts: pd.DataFrame) -> None:
    closed = facts.assign(answered_at=pd.NaT, answer_kind="", answer_text="")
    closed = closed.assign(closed_at=pd.Timestamp("2026-01-29"), due_on=pd.Timestamp("2026-02-09"))
    known = view(closed)
    for stands in (standing(known), standing(known, responses(closed))):
        tally = stands.tally(known.appeals)
        assert (tally.waiting, tally.nearest, tally.at_nearest) == (0, None, 0)
        assert stands.within(1000) == 0
