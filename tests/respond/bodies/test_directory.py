"""Reading a directory, and finding bodies in it."""

from pathlib import Path

import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.respond.bodies import Body, Directory, read_directory

CSV = """\
Наименование;Варианты написания;Вышестоящий орган;Район;Темы
Комитет по дорогам;Дорожный комитет|ИНН 7800000003;;;Дороги|Ямы
МУП «Свет»;Горсвет;Комитет по дорогам;Лесной;Освещение
"""
TOML = """
[[body]]
name = "Комитет по дорогам"
aliases = ["Дорожный комитет", "ИНН 7800000003"]
competence = "Дороги|Ямы"

[[body]]
name = "МУП «Свет»"
aliases = "Горсвет"
parent = "комитет по дорогам"
district = "Лесной"
competence = ["Освещение"]
"""


@pytest.fixture(
    params=[("d.csv", CSV, "utf-8-sig"), ("d.csv", CSV, "cp1251"), ("d.toml", TOML, "utf-8")]
)
def directory(request: pytest.FixtureRequest, tmp_path: Path) -> Directory:
    name, text, encoding = request.param
    file = tmp_path / name
    file.write_text(text, encoding=encoding)
    return read_directory(file)


def test_a_body_is_found_under_any_of_its_names(directory: Directory) -> None:
    for name in ("КОМ-Т ПО ДОРОГАМ", "дорожный  комитет", "ГУ «Дор» (ИНН 7800000003)"):
        assert directory.resolve(name) == "Комитет по дорогам"
    assert directory.resolve("Комитет по лесам") == ""
    assert directory.resolve("") == ""


def test_parents_and_competence(directory: Directory) -> None:
    assert directory.parents("Горсвет") == ("Комитет по дорогам",)
    assert directory.competent("Дороги", "Освещение") == ("Комитет по дорогам",)
    both = ("Комитет по дорогам", "МУП «Свет»")
    assert directory.competent("Дороги", "освещение", district="ЛЕСНОЙ") == both


def test_unknown_names_are_tidied_all_the_same(directory: Directory) -> None:
    names = ["ГОРСВЕТ", "ООО «Двор»", "ООО «Двор»", 'ООО "ДВОР"']
    assert directory.tidy(names) == ["МУП «Свет»", *["ООО «Двор»"] * 3]


def test_namesakes_are_told_apart_by_their_number() -> None:
    one, two = "ООО «Двор» (ИНН 7800000001)", "ООО «Двор» (ИНН 7800000002)"
    town = Directory([Body(one), Body(two)])
    assert town.resolve('ООО "ДВОР" (ИНН 7800000002)') == two
    assert town.resolve("ООО «Двор»") == ""


@pytest.mark.parametrize(
    ("bodies", "said"),
    [
        ([Body("А", parent="Я")], "parent «Я» is not in the directory"),
        ([Body("А", parent="Б"), Body("Б", parent="А")], "go in a circle"),
        ([Body("А", aliases=("В",)), Body("Б", aliases=("«в»",))], "names two bodies"),
        ([Body("А", aliases=("—",))], "is no name"),
    ],
)
def test_a_directory_that_contradicts_itself_is_refused(bodies: list[Body], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Directory(bodies)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("d.csv", "name,alias\nМУП,Свет\n", r"d.csv, body 1: unknown column 'alias'.*aliases"),
        ("d.csv", "name,level\n,город\n", r"d.csv, body 1: no name"),
        ("d.csv", "name\nМУП\nМУП\n", r"d.csv: bodies 1 and 2 are both «МУП»"),
        ("d.csv", "name,level\nМУП,город,Свет\n", r"d.csv, row 1: more cells than columns"),
        ("d.csv", "name,parent\nМУП,Комитет\n", r"d.csv: «МУП»: its parent"),
        ("d.csv", "", "d.csv is empty"),
        ("d.toml", "[[body]]\nname = 5\n", r"d.toml, body 1: name must be a text"),
        ("d.toml", "[[body]]\nname = 'МУП'\naliases = 5\n", r"aliases must be a list"),
        ("d.toml", "body = 5\n", r"\[\[body\]\] table"),
        ("d.toml", "name =\n", r"d.toml: not TOML"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_directory(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read .*нет\.csv"):
        read_directory(tmp_path / "нет.csv")
