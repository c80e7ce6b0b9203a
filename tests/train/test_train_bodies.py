"""Training of the recommender: what it learns, what it measures, what it refuses."""

import json

import numpy as np
import pandas as pd
import pytest
import toy_messages
import toy_town
from toy_town import LIGHT, NORTH, ROADS, SOUTH

from tsur_nlp import artifacts
from tsur_nlp.classify import TopicClassifier
from tsur_nlp.errors import TrainingError
from tsur_nlp.respond.bodies.recommend import KIND, TEXT, Recommender, text_folder
from tsur_nlp.train.bodies import BodyReport, read_rows, train_bodies
from tsur_nlp.train.bodies.holdout import hold_out
from tsur_nlp.train.bodies.weigh import weigh


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> BodyReport:
    out = tmp_path_factory.mktemp("models") / "bodies"
    return train_bodies(toy_town.past(), out, seed=3, mask=toy_messages.unmasked)


def load(report: BodyReport) -> Recommender:
    artifact = artifacts.load(report.path, kind=KIND)
    return Recommender.load(artifact, text=TopicClassifier(str(text_folder(artifact))))


def test_learns_who_is_responsible_for_what(report: BodyReport) -> None:
    asked = toy_town.facts(
        {"topic_group": "ЖКХ", "topic": "Отопление", "district": "Южный"},
        {"text": "Вечером темно, фонари не горят"},
        {"text": "Вечером темно, фонари не горят", "topic_group": "Дороги", "topic": "Фонари"},
    )
    found = load(report).recommend(asked)
    assert found["assignee"].tolist() == [SOUTH, LIGHT, LIGHT]
    assert found["why"].iloc[1] == "текст"


def test_is_measured_on_the_last_rows(report: BodyReport) -> None:
    measured = report.as_dict()["metrics"]
    assert measured["unseen"]["rows"] == 72  # a fifth of 360
    assert measured["unseen"]["top1"] > 0.85  # one in twelve cannot be known
    assert measured["unseen"]["top1"] > measured["custom"]["top1"] + 0.1
    assert measured["unseen"]["ece"] < 0.12
    meta = json.loads((report.path / "meta.json").read_text("utf-8"))
    assert (meta["kind"], meta["measured"], meta["text"]) == ("bodies", "last rows", True)
    assert meta["metrics"] == measured
    card = (report.path / "card.md").read_text("utf-8")
    assert f"{measured['unseen']['top1']:.3f}".replace(".", ",") in card
    assert "последних по времени" in report.summary()


def test_the_order_of_rows_changes_nothing(report: BodyReport, tmp_path) -> None:
    shuffled = toy_town.past().sample(frac=1, random_state=2)
    again = train_bodies(shuffled, tmp_path / "bodies", seed=3, mask=toy_messages.unmasked)
    for name in ("arrays.npz", "weights.json", "bodies.json", f"{TEXT}/arrays.npz"):
        assert (again.path / name).read_bytes() == (report.path / name).read_bytes()


def test_without_dates_every_row_is_predicted_by_the_others(tmp_path) -> None:
    found = train_bodies(
        toy_town.past(dated=False).assign(text=""), tmp_path / "m", mask=toy_messages.unmasked
    )
    assert found.model.reader is None
    assert text_folder(artifacts.load(found.path, kind=KIND)) is None
    assert found.model.unseen.rows == 360
    assert found.model.unseen.top1 > 0.85
    recommended = Recommender.load(found.path).recommend(
        toy_town.facts({"topic_group": "ЖКХ", "topic": "Отопление", "district": "Северный"})
    )
    assert recommended["assignee"].tolist() == [NORTH]


def test_what_is_held_out_comes_last() -> None:
    rows = read_rows(toy_town.past(), mask=toy_messages.unmasked)
    holdout = hold_out(rows, seed=1)
    later = holdout.part == 0
    assert holdout.by_time
    assert rows.moments[later].min() > rows.moments[~later].max()


def test_spellings_of_a_body_are_one_body() -> None:
    facts = toy_town.past()
    facts.loc[facts.index[::9], "assignee"] = facts["assignee"].str.replace("«Свет»", '"СВЕТ"')
    assert read_rows(facts, mask=toy_messages.unmasked).bodies == tuple(
        sorted((LIGHT, NORTH, ROADS, SOUTH))
    )


def test_an_expert_that_knows_gets_its_weight_and_one_that_errs_none() -> None:
    chance = np.random.default_rng(1)
    truth = chance.integers(4, size=2_000)
    told = np.where(chance.random(2_000) < 0.8, truth, chance.integers(4, size=2_000))
    knows = np.log(np.where(np.arange(4) == told[:, None], 0.85, 0.05)).astype(np.float32)
    errs = np.roll(knows, 1, axis=1) * np.float32(0.5)
    nothing = np.zeros_like(knows)
    found = weigh(nothing, {"topic": knows, "unit": errs, "place": nothing}, truth)
    assert found.chains["topic"] == pytest.approx(1.0, abs=0.1)
    assert found.chains["unit"] == 0.0


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (toy_town.past().iloc[:12], "12 rows name a responsible body"),
        (toy_town.past().assign(assignee=""), "0 rows name"),
        (toy_town.past().assign(assignee=ROADS), "all rows have one body"),
    ],
)
def test_refuses_what_teaches_nothing(facts: pd.DataFrame, sentence: str, tmp_path) -> None:
    with pytest.raises(TrainingError, match=sentence):
        train_bodies(facts, tmp_path / "m", mask=toy_messages.unmasked)
