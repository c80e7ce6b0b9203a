"""A warm start: what is taken of an older model, and that it does no harm."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import toy_messages
from sklearn.base import clone
from typer.testing import CliRunner

from tsur_nlp import artifacts
from tsur_nlp.classify import TopicClassifier
from tsur_nlp.classify.features import units
from tsur_nlp.classify.heads import Heads
from tsur_nlp.cli import app, main
from tsur_nlp.errors import ArtifactError, ArtifactNotFoundError, InputError
from tsur_nlp.train import (
    Options,
    TopicEstimator,
    TrainedModel,
    evaluate_model,
    read_frame,
    train_from_frame,
    train_model,
)
from tsur_nlp.train.card import measured_on
from tsur_nlp.train.levels import fit_heads
from tsur_nlp.train.seen import SEEN, learned
from tsur_nlp.train.warm_start.older import NONE, Older
from tsur_nlp.train.warm_start.space import WarmSpace

SAMPLES = Path(__file__).parents[2] / "data" / "samples" / "labelled.csv"
NAMES = {"ЖКХ": "жкх", "Дороги": "ДОРОГИ", "Медицина": "Наша медицина"}
COLUMNS = {"text": "text", "label": "group", "sublabel": "topic", "mask": toy_messages.unmasked}


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """A few other rows than the older model's, with a word of the place; one name is its own."""
    found = toy_messages.frame().iloc[1::14].reset_index(drop=True)
    found["text"] += [" на Водорожке" if i % 4 else "" for i in range(len(found))]
    return found.assign(group=found["group"].map(NAMES))


@pytest.fixture(scope="module")
def older(model, tmp_path_factory) -> Path:
    return model.save(tmp_path_factory.mktemp("models") / "older", meta={"language": "ru"})


@pytest.fixture(scope="module")
def warm(rows, older) -> TrainedModel:
    return train_model(read_frame(rows, **COLUMNS), Options(warm_start=older))


def wrong_about_everything(folder: Path) -> Path:
    """Train a model that calls every group by the name of another."""
    names = {"ЖКХ": "Дороги", "Дороги": "Медицина", "Медицина": "ЖКХ"}
    rows = toy_messages.small().assign(group=lambda f: f["group"].map(names))
    rows["text"] += " вчера"
    return train_model(read_frame(rows, **COLUMNS), Options(folds=1)).save(folder / "wrong")


def test_the_artifact_scores_as_the_two_models_mixed(warm, older, tmp_path):
    labelled, blend = warm.labelled, warm.warm
    texts = [example.text for example in labelled.examples]
    messages = [units(text) for text in texts]
    space = WarmSpace(Options().blocks, older=Older.load(older).weights).fit(messages)
    own = fit_heads(space.matrix(messages), labelled, warm.heads, Options())
    strange = ["провалился тротуар, ржавая труба", "зюзюка бормотуха", "дороги чистят от снега"]
    asked = [*texts, *strange]
    mixed = blend.scores(
        own.scores(space.matrix([units(text) for text in asked])), Older.load(older).scores(asked)
    )
    scores, _ = TopicClassifier(warm.save(tmp_path / "warm"))._scorer.scores(asked)
    assert blend.used
    assert np.abs(scores - mixed).max() < 0.05


def test_words_are_as_long_as_in_the_older_model(warm, older):
    before = artifacts.load(older, kind="topics")
    known = before.tables["vocabulary"]["words"]
    words, lengths = warm.vocabulary["words"], warm.arrays["word_lengths"]
    assert words[: len(known)] == known
    assert (lengths[: len(known)] == before.arrays["word_lengths"]).all()
    assert "водорожке" not in known
    assert lengths[words.index("водорожке")] == before.arrays["unknown"][1]
    assert warm.vocabulary["grams"] == before.tables["vocabulary"]["grams"]


def test_labels_are_matched_by_name_whatever_the_case_and_keep_their_spelling(warm):
    blend = warm.warm
    assert warm.heads.groups == ("ДОРОГИ", "Наша медицина", "жкх")
    assert (blend.columns[:3] != NONE).tolist() == [True, False, True]
    taken = dict(zip(warm.heads.groups, blend.taken.tolist(), strict=False))
    assert taken["Наша медицина"] == 0
    assert taken["жкх"] == taken["ДОРОГИ"] == blend.shares[0] > 0


def test_a_topic_is_matched_with_its_group_only(older):
    table = {"groups": ["ЖКХ", "Дороги"], "sharpness": [1, 1], "lift": 0, "appeal": None}
    curve = [[0, 1], [0, 1]]
    pairs = [[0, "Ямы"], [0, "отопление"], [1, "Ямы"]]
    heads = Heads.of({**table, "topics": pairs, "curves": [curve, curve]})
    found = Older.load(older)
    names = [*found.heads.groups, *found.heads.topics]
    assert [n if n == NONE else names[n] for n in found.columns(heads).tolist()] == [
        *("ЖКХ", "Дороги"),
        *(NONE, "Отопление", "Ямы"),
    ]


def test_the_same_rows_give_the_same_bytes(warm, rows, older, tmp_path):
    shuffled = rows.sample(frac=1, random_state=1)
    again = train_model(read_frame(shuffled, **COLUMNS), Options(warm_start=older))
    first, second = warm.save(tmp_path / "a" / "m"), again.save(tmp_path / "b" / "m")
    for file in first.iterdir():
        assert file.read_bytes() == (second / file.name).read_bytes(), file.name


def test_the_shipped_model_helps_where_rows_are_few(tmp_path):
    frame = pd.read_csv(SAMPLES, dtype=str)
    columns = {"text": "text", "label": "topic_group", "mask": toy_messages.unmasked}
    few, rest = frame.iloc[:60], frame.iloc[600:]
    reached = {}
    for start in (None, "topics-ru"):
        report = train_from_frame(
            few, **columns, out=tmp_path / "model", warm_start=start, progress=False
        )
        reached[start] = evaluate_model(report.path, rest, **columns).group.accuracy
    assert reached["topics-ru"] > reached[None] + 0.1


def test_without_a_shared_name_the_model_is_the_cold_one_and_says_so(frame, older, tmp_path):
    rows = frame.assign(group="наше " + frame["group"])
    columns = {**COLUMNS, "sublabel": None}
    cold = train_from_frame(rows, **columns, out=tmp_path / "a" / "m", progress=False)
    warm = train_from_frame(
        rows, **columns, out=tmp_path / "b" / "m", progress=False, warm_start=older
    )
    for file in ("arrays.npz", "heads.json", "review.json", "vocabulary.json"):
        assert (cold.path / file).read_bytes() == (warm.path / file).read_bytes(), file
    said = "Тёплый старт с модели «older» ничего не дал"
    for page in ("card.md", "report.html"):
        assert said in (warm.path / page).read_text(encoding="utf-8")
        assert "Тёплый старт" not in (cold.path / page).read_text(encoding="utf-8")
    assert said in warm.summary()
    assert warm.as_dict()["warm_start"]["groups"] == [0, 3]
    assert "warm_start" not in artifacts.load(cold.path, kind="topics").meta


def test_an_older_model_that_is_wrong_is_left_out(frame, tmp_path):
    wrong = wrong_about_everything(tmp_path)
    columns = {**COLUMNS, "sublabel": None}
    report = train_from_frame(
        frame, **columns, out=tmp_path / "m", progress=False, warm_start=wrong
    )
    cold = train_model(read_frame(frame, **columns))
    assert "не помог: совпало названий групп 3 из 3" in report.summary()
    assert (artifacts.load(report.path, kind="topics").arrays["bias"] == cold.arrays["bias"]).all()


def test_rows_that_the_older_model_has_learned_say_nothing_of_it(frame, model, tmp_path):
    older = model.save(tmp_path / "older", meta={"language": "ru"})
    columns = {**COLUMNS, "sublabel": None}
    again = train_from_frame(
        frame, **columns, out=tmp_path / "again", progress=False, warm_start=older
    )
    assert "на 150 из 150 строк она училась сама" in again.summary()
    assert "обучена с нуля" in again.summary()


def test_nothing_is_measured_on_rows_that_the_older_model_has_learned(warm, rows):
    assert (warm.warm.known, warm.warm.asked) == (3, len(rows))
    assert "На 3 из 33 строк она училась сама: по ним ничего не измерено" in measured_on(warm)
    keys = [warm.labelled.examples[i].key for i in warm.unseen_rows]
    assert len(keys) == len(rows) - 3
    assert not warm.warm.older.has_learned(keys).any()


def test_a_model_remembers_what_the_older_one_has_learned(warm, older, rows, frame):
    kept = warm.arrays[SEEN]
    assert learned([e.key for e in read_frame(frame, **COLUMNS).examples], warm.arrays).all()
    assert learned([e.key for e in read_frame(rows, **COLUMNS).examples], warm.arrays).all()
    assert not learned(["такого сообщения не было"], warm.arrays).any()
    assert len(kept) == len(set(kept.tolist())) < len(frame) + len(rows)  # some texts are in both


def test_where_no_row_was_held_out_the_start_is_cold(labelled, older):
    nothing = np.ones(len(labelled.examples), dtype=np.intp)
    model = train_model(labelled, Options(warm_start=older), split=nothing)
    assert not model.warm.used


def test_the_card_and_meta_say_what_was_taken(rows, older, tmp_path):
    report = train_from_frame(rows, **COLUMNS, out=tmp_path / "m", warm_start=older, progress=False)
    told = artifacts.load(report.path, kind="topics").meta["warm_start"]
    assert (told["id"], told["groups"], told["topics"]) == ("older", [2, 3], [4, 6])
    assert told["sha256"] == artifacts.load(older, kind="topics").meta["files"]["arrays.npz"]
    card = (report.path / "card.md").read_text(encoding="utf-8")
    assert "Тёплый старт с модели «older»: совпало названий групп 2 из 3, тем 4 из 6" in card


def test_appeals_take_their_share_too(frame, tmp_path):
    thanks = frame.head(40).assign(group="Не обращение", topic="")
    thanks["text"] = [f"спасибо большое за работу, {'очень ' * (i % 7)}{i}" for i in range(40)]
    rows = pd.concat([frame, thanks])
    before = train_model(read_frame(rows, **COLUMNS), Options(folds=1)).save(tmp_path / "before")
    few = pd.concat([frame.iloc[::6], thanks.iloc[::4]])
    warm = train_model(read_frame(few, **COLUMNS), Options(folds=2, warm_start=before))
    assert warm.warm.columns[-1] == Older.load(before).heads.width - 1
    classifier = TopicClassifier(warm.save(tmp_path / "warm"))
    assert not classifier("спасибо за работу").is_appeal
    assert classifier("холодные батареи, примите меры").is_appeal


@pytest.mark.parametrize(
    ("start", "error", "said"),
    [
        ("places-ru", ArtifactError, "expected 'topics'"),
        ("нет-такой", ArtifactNotFoundError, "no model 'нет-такой'"),
    ],
)
def test_what_is_no_model_of_topics_is_refused_before_anything_is_read(
    rows, tmp_path, start, error, said
):
    def never(_):
        pytest.fail("the texts were masked first")

    with pytest.raises(error, match=said):
        train_from_frame(rows, **{**COLUMNS, "mask": never}, out=tmp_path / "m", warm_start=start)
    assert not (tmp_path / "m").exists()


def test_a_model_without_its_heads_is_refused(model, tmp_path):
    broken = artifacts.save(
        tmp_path / "broken",
        kind="topics",
        meta={},
        arrays=model.arrays,
        tables={"vocabulary": model.vocabulary},
    )
    with pytest.raises(ArtifactError, match=r"lacks heads\.json"):
        Older.load(broken)
    foreign = artifacts.save(
        tmp_path / "foreign",
        kind="topics",
        meta={},
        arrays=model.arrays,
        tables={"vocabulary": model.vocabulary, "heads": {**model.heads.as_table(), "topics": []}},
    )
    with pytest.raises(ArtifactError, match="of another model"):
        Older.load(foreign)


def test_the_estimator_starts_warm(rows, older):
    estimator = TopicEstimator(folds=1, mask=False, warm_start=older)
    found = clone(estimator).fit(rows["text"], rows["group"])
    assert found.artifact_.meta["warm_start"]["groups"] == [2, 3]
    assert found.score(rows["text"], rows["group"]) > 0.95
    with pytest.raises(InputError, match="warm_start must be None or the id or path"):
        TopicEstimator(warm_start=True).fit(rows["text"], rows["group"])


def test_the_command_line_starts_warm(rows, older, tmp_path):
    rows.to_csv(tmp_path / "rows.csv", index=False)
    given = ["train", str(tmp_path / "rows.csv"), "--label", "group", "--no-learning-curve"]
    done = CliRunner().invoke(
        app, [*given, "-o", str(tmp_path / "m"), "--warm-start", "--model", str(older)]
    )
    assert done.exit_code == 0, done.output
    assert "Тёплый старт с модели «older»: совпало названий групп 2 из 3" in done.output


def test_the_command_line_wants_no_model_without_a_warm_start(tmp_path, monkeypatch, capsys):
    given = ["tsur-nlp", "train", "rows.csv", "-o", str(tmp_path), "--model", "models/older"]
    monkeypatch.setattr("sys.argv", given)
    with pytest.raises(SystemExit, match="2"):
        main()
    assert "--warm-start" in capsys.readouterr().err
