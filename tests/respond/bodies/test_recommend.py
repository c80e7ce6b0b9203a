"""The recommender: who is recommended, how sure it is, and what it was told to obey."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import toy_town
from toy_town import LIGHT, NORTH, ROADS, SOUTH

from tsur_nlp.artifacts import save
from tsur_nlp.errors import ArtifactError
from tsur_nlp.records import Message, Place, Topic
from tsur_nlp.respond.bodies import Route, Routes
from tsur_nlp.respond.bodies.recommend import (
    KIND,
    Mixture,
    Past,
    Recommender,
    Weights,
    as_topics,
    facts_of,
)
from tsur_nlp.respond.bodies.recommend.counts import FEWEST, Counts
from tsur_nlp.respond.bodies.recommend.kinds import kinds

BODIES = tuple(sorted((LIGHT, NORTH, ROADS, SOUTH)))
WEIGHTS = Weights(1.0, {"topic": 1.0, "unit": 1.0, "place": 0.5})


class Says:
    """A text model that knows one word."""

    labels = ((LIGHT, ""), (ROADS, ""))

    def probabilities(self, texts):
        rows = [[0.98, 0.02] if "темно" in text else [0.5, 0.5] for text in texts]
        return SimpleNamespace(groups=np.array(rows))


@pytest.fixture(scope="module")
def mixture() -> Mixture:
    facts = toy_town.past()
    numbers = np.array([BODIES.index(body) for body in facts["assignee"]])
    return Mixture(Past.of(kinds(facts), numbers, BODIES), WEIGHTS, WEIGHTS)


def test_the_past_of_topic_and_unit_decides(mixture: Mixture) -> None:
    asked = toy_town.facts(
        {"topic_group": "ЖКХ", "topic": "Отопление", "district": "Северный"},
        {"topic_group": "ЖКХ", "topic": "отопление ", "district": "ЮЖНЫЙ"},
        {"topic_group": "Дороги", "topic": "Фонари"},
    ).set_index(pd.Index(list("абв")))
    found = Recommender(mixture).recommend(asked)
    assert found["assignee"].to_dict() == {"а": NORTH, "б": SOUTH, "в": LIGHT}
    assert set(found["why"]) == {"прошлое"}
    first = found["alternatives"].iloc[0]
    assert len(first) == 3
    assert first[0] == (NORTH, found["confidence"].iloc[0])
    assert [share for _, share in first] == sorted((share for _, share in first), reverse=True)


def test_less_known_is_less_sure(mixture: Mixture) -> None:
    said = [
        {"topic_group": "ЖКХ", "topic": "Отопление", "district": "Южный"},
        {"topic_group": "ЖКХ", "topic": "Отопление"},
        {},
    ]
    sure = Recommender(mixture).recommend(toy_town.facts(*said))["confidence"].tolist()
    assert sure[0] > sure[1] > sure[2]
    usual = Recommender(mixture).probabilities(toy_town.facts({}))[0]
    assert usual == pytest.approx(mixture.past.usual, abs=1e-6)


def test_a_place_alone_tells(mixture: Mixture) -> None:
    asked = toy_town.facts({"lat": 51.503, "lon": 39.2}, {"lat": 51.403, "lon": 39.2})
    chances = Recommender(mixture).probabilities(asked)
    north, south = BODIES.index(NORTH), BODIES.index(SOUTH)
    assert chances[0, north] > chances[0, south]
    assert chances[1, south] > chances[1, north]


def test_the_text_decides_where_it_knows_and_is_left_out_where_there_is_none(
    mixture: Mixture,
) -> None:
    asked = toy_town.facts({"text": "Очень темно"}, {"text": ""}, {"text": "Прошу помочь"})
    found = Recommender(mixture, text=Says()).recommend(asked)
    assert found.iloc[0][["assignee", "why"]].tolist() == [LIGHT, "текст"]
    silent = Recommender(mixture).recommend(asked)
    pd.testing.assert_frame_equal(found.iloc[[1]], silent.iloc[[1]])


def test_a_rule_is_obeyed_and_said(mixture: Mixture) -> None:
    routes = Routes((Route("Приёмная", topic=("Фонари",), district=("Южный",)),))
    asked = toy_town.facts(
        {"topic_group": "Дороги", "topic": "Фонари", "district": "Южный"},
        {"topic_group": "Дороги", "topic": "Фонари", "district": "Северный"},
    )
    found = Recommender(mixture, routes=routes).recommend(asked)
    assert found.iloc[0].tolist() == ["Приёмная", 1.0, (("Приёмная", 1.0),), "правило"]
    assert found.iloc[1][["assignee", "why"]].tolist() == [LIGHT, "прошлое"]


def test_one_row_and_many_agree(mixture: Mixture, monkeypatch) -> None:
    asked = toy_town.past().sample(frac=1, random_state=1)
    recommender = Recommender(mixture, text=Says())
    whole = recommender.recommend(asked)
    for place in (0, 57, 359):
        pd.testing.assert_frame_equal(
            recommender.recommend(asked.iloc[[place]]), whole.iloc[[place]]
        )
    monkeypatch.setattr("tsur_nlp.respond.bodies.recommend.recommender._CHUNK", 40)
    pd.testing.assert_frame_equal(recommender.recommend(asked), whole)
    empty = recommender.recommend(asked.iloc[:0])
    assert (len(empty), list(empty.columns)) == (0, list(whole.columns))


def test_the_folder_gives_back_the_same(mixture: Mixture, tmp_path) -> None:
    table = WEIGHTS.as_table()
    tables = {"bodies": list(BODIES), "weights": {"with_text": table, "without_text": table}}
    path = save(tmp_path / "m", kind=KIND, meta={}, arrays=mixture.past.arrays(), tables=tables)
    asked = toy_town.past()
    pd.testing.assert_frame_equal(
        Recommender.load(path).recommend(asked), Recommender(mixture).recommend(asked)
    )
    names = b"".join(file.read_bytes() for file in path.iterdir())
    assert "Победы".encode() not in names


def test_a_folder_that_lacks_a_table_is_refused(mixture: Mixture, tmp_path) -> None:
    path = save(
        tmp_path / "m", kind=KIND, meta={}, arrays=mixture.past.arrays(),
        tables={"bodies": list(BODIES)},
    )  # fmt: skip
    with pytest.raises(ArtifactError, match=r"weights.*train it again"):
        Recommender.load(path)


def test_a_kind_met_once_is_not_kept() -> None:
    met = np.array([7, 7, 9, 0, 0, 0], dtype=np.uint64)
    counts = Counts.of(met, np.array([0, 1, 1, 0, 0, 0]), 2)
    assert FEWEST == 2
    assert counts.kinds.tolist() == [7]
    rows, found = counts.find(np.array([9, 7, 0], dtype=np.uint64))
    assert (rows.tolist(), found.tolist()) == ([1], [[1.0, 1.0]])


def test_spellings_of_an_address_are_one_house() -> None:
    known = kinds(
        toy_town.facts(
            {"street": "ул. Королёва", "house": "д. 5 корп. 2"},
            {"street": "улица королева", "house": "5 к2"},
            {"street": "улица Королёва", "house": "6"},
            {"house": "5"},
        )
    )
    assert known["house"][0] == known["house"][1] != known["house"][2]
    assert known["street"][0] == known["street"][2]
    assert known["house"][3] == known["address"][3] == 0


def test_messages_are_recommended_bodies(mixture: Mixture) -> None:
    message = Message(
        "Батареи холодные",
        "Батареи холодные",
        topic=Topic("ЖКХ", 0.9, "Отопление", 0.8),
        places=(Place(district="Южный", lat=51.4, lon=39.2),),
    )
    found = as_topics(Recommender(mixture).recommend(facts_of([message, Message("", "")])))
    assert found[0].group == SOUTH
    assert found[0].group_confidence > found[1].group_confidence
    assert len(found[0].alternatives) == 2
    assert SOUTH not in {choice.group for choice in found[0].alternatives}
