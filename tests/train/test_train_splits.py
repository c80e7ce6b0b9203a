import numpy as np
import pandas as pd
import pytest
import toy_messages

from tsur_nlp.errors import TrainingError
from tsur_nlp.train import Example, Options, train_from_frame, train_model
from tsur_nlp.train.origin import moments, read_rows
from tsur_nlp.train.splits import HELD_OUT, LEARNED, split_by_time


@pytest.fixture(scope="module")
def dated() -> pd.DataFrame:
    rows = toy_messages.small().sample(frac=1, random_state=5).reset_index(drop=True)
    days = pd.date_range("2025-01-01", periods=len(rows), freq="D")
    return rows.assign(when=days.strftime("%d.%m.%Y %H:%M"))


def split(frame: pd.DataFrame, share: float = 0.2):
    labelled, origin = read_rows(
        frame, text="text", label="group", sublabel=None, mask=toy_messages.unmasked
    )
    return labelled, split_by_time(labelled, origin.keys, moments(frame, "when"), share)


def held_out(frame: pd.DataFrame, share: float = 0.2) -> set[str]:
    labelled, found = split(frame, share)
    pairs = zip(labelled.examples, found.folds, strict=True)
    return {example.key for example, fold in pairs if fold == HELD_OUT}


def test_the_last_rows_are_held_out(dated):
    _, found = split(dated)
    assert (found.later, found.fresh, found.undated) == (30, 30, 0)
    assert found.since.isoformat() == "2025-05-01"
    assert (found.folds == HELD_OUT).sum() == 30
    assert (found.folds == LEARNED).sum() == 120
    assert "с 01.05.2025 по 30.05.2025 — 30, из них не встречались раньше 30" in found.said()


def test_rows_and_different_rows_are_told_apart(dated):
    again = dated.tail(4).assign(when="31.05.2025", text=lambda f: f["text"] + "!!")
    thanks = dated.head(1).assign(when="31.05.2025", text="спасибо", group="Не обращение")
    _, found = split(pd.concat([dated, again, thanks], ignore_index=True))
    assert (found.fresh, found.measured) == (31, 26)
    assert "не встречались раньше 31, а разных с меткой темы 26: по ним" in found.said()


def test_a_text_met_before_is_not_measured(dated):
    again = dated.head(4).assign(when="31.05.2025", text=lambda f: f["text"].str.upper() + "!!")
    frame = pd.concat([dated, again], ignore_index=True)
    _, found = split(frame)
    assert (found.later, found.fresh) == (31, 27)
    assert (found.folds == HELD_OUT).sum() == 27


def test_no_text_stands_on_both_sides_whatever_its_labels(dated):
    other = dated.tail(3).assign(group="Другое", when="01.01.2025")
    keys = {Example(text, "").key for text in other["text"]}
    assert keys <= held_out(dated)
    assert not keys & held_out(pd.concat([dated, other]))


def test_rows_without_a_date_are_learned_from(dated):
    frame = dated.assign(when=dated["when"].mask(dated.index >= 145, "потом"))
    _, found = split(frame)
    assert (found.undated, found.later) == (5, 29)
    assert "Строк без даты 5" in found.said()


def test_rows_of_one_moment_stay_together(dated):
    frame = dated.assign(when=["01.01.2025"] * 75 + ["02.01.2025"] * 75)
    _, found = split(frame)
    assert found.later == 75


def test_the_order_of_rows_changes_nothing(dated):
    assert held_out(dated) == held_out(dated.sample(frac=1, random_state=1))


def test_labels_that_are_new_are_named(dated):
    frame = dated.assign(group=dated["group"].mask(dated.index >= 148, "Новое"))
    _, found = split(frame)
    assert found.new_labels == ("Новое",)
    assert found.as_dict()["new_labels"] == ["Новое"]


@pytest.mark.parametrize(
    ("change", "share", "said"),
    [
        (lambda f: f.assign(when="потом"), 0.2, "no date can be read"),
        (lambda f: f.assign(when="01.01.2025"), 0.2, "too little to learn from"),
        (lambda f: f, 0.05, "raise --time-share"),
        (lambda f: f, 0.97, "lower --time-share"),
        (lambda f: f, 1.0, "between 0 and 1"),
        (lambda f: f.drop(columns="when"), 0.2, "no column 'when': the file has text"),
    ],
)
def test_what_cannot_be_split_is_refused(dated, change, share, said):
    with pytest.raises(TrainingError, match=said):
        split(change(dated), share)


def test_a_model_is_measured_on_what_is_held_out_and_learns_from_all(dated):
    labelled, found = split(dated)
    model = train_model(labelled, Options(), split=found.folds)
    assert model.unseen_rows.tolist() == np.flatnonzero(found.folds == HELD_OUT).tolist()
    whole = train_model(labelled, Options(folds=1))
    assert model.vocabulary == whole.vocabulary
    assert np.array_equal(model.arrays["word_rows"], whole.arrays["word_rows"])


def test_the_figures_of_a_training_by_time_are_those_of_the_last_rows(dated, tmp_path):
    report = train_from_frame(
        dated,
        text="text",
        label="group",
        out=tmp_path / "toy",
        progress=False,
        time="when",
        time_share=0.3,
        learning_curve=False,
        mask=toy_messages.unmasked,
    )
    assert report.evaluation.group.rows == 45
    assert "Отложено последнее: строки с 16.04.2025" in report.summary()
    assert report.as_dict()["split"]["fresh"] == 45
    for name in ("card.md", "report.html"):
        assert "из них не встречались раньше" in (report.path / name).read_text("utf-8")
