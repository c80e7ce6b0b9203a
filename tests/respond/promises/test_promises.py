"""What answers promise: invented cases, and what must hold of any text."""

import csv
import datetime as dt
import re
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsur_nlp.respond import promises
from tsur_nlp.respond.promises import lexicon
from tsur_nlp.respond.promises.by_term import by_term
from tsur_nlp.respond.promises.context import Weight
from tsur_nlp.respond.promises.finder import RULES, choose
from tsur_nlp.respond.promises.mention import Mention
from tsur_nlp.respond.promises.pieces import pieces
from tsur_nlp.text.sentences import sentences

_CASES = Path(__file__).parents[2] / "cases" / "promises.csv"
_DAY = dt.date(2024, 5, 15)
_ABBREVIATIONS = "data/sentence_abbreviations.csv"


def _cases() -> list[dict[str, str]]:
    with _CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["answer"][:60])
def test_promised(case):
    day = dt.date.fromisoformat(case["answered_on"]) if case["answered_on"] else None
    assert promises.promised(case["answer"], day) == case["promised"]


def test_cases_hold_many_dates_that_are_no_promises():
    nothing = [case for case in _cases() if not case["promised"]]
    assert len(_cases()) >= 100
    assert len(nothing) >= 40


def test_the_span_is_that_of_the_answer():
    answer = "Здравствуйте, Пётр! Ёлку уберут ДО 1 ФЕВРАЛЯ."
    promise = promises.find(answer, dt.date(2024, 1, 15))
    assert promise is not None
    assert promise.text == answer[promise.start : promise.end] == "1 ФЕВРАЛЯ"
    assert (promise.rule, promise.date, promise.vague) == ("by_month", dt.date(2024, 2, 1), False)


def test_a_vague_promise_names_its_sentence():
    promise = promises.find("Мы были на месте. Щебень завезём в ближайшее время.", _DAY)
    assert promise is not None
    assert promise.vague
    assert promise.date is None
    assert promise.text == "Щебень завезём в ближайшее время."


def test_map_keeps_the_order():
    answers = [("Уберём завтра.", _DAY), ("Убрано.", _DAY), ("Уберём завтра.", None)]
    assert [p and p.date for p in promises.map(answers)] == [dt.date(2024, 5, 16), None, None]


def test_a_day_says_more_than_the_year_around_it_and_the_last_day_counts():
    year = Mention(0, 4, dt.date(2025, 1, 1), dt.date(2025, 12, 31), "by_year")
    may, july = (Mention(0, 4, day, day, "by_month") for day in (_DAY, dt.date(2025, 7, 1)))
    assert choose([(Weight.WORK, year), (Weight.WORK, july), (Weight.WORK, may)]) == july
    assert choose([(Weight.STEP, july), (Weight.WORK, may)]) == may
    assert choose([]) is None


@pytest.mark.parametrize("tail", ["со дня подачи заявления", "после поступления материалов"])
def test_a_term_counted_from_something_else_has_no_date(tail):
    assert list(by_term(f"в течение 10 дней {tail}", _DAY)) == []


def test_every_phrase_is_a_pattern_for_folded_text():
    for kind in lexicon.phrases():
        assert not lexicon.says("", kind), kind
        # «ё» and capitals are folded away, so a phrase with them would never match.
        assert not re.search("[ЁёА-Я]", "".join(lexicon.phrases()[kind])), kind


def test_phrases_that_begin_a_word_do_not_end_one():
    assert lexicon.says("до суда дойдет", "court")
    assert not lexicon.says("посуда вымыта", "court")


def test_every_stem_belongs_to_a_rule():
    assert {row["rule"] for row in lexicon.rows("anchors")} <= {*RULES, "figures", "vague"}


_TEXT = (
    "Здравствуйте! На ул. Мира, д. 5, по данным за 2021 г. Прошу, снег убран. Работы «Свет» "
    "завершены. В 2022 г. Пермь ждёт И. И. Петров. Напр. Лампы заменены... И урны. 5. Яма заделана."
)


@pytest.mark.parametrize("cut", range(0, len(_TEXT), 3))
def test_pieces_are_whole_sentences(cut):
    text = _TEXT[cut:] + " " + _TEXT[:cut]
    whole = [sentence.text for sentence in sentences(text)]
    assert [s.text for _, piece in pieces(text) for s in sentences(piece.text)] == whole
    assert "".join(piece.text for _, piece in pieces(text)) == text


def test_no_abbreviation_is_long_enough_for_the_end_of_a_piece():
    assert len(list(pieces("Обрезан. Спил."))) == 2
    with resources.files("tsur_nlp.text").joinpath(_ABBREVIATIONS).open(encoding="utf-8") as file:
        assert max(len(row["short"]) for row in csv.DictReader(file)) < len("обрезан")


@pytest.mark.parametrize("answer", ["Яма заделана 12.04.2024.", "В 2023 году яма заделана."])
def test_a_piece_whose_times_are_over_is_not_judged(answer):
    ((_, piece),) = pieces(answer)
    assert dt.date(2023, 1, 1) < piece.latest < _DAY
    ((_, ahead),) = pieces(answer + " завтра")
    assert ahead.latest == dt.date.max


@given(
    st.text("до к в за срок 10 20 2025 . , - мая будет планируется через недели пятницу ёЁ\n№«»İ"),
    st.none() | st.dates(dt.date(2015, 1, 1), dt.date(2035, 1, 1)),
)
def test_any_text_gives_a_promise_ahead_or_none(text, day):
    promise = promises.find(text, day)
    if promise is not None:
        assert promise.vague == (promise.date is None)
        assert promise.text == text[promise.start : promise.end]
        assert promise.date is None or day is None or promise.date >= day
