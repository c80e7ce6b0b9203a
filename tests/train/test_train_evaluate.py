import json
import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import toy_messages

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.errors import InputError, TrainingError
from tsur_nlp.train import Options, cross_validate, evaluate, evaluate_model, train_from_frame
from tsur_nlp.train.metrics import confused, coverage, figures, per_label
from tsur_nlp.train.threshold import FEW, Decided


@pytest.fixture(scope="module")
def trained(frame, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "toy"
    return train_from_frame(
        frame, text="text", label="group", sublabel="topic", out=out, progress=False
    )


def test_training_from_a_frame_masks_and_writes_a_folder(trained, capfd):
    names = {file.name for file in trained.path.iterdir()}
    assert {"meta.json", "arrays.npz", "card.md", "vocabulary.json"} <= names
    assert "[телефон]" in json.loads((trained.path / "vocabulary.json").read_text("utf-8"))["words"]
    assert "первый уровень" in trained.summary()
    assert trained.as_dict()["metrics"]["group"]["accuracy"] > 0.9
    assert capfd.readouterr().out == ""


def test_meta_tells_the_data_and_the_seed(trained):
    meta = TopicClassifier(trained.path).meta
    assert meta["data"]["rows"] == len(toy_messages.small())
    assert len(meta["data"]["sha256"]) == 64
    assert meta["metrics"]["unseen"]["topic"]["rows"] > 0
    assert {"numpy", "scikit-learn"} <= meta["versions"].keys()


def test_the_card_is_written_from_the_run(trained):
    card = (trained.path / "card.md").read_text(encoding="utf-8")
    assert f"{trained.evaluation.group.accuracy:.3f}".replace(".", ",") in card
    assert "## Когда решает человек" in card


def test_a_saved_model_is_evaluated_on_a_frame(trained):
    rest = toy_messages.frame().iloc[1::3]
    found = evaluate_model(trained.path, rest, text="text", label="group", sublabel="topic")
    assert found.group.accuracy > 0.95
    assert found.topic is not None
    assert found.topic.accuracy > 0.9
    assert "второй уровень" in found.summary()
    assert re.search(r"\d\.\d", found.summary()) is None


def test_the_models_own_threshold_is_measured(trained):
    rest = toy_messages.frame().iloc[1::3]
    found = evaluate_model(trained.path, rest, text="text", label="group").decided
    classifier = TopicClassifier(trained.path)
    topics = list(classifier.map(rest["text"]))
    right = [t.group == group for t, group in zip(topics, rest["group"], strict=True)]
    alone = [r for t, r in zip(topics, right, strict=True) if not t.needs_review]
    assert found.below == classifier.review_below
    assert (found.rows, found.alone) == (len(rest), len(alone))
    assert found.right == np.mean(alone)


def test_a_threshold_says_what_it_gives_and_what_would_be_needed():
    sure, right = np.linspace(1, 0.5, 100), np.arange(100) < 57
    said = Decided.of(sure, right, sure >= 0.6, 0.6).said().replace("\xa0", " ")
    assert said == (
        "порог модели 0,600: без человека 80 %, из них верно 71,2 %; "
        "95 % верных здесь дал бы порог 0,702 (без человека 60 %)"
    )
    nobody = Decided.of(sure, ~right, sure > 1, 1.01)
    assert nobody.right is None
    assert "всё решает человек; 95" in nobody.said()
    assert "не дал бы никакой порог" in nobody.said()


def test_a_threshold_of_few_rows_is_doubted(trained):
    sure, right = np.linspace(1, 0.5, FEW), np.ones(FEW, dtype=bool)
    assert Decided.of(sure, right, right, 0.5).doubt() == ""
    few = Decided.of(sure[:300], right[:300], sure[:300] > 0.9, 0.5)
    assert few.doubt() == (
        "порог посчитан на малом числе строк (300, без человека из них 100): "
        "на новых верных может быть от 89 до 98 %"
    )
    doubt = trained.evaluation.decided.doubt()
    assert doubt.startswith("порог посчитан на малом числе строк (150,")
    assert doubt in trained.summary()
    for paper in ("card.md", "report.html"):
        assert doubt in (trained.path / paper).read_text("utf-8")


def test_rows_left_out_and_labels_alike_are_told(frame, tmp_path):
    rows = frame.copy()
    rows.loc[[0, 1], "group"] = "жкх"
    rows.loc[[2, 3, 4], "group"] = None
    report = train_from_frame(
        rows, text="text", label="group", out=tmp_path / "m", progress=False, learning_curve=False
    )
    card = (report.path / "card.md").read_text("utf-8")
    for said in (report.summary(), card):
        assert "строк 150, пропущено: без метки 3; взято 147, разных 147" in said
        assert "«ЖКХ» (45) и «жкх» (2)" in said
    assert report.as_dict()["counts"]["without_label"] == 3
    assert report.as_dict()["alike"] == [{"ЖКХ": 45, "жкх": 2}]


def never(_):
    pytest.fail("the texts were masked first")


def test_a_file_in_the_place_of_the_folder_is_refused_before_the_work(frame, tmp_path):
    (tmp_path / "busy").write_text("")
    for out in (tmp_path / "busy", tmp_path / "busy" / "model"):
        with pytest.raises(InputError, match="busy is a file"):
            train_from_frame(frame, text="text", label="group", out=out, mask=never)


def test_a_share_of_time_without_the_time_is_refused(frame, tmp_path):
    with pytest.raises(InputError, match="give both"):
        train_from_frame(
            frame, text="text", label="group", out=tmp_path / "m", mask=never, time_share=0.3
        )


def test_an_unknown_column_is_named(frame, tmp_path):
    with pytest.raises(TrainingError, match="no column 'тема'"):
        train_from_frame(frame, text="text", label="тема", out=tmp_path / "x", progress=False)


def test_cross_validation_predicts_every_row_unseen(labelled):
    topics = cross_validate(labelled, Options(folds=1), folds=2)
    found = evaluate(topics, labelled.examples)
    assert found.group.rows == len(labelled.examples)
    assert found.group.accuracy > 0.9


def test_wrong_labels_are_suspected(trained):
    rows = toy_messages.frame().iloc[1::3].reset_index(drop=True)
    rows.loc[0, "group"] = "Медицина"
    found = evaluate_model(trained.path, rows, text="text", label="group")
    assert found.suspicious[0].label == "Медицина"


def test_the_figures_are_those_of_the_scorer(real_data):
    sys.path.insert(0, str(real_data.parent))
    try:
        import score_topics
    finally:
        sys.path.remove(str(real_data.parent))
    random = np.random.default_rng(0)
    gold = pd.Series(random.choice(list("абвг"), 300))
    said = pd.Series(np.where(random.random(300) < 0.7, gold, random.choice(list("абвгд"), 300)))
    sure = random.random(300)
    ours = figures(gold.tolist(), said.tolist(), sure.tolist(), [[s] for s in said])
    theirs = score_topics.line("group", gold, said, sure, None)
    assert ours.weighted_f1 == pytest.approx(theirs["weighted_f1"])
    assert ours.macro_f1 == pytest.approx(theirs["macro_f1"])
    assert ours.ece == pytest.approx(theirs["ece"])
    assert ours.coverage95 == pytest.approx(theirs["coverage95"])


def test_per_label_figures():
    rows = per_label(["а", "а", "б"], ["а", "б", "б"])
    assert [(r.label, r.rows, r.precision, r.recall) for r in rows] == [
        ("а", 2, 1.0, 0.5),
        ("б", 1, 0.5, 1.0),
    ]
    assert confused(["а", "а", "б"], ["а", "б", "б"]) == [("а", "б", 1)]


def test_coverage_counts_the_surest_rows():
    sure = np.array([0.9, 0.8, 0.7, 0.6])
    assert coverage(sure, np.array([True, True, True, False])) == 0.75
    assert coverage(sure, np.array([False, False, False, False])) == 0.0


def test_the_sources_of_the_shipped_corpus_are_ours():
    corpus = Path(__file__).parents[2] / "data" / "corpus"
    rows = pd.concat(pd.read_csv(path, dtype=str) for path in sorted(corpus.glob("*.csv")))
    counts = rows["code"].value_counts()
    assert len(counts) == 196
    assert counts.min() >= 5
    assert counts["00.00"] >= 150
    assert rows["text"].is_unique
