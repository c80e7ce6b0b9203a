"""Invented cases with their spans, and addresses in which nothing may be masked."""

import json
from pathlib import Path

import pytest

from tsur_nlp.normalize.personal import PersonalDataMasker, apply

CASES = Path(__file__).parents[1] / "cases" / "personal_dev"
ROWS = [json.loads(line) for line in (CASES / "cases.jsonl").read_text("utf-8").splitlines()]
ADDRESSES = (CASES / "addresses.txt").read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def masker() -> PersonalDataMasker:
    return PersonalDataMasker()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_case(masker: PersonalDataMasker, row: dict) -> None:
    text = row["text"]
    found = [(s.kind, text[s.start : s.end]) for s in masker.find(text)]
    gold = [(s["kind"], text[s["start"] : s["end"]]) for s in row["spans"]]
    assert len(found) == len(gold), found
    for (kind, piece), (gold_kind, gold_piece) in zip(found, gold, strict=True):
        assert kind == gold_kind
        assert gold_piece in piece or (piece in gold_piece and len(piece) >= 0.8 * len(gold_piece))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_masked_case_stays_as_it_is(masker: PersonalDataMasker, row: dict) -> None:
    masked = apply(row["text"], masker.find(row["text"]))
    assert masker.find(masked) == ()


def test_no_address_is_masked(masker: PersonalDataMasker) -> None:
    wrong = {line: masker.find(line) for line in ADDRESSES}
    assert {line: spans for line, spans in wrong.items() if spans} == {}
