"""The picture of a backtest, read as XML."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.report.backtest import write_plot
from tsur_nlp.report.backtest.panel import Panel

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def plants() -> pd.DataFrame:
    rows = [(1, 6, 0.0), (1, 9, None), (7, 20, 3.0), (7, 40, 5.0)]
    return pd.DataFrame(rows, columns=["length", "size", "delay"]).astype({"delay": "float64"})


@pytest.fixture
def groups() -> pd.DataFrame:
    rows = [(1, 7.3, 0.5, 0.1, 0.9), (7, 20.0, 1.0, 0.2, 1.0), (7, 40.0, 1.0, 0.2, 1.0)]
    return pd.DataFrame(rows, columns=["length", "value", "share", "low", "high"])


def drawn(plants: pd.DataFrame, groups: pd.DataFrame, path: Path) -> ElementTree.Element:
    return ElementTree.parse(write_plot(plants, groups, ["Найдено 3 <из> 4"], path)).getroot()


def test_it_stands_alone_and_has_a_line_for_each_length(plants, groups, tmp_path) -> None:
    root = drawn(plants, groups, tmp_path / "b.svg")
    said = ["".join(part.itertext()) for part in root.iter(f"{SVG}text")]
    assert root.tag == f"{SVG}svg"
    assert {"1\u00a0день", "7\u00a0дней", "Найдено 3 <из> 4", "100\u00a0%"} <= set(said)
    lines = [part.get("points", "").split() for part in root.iter(f"{SVG}polyline")]
    assert [len(points) for points in lines] == [1, 2, 6, 6]
    limits = [part for part in root.iter(f"{SVG}line") if "limits" in part.get("class", "")]
    assert len(limits) == 3
    assert "http" not in (tmp_path / "b.svg").read_text("utf-8").replace(SVG[1:-1], "")


def test_what_was_not_found_never_reaches_the_top(plants, groups, tmp_path) -> None:
    root = drawn(plants, groups, tmp_path / "b.svg")
    first, second = [
        [float(point.split(",")[1]) for point in part.get("points", "").split()]
        for part in root.iter(f"{SVG}polyline")
    ][2:]
    assert len(set(first)) == 1
    top = Panel(0, 128, 1, 290, (0, 1)).y(1)
    assert min(first) > top
    assert second == sorted(second, reverse=True)
    assert second[-1] == top


def test_one_plant_that_was_not_found_is_drawn(tmp_path) -> None:
    one = pd.DataFrame({"length": [3], "size": [10], "delay": [float("nan")]})
    group = pd.DataFrame({"length": [3], "value": [10.0], "share": [0.0], "low": 0.0, "high": 0.8})
    assert drawn(one, group, tmp_path / "b.svg").tag == f"{SVG}svg"


def test_a_log_scale_gives_equal_ratios_equal_widths() -> None:
    panel = Panel(10, 0, 100, 50, (1, 10, 100), log=True)
    assert [round(panel.x(v), 6) for v in (1, 10, 100)] == [10, 60, 110]
    assert [panel.y(s) for s in (0, 1)] == [50, 0]


def test_a_folder_that_cannot_be_written_is_one_sentence(plants, groups, tmp_path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot write"):
        write_plot(plants, groups, [], tmp_path / "file" / "b.svg")
