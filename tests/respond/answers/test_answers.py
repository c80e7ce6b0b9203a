"""What an answer says: kind, promise, evidence, form, and that a row never breaks a batch."""

import csv
import datetime as dt
import pickle
from pathlib import Path

import numpy as np
import pytest

from tsur_nlp.artifacts import load
from tsur_nlp.errors import ArtifactError
from tsur_nlp.records import ANSWER_KINDS, Answer
from tsur_nlp.respond.answers import AnswerReader, AnswerText, KindModel, has_evidence, politeness
from tsur_nlp.respond.answers.features import features
from tsur_nlp.respond.answers.kinds import KIND

CASES = Path(__file__).parents[2] / "cases" / "answers.csv"


@pytest.fixture(scope="module")
def reader() -> AnswerReader:
    return AnswerReader()


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["answer"][:40])
def test_what_an_answer_says(reader: AnswerReader, case: dict[str, str]) -> None:
    day = dt.date.fromisoformat(case["answered_on"])
    answer = reader(AnswerText(case["answer"], case["answer"], day))
    assert answer.kind == case["kind"]
    assert answer.promised == case["promised"]
    assert answer.evidence is (case["evidence"] == "1")


def test_confidences_are_probabilities(reader: AnswerReader) -> None:
    shares = np.array(list(reader.model.probabilities([("Снег убран.", ""), ("", "")])))
    assert shares.shape == (2, len(ANSWER_KINDS))
    assert shares.sum(axis=1) == pytest.approx([1, 1])
    assert shares.min() >= 0


def test_a_stream_reads_like_single_answers(reader: AnswerReader) -> None:
    day = dt.date(2024, 4, 15)
    texts = [AnswerText(case["answer"], case["answer"], day) for case in cases()]
    assert list(reader.map(texts)) == [reader(text) for text in texts]
    assert list(reader.map(texts[::-1])) == list(reader.map(texts))[::-1]


def test_a_worker_reads_the_same(reader: AnswerReader) -> None:
    text = AnswerText("Лампу заменили вчера.", "Лампу заменили вчера.")
    assert pickle.loads(pickle.dumps(reader.model)).kinds == reader.model.kinds
    assert AnswerReader()(text) == reader(text)


def test_on_point_needs_a_question(reader: AnswerReader) -> None:
    text = "Дорогу посыпали песком."
    without = reader(AnswerText(text, text))
    near, far = (reader(AnswerText(text, text, None, near)) for near in ((0.9, 0.9), (0.1, 0.0)))
    assert without.on_point is None
    assert near.on_point is not None
    assert far.on_point is not None
    assert near.on_point > far.on_point


def test_a_model_of_another_vocabulary_is_refused() -> None:
    good = load("answers-ru", kind=KIND)
    cut = {**good.tables, "vocabulary": good.tables["vocabulary"][1:]}
    broken = type(good)(good.path, good.meta, good.arrays, cut)
    with pytest.raises(ArtifactError, match="another model"):
        list(KindModel(broken).probabilities([("Снег убран.", "")]))


def test_a_model_without_a_part_is_refused() -> None:
    good = load("answers-ru", kind=KIND)
    arrays = {name: array for name, array in good.arrays.items() if name != "bias"}
    with pytest.raises(ArtifactError, match="lacks bias"):
        KindModel(type(good)(good.path, good.meta, arrays, good.tables)).kinds  # noqa: B018


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Снег убран, фото прилагаем.", True),
        ("Работы выполнены (фото).", True),
        ("Составлен акт осмотра № 4 от 12.03.2024.", True),
        ("Просим приложить фото места.", False),
        ("На приложенной Вами фотографии другой дом.", False),
        ("Согласно приложению № 5 к постановлению нарушений нет.", False),
        ("Скачайте мобильное приложение: в нём есть график.", False),
    ],
)
def test_evidence(text: str, there: bool) -> None:
    assert has_evidence(text) is there


def test_forms_of_politeness() -> None:
    text = "Добрый день! Приносим извинения за неудобства. С уважением, пресс-служба"
    assert politeness(text) == ("greeting", "apology", "closing")
    assert politeness("Снег убран.") == ()


def test_the_record_says_nothing_by_default() -> None:
    assert Answer("resolved", 0.9) == Answer("resolved", 0.9, "", False, None, ())


def test_the_score_of_a_sentence_is_the_sum_over_its_features(reader: AnswerReader) -> None:
    sentence = "снег убран 0 марта, снег с крыши будет убран завтра."
    numbers = [reader.model._vocabulary.get(name) for name in features(sentence)]
    arrays = reader.model._loaded.arrays
    known = [number for number in numbers if number is not None]
    scores = arrays["rows"][known].sum(axis=0, dtype=np.int64) * arrays["step"]
    assert reader.model._row(sentence)[:-1] == pytest.approx(scores, abs=1e-9)
    assert reader.model._row(sentence)[-1] == pytest.approx(float(arrays["lengths"][known].sum()))


def test_forms_are_found_side_by_side() -> None:
    said = "Добрый день! Уважаемый житель, благодарим за сигнал, сожалеем о задержке. С уважением"
    assert politeness(said) == ("greeting", "address", "thanks", "apology", "closing")
