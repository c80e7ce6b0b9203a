import json
import pickle
import random

import pytest
import toy_messages

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.classify.decide import review_below
from tsur_nlp.errors import ArtifactError, ArtifactNotFoundError, InputError

TEXTS = toy_messages.frame()["text"].tolist()
ODD = ["", " ", "!!!", "\x00", "🙂", "a", "щ" * 3000, "12345678901", "[ИМЯ]", "слово " * 900]


def test_learns_an_easy_set(toy):
    rows = toy_messages.frame()
    topics = list(toy.map(rows["text"]))
    right = [t.group == g for t, g in zip(topics, rows["group"], strict=True)]
    exact = [t.name == n for t, n in zip(topics, rows["topic"], strict=True)]
    assert sum(right) / len(right) > 0.97
    assert sum(exact) / len(exact) > 0.95


def test_one_and_many_are_the_same(toy):
    assert [toy(text) for text in TEXTS[:40]] == list(toy.map(TEXTS))[:40]


def test_order_and_batches_change_nothing(toy, two_levels):
    there = dict(zip(TEXTS, toy.map(TEXTS), strict=True))
    shuffled = TEXTS * 3
    random.Random(5).shuffle(shuffled)
    fresh = TopicClassifier(two_levels)
    assert all(there[t] == topic for t, topic in zip(shuffled, fresh.map(shuffled), strict=True))


def test_order_changes_nothing_in_the_shipped_model(shipped):
    texts = TEXTS[::3] + ODD
    there = list(shipped.map(texts))
    back = list(TopicClassifier("topics-ru").map(reversed(texts)))
    assert there == back[::-1]


def test_map_is_a_stream(toy):
    endless = iter(lambda: "нет воды", None)
    assert next(toy.map(endless)).group == "ЖКХ"


def test_a_full_cache_changes_nothing(toy, two_levels, monkeypatch):
    monkeypatch.setattr("tsur_nlp.classify.rows.CACHE_WORDS", 5)
    assert list(TopicClassifier(two_levels).map(TEXTS * 2)) == list(toy.map(TEXTS * 2))


@pytest.mark.parametrize("model", ["toy", "shipped"])
@pytest.mark.parametrize("text", [*ODD, *TEXTS[:5]])
def test_levels_agree_and_nothing_raises(request, model, text):
    classifier = request.getfixturevalue(model)
    topic = classifier(text)
    assert (topic.group, topic.name) in classifier.labels
    assert 0 <= topic.confidence <= topic.group_confidence <= 1
    assert 0.5 <= topic.appeal_confidence <= 1
    known = {(choice.group, choice.name) for choice in topic.alternatives}
    assert known <= set(classifier.labels)
    assert (topic.group, topic.name) not in known
    sure = [choice.confidence for choice in topic.alternatives]
    assert sure == sorted(sure, reverse=True)


def test_an_empty_text_is_for_a_person(toy, shipped):
    for classifier in (toy, shipped):
        assert classifier("").needs_review
        assert classifier("").group_confidence < 0.7


def test_probabilities_add_up(toy):
    scores, _ = toy._scorer.scores(TEXTS[:30])
    found = toy._heads.probabilities(scores)
    assert found.groups.sum(axis=1) == pytest.approx(1)
    assert found.topics.sum(axis=1) == pytest.approx(1)
    for number in range(len(toy._heads.groups)):
        own = found.topics[:, toy._heads.topic_group == number].sum(axis=1)
        assert own == pytest.approx(found.groups[:, number])


def test_one_level_has_no_topic(one_level):
    classifier = TopicClassifier(one_level)
    topic = classifier("нет горячей воды")
    assert (topic.group, topic.name, topic.confidence) == ("ЖКХ", "", 0.0)
    assert [choice.name for choice in topic.alternatives] == ["", ""]
    assert classifier.explain("нет горячей воды")[0].label == "ЖКХ"


def test_a_pickle_loads_the_model_anew(toy):
    twin = pickle.loads(pickle.dumps(TopicClassifier(toy.artifact, threshold=0.4)))
    assert (twin.threshold, twin(TEXTS[0]).group) == (0.4, toy(TEXTS[0]).group)


def test_review_follows_thereview_below(two_levels):
    assert not TopicClassifier(two_levels, threshold=0.0)(TEXTS[0]).needs_review
    assert TopicClassifier(two_levels, threshold=1.01)(TEXTS[0]).needs_review


def test_a_precision_that_was_not_measured_is_refused(two_levels):
    with pytest.raises(InputError, match=r"0\.42.*0\.97"):
        TopicClassifier(two_levels, review_precision=0.42)("нет воды")


def test_explain_names_the_words_that_decided(toy):
    words = toy.explain("Опять холодные батареи в квартире, помогите", top=3)
    assert len(words) == 3
    assert {"батареи", "холодные"} & {part for word in words for part in word.word.split()}
    assert {word.label for word in words} == {"Отопление"}
    assert [word.weight for word in words] == sorted((w.weight for w in words), reverse=True)


def test_explain_leaves_out_shapes_and_placeholders(toy):
    words = toy.explain("[ИМЯ], дом 15, квартира 7: холодные батареи, 3 дня", top=50)
    assert {"батареи", "холодные"} <= {word.word for word in words}
    assert not [word for word in words if "0" in word.word or "[" in word.word]


def test_a_missing_model_says_where_it_was_looked_for():
    with pytest.raises(ArtifactNotFoundError, match="topics-xx"):
        TopicClassifier("topics-xx")("нет воды")


@pytest.fixture
def copy(two_levels, tmp_path):
    folder = tmp_path / "copy"
    folder.mkdir()
    for file in two_levels.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.mark.parametrize("name", ["arrays.npz", "vocabulary.json", "heads.json", "review.json"])
def test_a_cut_file_is_refused(copy, name):
    (copy / name).write_bytes((copy / name).read_bytes()[:-20])
    with pytest.raises(ArtifactError, match="cut or changed"):
        TopicClassifier(copy)("нет воды")


def test_a_model_of_another_kind_is_refused(copy):
    meta = json.loads((copy / "meta.json").read_text(encoding="utf-8"))
    (copy / "meta.json").write_text(json.dumps({**meta, "kind": "gazetteer"}), encoding="utf-8")
    with pytest.raises(ArtifactError, match="gazetteer"):
        TopicClassifier(copy)("нет воды")


@pytest.mark.parametrize("name", ["heads.json", "vocabulary.json", "review.json"])
def test_a_model_without_a_part_is_refused(copy, name):
    meta = json.loads((copy / "meta.json").read_text(encoding="utf-8"))
    del meta["files"][name]
    (copy / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(ArtifactError, match="lacks"):
        TopicClassifier(copy)("нет воды")


def test_a_precision_between_two_measured_ones_is_read_off_between_them():
    measured = {"0.80": 0.4, "0.90": 0.6, "0.95": 1.01}
    assert review_below(measured, 0.85) == pytest.approx(0.5)
    assert review_below(measured, 0.9) == pytest.approx(0.6)
    assert review_below(measured, 0.92) == 1.01
    with pytest.raises(InputError, match="not measured at precision"):
        review_below(measured, 0.99)
