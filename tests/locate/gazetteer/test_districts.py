"""Parts of cities: every case, what needs a type word, and what the tables hold."""

import pytest

from tsur_nlp.locate import Gazetteer
from tsur_nlp.locate.words.lexicon import table

BIG = 500_000


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("дашково-песочне", "Дашково-Песочня"),
        ("новых лядах", "Новые Ляды"),
        ("вышке-2", "Вышка-2"),
        ("голом мысу", "Голый Мыс"),
        ("олимпийского городка", "Олимпийский городок"),
        ("семи ветров", "Семь ветров"),
        ("ржевке-пороховых", "Ржевка-Пороховые"),
        ("чистые пруды", "Чистые пруды"),
        ("визе", "ВИЗ"),
        ("кзтз", "КЗТЗ"),
        ("уралмаше", "Уралмаш"),
        ("канищеве", "Канищево"),
    ],
)
def test_a_microdistrict_is_known_in_every_case(written: str, name: str) -> None:
    gazetteer = Gazetteer.load()
    known = gazetteer.microdistrict_forms | gazetteer.typed_microdistrict_forms
    assert known[written] == name


@pytest.mark.parametrize("word", ["чем", "крюкова", "попова", "луговой", "аэропорт", "ильинском"])
def test_a_word_a_street_or_a_village_is_no_microdistrict_alone(word: str) -> None:
    assert word not in Gazetteer.load().microdistrict_forms


@pytest.mark.parametrize("word", ["аэропорт", "луговой", "берёзовке".replace("ё", "е")])
def test_it_is_one_beside_a_type_word(word: str) -> None:
    assert word in Gazetteer.load().typed_microdistrict_forms


def test_no_name_is_in_both_tables() -> None:
    gazetteer = Gazetteer.load()
    alone = set(gazetteer.microdistrict_forms.values())
    beside = set(gazetteer.typed_microdistrict_forms.values())
    assert alone.isdisjoint(beside)
    named = {name for row in table("microdistricts") for name in row["names"].split("|")}
    assert alone | beside == named
    assert len(named) > 3_000


def test_no_form_of_a_microdistrict_is_a_street_but_its_name() -> None:
    gazetteer = Gazetteer.load()
    assert set(gazetteer.microdistrict_forms) & gazetteer.streets == set()


def test_every_city_of_the_tables_is_a_settlement() -> None:
    for name in ("city_districts", "microdistricts"):
        for row in table(name):
            assert Gazetteer.load().settlement(row["city"]) is not None, row["city"]


def test_a_city_has_each_name_once() -> None:
    for row in (*table("city_districts"), *table("microdistricts")):
        names = row["names"].split("|")
        assert len(set(names)) == len(names), row["city"]
        assert all(name == name.strip() and name for name in names), row["city"]


def test_every_city_over_500_000_with_districts_has_them() -> None:
    undivided = {"Балашиха"}
    have = {row["city"] for row in table("city_districts")}
    gazetteer = Gazetteer.load()
    cities = {
        unit.name
        for _, numbers in gazetteer.place_forms.values()
        for i in numbers
        if (unit := gazetteer.settlement_unit(i)).population >= BIG
    }
    assert len(cities) > 35
    assert cities - have - undivided == ABROAD


ABROAD = {"Запорожье"}


def test_which_cities_have_a_microdistrict() -> None:
    gazetteer = Gazetteer.load()
    assert gazetteer.cities_of_microdistrict("Гайва") == ("Пермь",)
    assert set(gazetteer.cities_of_microdistrict("Академгородок")) >= {"Новосибирск", "Томск"}
    assert gazetteer.cities_of_microdistrict("Нарния") == ()


def test_nicknames_point_at_settlements() -> None:
    gazetteer = Gazetteer.load()
    for row in table("colloquial"):
        assert row["risk"] in ("", "careful")
        if row["kind"] == "settlement":
            risk, numbers = gazetteer.place_forms[row["form"]]
            assert risk == (row["risk"] or "sure")
            assert gazetteer.settlement_name(numbers[0]) == row["name"]


def test_streets_are_usual_names_written_once() -> None:
    from tsur_nlp.locate.words.lexicon import DATA

    lines = (DATA / "streets.txt").read_text(encoding="utf-8").splitlines()
    folded = [line.lower().replace("ё", "е") for line in lines]
    assert len(set(folded)) == len(folded) > 2_000
    assert set(folded) <= Gazetteer.load().streets
    assert not {"школа", "дом", "магазин", "площадь"} & set(folded)
