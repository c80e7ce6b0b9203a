"""Workbooks of several sheets."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tsur_nlp import exports
from tsur_nlp.errors import ExportError


def test_every_frame_is_a_sheet(tmp_path: Path) -> None:
    one = pd.DataFrame({"Имя": ["=1+1", None], "Число": [1.5, 2.0]})
    other = pd.DataFrame({"Дата": pd.to_datetime(["2025-03-01 10:00"])})
    path = tmp_path / "книга.xlsx"
    exports.write_book({"Первый": one, "«A&B»": other, "Пусто": other.iloc[:0]}, path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Первый", "«A&B»", "Пусто"]
    rows = [[cell.value for cell in row] for row in book["Первый"].iter_rows()]
    assert rows == [["Имя", "Число"], ["=1+1", 1.5], [None, 2]]
    assert book["«A&B»"]["A2"].value == pd.Timestamp("2025-03-01 10:00")
    assert [cell.value for cell in book["Пусто"][1]] == ["Дата"]
    assert exports.read(path, sheet="Первый")["Число"].astype(float).tolist() == [1.5, 2.0]


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    frame = pd.DataFrame({"а": [1]})
    for name in ("1.xlsx", "2.xlsx"):
        exports.write_book({"Лист": frame}, tmp_path / name)
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


@pytest.mark.parametrize("name", ["книга.csv", "нет/книга.xlsx"])
def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError):
        exports.write_book({"Лист": pd.DataFrame({"а": [1]})}, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_cell_too_long_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="characters in row 2"):
        exports.write_book({"Лист": pd.DataFrame({"а": ["я" * 40_000]})}, tmp_path / "книга.xlsx")
    assert not list(tmp_path.iterdir())
