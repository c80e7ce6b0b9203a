"""What a register writes before the house is read as it stands, not guessed."""

from pathlib import Path

import pytest

from tsur_nlp.locate.register import Register, Where
from tsur_nlp.locate.register.titles import title_of


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("Большая Рябинная улица", "Большая Рябинная", "улица"),
        ("улица Тисова-Хвойного", "Тисова-Хвойного", "улица"),
        ("Тисова улица", "Тисова", "улица"),
        ("ул.Тисовая", "Тисовая", "улица"),
        ("УЛ. ТИСОВАЯ", "Тисовая", "улица"),
        ("ул. зелёная роща", "Зеленая Роща", "улица"),
        ("линия 3-я", "3-я", "линия"),
        ("3-я линия В.О.", "3-я В.О.", "линия"),
        ("Большой проспект П.С.", "Большой П.С.", "проспект"),
        ("наб.р.Кленовки", "реки Кленовки", "набережная"),
        ("ул. Тисовая (ул. Ракитная, 15)", "Тисовая", "улица"),
        ("ул. Тисовая, ст.Еловая", "Тисовая", "улица"),
    ],
)
def test_the_type_word_goes_the_rest_is_the_name(written: str, name: str, kind: str) -> None:
    title = title_of(written)
    assert title is not None
    assert (title.name, title.type) == (name, kind)


@pytest.mark.parametrize("written", ["СНТ Заря", "территория Еловый завод", "Рябинино", "улица"])
def test_what_has_no_name_beside_a_type_is_no_title(written: str) -> None:
    assert title_of(written) is None


@pytest.mark.parametrize(
    ("written", "settlement"),
    [
        ("г.Кленовск, Тисовая улица", "Кленовск"),
        ("Лесной район, посёлок Ясный, улица Тисовая", "Ясный"),
        ("город Кленовск, посёлок Ясный, улица Тисовая", "Ясный"),
        ("улица Тисовая", ""),
    ],
)
def test_the_settlement_is_the_last_one_marked(written: str, settlement: str) -> None:
    title = title_of(written)
    assert title is not None
    assert title.settlement == settlement


def test_letters_of_buildings_and_ranges_of_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [
        '"г.Кленовск, Тисова улица, дом 10-12, литера А",57.1,55.1',
        '"г.Кленовск, Тисова улица, дом 7, корпус 2, литера Б",57.2,55.2',
        '"г.Кленовск, Тисова улица, дом 9, корпус 1, строение 3",57.3,55.3',
    ]
    path.write_text("\n".join(["address,lat,lon", *rows]), encoding="utf-8")
    register = Register.load(path)
    found = {register.spot(i).house for i in range(len(register))}
    assert found == {"10-12", "7к2", "9к1с3"}
    spot = register.find("Тисова", "12", where=Where("Кленовск"))
    assert spot is not None
    assert (spot.house, spot.lat) == ("10-12", 57.1)
