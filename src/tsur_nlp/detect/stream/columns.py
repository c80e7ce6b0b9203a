"""Facts of any table as columns of fixed kinds: texts without gaps, numbers, dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from tsur_nlp.detect.stream.arrays import Bools, Dates, Ints, Texts
from tsur_nlp.errors import InputError

TEXTS = (
    "id", "text", "author", "region", "municipality", "district", "settlement", "street", "house",
    "topic_group", "topic", "assignee",
)  # fmt: skip
NUMBERS = ("lat", "lon", "reopened")
DATES = ("answered_at", "due_on", "closed_at")
UNITS = ("district", "municipality")

MOST_UNITS = 3_000
"""Every unit has a series of every topic; what has more values is no territory but a text or an id,
and its series fill the memory."""

HEXAGONS = "h3"
"""The unit type of hexagons, and the column that names the hexagon of each message."""

MOST_CELLS = 5_000
"""Hexagons of one map; with 26 groups of topics it takes about 3 GB then."""

_UNIT_SHARE = 0.5

Columns = dict[str, Any]
"""A numpy array under each name; texts are objects, numbers floats, dates ``datetime64``."""


def read(facts: pd.DataFrame, unit: str | None) -> Columns:
    """Return the columns of the appeals that have a date, in the order of the table.

    Raises:
        InputError: a column that cannot be done without is missing, or ``unit`` names none or one
            of too many different values.
    """
    if unit is not None and unit not in facts.columns:
        raise InputError(f"no column {unit!r} to group by; columns: {', '.join(facts.columns)}")
    rows = np.flatnonzero(appeals(facts))
    extra = [unit] if unit is not None and unit not in TEXTS else []
    columns: Columns = {name: _texts(facts, name, rows) for name in (*TEXTS, *extra)}
    for name in NUMBERS:
        values = facts[name].iloc[rows] if name in facts.columns else np.full(len(rows), np.nan)
        columns[name] = np.asarray(pd.to_numeric(values), dtype=float)
    for name in ("created_at", *DATES):
        columns[name] = _dates(facts, name, rows)
    _check_units(columns, unit)
    return columns


def _check_units(columns: Columns, unit: str | None) -> None:
    name = unit or usual_unit(columns)
    most = MOST_CELLS if name == HEXAGONS else MOST_UNITS
    found = len(set(columns[name]) - {""})
    if found > most:
        raise InputError(
            f"the column {name!r} has {found} different values, too many for units of a territory "
            f"(at most {most}): give a column of districts or other larger places as the unit"
        )


def appeals(facts: pd.DataFrame) -> Bools:
    """Tell which rows are looked at: those with a date that are no thanks or advertisements."""
    dated: Bools = dates_of(facts).notna().to_numpy()
    if "is_appeal" in facts.columns:
        return dated & facts["is_appeal"].astype(bool).to_numpy()
    return dated


def dates_of(facts: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """Return the dates of the messages.

    Raises:
        InputError: there is no such column.
    """
    if "created_at" not in facts.columns:
        raise InputError("no column created_at: without dates nothing can be compared over time")
    return pd.to_datetime(facts["created_at"])


def usual_unit(columns: Mapping[str, Any] | pd.DataFrame) -> str:
    """Return the district where at least half of the messages name one, else the municipality."""
    named = np.asarray(columns["district"]) != ""
    return UNITS[0] if len(named) and named.mean() >= _UNIT_SHARE else UNITS[1]


def _dates(facts: pd.DataFrame, name: str, rows: Ints) -> Dates:
    if name not in facts.columns:
        return np.full(len(rows), np.datetime64("NaT", "us"))
    return pd.to_datetime(facts[name].iloc[rows]).to_numpy(dtype="datetime64[us]")


def _texts(facts: pd.DataFrame, name: str, rows: Ints) -> Texts:
    """Return a column as strings; equal names are one object, which a year of messages feels."""
    if name not in facts.columns:
        return np.full(len(rows), "", dtype=object)
    column = facts[name].iloc[rows]
    if column.dtype == object:
        if pd.api.types.infer_dtype(column, skipna=False) == "string":
            return column.to_numpy(dtype=object)
        column = column.map(str, na_action="ignore")
    codes, values = pd.factorize(column)
    return np.array([*map(str, values), ""], dtype=object)[codes]
