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


def _territory(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """Messages by district and region, so many of each."""
    named = [(district, region) for district, region, count in rows for _ in range(count)]
    return pd.DataFrame(named, columns=["district", "region"]).assign(municipality="")


def test_a_mention_of_another_region_takes_no_district_away() -> None:
    rows = [("Лесной", "", 90), ("Лесной", "Москва", 1), ("Горный", PERM, 40)]
    assert set(units.tidy(_territory(*rows))["district"]) == {"Лесной", "Горный"}


def test_a_unit_that_lies_elsewhere_is_none() -> None:
    rows = [("Лесной", PERM, 50), ("Арбат", "Москва", 3), ("Арбат", "", 1)]
    told = units.tidy(_territory(*rows))["district"]
    assert told.value_counts().to_dict() == {"Лесной": 50, "": 4}


def test_a_few_of_many_messages_do_not_say_what_the_home_is() -> None:
    rows = [("Лесной", "", 997), ("Луговой", "Москва", 2), ("Горный", PERM, 1)]
    assert set(units.tidy(_territory(*rows))["district"]) == {"Лесной", "Луговой", "Горный"}


def test_two_regions_may_be_at_home() -> None:
    rows = [("Лесной", PERM, 60), ("Арбат", "Москва", 40), ("Невский", "Санкт-Петербург", 2)]
    assert set(units.tidy(_territory(*rows))["district"]) == {"Лесной", "Арбат", ""}


def test_texts_add_no_names_that_the_export_does_not_use() -> None:
    names = ["Лесной район", "Лесной район", "Луговой р-н", "лесной", "Заречье"]
    known = pd.DataFrame({"municipality": "", "district": names, "region": ""})
    given = known.assign(district=["Лесной район", "Лесной район", "Луговой р-н", "", ""])
    told = units.tidy(known.copy(), given)["district"].tolist()
    assert told == ["Лесной район", "Лесной район", "Луговой р-н", "Лесной район", ""]
    few = given.assign(district=["Лесной район", "", "", "", ""])
    assert units.tidy(known.copy(), few)["district"].tolist() == names
    assert units.tidy(known.copy(), given.assign(district=""))["district"].tolist() == names


def test_municipalities_of_the_export_keep_their_other_names() -> None:
    known = _known(["Губахинский муниципальный округ"] * 2 + ["Губаха", "Кизел"])
    given = known.assign(municipality=["Губахинский муниципальный округ"] * 2 + ["", ""])
    told = units.tidy(known.copy(), given)["municipality"].tolist()
    assert told == ["Губахинский муниципальный округ"] * 3 + ["Кизел"]


def test_the_share_of_the_export_is_of_all_rows() -> None:
    districts = ["Лесной", "Луговой"] * 20 + ["Горный", "Заречье"] * 15 + [""] * 30
    known = pd.DataFrame({"municipality": "", "district": districts, "region": ""})
    given = known.assign(district=districts[:40] + [""] * 60)
    assert units.tidy(known.copy(), given)["district"].tolist() == districts
    more = known.assign(district=["Лесной", "Луговой"] * 30 + ["Заречье"] * 30 + [""] * 10)
    given = more.assign(district=more["district"].where(more.index < 60, ""))
    assert units.tidy(more.copy(), given)["district"].tolist() == given["district"].tolist()


def test_a_municipality_of_the_home_region_stays_whoever_names_it() -> None:
    names = ["Пермь"] * 6 + ["Кунгур", "Губаха", "Кунгур", "Неведомый"]
    for region in (PERM, ""):
        known = _known(names, region)
        given = known.assign(municipality=names[:6] + [""] * 4)
        told = units.tidy(known.copy(), given)["municipality"].tolist()
        assert told == [*names[:9], ""]


def test_the_district_around_a_city_does_not_take_its_name() -> None:
    names = ["Пермский городской округ"] * 3 + ["Пермский район"]
    known = _known(names)
    given = known.assign(municipality=[*names[:3], ""])
    assert units.tidy(known.copy(), given)["municipality"].tolist() == names


def test_a_rare_spelling_in_the_export_takes_no_names_away() -> None:
    names = ["Лесной район"] * 50 + ["Лесной"] + ["Лесной р-н"] * 40
    known = pd.DataFrame({"municipality": "", "district": names, "region": ""})
    given = known.assign(district=names[:51] + [""] * 40)
    told = units.tidy(known, given)["district"].value_counts().to_dict()
    assert told == {"Лесной район": 90, "Лесной": 1}


def test_most_municipalities_tell_the_region_that_no_message_names() -> None:
    known = _known(["Кунгур", "Лысьва", "Неведомый район", "Губаха", "городской округ Губаха"], "")
    assert units.populations(known)["Кунгур"] == 42_619 + 66_606
    assert units.tidy(known)["municipality"].nunique() == 4
    namesake = _known(["Зеленогорск", "Неведомый район", "Никакой район"], "")
    assert units.populations(namesake) == {}


def test_residents_of_a_merged_municipality_are_those_of_its_parts() -> None:
    residents = units.populations(_known(["Кунгур", "Неведомый район"]))
    assert residents == {"Кунгур": 42_619 + 66_606}


def test_residents_that_are_not_known_are_left_out() -> None:
    assert units.populations(_known(["Мелитополь"], "Запорожская область")) == {}
