"""The header table: known exports, priorities, overrides."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from tsur_nlp.errors import ExportError
from tsur_nlp.exports import NAMES, headers, recognise, rename

INCIDENT = {
    "id": "ID",
    "text": "Текст инцидента",
    "created_at": "Дата создания",
    "source": "Урл блога",
    "region": "Регион",
    "municipality": "Муниципалитет",
    "settlement": "Населенный пункт",
    "street": "Улица",
    "house": "Дом",
    "topic_group": "Группа тем",
    "topic": "Тема",
    "assignee": "Исполнитель",
    "answered_at": "Общее время первого ответа",
    "answer_text": "Общий текст первого ответа",
    "closed_at": "Дата окончания",
    "status": "Итог",
}


def test_every_header_means_one_column() -> None:
    path = Path(headers.__file__).parent / "data" / "headers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["name"], headers._key(row["header"])) for row in csv.DictReader(file)]
    # The first answer is the answer where the export has no other.
    keys = [key for name, key in rows if name != "first_answered_at"]
    assert sorted(set(keys)) == sorted(keys)
    assert {name for name, _ in rows} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_canonical_name_is_its_own_header(name: str) -> None:
    assert recognise(["nothing", name.upper().replace("_", " ")]).found == (name,)


@pytest.mark.real_data
def test_all_headers_of_the_incident_export(real_data: Path) -> None:
    from tsur_nlp.exports import read

    frame = read(real_data / "incident_export_sample.xlsx")
    assert frame.shape == (39, 46)
    assert dict(recognise(frame.columns).mapping) == INCIDENT


def test_other_known_exports() -> None:
    city = recognise(["id", "category", "reason", "building_address", "answer_org", "answer_at"])
    assert dict(city.mapping) == {
        "id": "id",
        "topic_group": "category",
        "topic": "reason",
        "assignee": "answer_org",
        "answered_at": "answer_at",
    }
    portal = recognise(["id", "text", "topic", "responsible"])
    assert portal.mapping["assignee"] == "responsible"
    krai = recognise(["id", "text", "executor", "topic_group", "topic", "source"])
    assert krai.mapping["assignee"] == "executor"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("ТЕКСТ  ОБРАЩЕНИЯ:", "text"),
        ("Населённый пункт", "settlement"),
        ("дата_поступления", "created_at"),
        ("Дата поступления (местное время)", "created_at"),
        ("№ п/п", "id"),
        ("№", "id"),
        ("Заявитель", "author"),
        ("Ответственный исполнитель", "assignee"),
    ],
)
def test_spelling_does_not_matter(header: str, name: str) -> None:
    assert dict(recognise([header]).mapping) == {name: header}


def test_higher_in_the_table_wins_whatever_the_order() -> None:
    for order in (["Содержание", "Текст обращения"], ["Текст обращения", "Содержание"]):
        assert recognise(order).mapping["text"] == "Текст обращения"


def test_override_takes_the_header_from_its_usual_column() -> None:
    found = recognise(["text", "Описание"], {"text": "описание", "answer_text": "text"})
    assert dict(found.mapping) == {"text": "Описание", "answer_text": "text"}


def test_missing_columns_are_told() -> None:
    found = recognise(["text"])
    assert found.found == ("text",)
    assert "created_at" in found.missing


def test_absent_override_names_what_there_is() -> None:
    with pytest.raises(ExportError, match=r"did you mean 'Суть дела'.*Суть дела, Город"):
        recognise(["Суть дела", "Город"], {"text": "Суть"})


def test_rename_keeps_the_column_it_pushes_out() -> None:
    frame = pd.DataFrame({"text": ["a"], "Суть": ["b"]})
    assert list(rename(frame, {"text": "Суть"})) == ["text.1", "text"]
    assert list(rename(frame, None)) == ["text", "Суть"]
