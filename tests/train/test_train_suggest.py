import numpy as np
import pandas as pd
import pytest
import toy_messages
from scipy import sparse
from typer.testing import CliRunner

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.cli import app
from tsur_nlp.errors import InputError
from tsur_nlp.records import Topic, TopicChoice
from tsur_nlp.train import suggest
from tsur_nlp.train.suggestion.diverse import counts, density, vectors
from tsur_nlp.train.suggestion.picking import doubt, pick, weak_groups

ADDED = [
    *("suggest_rank", "suggest_reason"),
    *("nlp_topic_group", "nlp_topic", "nlp_topic_group_confidence"),
]


@pytest.fixture(scope="module")
def folder(model, tmp_path_factory):
    return model.save(tmp_path_factory.mktemp("suggest") / "toy")


@pytest.fixture(scope="module")
def classifier(folder) -> TopicClassifier:
    return TopicClassifier(folder)


@pytest.fixture(scope="module")
def stream() -> pd.DataFrame:
    frame = toy_messages.frame()
    mixed = [f"яма у поликлиники, {a} {b}" for a in ("опять", "снова") for b in ("лужа", "лёд")]
    texts = [*frame["text"], *mixed, "холодная вода залила дорогу", "врач не проехал: снег"]
    return pd.DataFrame({"№": [f"Т-{i}" for i in range(len(texts))], "text": texts})


def test_rows_are_the_callers_own_with_columns_behind(stream, classifier) -> None:
    found = suggest(stream, classifier, 20)
    assert list(found.columns) == ["№", "text", *ADDED]
    assert found["suggest_rank"].tolist() == list(range(1, 21))
    pd.testing.assert_frame_equal(found[["№", "text"]], stream.loc[found.index])
    assert found["nlp_topic_group"].isin(["ЖКХ", "Дороги", "Медицина"]).all()
    assert found["suggest_reason"].str.contains("«").all()


def test_the_unclear_come_before_the_clear(stream, classifier) -> None:
    mixed = range(450, 456)  # the other 450 are those the model learned from
    assert len(set(suggest(stream, classifier, 10).index) & set(mixed)) >= 4


def test_the_order_of_rows_does_not_matter(stream, classifier) -> None:
    shuffled = stream.sample(frac=1, random_state=3)
    a, b = (suggest(rows, classifier, 25, 1) for rows in (stream, shuffled))
    pd.testing.assert_frame_equal(a, b)


def test_blanks_and_copies_are_left_out_and_more_than_there_is_gives_all(classifier) -> None:
    texts = ["Яма на дороге", "яма, на дороге!", "", "  ", None, 15.0, "нет врача", float("nan")]
    found = suggest(pd.DataFrame({"text": texts}), classifier, 50)
    assert sorted(found["text"].str.lower().str.strip("!")) == ["нет врача", "яма на дороге"]


def test_a_list_of_texts_and_another_header(classifier) -> None:
    texts = ["нет врача в больнице", "яма на дороге", "ледяные батареи"]
    assert sorted(suggest(texts, classifier, 3)["text"]) == sorted(texts)
    export = pd.DataFrame({"Текст обращения": texts})
    assert len(suggest(export, classifier, 2)) == 2


def test_columns_of_an_earlier_run_give_way(classifier) -> None:
    rows = pd.DataFrame({"text": ["нет врача"], "nlp_topic_group": ["старое"], "ещё": [1]})
    found = suggest(rows, classifier, 1)
    assert list(found.columns) == ["text", "ещё", *ADDED]
    assert found["nlp_topic_group"].tolist() == ["Медицина"]


@pytest.mark.parametrize(
    ("rows", "count", "says"),
    [
        ({"text": ["яма"]}, 0, "count"),
        ({"суть": ["яма"]}, 1, "суть"),
        ({"text": [" ", None]}, 1, "nothing to suggest"),
    ],
)
def test_what_cannot_be_used_is_told(classifier, rows, count, says) -> None:
    with pytest.raises(InputError, match=says):
        suggest(pd.DataFrame(rows), classifier, count)


def test_doubt_takes_the_topics_of_a_group_together() -> None:
    others = (
        TopicChoice("А", "три", 0.1),
        TopicChoice("Б", "раз", 0.2),
        TopicChoice("Б", "два", 0.2),
    )
    assert doubt(Topic("А", 0.5, "один", 0.4, others)) == pytest.approx(0.9)
    assert doubt(Topic("А", 0.5)) == 0.5


def test_copies_with_another_word_wait_for_the_rest() -> None:
    same = "во дворе дома разбит асфальт и после дождя стоит вода по колено, не пройти"
    texts = [same, f"{same} опять", f"{same} снова", "нет записи к врачу", "автобус редкий"]
    value = np.array([1.0, 0.99, 0.98, 0.4, 0.3])
    base = counts([*texts, *toy_messages.frame()["text"]])
    chosen = pick(value, vectors(texts, base), [Topic("А", 0.5)] * 5, [], 5)
    assert [choice.row for choice in chosen[:3]] == [0, 3, 4]
    assert len(chosen) == 5


def test_every_fifth_row_is_for_a_weak_group() -> None:
    features = sparse.csr_array(np.eye(40))
    rare = (TopicChoice("Редкая", "", 0.2),)
    topics = [Topic("Частая", 0.7, alternatives=rare if row >= 30 else ()) for row in range(40)]
    value = np.linspace(1, 0.01, 40)
    chosen = pick(value, features, topics, ["Редкая", "Никогда"], 20)
    weak = [rank for rank, choice in enumerate(chosen, start=1) if choice.weak]
    assert weak == [5, 10, 15, 20]
    assert all(choice.row >= 30 and choice.weak == "Редкая" for choice in chosen if choice.weak)


def test_weak_groups_are_those_hardly_ever_told_for_sure() -> None:
    topics = [Topic("Частая", 0.9)] * 300 + [Topic("Редкая", 0.9)] + [Topic("Робкая", 0.4)] * 99
    groups = ["Частая", "Редкая", "Робкая", "Никогда"]
    assert weak_groups(topics, groups) == ["Редкая", "Робкая", "Никогда"]


def test_a_one_off_is_less_dense_than_a_frequent_kind() -> None:
    often = [f"не вывозят мусор со двора, контейнер полон, {w}" for w in ("снова", "опять", "вот")]
    texts = [*often, "над озером летают странные огни"]
    rows = vectors(texts)
    found = density(rows, rows, np.ones(4, dtype=bool))
    assert found[:3].min() > found[3]
    assert counts(["", "[ИМЯ] 15"]).nnz == 0


def test_the_command_writes_a_table(stream, folder, tmp_path) -> None:
    path, out = tmp_path / "unlabelled.csv", tmp_path / "suggested.csv"
    stream.to_csv(path, index=False)
    run = CliRunner().invoke(
        app, ["suggest", str(path), "-n", "7", "--model", str(folder), "-o", str(out)]
    )
    assert run.exit_code == 0, run.output
    found = pd.read_csv(out)
    assert list(found.columns) == ["№", "text", *ADDED]
    assert len(found) == 7
