"""The invented delivery in tests/cases/gar has the elements and attributes of the official one."""

import shutil
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.locate import Locator
from tsur_nlp.locate.register import Register, Spot, Where
from tsur_nlp.locate.register.gar_files import records

GAR = Path(__file__).parents[2] / "cases" / "gar"
KLENOVSK = Where("Кленовск")


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load(GAR)


def _delivery(folder: Path, *without: str) -> Path:
    shutil.copytree(GAR, folder)
    for name in without:
        next(folder.rglob(f"AS_{name}_2*")).unlink()
    return folder


def test_a_house_with_all_that_stands_above_it(register: Register) -> None:
    assert register.find("Тисовая", "7к2", where=KLENOVSK) == Spot(
        street="Тисовая",
        street_type="улица",
        house="7к2",
        settlement="Кленовск",
        municipality="Кленовский муниципальный округ",
        district="",
        lat=None,
        lon=None,
        region="Пермский край",
    )


@pytest.mark.parametrize(
    ("street", "number"),
    [
        ("Тисовая", "7к2с1"),  # two additions
        ("Тисовая", "9а"),
        ("Можжевеловый", "12"),  # a litera is no part of the number
        ("3-я Барбарисовая", "21"),
        ("Инженера Ясеневского", "8/1"),  # in the administrative hierarchy only
    ],
)
def test_numbers_are_written_as_in_messages(register: Register, street: str, number: str) -> None:
    spot = register.find(street, number, where=KLENOVSK)
    assert spot is not None
    assert spot.house == number


@pytest.mark.parametrize(
    ("street", "number", "why"),
    [
        ("Можжевеловый", "14", "a garage"),
        ("Можжевеловый", "16", "not in force"),
        ("Инженера Ясеневского", "3", "stood there once"),
    ],
)
def test_what_is_no_house_of_the_street(
    register: Register, street: str, number: str, why: str
) -> None:
    spot = register.find(street, number)
    assert spot is not None
    assert spot.house == "", why


def test_streets_out_of_force_and_gardens_are_no_streets(register: Register) -> None:
    assert register.names() == {
        "тисовая",
        "можжевеловый",
        "инженера ясеневского",
        "3-я барбарисовая",
        "кизиловый",
    }


def test_the_locator_reads_it() -> None:
    place = Locator(addresses=GAR)("с. Дубки, Тисавая ул., д. 5")[0]
    assert (place.street, place.settlement, place.municipality, place.region) == (
        "Тисовая",
        "Дубки",
        "Кленовский муниципальный округ",
        "Пермский край",
    )


def test_a_zip_is_the_same_as_a_folder(tmp_path: Path, register: Register) -> None:
    path = tmp_path / "gar_xml.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(GAR.rglob("*.XML")):
            archive.write(file, file.relative_to(GAR))
    packed = Register.load(path)
    assert packed.names() == register.names()
    assert len(packed) == len(register)


def test_without_the_municipal_hierarchy(tmp_path: Path) -> None:
    found = Register.load(_delivery(tmp_path / "gar", "MUN_HIERARCHY"))
    spot = found.find("Тисовая", "5", where=Where("Дубки"))
    assert spot is not None
    assert (spot.region, spot.municipality) == ("Пермский край", "")


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        (["ADDR_OBJ"], r"no AS_ADDR_OBJ"),
        (["HOUSES"], r"must be AS_HOUSES"),
        (["MUN_HIERARCHY", "ADM_HIERARCHY"], r"AS_MUN_HIERARCHY"),
    ],
)
def test_a_delivery_that_lacks_files(tmp_path: Path, without: list[str], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        Register.load(_delivery(tmp_path / "gar", *without))


def test_a_cut_file_is_named(tmp_path: Path) -> None:
    folder = _delivery(tmp_path / "gar")
    houses = next(folder.rglob("AS_HOUSES_2*"))
    houses.write_bytes(houses.read_bytes()[:-30])
    with pytest.raises(InputError, match="AS_HOUSES"):
        Register.load(folder)


def test_records_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "AS_HOUSES_20260105_1.XML"
    record = f'<HOUSE ID="1" HOUSENUM="{"9" * 100}"/>'
    path.write_text("<HOUSES>" + record * 50_000 + "</HOUSES>", encoding="utf-8")
    tracemalloc.start()
    count = sum(1 for _ in records([lambda: path.open("rb")]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 50_000
    assert peak < path.stat().st_size / 5
