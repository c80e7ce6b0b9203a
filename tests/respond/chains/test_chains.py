"""What is linked to what, and what counts as coming back."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.respond.chains import ChainSettings, chains

Build = Callable[..., pd.DataFrame]
AS_OF = pd.Timestamp("2025-12-31")
NOWHERE = {"street": "", "house": ""}


def day(n: int, **row: Any) -> dict[str, Any]:
    return {"created_at": pd.Timestamp("2025-03-01") + pd.Timedelta(n, "D"), **row}


def answered(n: int) -> pd.Timestamp:
    return pd.Timestamp("2025-03-01") + pd.Timedelta(n, "D")


def linked(frame: pd.DataFrame) -> bool:
    return bool(chains(frame, as_of=AS_OF)["chain_id"].nunique() == 1)


def test_a_second_message_about_the_same_house_and_topic_after_an_answer_came_back(
    facts: Build,
) -> None:
    frame = facts(day(0, answered_at=answered(3), answer_kind="resolved"), day(10))
    found = chains(frame, as_of=AS_OF)
    assert found.iloc[1].to_dict() == {
        "chain_id": "chain-м1", "position": 2, "chain_size": 2, "repeat_of": "м1",
        "came_back": True, "solved_came_back": True, "days_since_answer": 7.0,
        "link": "адрес и тема", "says_again": False,
    }  # fmt: skip
    assert not found["came_back"].iloc[0]


def test_many_reports_before_any_answer_are_one_chain_but_none_came_back(facts: Build) -> None:
    frame = facts(*(day(0, author=f"а{n}", answered_at=answered(2)) for n in range(4)))
    found = chains(frame, as_of=AS_OF)
    assert found["position"].tolist() == [1, 2, 3, 4]
    assert not found["came_back"].any()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            {"street": "ул. Королёва", "house": "д. 5 корп. 2"},
            {"street": "королева", "house": "5к2"},
        ),
        ({"settlement": "г. Заречье", "municipality": ""}, {"settlement": "заречье"}),
        ({"topic": ""}, {"topic": ""}),
        ({**NOWHERE, "lat": 58.00001, "lon": 56.00001}, {**NOWHERE, "lat": 58.00004, "lon": 56.0}),
    ],
)
def test_the_same_place_is_recognised(
    facts: Build, first: dict[str, Any], second: dict[str, Any]
) -> None:
    assert linked(facts(day(0, **first), day(5, **second)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"house": "5"}, {"house": "6"}),
        ({"house": ""}, {"house": ""}),
        ({"topic": "Освещение"}, {"topic": "Ямы"}),
        ({"topic_group": "", "topic": ""}, {"topic_group": "", "topic": ""}),
        ({**NOWHERE, "district": "Лесной"}, {**NOWHERE, "district": "Лесной"}),
        ({"street": "ул. Мира"}, {"street": "пр. Мира"}),
        ({**NOWHERE, "lat": 58.0, "lon": 56.0}, {**NOWHERE, "lat": 58.001, "lon": 56.0}),
        ({}, {"is_appeal": False}),
    ],
)
def test_another_matter_is_not_linked(
    facts: Build, first: dict[str, Any], second: dict[str, Any]
) -> None:
    assert not linked(facts(day(0, **first), day(5, **second)))


def test_the_middle_of_a_district_is_no_place(facts: Build) -> None:
    middle = {**NOWHERE, "district": "Лесной", "lat": 58.0, "lon": 56.0}
    clicks = [{**middle, "lat": 58.1 + n / 100} for n in range(6)]
    frame = facts(*(day(n, **row) for n, row in enumerate([middle] * 5 + clicks)))
    assert chains(frame, as_of=AS_OF)["chain_size"].eq(1).all()


def test_a_person_goes_on_without_naming_the_house(facts: Build) -> None:
    frame = facts(
        day(0, author="Анна", answered_at=answered(1), answer_kind="planned"),
        day(4, author="анна", topic="Ямы", **NOWHERE),
    )
    found = chains(frame, as_of=AS_OF)
    assert found["link"].tolist() == ["", "заявитель"]
    assert found["came_back"].tolist() == [False, True]
    assert not found["solved_came_back"].any()


def test_a_person_who_reports_two_houses_reports_two_matters(facts: Build) -> None:
    frame = facts(
        day(0, author="Анна", house="1"),
        day(1, author="Анна", house="2"),
        day(2, author="Анна", house="1"),
    )
    assert chains(frame, as_of=AS_OF)["repeat_of"].tolist() == ["", "", "м1"]


def test_an_old_answer_does_not_count_and_a_long_silence_ends_the_chain(facts: Build) -> None:
    frame = facts(day(0, answered_at=answered(1)), day(90), day(300))
    found = chains(frame, as_of=AS_OF)
    assert found["position"].tolist() == [1, 2, 1]
    assert not found["came_back"].any()
    later = chains(frame, as_of=AS_OF, settings=ChainSettings(within_days=100))
    assert later["came_back"].tolist() == [False, True, False]


def test_the_last_answer_counts(facts: Build) -> None:
    frame = facts(
        day(0, answered_at=answered(1), answer_kind="resolved"),
        day(5, answered_at=answered(6), answer_kind="planned"),
        day(9),
    )
    assert chains(frame, as_of=AS_OF)["solved_came_back"].tolist() == [False, True, False]


def test_what_was_not_known_at_the_moment_is_not_used(facts: Build) -> None:
    frame = facts(day(0, answered_at=answered(1)), day(5))
    early = chains(frame, as_of=answered(4))
    assert early["chain_size"].tolist() == [1, 1]


def test_a_reopened_message_came_back_by_itself(facts: Build) -> None:
    found = chains(facts(day(0, reopened=1.0)), as_of=AS_OF)
    assert found["solved_came_back"].all()
    assert found["came_back"].all()
    assert found["link"].tolist() == ["повторно открыто"]


@pytest.mark.parametrize(
    ("kind", "status", "solved"),
    [
        ("", "Решено", True),
        ("", "ЗАВЕРШЕНО: автоматически", True),
        ("", "Не решено", False),
        ("", "Закрыто без решения", False),
        ("", "В работе", False),
        ("planned", "Завершено", False),
        ("empty", "Завершено", True),
        ("partly", "", True),
    ],
)
def test_what_an_answer_claims(facts: Build, kind: str, status: str, solved: bool) -> None:
    first = day(0, answered_at=answered(1), answer_kind=kind, status=status)
    assert chains(facts(first, day(5)), as_of=AS_OF)["solved_came_back"].iloc[1] == solved


def test_speaking_of_an_earlier_message_is_noted_only_within_a_chain(facts: Build) -> None:
    text = "Уже писала вам, повторно прошу починить фонарь"
    frame = facts(day(0, text=text), day(3, text=text), day(4, text=text, house="77"))
    assert chains(frame, as_of=AS_OF)["says_again"].tolist() == [False, True, False]


def test_the_order_and_the_index_of_rows_do_not_matter(facts: Build) -> None:
    rows = [day(n // 2, house=str(n % 3), answered_at=answered(n)) for n in range(12)]
    frame = facts(*rows).set_index(pd.Index([f"i{n}" for n in range(12)]))
    found = chains(frame, as_of=AS_OF)
    shuffled = chains(frame.sample(frac=1.0, random_state=1), as_of=AS_OF)
    pd.testing.assert_frame_equal(shuffled.loc[found.index], found)
    assert found["came_back"].any()


def test_rows_of_one_id_are_one_message(facts: Build) -> None:
    frame = facts(day(0, id="м"), day(0, id="м"), day(2, id="н"))
    found = chains(frame, as_of=AS_OF)
    assert found["position"].tolist() == [1, 1, 2]
    assert found["chain_size"].tolist() == [2, 2, 2]


def test_no_messages_give_no_chains(facts: Build) -> None:
    frame = facts(day(0)).iloc[:0]
    assert chains(frame, as_of=AS_OF).empty


def test_a_message_without_a_date_is_alone(facts: Build) -> None:
    found = chains(facts(day(0), {"created_at": pd.NaT}), as_of=AS_OF)
    assert found["chain_id"].tolist() == ["chain-м1", "chain-м2"]


def test_a_message_without_an_id_is_refused(facts: Build) -> None:
    with pytest.raises(InputError, match="without an id"):
        chains(facts(day(0, id="")), as_of=AS_OF)
