"""Misspelt streets: repaired where the register leaves one reading, and nowhere else."""

import json
from pathlib import Path

import pytest

from tsur_nlp.locate import Locator
from tsur_nlp.locate.register import Register, Where
from tsur_nlp.locate.register.repair import corrected

CASES = Path(__file__).parents[2] / "cases"


def _cases(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", _cases("misspelt_streets.jsonl"), ids=lambda case: case["text"])
def test_repaired(houses: Path, case: dict[str, str]) -> None:
    place = Locator(addresses=houses)(case["text"])[0]
    assert (place.street, place.house) == (case["street"], case["house"])


@pytest.mark.parametrize("case", _cases("no_misspelt_streets.jsonl"), ids=lambda case: case["why"])
def test_not_repaired(houses: Path, case: dict[str, str]) -> None:
    assert "misspelt_street" not in Locator(addresses=houses).explain(case["text"])


def test_without_a_register_nothing_is_repaired() -> None:
    assert Locator()("Не горит фонарь, ул. Тисавая, 7к2")[0].street == "Тисавая"


def test_the_trace_names_the_repair(houses: Path) -> None:
    trace = Locator(addresses=houses).explain("ул. Тисавая, 7к2")
    assert "typed_street             street: улица Тисавая 7к2" in trace
    assert "misspelt_street          street: улица Тисовая 7к2" in trace


def test_two_slips_are_many_for_a_short_stem(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("street,house\nул. Тросмельская,3\nул. Можжевеловская,8\n", encoding="utf-8")
    register = Register.load(path)
    assert corrected(register, "Трослельская", house="3") == "Тросмельская"
    assert corrected(register, "Трацмельская", house="3") == ""
    assert corrected(register, "Маццевеловская", house="8") == ""
    assert corrected(register, "Мажжевиловская", house="8") == "Можжевеловская"


def test_of_names_as_near_the_one_with_the_house_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("street,house\nул. Тростная,3\nул. Тростмая,8\n", encoding="utf-8")
    register = Register.load(path)
    assert corrected(register, "Тростлая", house="8") == "Тростмая"
    assert corrected(register, "Тростлая", house="3") == "Тростная"
    assert corrected(register, "Тростлая", house="5") == ""
    assert corrected(register, "Тростлая") == ""


def test_of_names_as_near_the_one_of_the_area_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "Дубковский район,ул. Тростная,3\nЛесной район,ул. Тростмая,3\n"
    path.write_text("municipality,street,house\n" + rows, encoding="utf-8")
    locator = Locator(addresses=path)
    assert locator("ул. Тростлая, 3")[0].street == "Тростлая"
    assert locator("ул. Тростлая, 3", area="Лесной район")[0].street == "Тростмая"
    assert locator("ул. Тростлая", area="Дубковский район")[0].street == "Тростная"


def test_a_street_of_another_settlement_may_be_a_slip_in_this_one(houses: Path) -> None:
    register = Register.load(houses)
    assert corrected(register, "Ракитнаи", where=Where("Дубки")) == "Ракитная"
    assert corrected(register, "Ракитовая", house="9", where=Where("Дубки")) == "Ракитная"
    assert corrected(register, "Ракитовая", house="9") == ""
