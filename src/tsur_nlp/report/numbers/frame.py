"""The facts as the report reads them: only the columns it shows, cleaned, up to the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from tsur_nlp.errors import InputError
from tsur_nlp.report.words import parse_day

if TYPE_CHECKING:
    import pandas as pd

# The author and the answer's text are left out on purpose: what is not read cannot be shown.
TEXTS = [
    "id",
    "text",
    "source",
    "region",
    "municipality",
    "district",
    "settlement",
    "street",
    "house",
    "topic_group",
    "topic",
    "assignee",
    "status",
    "error",
]
DATES = ("created_at", "answered_at", "due_on", "closed_at")
NUMBERS = ("lat", "lon", "reopened")
FLAGS = {"is_appeal": True, "needs_review": False}
# A few rows of other regions (a wrong place in a text) do not hide whose the report is.
_AGREED = 0.8

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]
Whole = np.ndarray[tuple[int], np.dtype[np.int64]]
Texts = np.ndarray[tuple[int], np.dtype[np.object_]]
Dates = np.ndarray[tuple[int], np.dtype[np.datetime64]]


@dataclass(frozen=True, slots=True)
class View:
    """The facts up to a day.

    ``ago`` is days before that day, −1 where the date is unknown; ``rows`` are the places of the
    messages in the facts that the view was taken from.
    """

    columns: Mapping[str, Any]
    as_of: date | None
    ago: Whole
    unit: str
    rows: Whole

    def __len__(self) -> int:
        return len(self.ago)

    @property
    def span(self) -> int:
        """Days from the first dated message to the day of the report."""
        return int(self.ago.max()) + 1 if self.ago.size and self.ago.max() >= 0 else 0

    @property
    def appeals(self) -> Mask:
        """Which rows are appeals."""
        return self.flags("is_appeal")

    def texts(self, name: str) -> Texts:
        """Return a column of ``str``, empty where nothing was said."""
        return cast(Texts, self.columns[name])

    def dates(self, name: str) -> Dates:
        """Return a column of times, NaT where not known."""
        return cast(Dates, self.columns[name])

    def numbers(self, name: str) -> Numbers:
        """Return a column of numbers, NaN where not known."""
        return cast(Numbers, self.columns[name])

    def flags(self, name: str) -> Mask:
        """Return a column of yes and no."""
        return cast(Mask, self.columns[name])

    def daily(self, rows: Mask | Whole | None, count: int) -> Whole:
        """Count messages a day for the last ``count`` days, the oldest first."""
        ago = self.ago if rows is None else self.ago[rows]
        kept = ago[(ago >= 0) & (ago < count)]
        return np.bincount(count - 1 - kept, minlength=count).astype(np.int64)


def view(facts: pd.DataFrame, *, as_of: object = None, unit: str = "") -> View:
    """Take what the report shows from the facts, up to the end of the day ``as_of``.

    Raises:
        InputError: ``as_of`` is not a date.
    """
    columns: dict[str, Any] = {name: _texts(facts, name) for name in _text_columns(facts, unit)}
    columns |= {name: _dates(facts, name) for name in DATES}
    columns |= {name: _numbers(facts, name) for name in NUMBERS}
    columns |= {name: _flags(facts, name, default) for name, default in FLAGS.items()}
    created = columns["created_at"]
    day = _day(as_of, created)
    ago = _ago(created, day)
    # A message without a date is kept, and counted as such; one after the day is not looked at.
    kept = np.isnat(created) | (ago >= 0)
    shown = {name: values[kept] for name, values in columns.items()}
    return View(shown, day, ago[kept], unit or "municipality", np.flatnonzero(kept))


def region_of(view: View) -> str:
    """Return the region that at least `_AGREED` of the rows that name one agree on; else ""."""
    known = Counter(name for name in view.texts("region") if name)
    if not known:
        return ""
    name, count = min(known.items(), key=lambda pair: (-pair[1], pair[0]))
    return name if count >= _AGREED * known.total() else ""


def _text_columns(facts: pd.DataFrame, unit: str) -> list[str]:
    known = [*DATES, *NUMBERS, *FLAGS, *TEXTS]
    return [*TEXTS, unit] if unit and unit not in known and unit in facts.columns else [*TEXTS]


def _texts(facts: pd.DataFrame, name: str) -> Texts:
    made = np.full(len(facts), "", dtype=object)
    if name in facts.columns:
        values = facts[name].to_numpy(dtype=object)
        known = facts[name].notna().to_numpy(dtype=bool)
        made[known] = [str(value).strip() for value in values[known]]
    return made


def _dates(facts: pd.DataFrame, name: str) -> Dates:
    import pandas as pd

    if name not in facts.columns:
        return np.full(len(facts), np.datetime64("NaT", "us"), dtype="datetime64[us]")
    values = facts[name]
    if not pd.api.types.is_datetime64_any_dtype(values):
        values = pd.to_datetime(values.astype(object), errors="coerce", format="ISO8601")
    if getattr(values.dtype, "tz", None) is not None:
        values = values.dt.tz_localize(None)
    return values.to_numpy(dtype="datetime64[us]")


def _numbers(facts: pd.DataFrame, name: str) -> Numbers:
    import pandas as pd

    if name not in facts.columns:
        return np.full(len(facts), np.nan)
    return pd.to_numeric(facts[name], errors="coerce").to_numpy(dtype=float, na_value=np.nan)


def _flags(facts: pd.DataFrame, name: str, default: bool) -> Mask:
    made = np.full(len(facts), default)
    if name in facts.columns:
        known = facts[name].notna().to_numpy(dtype=bool)
        made[known] = facts[name].to_numpy(dtype=object)[known].astype(bool)
    return made


def _day(as_of: object, created: Dates) -> date | None:
    if as_of is None or as_of == "":
        known = created[~np.isnat(created)]
        return parse_day(known.max().astype(object)) if known.size else None
    day = parse_day(as_of)
    if day is None:
        raise InputError(f"as_of is not a date: {as_of!r}; write it as 2026-01-31")
    return day


def _ago(created: Dates, day: date | None) -> Whole:
    if day is None:
        return np.full(len(created), -1, dtype=np.int64)
    days = created.astype("datetime64[D]")
    ago = (np.datetime64(day, "D") - days).astype(np.int64)
    return np.where(np.isnat(days) | (ago < 0), -1, ago)
