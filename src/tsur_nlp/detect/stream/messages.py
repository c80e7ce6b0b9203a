"""Messages as arrays: one canonical order, codes for units and topics, repeats marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.repeats import addresses_of, mark_repeats, text_keys
from tsur_nlp.errors import InputError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_PLACES = ("region", "municipality", "district", "settlement", "street", "house")
_TEXT = ("id", "text", "author", *_PLACES, "topic_group", "topic", "assignee")
_NUMBERS = ("lat", "lon", "reopened")
_DATES = ("answered_at", "due_on", "closed_at")
_ORDER = ["created_at", "id", "_key", *_TEXT[1:], "lat", "lon"]


@dataclass(frozen=True, slots=True)
class Stream:
    """Appeals in canonical order; ``day`` counts from ``first_day``, code −1 is «not said».

    ``counts`` is false for a repeat: such a message is listed, but not counted.
    """

    frame: pd.DataFrame
    first_day: date
    days: int
    day: Ints
    unit: Ints
    topic: Ints
    group: Ints
    counts: Bools
    text_key: NDArray[np.object_]
    address: NDArray[np.object_]
    units: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]
    unit_type: str
    left_out: int

    def date_of(self, day: int) -> date:
        """Return the calendar date of a day number."""
        return self.first_day + timedelta(days=int(day))

    def until(self, moment: pd.Timestamp, days: int) -> Stream:
        """Return what was known at a moment of the last days: later answers are gone too."""
        created = self.frame["created_at"].to_numpy()
        since = moment.normalize() - pd.Timedelta(days - 1, "D")
        kept = (created <= moment.to_datetime64()) & (created >= since.to_datetime64())
        frame = self.frame.loc[kept].reset_index(drop=True)
        for column in ("answered_at", "closed_at"):
            frame[column] = frame[column].where(frame[column] <= moment)
        parts = {name: getattr(self, name)[kept] for name in _ROW_ARRAYS}
        last = (moment.date() - self.first_day).days
        return replace(self, frame=frame, days=max(last + 1, 0), **parts)


_ROW_ARRAYS = ("day", "unit", "topic", "group", "counts", "text_key", "address")


def prepare(facts: pd.DataFrame, unit: str | None, settings: DetectSettings) -> Stream:
    """Turn facts into a `Stream`; rows that are no appeals or lack a date are left out.

    Raises:
        InputError: a column that cannot be done without is missing, or ``unit`` names none.
    """
    frame = _canonical(facts, unit)
    unit_type = unit or _usual_unit(frame)
    key = text_keys(frame["text"])
    frame["_key"] = key
    order = frame.sort_values(_ORDER, kind="stable").index
    frame, key = frame.loc[order].reset_index(drop=True), key[order]
    named = (frame["id"] != "").to_numpy()
    same = frame.duplicated(["id", "created_at", "_key"]).to_numpy() & named
    frame, key = frame.loc[~same].drop(columns="_key").reset_index(drop=True), key[~same]
    units, unit_code = _codes(frame[unit_type])
    groups, group_code = _codes(frame["topic_group"])
    topics, topic_code = _topic_codes(frame)
    first = frame["created_at"].min().date() if len(frame) else date(1970, 1, 1)
    day = (frame["created_at"].dt.normalize() - pd.Timestamp(first)).dt.days.to_numpy(np.int64)
    address = np.array(addresses_of(frame), dtype=object)
    place = unit_code * (len(topics) + 1) + topic_code
    counts = ~mark_repeats(frame["author"], key, address, place, day, settings)
    last = int(day.max()) + 1 if len(frame) else 0
    left_out = len(facts) - len(frame)
    return Stream(
        frame, first, last, day, unit_code, topic_code, group_code, counts, key,
        address,         units, topics, groups, unit_type, left_out,
    )  # fmt: skip


def moment(as_of: object, facts: pd.DataFrame) -> pd.Timestamp | None:
    """Read ``as_of``: a date means the end of that day, nothing means the last day of the facts.

    Facts without any date have no last day: the answer is ``None``.

    Raises:
        InputError: it is no date, or the facts have no column of dates.
    """
    if as_of is None:
        dates = _dates(facts)
        if "is_appeal" in facts.columns:
            dates = dates[facts["is_appeal"].astype(bool)]
        dates = dates.dropna()
        return _end_of_day(pd.Timestamp(dates.max())) if len(dates) else None
    try:
        given: Any = pd.Timestamp(as_of)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise InputError(f"as_of={as_of!r} is no date: give it as 2021-02-28") from error
    if pd.isna(given):
        raise InputError("as_of is an empty date: give it as 2021-02-28, or leave it out")
    given = given.tz_localize(None) if given.tzinfo else given
    return _end_of_day(given) if given == given.normalize() else pd.Timestamp(given)


def recent(facts: pd.DataFrame, now: pd.Timestamp, days: int) -> pd.DataFrame:
    """Return the facts of the last days: what is older costs nothing."""
    created = _dates(facts)
    return facts.loc[(created <= now) & (created >= now.normalize() - pd.Timedelta(days, "D"))]


def _dates(facts: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    if "created_at" not in facts.columns:
        raise InputError("no column created_at: without dates nothing can be compared over time")
    return pd.to_datetime(facts["created_at"])


def _end_of_day(day: pd.Timestamp) -> pd.Timestamp:
    return day.normalize() + pd.Timedelta(1, "D") - pd.Timedelta(1, "us")


def _canonical(facts: pd.DataFrame, unit: str | None) -> pd.DataFrame:
    if unit is not None and unit not in facts.columns:
        raise InputError(f"no column {unit!r} to group by; columns: {', '.join(facts.columns)}")
    kept = _dates(facts).notna()
    if "is_appeal" in facts.columns:
        kept &= facts["is_appeal"].astype(bool)
    rows = facts.loc[kept]
    extra = [unit] if unit is not None and unit not in _TEXT else []
    columns: dict[str, Any] = {}
    for name in (*_TEXT, *extra):
        found = rows[name] if name in rows.columns else pd.Series("", index=rows.index)
        texts = found.astype(object).where(found.notna(), "")
        columns[name] = pd.Series([str(t) for t in texts], index=rows.index, dtype=object)
    for name in _NUMBERS:
        columns[name] = pd.to_numeric(rows.get(name, pd.Series(np.nan, index=rows.index)))
    for name in ("created_at", *_DATES):
        columns[name] = pd.to_datetime(rows.get(name, pd.Series(pd.NaT, index=rows.index)))
    return pd.DataFrame(columns).reset_index(drop=True)


def _usual_unit(frame: pd.DataFrame) -> str:
    named = (frame["district"] != "").mean() if len(frame) else 0.0
    return "district" if named >= 0.5 else "municipality"


def _codes(column: pd.Series[str]) -> tuple[tuple[str, ...], Ints]:
    names = sorted(set(column) - {""})
    place = {name: code for code, name in enumerate(names)}
    return tuple(names), np.array([place.get(name, -1) for name in column], dtype=np.int64)


def _topic_codes(frame: pd.DataFrame) -> tuple[tuple[tuple[str, str], ...], Ints]:
    pairs = pd.MultiIndex.from_frame(frame[["topic_group", "topic"]])
    named = sorted({pair for pair in pairs.unique() if pair[1]})
    place = {pair: code for code, pair in enumerate(named)}
    return tuple(named), np.array([place.get(pair, -1) for pair in pairs], dtype=np.int64)
