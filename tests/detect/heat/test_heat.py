import json

import pandas as pd
import pytest

from tsur_nlp.detect import HeatSettings, heat_map
from tsur_nlp.errors import InputError


def two_topics(make, size: int = 40) -> list[dict]:
    return [
        row
        for seed, topic in enumerate((("ЖКХ", "Нет отопления"), ("Дороги", "Ямы")))
        for row in make["outbreak"]("Лесной", topic, size=size, days=range(63, 70), seed=seed)
    ]


def test_levels(make, calm):
    heat = {one.unit: one for one in heat_map(make["plant"](calm, two_topics(make)))}
    assert list(heat) == ["Заречный", "Лесной", "Луговой", "Озёрный", "Северный"]
    one = heat["Лесной"]
    assert (one.level, one.basis, one.topic_group) == ("red", "own_past", "")
    assert one.relative_risk > 2
    assert one.relative_risk == one.own_past_risk
    assert 1.5 <= one.risk_low < one.relative_risk < one.risk_high + 0.5
    assert one.p_value < 1e-6
    assert set(one.top_topics[:2]) == {"Нет отопления", "Ямы"}
    assert {other.level for unit, other in heat.items() if unit != "Лесной"} == {"green"}
    assert abs(one.lat - 58.05) < 0.02
    assert (one.per_1000, one.residents, one.residents_risk) == (None, None, None)
    assert (one.window_start, one.window_end) == ("2024-03-04", "2024-03-10")


def test_a_weaker_excess_is_orange_and_the_thresholds_are_parameters(make, calm):
    facts = make["plant"](calm, two_topics(make, 4))
    levels = {
        probability: heat_map(facts, settings=HeatSettings(likely=probability))[1].level
        for probability in (0.999, 0.5)
    }
    assert levels == {0.999: "green", 0.5: "orange"}
    assert heat_map(facts, settings=HeatSettings(red=0.9))[1].level == "red"


def test_grey_is_said_openly(calm):
    first_days = calm[calm["created_at"] < "2024-01-11"]
    assert {one.level for one in heat_map(first_days)} == {"grey"}
    one = heat_map(first_days)[0]
    assert (one.relative_risk, one.p_value, one.basis) == (None, None, "")
    rare = calm[(calm["district"] != "Северный") | (calm.index % 20 == 0)]
    assert {one.unit: one.level for one in heat_map(rare)}["Северный"] == "grey"


def test_order_and_json(calm):
    heat = [one.as_dict() for one in heat_map(calm, by="group")]
    shuffled = calm.sample(frac=1.0, random_state=1)
    assert [one.as_dict() for one in heat_map(shuffled, by="group")] == heat
    assert json.dumps(heat, allow_nan=False)
    assert heat_map(calm.iloc[:0]) == []
    one_day = heat_map(calm[calm["created_at"] < "2024-01-02"])
    assert {one.level for one in one_day} == {"grey"}
    assert heat_map(calm, as_of="2020-01-01") == []


def test_later_messages_are_not_looked_at(make, calm):
    told = heat_map(calm[calm["created_at"] < "2024-03-01"], as_of="2024-02-29", by="group")
    assert heat_map(calm, as_of="2024-02-29", by="group") == told
    grown = make["plant"](calm, make["outbreak"]("Лесной", days=range(62, 70), size=60))
    assert heat_map(grown, as_of="2024-02-29", by="group") == told


def test_one_unit_is_judged_by_its_own_past(make, calm):
    alone = calm[calm["district"] == "Лесной"]
    assert [one.level for one in heat_map(alone, populations={"Лесной": 9000})] == ["green"]
    loud = make["plant"](alone, two_topics(make))
    (one,) = heat_map(loud, populations={"Лесной": 9000})
    assert (one.level, one.basis, one.residents_risk) == ("red", "own_past", None)
    assert one.per_1000 == round(one.observed / 9, 3)


def test_nothing_to_name_a_unit_or_a_topic_by(calm):
    assert heat_map(calm.assign(district="", municipality="")) == []
    unnamed = heat_map(calm.assign(topic_group="", topic=""), by="group")
    assert [one.top_topics for one in unnamed] == [()] * 5
    assert {one.level for one in unnamed} == {"green"}
    nowhere = heat_map(calm.drop(columns=["lat", "lon"]))
    assert {(one.lat, one.lon) for one in nowhere} == {(None, None)}
    groups_only = heat_map(calm.assign(topic=""))
    assert set(groups_only[0].top_topics) == {"ЖКХ", "Дороги"}


def test_the_map_knows_what_is_in_none_of_its_units(calm):
    last = calm["created_at"] >= "2024-03-04"
    lost = calm.assign(district=calm["district"].where(calm.index % 3 > 0, ""))
    whole, heat = heat_map(calm, by="group"), heat_map(lost, by="group")
    assert whole.aside == {"": 0, "ЖКХ": 0, "Дороги": 0}
    assert heat.aside[""] == sum(last & (lost["district"] == ""))
    assert heat.aside[""] == heat.aside["ЖКХ"] + heat.aside["Дороги"] > 10
    nowhere = heat_map(calm.assign(district="", municipality=""))
    assert (nowhere, nowhere.aside[""]) == ([], sum(last))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"by": "topic"}, "by='topic'"),
        ({"unit": "quarter"}, "quarter"),
        ({"unit": "district", "cells": 8}, "two kinds of units"),
        ({"as_of": "вчера"}, "вчера"),
    ],
)
def test_what_cannot_be_is_one_sentence(calm, options, said):
    with pytest.raises(InputError, match=said):
        heat_map(calm, **options)


def test_no_dates_at_all():
    with pytest.raises(InputError, match="created_at"):
        heat_map(pd.DataFrame({"text": ["нет света"]}))
