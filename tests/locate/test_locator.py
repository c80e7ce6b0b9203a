"""The locator as a stage: order, spans, pickling, determinism, the main place, explanations."""

import pickle
import random

import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.locate import Locator
from tsur_nlp.records import PRECISIONS

TEXTS = [
    "В Перми на ул. Лунина 7 нет воды",
    "Спасибо за ответ",
    "",
    "мкр Нагорный, дом 5",
    "дом 15 по Пушкина и ул. Мира, 3",
    "Пермский край, г. Кунгур, ул. Бажова, д. 4, кв. 12",
]


def test_map_keeps_order_and_agrees_with_the_call() -> None:
    locator = Locator()
    assert list(locator.map(iter(TEXTS))) == [locator(text) for text in TEXTS]


def test_result_does_not_depend_on_neighbours() -> None:
    shuffled = TEXTS * 3
    random.Random(0).shuffle(shuffled)
    by_text = dict(zip(TEXTS, Locator().map(TEXTS), strict=True))
    assert list(Locator().map(shuffled)) == [by_text[text] for text in shuffled]


def test_a_pickled_locator_gives_the_same() -> None:
    locator = Locator(region="Пермский край")
    again = pickle.loads(pickle.dumps(locator))
    assert again.region == "Пермский край"
    assert list(again.map(TEXTS)) == list(locator.map(TEXTS))


def test_the_main_place_is_the_most_precise_then_the_first() -> None:
    places = Locator()(
        "Жалоба из Кунгура. На ул. Бажова темно, а на ул. Мира 5 и ул. Мира 7 нет воды"
    )
    assert (places[0].street, places[0].house) == ("Мира", "5")
    ranks = [PRECISIONS.index(place.precision) for place in places]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("text", TEXTS)
def test_spans_are_of_the_given_text(text: str) -> None:
    for place in Locator()(text):
        assert place.text == text[place.start : place.end]
        assert 0 <= place.start < place.end <= len(text)


def test_odd_characters_do_not_shift_spans() -> None:
    text = "İİ 😭😭 ул. Мира, 5 ﬁ"
    place = Locator()(text)[0]
    assert text[place.start : place.end] == "ул. Мира, 5"


def test_without_a_region_a_place_holds_only_what_is_named() -> None:
    place = Locator()("В Кунгуре на ул. Бажова темно")[0]
    assert (place.region, place.municipality, place.lat) == ("", "", None)


def test_a_region_fills_what_is_above_and_settles_names() -> None:
    place = Locator(region="ХМАО")("г. Сургут залило")[0]
    assert place.region == "Ханты-Мансийский автономный округ — Югра"
    assert place.lat == pytest.approx(61.3, abs=0.3)
    assert Locator(region="Пермский край")("у нас в Барде темно")[0].settlement == "Барда"


def test_a_place_outside_of_the_region_keeps_its_own() -> None:
    places = Locator(region="Пермский край")("Посылка из Москвы быстрее")
    assert [(p.settlement, p.region) for p in places] == [("Москва", "Москва")]


def test_an_entrance_alone_is_no_place_on_the_map() -> None:
    place = Locator(region="Пермский край")("3 подъезд, темно")[0]
    assert (place.entrance, place.precision, place.region) == ("3", "none", "")


def test_explain_names_the_rule_and_the_place() -> None:
    told = Locator().explain("на ленина 15 темно")
    assert "name_and_house" in told
    assert "house=15" in told
    assert Locator().explain("Спасибо") == "ничего похожего на место"


@pytest.mark.parametrize(
    "text",
    ["ул.", "д.", "г.", "№", "#", "на ", "ул. " * 50, "1" * 400, "15", "-" * 90, "ул. ул ул 5 5 5"],
)
def test_scraps_break_nothing(text: str) -> None:
    assert isinstance(Locator()(text), tuple)


def test_an_unknown_region_is_refused_with_the_closest_one() -> None:
    with pytest.raises(InputError, match=r"«Пермский кра».*«Пермский край»"):
        Locator(region="Пермский кра")


def test_a_missing_file_is_named_at_construction() -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        Locator(addresses="nowhere.csv")
    with pytest.raises(InputError, match=r"nowhere\.geojson"):
        Locator(boundaries="nowhere.geojson")


def test_a_place_of_the_messages_region_is_the_main_one() -> None:
    text = "Почему в Москве на Тверской, 1 чистят, а у нас в Чусовом нет?"
    places = Locator(region="Пермский край")(text)
    assert places[0].settlement == "Чусовой"
    assert Locator()(text)[0].street == "Тверская"


def test_a_name_like_a_districts_stays_in_the_region() -> None:
    for region in ("Пермский край", "Новосибирская область"):
        (place,) = Locator(region=region)("Дзержинский, Ленина 90")
        assert (place.region, place.lat) == (region, None)
    assert Locator()("г. Дзержинский")[0].region == ""


def test_points_are_written_short() -> None:
    place = Locator()("в Перми скользко")[0]
    assert place.lat == round(place.lat or 0.0, 5)


def test_a_quarter_is_no_house() -> None:
    assert [p.street for p in Locator()("Тольятти, 7 квартал, нет воды")] == [""]


def test_a_region_that_is_no_text_is_refused() -> None:
    with pytest.raises(InputError, match="region is the name of a region of Russia, not 59"):
        Locator(region=59)  # type: ignore[arg-type]


def test_a_centre_fills_the_district_that_is_called_after_it() -> None:
    place = Locator(region="Пермский край")("В Чернушке темно")[0]
    assert (place.municipality, place.oktmo) == ("Чернушинский городской округ", "57657000")


ROWS = """settlement,street,house,lat,lon
Нижняя,Липовая,5,57.1,56.1
Верхняя,Липовая,5,58.2,57.2
Верхняя,Липовая,7,58.3,57.3
"""


def test_explain_knows_the_area_beside_the_text(locator: Locator) -> None:
    text = "ул. Липовая, 5 темно"
    (place,) = locator(text, area="Нижняя")
    assert place.settlement == "Нижняя"
    assert "settlement=Нижняя" in locator.explain(text, area="Нижняя")
    assert "или settlement=Верхняя" in locator.explain(text)


def test_a_stretch_of_houses_is_where_it_begins(locator: Locator) -> None:
    (place,) = locator("в Верхней на ул. Липовая, дома 5-7 темно", area="Верхняя")
    assert (place.house, place.lat) == ("5-7", 58.2)
