"""The same as a workbook: one table a sheet, with Russian headers."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tsur_nlp.records import Responses
from tsur_nlp.report.responses.quoting import quoted

if TYPE_CHECKING:
    import pandas as pd

_QUOTED = ["text", "answer"]
_DATA = Path(__file__).with_name("data")


def sheets(responses: Responses) -> dict[str, pd.DataFrame]:
    """Return the tables under the names of their sheets, in order.

    Infinite limits (a time that was not reached) are left empty.
    """
    bodies = responses.table["by"].eq("исполнитель")
    tables = {
        "Сводка": responses.table[~bodies],
        "Исполнители": responses.table[bodies],
        "Сроки": responses.expiring,
        "Обещания": responses.broken,
        "Отписки": responses.empty,
        "Сообщения": responses.messages,
    }
    return {name: _in_russian(table) for name, table in tables.items()}


def wording(column: str) -> Mapping[str, str]:
    """Return how the values of a column are called, in the order of the list.

    >>> wording("promise_state")["kept"]
    'сдержано'
    """
    return _values()[column]


def _in_russian(table: pd.DataFrame) -> pd.DataFrame:
    shown = table.copy()
    for column in shown.columns.intersection(_QUOTED):
        shown[column] = shown[column].map(quoted)
    for column in shown.columns.intersection(list(_values())):
        shown[column] = shown[column].replace(_values()[column])
    shown = shown.rename(columns=_titles())
    infinite = shown.select_dtypes("float64").columns
    shown[infinite] = shown[infinite].replace(float("inf"), float("nan"))
    return shown


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    return {row["column"]: row["title"] for row in _rows("titles.csv")}


@lru_cache(maxsize=1)
def _values() -> dict[str, dict[str, str]]:
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows("values.csv"):
        said[row["column"]][row["value"]] = row["title"]
    return said


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
