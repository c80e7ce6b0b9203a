"""One house has many numbers: which of those in a register may be the one that is written."""

from pathlib import Path

import pytest

from tsur_nlp.locate import Locator
from tsur_nlp.locate.register import Register
from tsur_nlp.locate.register.house_forms import forms, longer


def _register(folder: Path, houses: dict[str, str]) -> Path:
    rows = [f"ул. Тисовая,{house},{point},55.0" for house, point in houses.items()]
    path = folder / "a.csv"
    path.write_text("\n".join(["street,house,lat,lon", *rows]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("written", "known", "found"),
    [
        ("7/1", "7к1", True),
        ("7к1", "7/1", True),
        ("7к1", "7с1", True),
        ("21/23", "21-23", True),
        ("45/26", "45", True),
        ("5а", "5", True),
        ("5к2", "5", False),
        ("9", "9/75", True),
        ("9", "9к1", True),
        ("9", "90", False),
        ("64к1", "64к1с1", True),
        ("64к1", "64к11", False),
        ("11", "9-13", True),
        ("10", "9-13", False),
        ("200", "2-400", False),
    ],
)
def test_written_and_known(tmp_path: Path, written: str, known: str, found: bool) -> None:
    spot = Register.load(_register(tmp_path, {known: "57.0"})).find("Тисовая", written)
    assert spot is not None
    assert (spot.house == known) is found


def test_the_number_as_it_is_written_comes_first(tmp_path: Path) -> None:
    register = Register.load(_register(tmp_path, {"7/1": "57.1", "7к1": "57.2", "7": "57.3"}))
    for number in ("7/1", "7к1", "7"):
        spot = register.find("Тисовая", number)
        assert spot is not None
        assert spot.house == number


def test_of_corpuses_apart_none_is_meant(tmp_path: Path) -> None:
    near = Register.load(_register(tmp_path, {"9к1": "57.0000", "9к2": "57.0010"}))
    far = Register.load(_register(tmp_path, {"9к1": "57.0000", "9к2": "57.0100"}))
    assert [r.find("Тисовая", "9").house for r in (near, far)] == ["9к1", ""]  # type: ignore[union-attr]


def test_what_was_read_as_a_flat_may_be_a_corpus(tmp_path: Path) -> None:
    locator = Locator(addresses=_register(tmp_path, {"17к1": "57.1", "17к2": "57.2", "19": "57.3"}))
    assert locator("ул. Тисовая 17-2, темно")[0].lat == 57.2
    assert locator("ул. Тисовая 19-2, темно")[0].lat == 57.3
    assert locator("ул. Тисовая 17-5, темно")[0].lat is None


def test_buildings_of_one_number_are_at_the_one_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f'"Тисова улица, дом 4, литера {c}",57.00{i},55.0' for i, c in enumerate("АБВ")]
    path.write_text("\n".join(["address,lat,lon", *rows]), encoding="utf-8")
    spot = Register.load(path).find("Тисова", "4")
    assert spot is not None
    assert spot.lat == 57.001


def test_a_house_is_not_its_own_longer_form() -> None:
    assert longer("9", ["9"]) == set()
    assert forms("12") == ["12"]
