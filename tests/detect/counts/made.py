"""Streams and series made of counts alone: units × topics × days, no texts and no places."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from tsur_nlp.detect.counts.gammas import Posterior
from tsur_nlp.detect.counts.series import Series, build
from tsur_nlp.detect.stream.messages import Floats, Ints, Stream
from tsur_nlp.detect.stream.sample import Sample

# From here on no holiday for 144 days, so that weekdays are weekdays.
FIRST = date(2023, 6, 13)


def stream_of(counts: Ints, groups: list[int], *, first: date = FIRST) -> Stream:
    """Return a stream with so many messages, each by an author of its own and of its own text.

    Args:
        counts: units × topics × days.
        groups: the group code of every topic, −1 where its group is not said.
        first: the date of the first day.
    """
    units, topics, days = counts.shape
    day, unit, topic = (axis.ravel() for axis in np.indices((days, units, topics)))
    times = counts.transpose(2, 0, 1).ravel()
    rows = [np.repeat(axis, times) for axis in (day, unit, topic)]
    return stream_from(*rows, np.array(groups)[rows[2]], groups, (units, days), first)


def stream_from(
    day: Ints, unit: Ints, topic: Ints, group: Ints, groups: list[int], shape: tuple[int, int],
    first: date = FIRST,
) -> Stream:  # fmt: skip
    """Return a stream of messages with these codes, −1 for what is not said; days ascend."""
    size, (units, days) = len(day), shape
    names = np.array([f"0002 текст {n}" for n in range(size)], dtype=object)
    frame = pd.DataFrame({"author": [f"автор {n}" for n in range(size)], "text": names})
    nowhere = np.full(size, np.nan)
    return Stream(
        frame=frame, first_day=first, days=days, day=day, unit=unit, topic=topic, group=group,
        counts=np.ones(size, dtype=bool), text_key=names,
        address=np.full(size, "", dtype=object), address_code=np.full(size, -1),
        lat=nowhere, lon=nowhere, points=np.full((size, 2), np.nan),
        units=tuple(f"Район {n}" for n in range(units)),
        topics=tuple((f"Группа {g}" if g >= 0 else "", f"Тема {n}") for n, g in enumerate(groups)),
        groups=tuple(f"Группа {n}" for n in range(max(groups) + 1)), unit_type="district",
        left_out=0, sample=Sample(names, day),
    )  # fmt: skip


def series_of(counts: Ints, groups: list[int], *, first: date = FIRST) -> Series:
    """Return the series of a stream of counts (units × topics × days), seen from its last day."""
    days = counts.shape[2]
    return build(stream_of(counts, groups, first=first), days - 1, days)


def row(series: Series, level: int, *, unit: int = -1, group: int = -1, topic: int = -1) -> int:
    """Return the row of a series by its level and what it is of; −1 is «any»."""
    found = series.level == level
    for code, named in ((unit, series.unit), (group, series.group), (topic, series.topic)):
        if code >= 0:
            found &= named == code
    (place,) = np.flatnonzero(found)
    return int(place)


def poisson(seed: int, rates: Floats, days: int) -> Ints:
    """Return Poisson counts of constant rates (units × topics) over days."""
    rng = np.random.default_rng(seed)
    return rng.poisson(np.repeat(rates[:, :, None], days, axis=2)).astype(np.int64)


def one_share(error) -> Posterior:
    """Return shares of which one thing is true, known with an error (squared, relative)."""
    error = np.asarray(error, dtype=float)
    likely, other = np.ones_like(error), np.zeros_like(error)
    return Posterior(
        *(np.stack(pair) for pair in ((likely, other), (likely, likely), (error, other)))
    )
