"""What all pictures share: the locale, the menu, the extra that is not installed."""

import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from report import build
from report.figures.reading import NBSP, spec

import tsur_nlp.figures as figures
from tsur_nlp.errors import InputError
from tsur_nlp.report.figures.palette import SERIES, colours

KNOWN = build.facts(200)
DRAWN = {
    "heat": lambda: figures.heat_map_figure(build.heat(KNOWN)),
    "trend": lambda: figures.trend_figure(KNOWN),
    "split": lambda: figures.trend_figure(KNOWN, by="group"),
    "confusion": lambda: figures.confusion_figure(["а", "б"], ["а", "а"]),
    "calibration": lambda: figures.calibration_figure([0.2, 0.9], [0, 1]),
    "clusters": lambda: figures.cluster_map(build.problems(KNOWN), KNOWN),
    "nothing": lambda: figures.heat_map_figure([]),
}


@cache
def drawn(name):
    return DRAWN[name]()


@pytest.mark.parametrize("name", DRAWN)
def test_numbers_and_dates_are_russian(name):
    locale = spec(drawn(name))["config"]["locale"]
    assert locale["number"]["decimal"] == ","
    assert locale["number"]["thousands"] == NBSP
    assert locale["number"]["grouping"] == [3]
    time = locale["time"]
    assert time["months"][:3] == ["января", "февраля", "марта"]
    assert time["shortMonths"][0] == "янв."
    assert (len(time["months"]), len(time["shortMonths"]), len(time["days"])) == (12, 12, 7)
    assert time["days"][0] == "воскресенье"  # the week of the format begins with it


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_picture_is_the_same_bytes(name):
    # written with the schema checked
    assert DRAWN[name]().to_json() == drawn(name).to_json()


@pytest.mark.parametrize("name", DRAWN)
def test_it_says_what_it_shows_and_sends_nothing_away(name):
    whole = spec(drawn(name))
    assert whole["title"]["text"]
    assert whole["description"].startswith(whole["title"]["text"])
    actions = whole["usermeta"]["embedOptions"]["actions"]
    assert actions == {"export": True, "source": False, "compiled": False, "editor": False}


def test_a_heading_of_ones_own():
    assert spec(figures.trend_figure(KNOWN, title="Моё"))["title"]["text"] == "Моё"
    assert spec(figures.heat_map_figure([], title="Моё"))["title"]["text"] == "Моё"


@pytest.mark.parametrize("package", ["altair", "vl_convert"])
@pytest.mark.parametrize("name", DRAWN)
def test_without_the_extra_one_sentence_says_what_to_do(name, package, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InputError, match=rf'{package}.*pip install "tsur-nlp\[figures\]"'):
        DRAWN[name]()


def test_the_extra_that_is_named_exists():
    project = Path(__file__).parents[3] / "pyproject.toml"
    extras = tomllib.loads(project.read_text("utf-8"))["project"]["optional-dependencies"]
    names = {re.split(r"[<>=~! ;]", line)[0] for line in extras["figures"]}
    assert names >= {"altair", "vl-convert-python"}


def test_nothing_heavy_is_loaded_before_a_picture_is_drawn():
    code = (
        "import sys, tsur_nlp.figures; print([m for m in ('altair', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_colours_are_those_of_the_page_and_lines_can_be_seen():
    known = colours()
    wanted = ("ink", "soft", "line", "card", "wash", "map", "ground", "bar", "accent")
    assert {*wanted, "red", "orange", "green", "grey", "on-red", "on-grey"} <= set(known)
    assert known["card"] == "#ffffff"  # the light page, not the dark one
    assert len(set(SERIES)) == 6
    for colour in SERIES:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        light = sum(
            w * (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4)
            for w, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
        )
        assert 1.05 / (light + 0.05) >= 2.2
