"""A municipality under the names that it has, had and is called by is one."""

from collections import Counter

import pytest

from tsur_nlp.locate import Gazetteer
from tsur_nlp.locate.gazetteer.unit_names import bare, kind_words
from tsur_nlp.locate.words.lexicon import table
from tsur_nlp.text import fold

PERM, MOSCOW, URAL = "Пермский край", "Московская область", "Свердловская область"
SAME = [
    (PERM, "Губахинский муниципальный округ", "Губаха"),
    (PERM, "Губахинский муниципальный округ", "городской округ Губаха"),
    (PERM, "Губахинский муниципальный округ", "ГО «Город Губаха»"),
    (PERM, "Губахинский муниципальный округ", "Губахинский городской округ"),
    (PERM, "Губахинский муниципальный округ", "Губахинский район"),
    (PERM, "Губахинский муниципальный округ", "Губаха г.о."),
    (PERM, "Лысьвенский городской округ", "Лысьвенский муниципальный округ"),
    (PERM, "Лысьвенский городской округ", "Лысьва"),
    (PERM, "Добрянский городской округ", "Добрянка"),
    (PERM, "Чусовской городской округ", "Чусовой"),
    (PERM, "Кунгурский муниципальный округ", "Кунгурский городской округ"),
    (PERM, "Кудымкарский муниципальный округ", "Кудымкар"),
    (PERM, "Соликамский городской округ", "город Соликамск"),
    (PERM, "Березники", "Усольский район"),
    (PERM, "Пермь", "Пермский городской округ"),
    (PERM, "Пермский муниципальный округ", "Пермский район"),
    (MOSCOW, "Истра", "Истринский район"),
    (MOSCOW, "Богородский городской округ", "Ногинский район"),
    (MOSCOW, "Одинцовский городской округ", "Звенигород"),
    (MOSCOW, "Коломна", "Озёрский район"),
    ("Тверская область", "Ржевский муниципальный округ", "город Ржев"),
    ("Тверская область", "Вышневолоцкий городской округ", "Вышний Волочёк"),
    ("Ставропольский край", "Георгиевский муниципальный округ", "Георгиевск"),
    ("Кемеровская область — Кузбасс", "Беловский муниципальный округ", "Беловский район"),
    ("Сахалинская область", "Корсаковский муниципальный округ", "Корсаковский городской округ"),
    ("Чувашская Республика", "Ядринский муниципальный округ", "Ядринский район"),
    ("Чукотский автономный округ", "Эгвекинот", "Иультинский район"),
    (URAL, "Асбестовский городской округ", "Асбест"),
    (URAL, "Малышевский городской округ", "Малышевский городской округ"),
    ("Республика Тыва", "Бай-Тайгинский район", "Бай-Тайгинский кожуун"),
    ("Херсонская область", "Генический муниципальный округ", "Геническ"),
]
APART = [
    ("Тюменская область", "Ишим", "Ишимский район"),
    (PERM, "Пермь", "Пермский район"),
    ("Челябинская область", "Чебаркульский городской округ", "Чебаркульский район"),
    (URAL, "Асбест", "Малышевский городской округ"),
    ("Владимирская область", "Ковров", "Ковровский район"),
]


@pytest.mark.parametrize(("region", "shown", "written"), SAME)
def test_one_municipality_has_one_name(region: str, shown: str, written: str) -> None:
    unit = Gazetteer.load().municipality(written, region)
    assert unit is not None
    assert (unit.name, unit.region) == (shown, region)


@pytest.mark.parametrize(("region", "one", "other"), APART)
def test_two_municipalities_stay_two(region: str, one: str, other: str) -> None:
    left = Gazetteer.load().municipality(one, region)
    right = Gazetteer.load().municipality(other, region)
    assert left is not None
    assert right is not None
    assert left != right


def test_the_whole_has_the_people_of_its_parts() -> None:
    unit = Gazetteer.load().municipality("Кунгур", PERM)
    assert unit is not None
    assert unit.oktmo == "57630000"
    assert unit.population == 42_619 + 66_606


def test_codes_have_eight_digits_or_none() -> None:
    unit = Gazetteer.load().municipality("Барнаул")
    assert unit is not None
    assert unit.oktmo == "01701000"
    new = Gazetteer.load().municipality("Мелитополь")
    assert new is not None
    assert (new.region, new.oktmo, new.population) == ("Запорожская область", "", 0)


def test_every_name_and_merger_of_the_tables_is_in_the_artifact() -> None:
    gazetteer = Gazetteer.load()
    named = {row["name"] for row in table("municipality_names")}
    for row in table("municipality_names"):
        for name in filter(None, [row["name"], *row["also"].split("|")]):
            assert gazetteer.has_municipality(bare(name)), name
    for row in table("municipalities_2022"):
        unit = gazetteer.municipality(row["name"], row["region"])
        assert unit is not None, row
        assert 44 < (unit.lat or 0) < 51
    for row in table("renamed"):
        for adjective in row["adjectives"].split("|"):
            region = gazetteer.region(row["region"])
            assert region is not None, row["region"]
            unit = gazetteer.municipality(f"{adjective} {row['kind']}", region.name)
            assert unit is not None, (row["region"], adjective)
            now = f"{adjective} {row['kind']}"
            assert fold(unit.name) == fold(now) or unit.name in named, (row["region"], now)


def test_a_unit_is_named_once() -> None:
    codes = [row["oktmo"] for row in table("municipality_names")]
    assert [code for code, count in Counter(codes).items() if count > 1] == []
    parts = [row["part"] for row in table("merged")]
    assert len(set(parts)) == len(parts)
    assert set(parts).isdisjoint(row["whole"] for row in table("merged"))


@pytest.mark.parametrize(
    ("town", "shown"),
    [
        ("Кунгур", "Кунгурский муниципальный округ"),
        ("Видное", "Ленинский городской округ"),
        ("Чернушка", "Чернушинский городской округ"),
        ("Оса", "Осинский городской округ"),
        ("Нытва", "Нытвенский городской округ"),
    ],
)
def test_the_municipality_of_its_town(town: str, shown: str) -> None:
    gazetteer = Gazetteer.load()
    number = gazetteer.place_forms[town.lower()][1][0]
    unit = gazetteer.municipality_of(number)
    assert unit is not None
    assert unit.name == shown


def test_a_town_that_named_no_municipality_has_none() -> None:
    gazetteer = Gazetteer.load()
    number = gazetteer.place_forms["култаево"][1][0]
    assert gazetteer.municipality_of(number) is None


def test_words_of_kind() -> None:
    assert bare("МО «Город Ижевск»") == "ижевск"
    assert bare("Кишертский м.р-н") == "кишертский"
    assert kind_words("Добрянский г.о.") == {"го"}
