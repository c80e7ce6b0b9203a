"""The confusion matrix: counts, shares, the labels that are shown."""

import random

import pandas as pd
import pytest
from report.figures.reading import NBSP, rows, spec, subtitle, text, views

from tsur_nlp.errors import InputError
from tsur_nlp.figures import confusion_figure

TRUE = ["ЖКХ"] * 5 + ["Дороги"] * 3 + ["Мусор"] * 2 + ["Спорт"]
SAID = ["ЖКХ"] * 4 + ["Дороги"] + ["Дороги"] * 2 + ["ЖКХ"] + ["Мусор", "ЖКХ"] + ["Спорт"]


def cells(chart) -> dict[tuple[str, str], tuple[str, float]]:
    return {(r["true"], r["said"]): (r["many"], r["share"]) for r in rows(chart, "rect")}


def order(chart) -> list[str]:
    (squares, *_) = views(spec(chart))
    assert squares["encoding"]["x"]["scale"] == squares["encoding"]["y"]["scale"]
    return squares["encoding"]["y"]["scale"]["domain"]


def test_cells_are_counts_and_shares_of_their_row():
    found = cells(confusion_figure(TRUE, SAID))
    assert found == {
        ("ЖКХ", "ЖКХ"): ("4", 0.8),
        ("ЖКХ", "Дороги"): ("1", 0.2),
        ("Дороги", "Дороги"): ("2", 0.6667),
        ("Дороги", "ЖКХ"): ("1", 0.3333),
        ("Мусор", "Мусор"): ("1", 0.5),
        ("Мусор", "ЖКХ"): ("1", 0.5),
        ("Спорт", "Спорт"): ("1", 1.0),
    }
    assert subtitle(confusion_figure(TRUE, SAID)).startswith(
        f"11{NBSP}обращений, верно 72,7{NBSP}%"
    )


def test_the_frequent_are_shown_and_the_rest_is_one():
    drawn = confusion_figure(TRUE, SAID, top=2)
    assert order(drawn) == ["ЖКХ", "Дороги", "прочие"]
    assert cells(drawn)["прочие", "прочие"] == ("2", 0.6667)
    assert cells(drawn)["прочие", "ЖКХ"] == ("1", 0.3333)
    assert order(confusion_figure(TRUE, SAID)) == ["ЖКХ", "Дороги", "Мусор", "Спорт"]
    assert order(confusion_figure("аб", "ба")) == ["а", "б"]


def test_labels_may_be_named_in_an_order():
    drawn = confusion_figure(TRUE, SAID, labels=["Мусор", "ЖКХ"])
    assert order(drawn) == ["Мусор", "ЖКХ", "прочие"]


def test_what_has_no_label_is_one_label():
    drawn = confusion_figure(["а", None, float("nan"), "", pd.NA], ["а", "а", None, "б", "а"])
    assert cells(drawn)["без метки", "а"] == ("2", 0.5)
    assert cells(drawn)["без метки", "без метки"] == ("1", 0.25)


def test_long_labels_that_look_the_same_stay_two():
    long = "Очень длинное название темы, в котором важное стоит в конце, "
    drawn = confusion_figure([long + "а", long + "б"], [long + "а", long + "а"])
    assert len(set(order(drawn))) == 2
    assert len(cells(drawn)) == 2


def test_large_numbers_are_grouped_and_dark_cells_have_light_words():
    drawn = confusion_figure(["а"] * 1200, ["а"] * 1200)
    assert cells(drawn) == {("а", "а"): (f"1{NBSP}200", 1.0)}
    words = list(views(spec(drawn)))[1]["encoding"]["color"]
    assert [one["value"] for one in words["condition"]] == ["#ffffff"]
    assert words["value"] != "#ffffff"


def test_pairs_in_another_order_give_the_same_chart():
    pairs = list(zip(TRUE, SAID, strict=True))
    mixed = random.Random(0).sample(pairs, len(pairs))
    assert text(confusion_figure(*zip(*mixed, strict=True), top=3)) == text(
        confusion_figure(TRUE, SAID, top=3)
    )
    assert text(confusion_figure(pd.Series(TRUE), iter(SAID))) == text(confusion_figure(TRUE, SAID))


def test_what_cannot_be_compared():
    assert "Сравнивать нечего" in rows(confusion_figure([], []), "text")[0]["said"]
    with pytest.raises(InputError, match="2 true labels and 1 predicted"):
        confusion_figure(["а", "б"], ["а"])
    with pytest.raises(InputError, match="top=0"):
        confusion_figure(["а"], ["а"], top=0)
