import csv
from pathlib import Path

import pytest

from tsur_nlp.classify import Taxonomy
from tsur_nlp.train.readings import OurReadings, Reading, shared_out

READ = Path(__file__).parents[2] / "data" / "topics" / "read.csv"
HEAT, WATER = "Ненадлежащее качество или отсутствие отопления", "Отсутствие горячей воды"


def shares(*readings, measured=True):
    examples = shared_out("холодно", readings, source="perm", measured=measured)
    return [(e.label, e.sublabel, round(e.weight, 3), e.is_appeal, e.measured) for e in examples]


def test_readers_who_agree_are_one_example():
    assert shares(Reading("ЖКХ", HEAT, 1.0, 1.0), Reading("ЖКХ", HEAT, 0.8, 0.8)) == [
        ("ЖКХ", HEAT, 1.0, True, True)
    ]


def test_readers_who_differ_share_the_weight_of_the_most_trusted():
    found = shares(Reading("ЖКХ", HEAT, 1.0, 1.0), Reading("Дороги", "", 0.6, 0.4))
    assert found == [("ЖКХ", HEAT, 0.625, None, True), ("Дороги", "", 0.375, None, False)]


def test_the_operators_group_is_measured_even_where_two_others_differ():
    found = shares(
        Reading("Дороги", "", 1.0, 1.0),
        Reading("ЖКХ", HEAT, 0.8, 0.8),
        Reading("ЖКХ", HEAT, 0.8, 0.8),
    )
    assert [row[0] for row in found] == ["Дороги", "ЖКХ"]
    assert [row[-1] for row in found] == [True, False]


def test_a_reader_of_the_group_alone_speaks_for_the_topics_that_others_name():
    found = shares(
        Reading("ЖКХ", "", 1.0, 1.0),
        Reading("ЖКХ", HEAT, 0.8, 0.8),
        Reading("ЖКХ", WATER, 0.8, 0.4),
    )
    assert found == [("ЖКХ", HEAT, 0.5, True, True), ("ЖКХ", WATER, 0.5, True, False)]


def test_a_reading_without_a_group_or_weight_says_nothing():
    assert shares(Reading("", "", 1.0, 1.0), Reading("ЖКХ", HEAT, 0.0, 1.0)) == []


def test_second_topics_and_unclear_texts(tmp_path):
    path = tmp_path / "read.csv"
    path.write_text(
        "source,id,code,code2,sure\n"
        "perm,1,02.02,02.99,1\nperm,2,00.00,,1\nperm,3,00.01,03.09,0\nkursk,1,03.09,,-1\n",
        encoding="utf-8",
    )
    found = OurReadings.load(path, "perm")
    assert found.no_appeals == {"2"}
    assert [(r.topic, round(r.weight, 2)) for r in found.readings["1"]] == [
        (WATER, 0.8),
        ("", 0.24),
    ]
    assert found.readings["2"] == []
    assert [r.group for r in found.readings["3"]] == ["Дороги"]
    assert list(OurReadings.load(path, "kursk").readings) == ["1"]


def test_without_the_file_there_are_no_readings(tmp_path):
    assert OurReadings.load(tmp_path / "none.csv", "perm") == ({}, frozenset())


@pytest.mark.parametrize("source", ["perm", "kursk"])
def test_our_readings_are_ids_and_codes_only(source):
    with READ.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == source]
    assert len({row["id"] for row in rows}) == len(rows) > 1_900
    codes = {code for row in rows for code in (row["code"], row["code2"]) if code}
    taxonomy = Taxonomy.load()
    assert all(taxonomy.entry(code) for code in codes - {"00.00", "00.01"})
    assert {row["sure"] for row in rows} == {"1", "0", "-1"}
