import json

import numpy as np
import pandas as pd
import pytest
import toy_messages
from typer.testing import CliRunner

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.cli import app
from tsur_nlp.errors import InputError
from tsur_nlp.train import compare, compare_frames
from tsur_nlp.train.drift import verdict
from tsur_nlp.train.drift.shares import class_drift, mean_change
from tsur_nlp.train.drift.words import word_drift


@pytest.fixture(scope="module")
def folder(model, tmp_path_factory):
    return model.save(tmp_path_factory.mktemp("drift") / "toy")


@pytest.fixture(scope="module")
def classifier(folder) -> TopicClassifier:
    return TopicClassifier(folder)


@pytest.fixture(scope="module")
def messages() -> pd.DataFrame:
    return toy_messages.frame()


def test_two_random_halves_say_no(messages, classifier) -> None:
    for seed in range(3):
        mixed = messages["text"].sample(frac=1, random_state=seed)
        found = compare(mixed[:225], mixed[225:], classifier)
        assert not found.due, found.reasons
        assert found.groups.changed == ()
        assert "пора ли переобучить: нет" in found.summary()


def test_other_groups_say_yes_and_which(messages, classifier) -> None:
    medical = messages["group"] == "Медицина"
    found = compare(messages["text"][~medical], messages["text"][medical], classifier)
    assert found.due
    assert "пора ли переобучить: да — сменился состав групп" in found.summary()
    grown = [change.label for change in found.groups.changed if change.now > change.then]
    assert grown == ["Медицина"]


def test_new_words_say_yes_and_names_are_never_shown(messages, classifier) -> None:
    text = "яма на дороге, самокат сломан, водитель Сергей Иванович Кузнецов, дом 15 {}"
    new = [f"{t} самокаты перегородили тротуар" for t in messages["text"]]
    new += [text.format(word) for word in ["снова", "опять", "вчера", "утром", "ночью", "давно"]]
    found = compare(messages["text"], new, classifier)
    assert any("много новых слов" in reason for reason in found.reasons)
    named = [word for word, _ in found.words.words]
    assert {"самокаты", "тротуар"} <= set(named)
    shown = json.dumps(found.as_dict(), ensure_ascii=False) + found.summary()
    assert not any(name in shown.lower() for name in ("сергей", "иванович", "кузнецов"))
    assert all(word.replace("-", "").isalpha() for word in named)


def test_a_few_messages_say_it_is_too_early(messages, classifier) -> None:
    found = compare(messages["text"][:40], messages["text"][-40:], classifier)
    assert not found.due
    assert found.summary().splitlines() == [
        "обращений: было 40, стало 40",
        "пора ли переобучить: рано судить, нужно хотя бы по 100 обращений",
    ]
    assert found.as_dict()["enough_data"] is False


def test_the_order_of_messages_does_not_matter(messages, classifier) -> None:
    old, new = messages["text"][:200], messages["text"][200:]
    shuffled = (part.sample(frac=1, random_state=5) for part in (old, new))
    a, b = compare(old, new, classifier), compare(*shuffled, classifier)
    assert a.as_dict() == b.as_dict()


def scored(frame: pd.DataFrame, group: str, confidence: float) -> pd.DataFrame:
    added = {"nlp_topic_group": group, "nlp_topic_group_confidence": confidence}
    return frame[["text"]].assign(**added, nlp_text_masked=frame["text"])


def test_a_scored_export_is_taken_as_it_is(messages, classifier) -> None:
    old, new = scored(messages, "ЖКХ", 0.95), scored(messages, "ЖКХ", 0.80)
    new.loc[0, "nlp_topic_group"] = None
    found = compare_frames(old, new, classifier)
    assert (found.then, found.now) == (450, 449)
    assert found.accuracy.then == pytest.approx(0.95)
    assert found.accuracy.rise == pytest.approx(-0.15)
    assert any("упала ожидаемая точность: 95,0 % → 80,0 %" in reason for reason in found.reasons)
    assert found.topics is None


def test_an_export_scored_by_another_model_is_refused(messages, classifier) -> None:
    old, new = scored(messages, "ЖКХ", 0.9), scored(messages, "Космос", 0.9)
    with pytest.raises(InputError, match="Космос"):
        compare_frames(old, new, classifier)


def test_a_file_without_texts_is_refused(messages, classifier) -> None:
    with pytest.raises(InputError, match="new file"):
        compare(messages["text"], ["", " "], classifier)
    with pytest.raises(InputError, match="суть"):
        compare_frames(messages, pd.DataFrame({"суть": ["яма"]}), classifier)


def test_classes_are_seldom_named_where_nothing_changed() -> None:
    random = np.random.default_rng(4)
    shares = random.dirichlet(np.ones(12))
    drifts = [
        class_drift(*(random.choice(12, size, p=shares).astype(str) for size in (400, 300)))
        for _ in range(200)
    ]
    assert sum(bool(drift.changed) for drift in drifts) <= 16  # 5 % of 200, and some luck
    mean = np.mean([drift.distance for drift in drifts])
    assert mean == pytest.approx(drifts[0].by_chance, rel=0.25)


def test_a_change_within_its_error_is_none() -> None:
    random = np.random.default_rng(8)
    same, other = random.random(500), random.random(500) * 0.7
    assert mean_change(same, random.random(400)).rise == 0.0
    assert mean_change(same, other).rise == pytest.approx(-0.15, abs=0.03)


def test_novelty_is_judged_against_halves_of_the_old() -> None:
    random = np.random.default_rng(6)
    vocabulary = np.array(
        [f"слово{'абвгдежзик'[i % 10]}{'лмнопрстуф'[i // 10]}" for i in range(100)]
    )
    texts = [" ".join(random.choice(vocabulary, 6)) for _ in range(300)]
    same = word_drift(texts[:150], texts[150:], vocabulary)
    assert same.novelty.rise == 0.0
    half = [f"{text} самокат самокатом" for text in texts[150:]]
    other = word_drift(texts[:150], half, set(vocabulary))
    assert other.novelty.rise == pytest.approx(0.25, abs=0.02)
    assert other.unknown.now == pytest.approx(0.25)
    assert other.words == (("самокат", 150), ("самокатом", 150))


def test_the_command_prints_and_writes(messages, folder, tmp_path) -> None:
    old, new, out = (tmp_path / name for name in ("old.csv", "new.csv", "drift.json"))
    messages[::2].to_csv(old, index=False)
    messages[1::2].to_csv(new, index=False)
    run = CliRunner().invoke(
        app, ["drift", str(old), str(new), "--model", str(folder), "-o", str(out)]
    )
    assert run.exit_code == 0, run.output
    assert "пора ли переобучить: нет" in run.output
    found = json.loads(out.read_text("utf-8"))
    assert found["due"] is False
    assert found["messages"] == {"then": 225, "now": 225}


def test_the_same_file_twice_is_told_and_its_words_are_not_compared(messages, classifier) -> None:
    found = compare(messages["text"], messages["text"], classifier)
    assert "сравнивать нечего" in found.summary()
    assert "слов" not in found.summary()
    assert "0,000 бита" in found.summary()
    assert not found.due
    assert found.words.novelty.rise == 0.0


def test_new_words_name_something_and_a_cut_list_says_so(messages, classifier) -> None:
    ends = ("асфальтоукладчик", "велодорожка", "самокатчик", "электричка", "светофор", "остановка")
    ends += ("подземка", "трамвайчик", "троллейбус", "парковка", "шлагбаум", "тротуар", "лужайка")
    new = [f"{text}, поэтому мною было {' '.join(ends)}" for text in messages["text"]]
    found = compare(messages["text"], new, classifier)
    named = dict(found.words.words)
    assert set(ends) <= named.keys()
    assert not {"поэтому", "мною", "было"} & named.keys()
    assert f"новые слова, первые 12 из {len(named)}: " in found.summary()
    assert found.as_dict()["words"]["new_words"] == len(named)


def test_a_cut_list_of_groups_says_so() -> None:
    old, new = (
        [f"группа {i}" for i in range(14) for _ in range(200 if i % 2 == odd else 100)]
        for odd in (0, 1)
    )
    lines = verdict._classes("группы", class_drift(old, new))
    assert [line.endswith("; и ещё 2") for line in lines] == [False, True, True]


def test_confidence_on_what_the_model_learned_is_not_compared(messages, classifier) -> None:
    """Its own training rows against others: it is surer of the first, and that is no drift."""
    unlike = [f"{text} отзовитесь пожалуйста {number}" for number, text in
              enumerate(messages["text"])]  # fmt: skip
    found = compare(messages["text"], unlike, classifier)
    assert found.learned.then > 0.2  # a third of them, but for what is masked
    assert found.learned.now == 0.0
    assert not any("точность" in reason or "оператор" in reason for reason in found.reasons)
    assert "из прежних обращений модель училась на" in found.summary()
    strange = compare(unlike, unlike[::-1], classifier)
    assert "модель училась" not in strange.summary()
