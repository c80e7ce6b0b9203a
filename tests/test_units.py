"""Units of a territory: one name each, whatever the messages call them."""

import pandas as pd

from tsur_nlp import units

PERM = "Пермский край"


def _known(names: list[str], region: str = PERM) -> pd.DataFrame:
    return pd.DataFrame({"municipality": names, "district": "", "region": region})


def test_the_names_of_one_municipality_become_the_most_frequent_one() -> None:
    names = ["Губаха", "городской округ Губаха", "Губахинский муниципальный округ", "Губаха"]
    told = units.tidy(_known([*names, "Кудымкар", "Кудымкарский район", "Кудымкарский район"]))
    assert list(told["municipality"]) == ["Губаха"] * 4 + ["Кудымкарский район"] * 3


def test_the_order_of_the_rows_changes_nothing() -> None:
    names = ["Лысьва", "Лысьвенский городской округ", "Кунгур", "Кунгурский район"]
    there = units.tidy(_known(names))["municipality"].tolist()
    back = units.tidy(_known(names[::-1]))["municipality"].tolist()
    assert there == back[::-1]
    assert len(set(there)) == 2


def test_a_city_and_the_district_around_it_stay_two() -> None:
    names = ["Пермь", "Пермский муниципальный округ"]
    assert units.tidy(_known(names))["municipality"].tolist() == names


def test_municipalities_without_a_code_stay_apart() -> None:
    names = ["Мелитополь", "Бердянск", "Энергодар"]
    told = units.tidy(_known(names, "Запорожская область"))
    assert told["municipality"].tolist() == names


def test_residents_of_a_merged_municipality_are_those_of_its_parts() -> None:
    residents = units.populations(_known(["Кунгур", "Неведомый район"]))
    assert residents == {"Кунгур": 42_619 + 66_606}


def test_residents_that_are_not_known_are_left_out() -> None:
    assert units.populations(_known(["Мелитополь"], "Запорожская область")) == {}
