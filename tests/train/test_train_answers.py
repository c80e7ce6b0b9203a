"""Training the model of answers: what it learns, what it refuses, what it must not remember."""

from pathlib import Path

import numpy as np
import pytest

from tsur_nlp.artifacts import Artifact, load
from tsur_nlp.errors import TrainingError
from tsur_nlp.records import ANSWER_KINDS
from tsur_nlp.respond.answers import KindModel
from tsur_nlp.respond.answers.kinds import KIND
from tsur_nlp.train.answers import AnswerModel, LabelledAnswer, fit_answers, read_answers
from tsur_nlp.train.answers.fit import folds
from tsur_nlp.train.answers.labelled import EXAM, invented, masked, of_file
from tsur_nlp.train.answers.vocabulary import Vocabulary, features_of

FOLDER = Path(__file__).parents[2] / "data" / "answers"


@pytest.fixture(scope="module")
def answers() -> list[LabelledAnswer]:
    return masked(list(invented(FOLDER))[::6])


@pytest.fixture(scope="module")
def model(answers: list[LabelledAnswer]) -> AnswerModel:
    return fit_answers(answers, (0.0, 1.0, 2.0))


def test_every_kind_is_invented() -> None:
    kinds = [answer.kind for answer in invented(FOLDER)]
    assert min(kinds.count(kind) for kind in ANSWER_KINDS) >= 200


def test_the_exam_is_not_learned_from() -> None:
    exam = {answer.answer for answer in of_file(FOLDER / EXAM)}
    assert len(exam) >= 250
    assert not exam & {answer.answer for answer in invented(FOLDER)}


def test_unseen_answers_are_told_better_than_by_the_commonest_kind(
    answers: list[LabelledAnswer], model: AnswerModel
) -> None:
    kinds = np.array([ANSWER_KINDS.index(answer.kind) for answer in answers])
    right = (model.unseen.argmax(axis=1) == kinds).mean()
    assert right > 2 * np.bincount(kinds).max() / len(kinds)


def test_the_artifact_says_what_was_learned(
    answers: list[LabelledAnswer], model: AnswerModel, tmp_path: Path
) -> None:
    loaded = load(model.save(tmp_path / "mine", meta={}, card=""), kind=KIND)
    read = KindModel(loaded)
    assert read.on_point == (0.0, 1.0, 2.0)
    shares = list(read.probabilities((a.answer, a.found) for a in answers))
    kinds = [ANSWER_KINDS[share.argmax()] for share in shares]
    same = np.mean([kind == answer.kind for kind, answer in zip(kinds, answers, strict=True)])
    assert same > 0.95


def test_the_artifact_adds_up_what_the_matrix_holds(answers: list[LabelledAnswer]) -> None:
    found = [features_of(answer.answer, answer.found) for answer in answers]
    vocabulary = Vocabulary.of(found)
    weights = np.random.default_rng(0).normal(size=(len(vocabulary.names), 3))
    arrays = {
        "rows": np.rint(weights * vocabulary.weights[:, None] * 1e6).astype(np.int64),
        "lengths": vocabulary.weights**2,
        "step": np.full(3, 1e-6),
        "bias": np.zeros(3),
    }
    tables = {"vocabulary": list(vocabulary.names), "answers": {"kinds": ["a", "b", "c"]}}
    read = KindModel(Artifact(Path("none"), {}, arrays, tables))
    shares = np.array(list(read.probabilities((a.answer, a.found) for a in answers[:20])))
    odds = np.exp(vocabulary.matrix(found[:20]) @ weights)
    assert shares == pytest.approx(odds / odds.sum(axis=1, keepdims=True), abs=1e-4)


def test_answers_that_differ_in_numbers_stand_in_one_fold() -> None:
    one = next(invented(FOLDER))
    same = [one._replace(answer=f"Снег убран {day} марта.") for day in range(1, 30)]
    assert len(set(folds(same, 0).tolist())) == 1


def test_no_name_is_remembered() -> None:
    told = ["Мастер Кузнецова Марина кран заменила."] * 3
    words = set(Vocabulary.of([features_of(t, "") for t in told]).names)
    assert "wзаменить_vpast" in words
    assert not [name for name in words if name[0] == "w" and "марина" in name]


def test_a_kind_that_there_is_not_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    header = "question,answered_on,answer,kind,promised,evidence,on_point\n"
    path.write_text(header + "Яма,2024-04-15,Заделали,done,,0,1\n", encoding="utf-8")
    with pytest.raises(TrainingError, match=r"mine\.csv: no kind of answer 'done'"):
        read_answers(tmp_path)


def test_real_answers_join_where_they_are(real_data: Path) -> None:
    answers = read_answers(FOLDER, real_data.parent)
    real = [answer for answer in answers if answer.weight > 1]
    assert {answer.source for answer in real} == {"answers_dev", "petersburg_read"}
    assert len(real) > 900
