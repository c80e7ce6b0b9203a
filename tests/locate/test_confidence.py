"""How sure a place is: from signs whose weights and counts are in one readable file."""

import json
from pathlib import Path

import pytest

from tsur_nlp.locate import Locator
from tsur_nlp.locate.resolve.confidence import LEAST, MOST, probability, weights
from tsur_nlp.locate.resolve.evidence import signs
from tsur_nlp.locate.words.lexicon import DATA

TEXTS = (
    "В Кунгуре на ул. Бажова, д. 7 темно",
    "на бажова 7 темно",
    "мкр Нагорный, дом 5",
    "Пермский край",
    "возле школы № 5",
)


def _signs(locator: Locator, text: str) -> tuple[str, ...]:
    return locator.weighed(text)[0][1]


def test_the_file_says_of_what_it_is_made() -> None:
    table = json.loads((DATA / "confidence.json").read_text(encoding="utf-8"))
    assert table["fitted_on"]["places"] > 500
    assert all(0 <= row["right"] <= row["places"] for row in table["signs"].values())
    levels = [row["places"] for sign, row in table["signs"].items() if sign.startswith("level ")]
    assert sum(levels) <= table["fitted_on"]["places"]


@pytest.mark.parametrize("text", TEXTS)
def test_each_place_has_one(text: str) -> None:
    locator = Locator()
    for place, found in locator.weighed(text):
        assert place.confidence == probability(found)
        assert LEAST <= place.confidence <= MOST
    assert [place for place, _ in locator.weighed(text)] == list(locator(text))


def test_the_probability_is_the_sum_of_the_weights() -> None:
    base, known = weights()
    strongest = max(known, key=lambda sign: known[sign])
    weakest = min(known, key=lambda sign: known[sign])
    assert probability((weakest,)) < probability(()) < probability((strongest,))
    assert probability(("no such sign",)) == probability(())
    assert probability((weakest,) * 99) == LEAST
    assert probability((strongest,) * 99) == MOST
    assert base > 0


def test_the_signs_of_a_name_and_a_house() -> None:
    locator = Locator()
    told = _signs(locator, "В Кунгуре на ул. Бажова, д. 7 темно")
    assert {"level house", "house with its type", "house with a capital", "house marked"} <= {*told}
    assert "settlement beside" in told
    told = _signs(locator, "на бажова 7 темно")
    assert not {"house with its type", "house with a capital", "house marked"} & {*told}
    assert "usual street" in _signs(locator, "на ленина 7 темно")
    assert "usual street" not in _signs(locator, "ул. Тисово-Самшитовая, 7")
    assert "two places" in _signs(locator, "ул. Бажова, 7 и пр. Мира, 5")
    assert "long message" in _signs(locator, "ул. Бажова, 7. " + "Темно. " * 80)


def test_the_signs_of_a_register(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "г. А,ул. Тисовая,5\nг. Б,ул. Тисовая,5\nг. А,ул. Инженера Кедрова,9\n"
    path.write_text("settlement,street,house\n" + rows, encoding="utf-8")
    locator = Locator(addresses=path)
    for text, sign in {
        "ул. Тисовая, 5": "register: several, house",
        "ул. Самшитовая, 5": "register: none, house",
        "ул. Инженера Кедрова, 9": "register: exact, house of house",
        "ул. Инженера Кедрова, 99": "register: exact, street of house",
        "ул. Инженера Кедрова": "register: exact, street of street",
        "ул. Кедрова, 9": "register: part, house of house",
    }.items():
        assert sign in _signs(locator, text), text
    assert not any(sign.startswith("register") for sign in _signs(Locator(), "ул. Тисовая, 5"))


def test_signs_come_in_one_order() -> None:
    locator = Locator()
    assert _signs(locator, TEXTS[0]) == _signs(locator, TEXTS[0])
    assert signs.__doc__ is not None
    assert _signs(locator, TEXTS[0])[0] == "level house"
