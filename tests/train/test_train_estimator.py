import pickle
import sys
from io import BytesIO

import joblib
import numpy as np
import pandas as pd
import pytest
import toy_messages
from sklearn.base import clone
from sklearn.exceptions import DataConversionWarning, NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_predict, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from tsur_nlp import artifacts
from tsur_nlp.classify import TopicClassifier
from tsur_nlp.cli import main
from tsur_nlp.errors import (
    ArtifactError,
    ArtifactNotFoundError,
    InputError,
    TrainingError,
    TsurError,
)
from tsur_nlp.train import TopicEstimator, train_from_frame

FAST = {"folds": 1, "mask": False}


@pytest.fixture(scope="module")
def rest() -> pd.DataFrame:
    return toy_messages.frame().iloc[1::3].reset_index(drop=True)


@pytest.fixture(scope="module")
def one(frame) -> TopicEstimator:
    return TopicEstimator(**FAST).fit(frame["text"], frame["group"])


@pytest.fixture(scope="module")
def two(frame) -> TopicEstimator:
    return TopicEstimator(**FAST).fit(frame["text"], frame[["group", "topic"]])


def test_one_level_gives_labels_and_their_probabilities(one, rest):
    said = one.predict(rest["text"])
    sure = one.predict_proba(rest["text"])
    assert said.shape == (len(rest),)
    assert one.classes_.tolist() == ["Дороги", "ЖКХ", "Медицина"]
    assert (one.classes_[sure.argmax(axis=1)] == said).all()
    assert np.allclose(sure.sum(axis=1), 1)
    assert one.score(rest["text"], rest["group"]) == np.mean(said == rest["group"]) > 0.95


def test_two_levels_give_rows_of_a_label_and_its_topic(two, rest):
    said = two.predict(rest["text"])
    assert said.dtype == object
    assert said.shape == (len(rest), 2)
    assert {tuple(pair) for pair in said} <= set(two.topics_)
    assert two.predict_proba(rest["text"]).shape == (len(rest), 3)
    gold = rest[["group", "topic"]]
    assert two.score(rest["text"], gold) == np.mean((said == gold).all(axis=1)) > 0.9


def test_a_score_of_two_levels_counts_what_is_known(two, rest):
    gold = two.predict(rest["text"])
    assert two.score(rest["text"], gold) == 1
    gold[:10, 1] = "другая"
    gold[10:, 1] = ""
    assert two.score(rest["text"], gold) == 1 - 10 / len(rest)
    assert two.score(rest["text"], gold[:, 0]) == 1
    weights = np.arange(len(rest)) >= 10
    assert two.score(rest["text"], gold, sample_weight=weights) == 1


@pytest.mark.parametrize("form", [list, tuple, np.array, pd.Series, "object", "string"])
def test_every_form_of_a_column_is_the_same(frame, one, form):
    def shaped(column):
        return column.astype(form) if isinstance(form, str) else form(column.tolist())

    fitted = TopicEstimator(**FAST).fit(shaped(frame["text"]), shaped(frame["group"]))
    assert (fitted.predict(shaped(frame["text"])) == one.predict(frame["text"])).all()
    assert fitted.classes_.tolist() == one.classes_.tolist()


def test_pairs_may_be_tuples_and_lack_topics(frame):
    pairs = list(zip(frame["group"], frame["topic"].mask(frame.index == 3), strict=True))
    fitted = TopicEstimator(**FAST).fit(frame["text"], pairs)
    assert len(fitted.topics_) == 6


def test_labels_keep_their_type(frame, one):
    codes = frame["group"].map({"Дороги": 10, "ЖКХ": 9, "Медицина": 100})
    fitted = TopicEstimator(**FAST).fit(frame["text"], codes)
    assert fitted.classes_.tolist() == [9, 10, 100]
    assert fitted.predict(["яма на дороге"]).dtype == codes.dtype
    names = one.predict_proba(frame["text"])
    assert np.allclose(fitted.predict_proba(frame["text"])[:, [1, 0]], names[:, :2], atol=0.2)
    assert fitted.score(frame["text"], codes) > 0.95


def test_the_whole_answer_is_that_of_the_saved_model(two, rest, tmp_path):
    path = two.save(tmp_path / "region")
    saved = TopicClassifier(path)
    assert two.predict_topics(rest["text"]) == list(saved.map(rest["text"]))
    assert two.predict_topics(rest["text"])[0].alternatives
    assert (path / "card.md").read_text("utf-8").startswith("# Модель тем «region»")
    assert saved.meta["id"] == "region"
    assert not list(path.glob("*.pkl"))


def test_training_is_that_of_the_command_line(frame, tmp_path):
    columns = {"text": "text", "label": "group", "sublabel": "topic"}
    ours = train_from_frame(frame, **columns, out=tmp_path / "cli", progress=False).path
    fitted = TopicEstimator().fit(frame["text"], frame[["group", "topic"]])
    theirs = fitted.save(tmp_path / "estimator")
    for file in ("arrays.npz", "heads.json", "vocabulary.json", "review.json"):
        assert (ours / file).read_bytes() == (theirs / file).read_bytes(), file


def test_the_order_of_rows_changes_nothing(frame, mixed, one):
    again = TopicEstimator(**FAST).fit(mixed["text"], mixed["group"])
    assert (again.predict_proba(frame["text"]) == one.predict_proba(frame["text"])).all()


def test_a_model_is_taken_from_its_folder(one, two, rest, tmp_path):
    for fitted, name in ((one, "one"), (two, "two")):
        path = fitted.save(tmp_path / name)
        again = TopicEstimator.from_artifact(path, mask=False, review_precision=0.9)
        assert (again.predict(rest["text"]) == fitted.predict(rest["text"])).all()
        assert (again.predict_proba(rest["text"]) == fitted.predict_proba(rest["text"])).all()
        assert again.get_params()["seed"] == fitted.seed
        assert again.classifier_.review_precision == 0.9
        second = again.save(tmp_path / "again" / name)
        assert {f.name: f.read_bytes() for f in path.iterdir()} == {
            f.name: f.read_bytes() for f in second.iterdir()
        }


def test_the_shipped_model_is_an_estimator_too():
    shipped = TopicEstimator.from_artifact("topics-ru")
    assert shipped.predict(["Третий день нет горячей воды", "Большое спасибо вам!"])[0, 0] == "ЖКХ"
    assert "Не обращение" in shipped.classes_
    with pytest.raises(ArtifactNotFoundError):
        TopicEstimator.from_artifact("нет-такой")


def test_a_folder_without_heads_is_refused(one, tmp_path):
    known = one.artifact_
    path = artifacts.save(
        tmp_path / "cut", kind="topics", meta={}, arrays=known.arrays, tables={"review": {}}
    )
    with pytest.raises(ArtifactError, match=r"lacks heads\.json"):
        TopicEstimator.from_artifact(path)


def test_the_command_line_reads_what_is_saved(one, frame, tmp_path, monkeypatch, capfd):
    model, rows, out = one.save(tmp_path / "m"), tmp_path / "in.csv", tmp_path / "out.csv"
    frame.head(5).to_csv(rows, index=False)
    words = ["tsur-nlp", "score", str(rows), "--model", str(model), "-o", str(out)]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as done:
        main()
    assert not done.value.code, capfd.readouterr().err
    said = pd.read_csv(out)["nlp_topic_group"]
    assert said.tolist() == one.predict(frame["text"].head(5)).tolist()


def test_what_is_not_an_appeal_takes_its_share(frame):
    thanks = [
        f"спасибо большое за работу, {'очень ' * (i % 7)}{'рады ' * (i // 7)}" for i in range(60)
    ]
    texts = [*frame["text"], *thanks]
    pairs = [*zip(frame["group"], frame["topic"], strict=True), *[("Не обращение", "")] * 60]
    fitted = TopicEstimator(**FAST).fit(texts, pairs)
    assert "Не обращение" in fitted.classes_
    assert fitted.predict(["спасибо за работу"]).tolist() == [["Не обращение", ""]]
    assert np.allclose(fitted.predict_proba(texts).sum(axis=1), 1)
    assert fitted.score(texts, np.array(pairs)) > 0.95


def test_personal_data_are_masked_first(frame):
    fitted = TopicEstimator(folds=1).fit(frame["text"], frame["group"])
    assert "[телефон]" in fitted.artifact_.tables["vocabulary"]["words"]
    open_, masked = "яма на дороге 8 912 000-11-22", "яма на дороге [ТЕЛЕФОН]"
    assert (fitted.predict_proba([open_]) == fitted.predict_proba([masked])).all()


@pytest.fixture(scope="module")
def mixed(frame) -> pd.DataFrame:
    return frame.sample(frac=1, random_state=0)


def test_it_is_searched_over_a_grid(mixed):
    grid = GridSearchCV(TopicEstimator(**FAST), {"penalty": [0.1, 1.0]}, cv=2)
    grid.fit(mixed["text"], mixed["group"])
    assert grid.best_score_ > 0.9
    assert grid.best_estimator_.penalty == grid.best_params_["penalty"]
    assert grid.best_estimator_.artifact_.meta["penalty"] == grid.best_params_["penalty"]


def test_it_is_cross_validated_on_both_levels(mixed):
    y = mixed[["group", "topic"]].to_numpy()
    estimator = TopicEstimator(**FAST)
    assert cross_val_score(estimator, mixed["text"], y, cv=2).min() > 0.5
    score = cross_val_score(estimator, mixed["text"], mixed["group"], cv=2, scoring="neg_log_loss")
    assert score.min() > -0.7
    sure = cross_val_predict(estimator, mixed["text"], mixed["group"], cv=2, method="predict_proba")
    assert sure.shape == (len(mixed), 3)


def test_it_ends_a_pipeline(frame, one):
    lower = FunctionTransformer(lambda texts: [text.lower() for text in texts])
    pipe = make_pipeline(lower, TopicEstimator(**FAST)).fit(frame["text"], frame["group"])
    assert (pipe.predict(frame["text"]) == one.predict(frame["text"])).all()
    assert pipe.score(frame["text"], frame["group"]) > 0.95
    assert pipe.set_params(topicestimator__penalty=2)[-1].penalty == 2


def test_parameters_are_read_and_cloned(one):
    assert TopicEstimator(penalty=3).get_params() == {
        **TopicEstimator().get_params(),
        "penalty": 3,
    }
    twin = clone(one)
    assert twin.get_params() == one.get_params()
    assert not hasattr(twin, "artifact_")


def by_joblib(estimator):
    file = BytesIO()
    joblib.dump(estimator, file)
    return joblib.load(BytesIO(file.getvalue()))


@pytest.mark.parametrize("copied", [lambda e: pickle.loads(pickle.dumps(e)), by_joblib])
def test_it_is_pickled(two, rest, copied):
    again = copied(two)
    assert (again.predict(rest["text"]) == two.predict(rest["text"])).all()
    assert again.predict_topics(rest["text"]) == two.predict_topics(rest["text"])


def test_a_pickle_holds_no_texts(frame):
    texts = [f"{text} приметноеслово" for text in frame["text"]]
    texts[0] += " единожды сказанное"
    state = pickle.dumps(TopicEstimator(**FAST).fit(texts, frame["group"]))
    assert "приметноеслово".encode() in state
    assert texts[0].encode() not in state
    assert "сказанное приметноеслово".encode() not in state


@pytest.mark.parametrize("method", ["predict", "predict_proba", "predict_topics"])
def test_before_fit_is_said_so(method, tmp_path):
    with pytest.raises(NotFittedError):
        getattr(TopicEstimator(), method)(["нет воды"])
    with pytest.raises(NotFittedError):
        TopicEstimator().save(tmp_path / "x")


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ("нет воды", "X is one text"),
        ([], "X has 0 texts"),
        (["нет воды", None], r"X\[1\] is a NoneType, not a text"),
        ([float("nan")], "fill NaN with ''"),
        (np.array([["нет воды", "нет света"]]), r"one column of texts, not of shape \(1, 2\)"),
        (pd.DataFrame({"text": ["нет воды"]}), r"pass frame\['text'\]"),
    ],
)
def test_what_is_no_column_of_texts_is_refused(one, texts, sentence):
    for method in (one.predict, one.predict_proba, one.predict_topics):
        with pytest.raises(InputError, match=sentence):
            method(texts)
    with pytest.raises(InputError, match=sentence):
        clone(one).fit(texts, ["ЖКХ"])


def test_empty_texts_are_answered_and_sent_to_a_person(one):
    assert one.predict(["", "…"]).shape == (2,)
    assert all(topic.needs_review for topic in one.predict_topics(["", "…"]))


def broken(frame, **change) -> list:
    labels = frame["group"].astype(object).tolist()
    labels[5] = change["label"]
    return labels


@pytest.mark.parametrize(
    ("labels", "error", "sentence"),
    [
        (lambda f: None, InputError, "target y is None"),
        (lambda f: f["group"].head(3), InputError, "X has 150 texts, y has 3 labels"),
        (lambda f: broken(f, label=None), InputError, "y contains NaN or empty labels, 1 of them"),
        (lambda f: broken(f, label=np.nan), InputError, "y contains NaN"),
        (lambda f: broken(f, label="  "), InputError, "drop these rows"),
        (lambda f: broken(f, label=" ЖКХ"), InputError, "differ by spaces only: ЖКХ"),
        (lambda f: pd.Series(broken(f, label=7)), InputError, "y mixes"),
        (lambda f: np.linspace(0, 1, len(f)), ValueError, "Unknown label type"),
        (lambda f: f[["text", "group", "topic"]], ValueError, "1d array"),
        (lambda f: ["ЖКХ"] * len(f), TrainingError, r"one class, \['ЖКХ'\]"),
    ],
)
def test_what_are_no_labels_is_refused(frame, labels, error, sentence):
    with pytest.raises(error, match=sentence):
        TopicEstimator(**FAST).fit(frame["text"], labels(frame))


def test_few_rows_are_refused(frame):
    few = frame.iloc[::10]
    with pytest.raises(TrainingError, match="15 different labelled rows"):
        TopicEstimator(**FAST).fit(few["text"], few["group"])
    assert issubclass(TrainingError, ValueError)
    assert issubclass(InputError, TsurError)


def test_one_column_of_labels_is_read_with_a_warning(frame):
    with pytest.warns(DataConversionWarning):
        fitted = TopicEstimator(**FAST).fit(frame["text"], frame[["group"]])
    assert fitted.predict(["яма на дороге"]).tolist() == ["Дороги"]


@pytest.mark.parametrize(
    "wrong",
    [
        *({"penalty": 0}, {"penalty": "мало"}, {"penalty": float("nan")}, {"folds": 0}),
        *({"folds": 2.5}, {"seed": None}, {"review_precision": 0.99}),
    ],
)
def test_wrong_parameters_are_refused_before_training(frame, wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        TopicEstimator(**wrong).fit(frame["text"], frame["group"])


def test_a_classifier_takes_a_model_in_memory(two, rest, tmp_path):
    path = two.save(tmp_path / "m")
    held = TopicClassifier(artifacts.load(path, kind="topics"))
    texts = rest["text"].tolist()
    assert list(held.map(texts)) == list(TopicClassifier(path).map(texts))
    assert list(pickle.loads(pickle.dumps(held)).map(texts)) == list(held.map(texts))


def test_probabilities_are_those_the_topics_are_decided_by(two, rest):
    texts = rest["text"].tolist() * 8
    found = two.classifier_.probabilities(texts)
    topics = list(two.classifier_.map(texts))
    assert found.groups.shape == (len(texts), 3)
    assert found.topics.shape == (len(texts), 6)
    assert np.allclose(found.groups.max(axis=1), [t.group_confidence for t in topics], atol=1e-6)
    assert two.classifier_.probabilities([]).groups.shape == (0, 3)


def test_labels_that_differ_by_case_are_warned_of(frame):
    rows = frame["group"].copy()
    rows[:2] = "жкх"
    with pytest.warns(UserWarning, match="differ by case .* ЖКХ, жкх"):
        TopicEstimator(**FAST).fit(frame["text"], rows)


def test_numbers_with_a_fraction_of_zero_are_names_of_whole_numbers(frame):
    codes = frame["group"].map({"Дороги": 0.0, "ЖКХ": 1.0, "Медицина": 2.0})
    found = TopicEstimator(**FAST).fit(frame["text"], codes)
    assert found.classes_.tolist() == [0.0, 1.0, 2.0]
    assert found.classifier_.labels == (("0", ""), ("1", ""), ("2", ""))
    assert found.score(frame["text"], codes) > 0.95


def test_spaces_within_a_label_do_not_lose_it(frame):
    found = TopicEstimator(**FAST).fit(frame["text"], frame["group"] + "  и  другое")
    assert len(found.classes_) == 3
    assert found.predict(["нет отопления"]).tolist() == ["ЖКХ  и  другое"]
