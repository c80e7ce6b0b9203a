"""Streets and houses as pairs, usual streets misspelt, and slips in the words for a street."""

import json
from pathlib import Path

import pytest

from tsur_nlp.locate import Locator
from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.rules.by_house import house_at
from tsur_nlp.locate.spelling.house_slips import mended
from tsur_nlp.locate.spelling.misspelt_types import misspelt_types
from tsur_nlp.locate.spelling.usual_streets import usual
from tsur_nlp.locate.words.lexicon import kinds
from tsur_nlp.locate.words.morph import agree

FOLDER = Path(__file__).parents[1] / "cases" / "places"
PAIRED = (
    "house_lists",
    "house_apart",
    "house_words",
    "street_lists",
    "two_word_names",
    "misspelt_words",
    "ordinal_forms",
    "hyphenated_streets",
    "street_beside",
    "type_forms",
    "wrong_endings",
    "between_streets",
)


def _cases(name: str) -> list[dict]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _pairs(places: list[dict]) -> set[tuple[str, str]]:
    return {(p.get("street", ""), p.get("house", "")) for p in places}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["text"]) for name in PAIRED for case in _cases(name)]
)
def test_each_house_stands_on_its_street(case: dict) -> None:
    found = [place.as_dict() for place in Locator()(case["text"])]

    assert _pairs(found) == _pairs(case["places"])


@pytest.mark.parametrize("name", ["Лунина", "Чехово", "Репино", "Зарубина", "Логовая", "Мгинская"])
def test_another_name_is_no_misspelling(name: str) -> None:
    assert usual(name) == ""


def test_a_known_street_is_never_mended() -> None:
    assert [name for name in sorted(Gazetteer.load().streets) if usual(name)] == []


def test_a_misspelt_type_is_no_word_of_the_language_nor_of_the_lists() -> None:
    slips = misspelt_types()

    assert slips["улеца"] == "улица"
    assert slips["перекрестка".replace("т", "", 1)] == "перекрестка"
    assert not {"улика", "лица", "тупица", "бульон"} & slips.keys()
    assert slips.keys().isdisjoint(kinds())


@pytest.mark.parametrize("text", ["город.5 минут", "подъезд.5 этаж", "доп. 5 часов", "мэр города"])
def test_a_text_without_a_slip_stays(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("word", "gender", "nominative"),
    [
        ("заводскому", "masc", "заводской"),
        ("московскому", "masc", "московский"),
        ("сосновой", "femn", "сосновая"),
        ("огородниковой", "femn", ""),
    ],
)
def test_a_name_in_another_case(word: str, gender: str, nominative: str) -> None:
    assert agree(word, gender) == nominative


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("13 с 05.10 нет воды", "13"),
        ("13 с 2 часов", "13"),
        ("13 с 5 до 7", "13"),
        ("13 с2", "13с2"),
        ("13, стр. 4", "13с4"),
        ("84/а", "84а"),
        ("84/3", "84/3"),
        ("10ю", ""),
    ],
)
def test_what_follows_a_house_number(text: str, house: str) -> None:
    found = house_at(text, text, 0)

    assert (found.value if found else "") == house


def test_the_offsets_are_those_of_the_text_as_it_is_written() -> None:
    text = "Темно: проспкт Ленинад.54"

    (place,) = Locator()(text)

    assert text[place.start : place.end] == "проспкт Ленинад.54"


@pytest.mark.parametrize(
    ("streets", "street"), [(["Полевая"], "Чехова"), (["Чехова", "Чехава"], "Чехава")]
)
def test_a_usual_street_is_mended_unless_the_register_has_the_name(
    tmp_path: Path, streets: list[str], street: str
) -> None:
    path = tmp_path / "register.csv"
    rows = [f"Омск,ул. {name},{number}" for name in streets for number in (1, 2)]
    path.write_text("\n".join(["settlement,street,house", *rows]), encoding="utf-8")

    (place,) = Locator(addresses=path)("ул. Чехава, 5, нет воды")

    assert place.street == street
