import json

import pytest

from tsur_nlp.classify import Taxonomy
from tsur_nlp.errors import InputError


def test_ours_has_every_group_and_topic_once():
    taxonomy = Taxonomy.load()
    assert (len(taxonomy.groups), len(taxonomy.entries)) == (26, 195)
    assert len({entry.code for entry in taxonomy.entries}) == 195
    assert "Коронавирус" in taxonomy.groups


def test_a_topic_is_found_by_its_code_and_back():
    taxonomy = Taxonomy.load()
    for entry in taxonomy.entries:
        assert taxonomy.entry(taxonomy.code(entry.group, entry.name)) == entry
        assert entry.name in taxonomy.topics(entry.group)


def test_a_group_alone_has_the_code_99():
    assert Taxonomy.load().code("ЖКХ") == "02.99"
    assert Taxonomy.load().entry("02.99").group == "ЖКХ"


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_another_region_brings_its_own(tmp_path, suffix):
    rows = [{"code": "A.01", "topic_group": "Вода", "topic": "Нет воды"}]
    path = tmp_path / f"own.{suffix}"
    text = json.dumps(rows) if suffix == "json" else "code,topic_group,topic\nA.01,Вода,Нет воды\n"
    path.write_text(text, encoding="utf-8")
    assert Taxonomy.load(path).code("Вода", "Нет воды") == "A.01"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,topic_group,topic\n", "no rows"),
        ("code,topic_group\n1,Вода\n", "row 1"),
        ("code,topic_group,topic\n1,Вода,а\n1,Вода,б\n", "codes repeat: 1"),
    ],
)
def test_a_broken_table_is_refused_with_the_reason(tmp_path, text, said):
    path = tmp_path / "broken.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        Taxonomy.load(path)


def test_an_absent_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        Taxonomy.load(tmp_path / "none.csv")


def test_an_unknown_code_is_an_input_error():
    with pytest.raises(InputError, match="77\\.77"):
        Taxonomy.load().entry("77.77")
