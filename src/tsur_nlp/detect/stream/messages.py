"""Messages as arrays: one canonical order, codes for units and topics, repeats marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.addresses import addresses
from tsur_nlp.detect.stream.arrays import Bools, Floats, Ints, Texts
from tsur_nlp.detect.stream.columns import DATES, NUMBERS, TEXTS, Columns, read, usual_unit
from tsur_nlp.detect.stream.geometry import believable, filled, in_metres
from tsur_nlp.detect.stream.keys import text_keys
from tsur_nlp.detect.stream.moments import moment, recent
from tsur_nlp.detect.stream.names import codes, only_used, topic_codes
from tsur_nlp.detect.stream.order import canonical_order, repeats_previous
from tsur_nlp.detect.stream.repeats import mark_repeats
from tsur_nlp.detect.stream.sample import Sample

__all__ = ["Bools", "Floats", "Ints", "Stream", "Texts", "moment", "prepare", "recent"]

_KEY = "_key"
_SAME = ("created_at", "id", _KEY)
_ORDER = (*_SAME, *TEXTS[1:], "lat", "lon", *DATES, "reopened")
_KNOWN_LATER = ("answered_at", "closed_at")


@dataclass(frozen=True, slots=True)
class Stream:
    """Appeals in canonical order; ``day`` counts from ``first_day``, code −1 is «not said».

    Attributes:
        frame: what was read: texts, numbers, dates.
        counts: false for a repeat: such a message is listed, but not counted.
        address_code: the same number for the same address.
        lat: degrees, those of another message from the address where the message has none; NaN.
        lon: the same.
        points: x, y in metres (n × 2), NaN where there is neither a place nor an address.
        sample: in how many messages words stand; ``offset`` is the first row's number there.
    """

    frame: pd.DataFrame
    first_day: date
    days: int
    day: Ints
    unit: Ints
    topic: Ints
    group: Ints
    counts: Bools
    text_key: Texts
    address: Texts
    address_code: Ints
    lat: Floats
    lon: Floats
    points: Floats
    units: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]
    unit_type: str
    left_out: int
    sample: Sample
    offset: int = 0

    def date_of(self, day: int) -> date:
        """Return the calendar date of a day number."""
        return self.first_day + timedelta(days=int(day))

    def rows_since(self, day: int) -> slice:
        """Return the rows of a day and of all after it: rows are in the order of time."""
        return slice(int(np.searchsorted(self.day, day)), len(self.day))

    def until(self, moment: pd.Timestamp, days: int) -> Stream:
        """Return what was known at a moment of the last days: later answers are gone too.

        Nothing of the result depends on what is outside these days: names that no message has are
        left out, days are counted from the first of them, places are those of their own messages.
        """
        since = (moment.date() - self.first_day).days - days + 1
        created = self.frame["created_at"].to_numpy()
        stop = int(np.searchsorted(created, moment.to_datetime64(), side="right"))
        start = min(self.rows_since(since).start, stop)
        rows, shift = slice(start, stop), max(since, 0)
        parts = {name: getattr(self, name)[rows] for name in _ROW_ARRAYS}
        units, unit = only_used(self.units, self.unit[rows])
        topics, topic = only_used(self.topics, self.topic[rows])
        groups, group = only_used(self.groups, self.group[rows])
        return replace(
            self, frame=_known(self.frame.iloc[rows], moment), first_day=self.date_of(shift),
            days=max(since + days - shift, 0), day=self.day[rows] - shift, unit=unit, topic=topic,
            group=group, units=units, topics=topics, groups=groups, offset=self.offset + start,
            **parts, **_places(self.frame.iloc[rows], parts["address_code"]),
        )  # fmt: skip


_ROW_ARRAYS = ("counts", "text_key", "address", "address_code")


def prepare(facts: pd.DataFrame, unit: str | None, settings: DetectSettings) -> Stream:
    """Turn facts into a `Stream`; rows that are no appeals or lack a date are left out.

    Raises:
        InputError: a column that cannot be done without is missing, or ``unit`` names none.
    """
    columns = _in_order(read(facts, unit))
    columns["lat"], columns["lon"] = believable(columns["lat"], columns["lon"])
    key = columns.pop(_KEY)
    unit_type = unit or usual_unit(columns)
    created = columns["created_at"].astype("datetime64[D]")
    first = created[0].item() if len(created) else date(1970, 1, 1)
    day = (created - np.datetime64(first, "D")).astype(np.int64)
    units, unit_code = codes(columns[unit_type])
    groups, group_code = codes(columns["topic_group"])
    topics, topic_code = topic_codes(columns["topic_group"], columns["topic"])
    address, address_code = addresses(columns)
    place = unit_code * (len(topics) + 1) + topic_code
    counts = ~mark_repeats(columns["author"], key, address, place, day, settings)
    frame = _frame(columns)
    return Stream(
        frame, first, int(day[-1]) + 1 if len(day) else 0, day, unit_code, topic_code, group_code,
        counts, key, address, address_code, units=units, topics=topics, groups=groups,
        unit_type=unit_type, left_out=len(facts) - len(frame),
        sample=Sample(columns["text"], day), **_places(frame, address_code),
    )  # fmt: skip


def _in_order(columns: Columns) -> Columns:
    """Sort the messages and leave out those that are in the table twice."""
    columns[_KEY] = text_keys(columns["text"], columns["topic"], columns["created_at"])
    others = [name for name in columns if name not in _ORDER]
    order = canonical_order(columns, (*_ORDER, *others))
    columns = {name: values[order] for name, values in columns.items()}
    twice = repeats_previous(columns, _SAME) & (columns["id"] != "")
    if twice.any():
        columns = {name: values[~twice] for name, values in columns.items()}
    return columns


def _frame(columns: Columns) -> pd.DataFrame:
    """Return the columns as a frame that keeps them apart, so that a part of it is no copy."""
    wanted = [name for name in columns if name not in (*NUMBERS, "created_at", *DATES)]
    names = (*wanted, *NUMBERS, "created_at", *DATES)
    series = {n: pd.Series(columns[n], dtype=columns[n].dtype, copy=False) for n in names}
    return pd.DataFrame(series, copy=False)


def _known(frame: pd.DataFrame, moment: pd.Timestamp) -> pd.DataFrame:
    """Take off the answers that came after a moment."""
    frame = frame.reset_index(drop=True)
    now: Any = moment.to_datetime64()
    for name in _KNOWN_LATER:
        values = frame[name].to_numpy()
        if (values > now).any():
            frame[name] = np.where(values > now, np.datetime64("NaT", "s"), values)
    return frame


def _places(frame: pd.DataFrame, address: Ints) -> dict[str, Any]:
    lat, lon = filled(frame["lat"].to_numpy(float), frame["lon"].to_numpy(float), address)
    return {"lat": lat, "lon": lon, "points": in_metres(lat, lon, address)}
