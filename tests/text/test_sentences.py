"""Gold cases are written with ``|`` where a sentence ends."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsur_nlp.text.sentences import RULES, sentences

_CASES = (Path(__file__).parents[1] / "cases" / "sentences.txt").read_text(encoding="utf-8")
_GLUED = {"Нет света.|Когда дадут?|Ждём"}


@pytest.mark.parametrize("case", _CASES.splitlines())
def test_gold(case):
    text = case.replace("|", "" if case in _GLUED else " ")
    assert "|".join(s.text for s in sentences(text)) == case


def test_lines_end_sentences_unless_the_line_goes_on():
    text = "1. Яма у дома\n2. Нет света\nво дворе\n\nпрошу помочь"
    found = [s.text for s in sentences(text)]
    assert found == ["1. Яма у дома", "2. Нет света\nво дворе", "прошу помочь"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="аБ5 .!?…)»\n,дг", max_size=40))
def test_spans_cover_all_but_space(text):
    last = 0
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert not text[last : sentence.start].strip()
        last = sentence.end
    assert not text[last:].strip()


def test_rules_are_documented():
    assert all(rule.__doc__ for rule in RULES)
