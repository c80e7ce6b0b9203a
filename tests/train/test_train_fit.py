import numpy as np
import pandas as pd
import pytest
import toy_messages

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.classify.features import units
from tsur_nlp.train import Options, read_frame, train_model
from tsur_nlp.train.levels import fit_heads
from tsur_nlp.train.names import is_name
from tsur_nlp.train.representation import Representation


def test_training_twice_gives_the_same_bytes(labelled, model, tmp_path):
    first = model.save(tmp_path / "a" / "toy")
    second = train_model(labelled, Options(folds=2)).save(tmp_path / "b" / "toy")
    for file in first.iterdir():
        assert file.read_bytes() == (second / file.name).read_bytes(), file.name


def test_prediction_repeats_what_training_computed(labelled, model, tmp_path):
    messages = [units(example.text) for example in labelled.examples]
    representation = Representation().fit(messages)
    features = representation.matrix(messages)
    head = fit_heads(features, labelled, model.heads, Options())
    classifier = TopicClassifier(model.save(tmp_path / "toy"))
    scores, known = classifier._scorer.scores([example.text for example in labelled.examples])
    assert known.all()
    assert np.abs(scores - head.scores(features)).max() < 0.05


def test_unseen_rows_are_predicted_well_and_calibrated(model):
    best = model.unseen.groups.argmax(axis=1)
    gold = [model.heads.groups.index(e.label) for e in model.labelled.examples]
    assert np.mean(best == np.array(gold)[model.unseen_rows]) > 0.95
    assert all(0 < threshold <= 1.01 for threshold in model.review.values())


def test_the_vocabulary_holds_no_names_and_no_numbers():
    rows = toy_messages.frame()
    rows["text"] += " Иванова Мария Сергеевна, счёт 40817810, Ольга"
    labelled = read_frame(
        rows, text="text", label="group", sublabel=None, mask=toy_messages.unmasked
    )
    words = train_model(labelled, Options(folds=1)).vocabulary["words"]
    assert {"воды", "0000"} <= set(words)
    assert not {"иванова", "мария", "сергеевна", "ольга", "40817810"} & set(words)


@pytest.mark.parametrize("word", ["петрова", "сергеевич", "ольга", "кузнецов", "иванову"])
def test_names_are_known(word):
    assert is_name(word)


@pytest.mark.parametrize("word", ["вода", "снега", "дорога", "света", "лифт", "победы", "мира"])
def test_common_words_are_no_names(word):
    assert not is_name(word)


def test_appeals_are_told_from_thanks(frame, tmp_path):
    thanks = frame.head(60).assign(group="Не обращение")
    thanks["text"] = [f"спасибо большое за работу, {'очень ' * (i % 7)}{i}" for i in range(60)]
    rows = pd.concat([frame, thanks])
    labelled = read_frame(
        rows, text="text", label="group", sublabel=None, mask=toy_messages.unmasked
    )
    classifier = TopicClassifier(train_model(labelled, Options(folds=2)).save(tmp_path / "t"))
    assert not classifier("спасибо за работу").is_appeal
    assert classifier("холодные батареи, примите меры").is_appeal


def test_a_label_with_one_row_does_not_stop_training(frame):
    rows = frame.assign(topic=lambda f: f["topic"].mask(f.index == 0, "Редкость"))
    labelled = read_frame(
        rows, text="text", label="group", sublabel="topic", mask=toy_messages.unmasked
    )
    assert ("ЖКХ / Редкость", 1) in labelled.rare
    assert "Редкость" in train_model(labelled, Options(folds=2)).heads.topics
