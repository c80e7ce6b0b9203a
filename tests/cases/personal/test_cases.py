"""The labelled messages are well formed; cases.jsonl says what cases.txt says."""

from __future__ import annotations

import json

from cases.personal.load import FOLDER, KINDS, address_texts, personal_cases


def test_cases_are_many_and_of_every_kind() -> None:
    cases = personal_cases()
    assert len(cases) >= 320
    assert sum(not case["spans"] for case in cases) >= 60
    assert {span["kind"] for case in cases for span in case["spans"]} == set(KINDS)
    assert len({case["text"] for case in cases}) == len(cases)


def test_spans_hold_no_edge_spaces_and_do_not_overlap() -> None:
    for case in personal_cases():
        last = 0
        for span in case["spans"]:
            piece = case["text"][span["start"] : span["end"]]
            assert piece == piece.strip() != ""
            assert span["start"] >= last
            last = span["end"]


def test_jsonl_is_current() -> None:
    lines = (FOLDER / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == personal_cases()


def test_addresses() -> None:
    texts = address_texts()
    assert len(texts) == len(set(texts)) == 1000
    assert not any("кв" in text.lower().split() for text in texts)
