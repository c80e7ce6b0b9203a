"""The axes of pictures over time: days that read in Russian, counts in round numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import altair as alt

from tsur_nlp.report.html.svg import ticks
from tsur_nlp.report.words import NBSP

_MONTHS, _MARKS = 150, 10
_HALF, _CLOSE = timedelta(hours=9, minutes=30), 200
_YEAR = (
    "month(datum.value) == 0 && date(datum.value) == 1"
    " ? [datum.label, timeFormat(datum.value, '%Y')] : datum.label"
)


def times(field: str, days: Sequence[date]) -> alt.X:
    """Return the axis of days; the first of January says the year."""
    axis = alt.Axis(
        title="день",
        grid=False,
        format=f"%-d{NBSP}%b",
        labelOverlap="parity",
        tickCount="month" if len(days) > _MONTHS else min(len(days), _MARKS),
        labelExpr=_YEAR,
    )
    return alt.X(f"{field}:T", axis=axis, scale=alt.Scale(nice=False))


def counts(field: str, most: float, title: str, *, lines: int = 6) -> alt.Y:
    """Return the axis of counts, from 0 to a round number not below ``most``."""
    marks = ticks(most, lines)
    axis = alt.Axis(title=title, values=marks, format=",d", domain=False, ticks=False)
    return alt.Y(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[0, marks[-1]], nice=False))


def sides(day: date, among: int) -> dict[str, str]:
    """Return where the bar of a day begins and ends: around midnight, where its mark stands.

    Among very many bars there are no gaps: thinner than a pixel, they would only flicker.
    """
    middle, half = datetime.combine(day, time()), _HALF if among <= _CLOSE else timedelta(hours=12)
    return {"from": (middle - half).isoformat(), "to": (middle + half).isoformat()}


def zoom() -> alt.Parameter:
    """Let the wheel bring days nearer, and the pointer pull them along."""
    return alt.selection_interval(name="zoom", bind="scales", encodings=["x"])
