"""Lines of the largest values of a column; the legend chooses, the pointer reads the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np

from tsur_nlp.report.figures.axes import counts, times, zoom
from tsur_nlp.report.figures.palette import SERIES, colours
from tsur_nlp.report.figures.series import OTHERS, Series, Trend
from tsur_nlp.report.figures.theme import faded, over, rows, stamp
from tsur_nlp.report.words import NBSP

_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [4, 2, 1, 2])
_PER_DAY = "сообщений в день"


def split(found: Trend, *, step: int, width: int) -> alt.LayerChart:
    """Draw a line for each series, every ``step``-th day of it, up to the last one."""
    days = list(range(len(found.days) - 1, -1, -step))[::-1]
    most = max(float(np.nanmax(one.line)) for one in found.series)
    axes: dict[str, Any] = {"y": counts("value", most, _PER_DAY), "x": times("day", found.days)}
    chosen = alt.selection_point(name="series", fields=["series"], bind="legend")
    lines = alt.Chart(rows(_points(found, days)), name="lines")
    marked = lines.mark_line(clip=True, strokeWidth=2, point=len(days) < 7)
    drawn = marked.encode(**axes, **_look(found.series, width), opacity=faded(chosen))
    return over([drawn.add_params(chosen), _ruler(found, days)])


def _points(found: Trend, days: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {"day": stamp(found.days[i]), "series": one.name, "value": round(float(one.line[i]), 2)}
        for one in found.series
        for i in days
        if not np.isnan(one.line[i])
    ]


def _look(series: Sequence[Series], width: int) -> dict[str, Any]:
    """Tell the lines apart by colour, and by dashes where colours are not seen."""
    names = [one.name for one in series]
    inks = [colours()["soft"] if name == OTHERS else SERIES[i] for i, name in enumerate(names)]
    dashes = [[1, 0] if name == OTHERS else _DASHES[i] for i, name in enumerate(names)]
    legend = alt.Legend(
        title=None,
        orient="bottom",
        columns=2,
        symbolType="stroke",
        symbolSize=400,
        labelLimit=width // 2 - 50,
        offset=6,
    )
    ink, dash = alt.Scale(domain=names, range=inks), alt.Scale(domain=names, range=dashes)
    return {
        "color": alt.Color("series:N", scale=ink, legend=legend),
        "strokeDash": alt.StrokeDash("series:N", scale=dash, legend=legend),
    }


def _ruler(found: Trend, days: Sequence[int]) -> alt.Chart:
    """Tell all the numbers of the day that the pointer is at."""
    values = [
        {"day": stamp(found.days[i])}
        | {f"n{place}": int(one.daily[i]) for place, one in enumerate(found.series)}
        for i in days
    ]
    near = alt.selection_point(name="near", on="pointerover", nearest=True, encodings=["x"])
    numbers = [
        alt.Tooltip(f"n{place}:Q", title=one.name, format=",d")
        for place, one in enumerate(found.series)
    ]
    seen = alt.when(near, empty=False).then(alt.value(0.5)).otherwise(alt.value(0))
    ruler = alt.Chart(rows(values), name="ruler").mark_rule(color=colours()["soft"], aria=False)
    day = alt.Tooltip("day:T", title="день", format=f"%-d{NBSP}%B %Y")
    drawn = ruler.encode(x=times("day", found.days), opacity=seen, tooltip=[day, *numbers])
    read: alt.Chart = drawn.add_params(near, zoom())
    return read
