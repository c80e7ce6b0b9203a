"""What holds for every string: repairs replay, settle, map back, and never raise."""

import pickle
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsur_nlp.normalize import EXPANSIONS, REPAIRS, expansions, is_clean, repaired, replay
from tsur_nlp.records import Step
from tsur_nlp.text.offsets import apply, origin

_PIECES = [
    "Пpошу", "оооочень", "ghbdtn", "ytn djls", "#ямынадорогах", "&quot;", "&amp;lt;b&gt;", "<br>",
    "<b>", "</b>", "['", "']", "> ", "\\n", "\\xa0", "!!!!!", "?!?!", "....", "😡", "\u200b",
    "\xa0", "\r\n", "\n", "  ", " ", "\t",
    "\x00", "и\u0306", "за\u0301мок", "（", "Ⅲ", "1\ufe0f\u20e3",
    "https://site.ru/a?b", "user@site.ru", "[id1|Имя]", "ул. Мира", "д. 5", "УК", "ТСЖ", "ООО",
    "т.к.", "QR-код", "Windows",
    "III", "дом", "вода", "a", "c", ".", ",", "5", "\ud800", "ё", "ëлка",
    "＜b＞",
]  # fmt: skip
_TEXTS = st.one_of(
    st.text(alphabet=st.characters(), max_size=40),
    st.text(alphabet="ао оАabc<>&#;[]'\\n!?. \n\r\t\u200b😡\u0301", max_size=30),
    st.lists(st.sampled_from(_PIECES), max_size=12).map("".join),
    st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join),
)


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_steps_replay_to_the_text(text):
    for repaired_text, steps in (repaired(text), expansions(text)):
        assert replay(text, steps) == repaired_text


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_a_repaired_text_needs_no_repair(text):
    once, _ = repaired(text)
    assert repaired(once) == (once, ())


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_each_repair_settles(text):
    for fix in REPAIRS:
        once = fix(text)
        again = fix(once)
        assert fix(again) == again


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_the_shortcut_skips_only_idle_repairs(text):
    """Round after round of all repairs gives what the shortcuts give."""
    full = text
    for _ in range(12):
        for fix in REPAIRS:
            full = fix(full)
    assert repaired(text)[0] == full


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_origin_is_monotonic_and_inside(text):
    final, steps = repaired(text)
    spans = [origin(steps, i, i + 1) for i in range(len(final))]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert [end for _, end in spans] == sorted(end for _, end in spans)


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_a_character_left_alone_maps_to_itself(text):
    edits = tuple((m.start(), m.end(), "") for m in re.finditer(r"[aа]+", text))
    steps = (Step("drop", edits),) if edits else ()
    final = apply(text, edits)
    for i, character in enumerate(final):
        start, end = origin(steps, i, i + 1)
        assert text[start:end] == character


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_edits_are_sorted_and_apart(text):
    for fix in (*REPAIRS, *EXPANSIONS):
        last = 0
        for start, end, _ in fix.edits(text):
            assert last <= start <= end <= len(text)
            last = end


@pytest.mark.parametrize("text", ["Не горит фонарь, ул. Мира, д. 5.", "", "Ну вот... 1000 ООО"])
def test_a_clean_text_comes_back_as_the_same_object(text):
    final, steps = repaired(text)
    assert final is text
    assert steps == ()


def test_clean_test_knows_common_cases():
    assert is_clean("Снег, лёд; д. 5 — «яма» №2!")
    assert not is_clean("Снег\xa0")


@pytest.mark.parametrize("fix", [*REPAIRS, *EXPANSIONS], ids=repr)
def test_every_repair_is_documented_with_a_case_against_it(fix):
    assert ">>>" in fix.__doc__
    assert "Not " in fix.__doc__
    assert pickle.loads(pickle.dumps(fix)) is fix


@pytest.mark.parametrize(
    "piece",
    ["а", "\\", "<!--", "&amp;", " \n", "#", "a.b-", "[id1|", "оооа", "ghbdtn ", "Пp", "ооо "],
    ids=repr,
)
def test_long_hostile_texts_take_linear_time(piece):
    text = piece * (60_000 // len(piece))
    final, steps = repaired(text)
    assert replay(text, steps) == final
