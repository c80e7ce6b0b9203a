"""Slips in the names of districts and cities are put right, or left; never made another name."""

import pytest

from tsur_nlp.locate import Locator
from tsur_nlp.locate.gazetteer import SURE, Gazetteer
from tsur_nlp.locate.spelling.town_spelling import meant_city, meant_town
from tsur_nlp.locate.spelling.unit_spelling import meant_microdistrict, meant_unit


def _without_middle(word: str) -> str:
    middle = len(word) // 2
    return word[:middle] + word[middle + 1 :]


def test_district_without_a_letter() -> None:
    gazetteer = Gazetteer.load()
    units = [name for name in gazetteer.districts if len(name) > 8 and name.endswith("ский")]
    meant = {name: meant_unit(_without_middle(name)) for name in units}
    wrong = {name: found for name, found in meant.items() if found not in ("", name)}
    assert len(wrong) <= len(units) // 25, wrong
    assert sum(found == name for name, found in meant.items()) > 0.8 * len(units)


def test_city_without_a_letter() -> None:
    gazetteer = Gazetteer.load()
    forms = gazetteer.place_forms.items()
    cities = {form: numbers for form, (risk, numbers) in forms if risk == SURE and len(form) > 7}
    meant = {form: meant_city(_without_middle(form)) for form in cities}
    names = {
        form: (gazetteer.settlement_name(found[0]), gazetteer.settlement_name(cities[form][0]))
        for form, found in meant.items()
        if found
    }
    assert all(found == name for found, name in names.values())
    assert len(names) > 0.9 * len(cities)


@pytest.mark.parametrize("word", ["спальный", "частный", "ленинский", "соседний", "жилой"])
def test_right_adjective_stays(word: str) -> None:
    assert meant_unit(word) == ""


@pytest.mark.parametrize("word", ["вокзала", "рынка", "котловане", "москве", "уфее"])
def test_right_or_short_word_is_no_slip(word: str) -> None:
    assert meant_microdistrict(word) == ""
    assert meant_city(word) == ()


def test_towns_are_put_right_beside_their_type_only() -> None:
    gazetteer = Gazetteer.load()
    assert [gazetteer.settlement_name(i) for i in meant_town("чайковскй")] == ["Чайковский"]
    assert meant_city("чайковскй") == ()


def test_span_is_what_is_written() -> None:
    text = "Двор в орджонекидзевском районе"
    (place,) = Locator()(text)
    assert text[place.start : place.end] == "орджонекидзевском районе"
    first, second = Locator()("в Кировском и Ленинском районах темно")
    assert (first.start, first.end) == (2, 11)
    assert second.end == len("в Кировском и Ленинском районах")
