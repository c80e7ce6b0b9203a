"""The sample messages: the generator is deterministic, the files agree with each other."""

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
CSV_FILES = ("messages.csv", "truth.csv", "labelled.csv", "addresses.csv")
COLUMNS = [
    "id", "text", "created_at", "source", "author", "municipality", "district", "assignee",
    "answered_at", "answer_text", "due_on", "closed_at", "status", "reopened",
]  # fmt: skip
HEADERS = (Path(__file__).parents[1] / "cases" / "incident_headers.txt").read_text(encoding="utf-8")
TAXONOMY = SAMPLES.parents[1] / "src" / "tsur_nlp" / "classify" / "data" / "taxonomy.csv"


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def messages() -> list[dict[str, str]]:
    return rows(SAMPLES, "messages.csv")


@pytest.fixture(scope="module")
def truth() -> list[dict[str, str]]:
    return rows(SAMPLES, "truth.csv")


@pytest.fixture(scope="module")
def planted() -> dict:
    return json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))


def table(path: Path) -> list[tuple]:
    workbook = openpyxl.load_workbook(path, read_only=True)
    lines = list(workbook.active.iter_rows(values_only=True))
    workbook.close()
    return lines


@pytest.mark.slow
def test_generator_gives_the_committed_files(tmp_path):
    code = [sys.executable, "-B", str(SAMPLES / "generate.py"), "--out", str(tmp_path)]
    environment = {"PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"}
    subprocess.run(code, check=True, env=environment, capture_output=True)
    for name in (*CSV_FILES, "truth.json"):
        assert (tmp_path / name).read_bytes() == (SAMPLES / name).read_bytes(), name


def test_counts_and_columns(messages, truth):
    assert list(messages[0]) == COLUMNS
    assert 5600 <= len(messages) <= 6400
    assert [m["id"] for m in messages] == [t["id"] for t in truth]
    assert len({m["id"] for m in messages}) == len(messages)
    assert len(rows(SAMPLES, "labelled.csv")) == 1500
    assert len({m["author"] for m in messages}) > 3200


def test_messages_are_in_order_of_time(messages):
    moments = [m["created_at"] for m in messages]
    assert moments == sorted(moments)
    assert moments[0][:10] == "2025-09-15"
    assert moments[-1][:10] == "2026-01-12"


def test_no_template_leftovers(messages):
    leftovers = re.compile(r"[{}|]|\bnone\b|  ")
    for m in messages:
        plain = re.sub(r"\[(id|club)\d+\|[^\]]+\]", "", m["text"])
        assert plain.strip(), m["id"]
        assert not leftovers.search(plain), plain
        assert not leftovers.search(re.sub(r"\[id\d+\|[^\]]+\]", "", m["answer_text"])), m[
            "answer_text"
        ]


def test_answers_come_after_messages(messages):
    for m in messages:
        assert not m["answered_at"] or m["answered_at"] > m["created_at"]
        assert not m["closed_at"] or m["closed_at"] >= m["answered_at"]
        assert bool(m["answered_at"]) == bool(m["answer_text"])
        assert not m["due_on"] or m["due_on"] > m["created_at"]


def test_planted_problems_point_at_messages(messages, truth, planted):
    by_id = {t["id"]: t for t in truth}
    moments = {m["id"]: m["created_at"][:10] for m in messages}
    assert len(planted["problems"]) == 6
    assert {p["kind"] for p in planted["problems"]} == {"surge", "chronic", "recurrent"}
    for p in [*planted["problems"], planted["campaign"]]:
        assert len(p["message_ids"]) == p["messages"] == len(set(p["message_ids"]))
        assert all(by_id[i]["problem"] == p["id"] for i in p["message_ids"])
    for p in planted["problems"]:
        assert all(p["start"] <= moments[i] <= p["end"] for i in p["message_ids"])
        assert {by_id[i]["topic"] for i in p["message_ids"]} == {p["topic"]}
        assert {by_id[i]["municipality"] for i in p["message_ids"]} == {p["municipality"]}


def test_campaign_is_one_text_of_two_authors(messages, planted):
    ids = set(planted["campaign"]["message_ids"])
    copies = [m for m in messages if m["id"] in ids]
    assert len({m["text"] for m in copies}) == 1
    assert len({m["author"] for m in copies}) == 2


def test_topics_are_many_and_belong_to_one_group(truth):
    pairs = {(t["topic_group"], t["topic"]) for t in truth if t["topic"]}
    assert len(pairs) >= 45
    assert len({group for group, _ in pairs}) >= 18
    assert max(Counter(topic for _, topic in pairs).values()) == 1


def test_said_place_is_what_the_truth_shows(truth):
    for t in truth:
        assert bool(t["house"]) == (t["said"] == "house")
        assert bool(t["street"]) == (t["said"] in ("street", "house"))


def test_workbook_has_the_headers_of_the_cabinet():
    headers, *lines = table(SAMPLES / "incident_management.xlsx")
    assert len(headers) == 46
    assert list(headers) == HEADERS.splitlines()
    body = [dict(zip(headers, line, strict=True)) for line in lines]
    assert len(body) > 1000
    assert all(r["Текст инцидента"] and r["Группа тем"] and r["Тема"] for r in body)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", r["Дата создания"]) for r in body)


@pytest.mark.real_data
def test_headers_are_those_of_a_real_export(real_data):
    assert list(table(real_data / "incident_export_sample.xlsx")[0]) == HEADERS.splitlines()


def test_topics_are_in_the_taxonomy(truth):
    with TAXONOMY.open(encoding="utf-8", newline="") as file:
        known = {(r["topic_group"], r["topic"]) for r in csv.DictReader(file)}
    assert {(t["topic_group"], t["topic"]) for t in truth if t["topic"]} <= known


def test_samples_are_small():
    size = sum(p.stat().st_size for p in SAMPLES.rglob("*") if p.suffix != ".pyc")
    assert size <= 8 * 2**20
