"""docs/formats.md explains every header, column and field that files have."""

from __future__ import annotations

import csv
import dataclasses
import json
import re

import pytest
from docs.blocks import DOCS, ROOT

from tsur_nlp.columns import ANSWER_COLUMNS, COLUMNS
from tsur_nlp.exports import NAMES
from tsur_nlp.records import Campaign, Place, SystemicProblem, UnitHeat
from tsur_nlp.respond.responses.table import COLUMNS as OF_RESPONSES

PAGE = (DOCS / "formats.md").read_text(encoding="utf-8")
HEADERS = ROOT / "src" / "tsur_nlp" / "exports" / "data" / "headers.csv"


def _section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
    assert found, f"formats.md has no section {title}"
    return found[1]


def _explained(section: str) -> set[str]:
    """The names in the first cells of the tables of a section."""
    rows = re.findall(r"^\|([^|]+)\|[^|]*[^|\s][^|]*\|", section, re.M)
    return {name for cell in rows for name in re.findall(r"`([^`]+)`", cell)}


def test_the_table_of_headers_is_that_of_the_library() -> None:
    table = PAGE.split("<!-- headers:begin -->")[1].split("<!-- headers:end -->")[0]
    rows = [line.strip("| ").split(" | ") for line in table.strip().splitlines()[2:]]
    shown = {name.strip("`"): known.split(", ") for name, _, known in rows}
    with HEADERS.open(encoding="utf-8", newline="") as file:
        known = [(row["name"], row["header"]) for row in csv.DictReader(file)]
    assert list(shown) == list(NAMES)
    for name in NAMES:
        assert shown[name] == [header for n, header in known if n == name and header != n], name


def test_every_column_that_score_adds_is_explained() -> None:
    assert _explained(_section("Что добавляет `score`")) == {*COLUMNS, *ANSWER_COLUMNS}


@pytest.mark.parametrize(
    ("record", "title"), [(SystemicProblem, "problems.json"), (UnitHeat, "heat.json")]
)
def test_every_field_of_a_record_is_explained(record: type, title: str) -> None:
    assert _explained(_section(title)) == {field.name for field in dataclasses.fields(record)}


def test_the_fields_told_in_a_sentence_are_there() -> None:
    for record, title in ((Campaign, "problems.json"), (Place, "Что добавляет `score`")):
        told = set(re.findall(r"`([a-z_]+)`", _section(title)))
        assert told >= {field.name for field in dataclasses.fields(record)}


def test_every_column_of_responses_is_explained() -> None:
    told = _explained(_section("Ответы")) | {"by", "name"}
    ends = ("_median", "_p90")
    limits = {f"{n}{e}" for n in told if n.endswith(ends) for e in ("_low", "_high")}
    assert told | limits == set(OF_RESPONSES)


def test_problems_that_the_command_writes_have_these_fields(desk) -> None:
    written = json.loads((desk / "вчера.json").read_text(encoding="utf-8"))
    assert written
    assert set(written[0]) == _explained(_section("problems.json"))
