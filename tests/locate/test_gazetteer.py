"""Look-ups by name: regions, municipalities, settlements."""

import pytest

from tsur_nlp.errors import ArtifactError
from tsur_nlp.locate import Gazetteer, municipality_point
from tsur_nlp.locate.words.lexicon import table


def test_every_region_is_known_by_its_official_name() -> None:
    rows = table("regions")
    assert len(rows) == 89
    for row in rows:
        unit = Gazetteer.load().region(row["name"])
        assert unit is not None
        assert (unit.name, unit.oktmo) == (row["name"], row["oktmo"])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Прикамье", "Пермский край"),
        ("Пермского края", "Пермский край"),
        ("ХМАО", "Ханты-Мансийский автономный округ — Югра"),
        ("Кузбасс", "Кемеровская область — Кузбасс"),
        ("Якутия", "Республика Саха (Якутия)"),
    ],
)
def test_region_aliases(written: str, name: str) -> None:
    unit = Gazetteer.load().region(written)
    assert unit is not None
    assert unit.name == name


def test_population_and_point_of_a_municipality() -> None:
    unit = Gazetteer.load().municipality("Сургутский район")
    assert unit is not None
    assert unit.oktmo == "71826000"
    assert unit.population > 100_000
    point = municipality_point("Сургутский район", unit.region)
    assert point == (unit.lat, unit.lon)


@pytest.mark.parametrize(
    "name", ["Кунгурский муниципальный округ", "Кунгурский район", "Кунгурский"]
)
def test_a_renamed_municipality_is_found_by_old_and_new_name(name: str) -> None:
    unit = Gazetteer.load().municipality(name, "Пермский край")
    assert unit is not None
    assert unit.region == "Пермский край"


def test_unknown_and_ambiguous_names_give_nothing() -> None:
    assert Gazetteer.load().region("Нарния") is None
    assert municipality_point("Октябрьский район") is None
    assert Gazetteer.load().settlement("Сургут", "Пермский край") is None


def test_another_kind_of_model_is_refused(tmp_path) -> None:
    (tmp_path / "meta.json").write_text('{"kind": "topics", "protocol": 1, "files": {}}')
    with pytest.raises(ArtifactError):
        Gazetteer(tmp_path)


@pytest.mark.parametrize(
    ("town", "region"),
    [
        ("Зеленодольск", "Республика Татарстан"),
        ("Петергоф", "Санкт-Петербург"),
        ("Кронштадт", "Санкт-Петербург"),
        ("Кудрово", "Ленинградская область"),
        ("Куеда", "Пермский край"),
        ("Зеленоград", "Москва"),
    ],
)
def test_a_town_near_a_border_is_of_its_own_region(town: str, region: str) -> None:
    unit = Gazetteer.load().settlement(town)
    assert unit is not None
    assert unit.region == region
