"""What else a place may be is kept beside it, with its share of the confidence."""

import json
from pathlib import Path

import pytest

from tsur_nlp.locate import Locator


@pytest.fixture
def addresses(tmp_path: Path) -> Path:
    towns = ("Кленовск", "Дубки", "Ясный", "Еловка", "Рябинки", "Ольхово", "Осинки")
    rows = [f"г. {t},ул. Тисовая,5,57.{i}1,55.0" for i, t in enumerate(towns)]
    rows += [f"г. Дубки,ул. Тисовая,{n},57.5,55.5" for n in range(10, 14)]
    rows += ["г. Кленовск,ул. Кедровая,1,57.2,55.2", "г. Ясный,ул. Кедровая,3,57.3,55.3"]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["settlement,street,house,lat,lon", *rows]), encoding="utf-8")
    return path


def test_a_house_in_several_towns(addresses: Path) -> None:
    place = Locator(addresses=addresses)("ул. Тисовая, 5 темно")[0]
    assert (place.settlement, place.lat) == ("", None)
    towns = [choice.settlement for choice in place.alternatives]
    assert towns[0] == "Дубки"  # the street has the most houses there
    assert len(towns) == len(set(towns)) == 5
    shares = [choice.confidence for choice in place.alternatives]
    assert sum(shares) == pytest.approx(place.confidence, abs=0.005)
    assert place.alternatives[0].lat == 57.11


def test_streets_without_the_house_have_no_point(addresses: Path) -> None:
    place = Locator(addresses=addresses)("ул. Кедровая, 99 темно")[0]
    assert [(c.settlement, c.lat) for c in place.alternatives] == [
        ("Кленовск", None),
        ("Ясный", None),
    ]


def test_what_is_settled_has_none(addresses: Path) -> None:
    locator = Locator(addresses=addresses)
    assert locator("ул. Кедровая, 3 темно")[0].alternatives == ()
    assert locator("г. Ясный, ул. Тисовая, 5")[0].alternatives == ()
    assert locator("ул. Тисовая, 5", area="Ясный")[0].alternatives == ()


def test_a_settlement_with_namesakes() -> None:
    place = Locator()("В городе Октябрьский темно")[0]
    assert place.alternatives
    assert all(c.region and c.lat is not None for c in place.alternatives)
    shares = [choice.confidence for choice in place.alternatives]
    assert sum(shares) < place.confidence
    assert shares == sorted(shares, reverse=True)


def test_the_region_settles_which_settlement_is_meant() -> None:
    place = Locator(region="Республика Башкортостан")("В городе Октябрьский темно")[0]
    assert (place.region, place.alternatives) == ("Республика Башкортостан", ())


def test_the_dict_holds_only_what_is_known(addresses: Path) -> None:
    place = Locator(addresses=addresses)("ул. Тисовая, 5 темно")[0]
    told = json.loads(json.dumps(place.as_dict(), ensure_ascii=False))
    assert list(told)[-3:] == ["confidence", "alternatives", "oktmo"]
    assert list(told["alternatives"][0]) == ["settlement", "lat", "lon", "confidence"]


def test_explain_names_them(addresses: Path) -> None:
    told = Locator(addresses=addresses).explain("ул. Тисовая, 5 темно")
    assert "или settlement=Дубки" in told
    assert "уверенность: " in told
