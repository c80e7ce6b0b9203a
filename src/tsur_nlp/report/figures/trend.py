"""Messages a day and their mean of seven days, whole or by the largest values of a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np

from tsur_nlp.report.figures.axes import counts, sides, times, zoom
from tsur_nlp.report.figures.palette import colours
from tsur_nlp.report.figures.series import COLUMNS, Trend, column_of, trend
from tsur_nlp.report.figures.split import split
from tsur_nlp.report.figures.theme import dressed, nothing, over, rows, stamp, tips
from tsur_nlp.report.words import MESSAGES, counted, date_range, long_date, number

if TYPE_CHECKING:
    import pandas as pd

TITLE = "Сообщения по дням"
DAY, MEAN = "сообщений за день", "среднее за 7 дней"
MOST = 5000
"""So many points a picture may have."""
_HEIGHT = 280
_TIPS = (("date", "день"), ("count", DAY), ("known", MEAN))


def trend_figure(
    facts: pd.DataFrame,
    *,
    by: str | None = None,
    days: int = 90,
    as_of: object = None,
    title: str = "",
    width: int = 640,
) -> alt.LayerChart:
    """Draw how many messages came each day.

    Args:
        facts: the canonical columns.
        by: ``"group"`` or another column of `COLUMNS`: its six largest values, the rest together.
        days: how many days are shown, up to ``as_of``.
        as_of: the last day; by default that of the last message.
        title: the heading.
        width: of the picture, in pixels.

    Raises:
        InputError: ``by`` is no such column, ``days`` is not above 0, or ``as_of`` is no date.
    """
    column, found = column_of(by), trend(facts, by=by, days=days, as_of=as_of)
    title = title or (f"Сообщения по {COLUMNS[column]}" if column else TITLE)
    if not found.total:
        return nothing(title, "За эти дни нет сообщений с датой.", width=width)
    period = date_range(found.days[0], found.days[-1])
    said = [f"{period} · {counted(found.total, MESSAGES)}"]
    step = -(-len(found.days) * len(found.series) // MOST)
    drawn = split(found, step=step, width=width) if column else _whole(found)
    if column:
        said.append(f"Линия — {MEAN if found.smooth else DAY}.")
        said += [f"Точек было бы слишком много: показан каждый {step}-й день."] * (step > 1)
    return dressed(drawn.properties(width=width, height=_HEIGHT), title, said)


def _whole(found: Trend) -> alt.LayerChart:
    (one,) = found.series
    base = alt.Chart(rows(_rows(found)))
    scale = alt.Scale(domain=[DAY, MEAN], range=[colours()["bar"], colours()["accent"]])
    legend = alt.Legend(title=None, orient="top", symbolType="square", offset=10)
    look = {"color": alt.Color("kind:N", scale=scale, legend=legend)}
    most, title = float(one.daily.max()), "сообщений в день"
    bars = base.transform_calculate(kind=f"'{DAY}'").mark_bar(clip=True)
    bars = bars.encode(
        **look,
        x=times("from", found.days),
        x2="to:T",
        y=counts("count", most, title),
        y2=alt.Y2Datum(0),
        tooltip=tips(_TIPS),
    )
    line = base.transform_calculate(kind=f"'{MEAN}'").mark_line(strokeWidth=2.5, clip=True)
    line = line.encode(**look, x=times("day", found.days), y=counts("mean", most, title))
    return over([bars.add_params(zoom()).properties(name="days"), line])


def _rows(found: Trend) -> list[dict[str, Any]]:
    (one,) = found.series
    return [
        {
            "day": stamp(day),
            **sides(day, len(found.days)),
            "count": int(count),
            "date": long_date(day),
        }
        | {"mean": None if np.isnan(mean) else round(float(mean), 2)}
        | {"known": "—" if np.isnan(mean) else number(mean, 1)}
        for day, count, mean in zip(found.days, one.daily, one.mean, strict=True)
    ]
