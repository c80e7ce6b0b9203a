"""Two fields side by side: the share found by size, and by the day."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tsur_nlp.report.backtest.panel import Panel, marker, round_sizes
from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import polyline, text
from tsur_nlp.report.saving import save
from tsur_nlp.report.words import days

if TYPE_CHECKING:
    import pandas as pd

_WIDTH, _LEFT, _UPPER = 1000.0, 62.0, 128.0
_WIDE, _TALL, _GAP = 400.0, 290.0, 104.0
_LINE, _DODGE = 21.0, 5.0
_LEAST_DAYS = 3
_COLOURS = ("#0b6fa4", "#c2410c", "#15803d", "#7e22ce")
_STYLE = """
text{font:14px "PT Sans","Segoe UI",Roboto,Arial,sans-serif;fill:#374151}
.head{font-size:20px;font-weight:700;fill:#111827}.title{font-weight:700;fill:#111827}
.grid{stroke:#d1d5db;stroke-width:1}polyline{fill:none;stroke-width:2}
.limits{stroke-width:1.5;opacity:.45}.dot{stroke:#fff;stroke-width:.8}
"""


def write_plot(
    plants: pd.DataFrame, groups: pd.DataFrame, notes: Sequence[str], path: str | Path
) -> Path:
    """Write the picture as one SVG file that needs nothing else.

    Args:
        plants: a row for each plant: ``length`` and ``delay`` in days (empty: not found), ``size``.
        groups: a row for each group of plants of one ``length``: ``value`` (the middle size),
            ``share`` found, its limits ``low`` and ``high``.
        notes: Russian sentences to be written below.
        path: of the file.

    Raises:
        InputError: the file cannot be written.
    """
    return save(picture(plants, groups, notes), path)


def picture(plants: pd.DataFrame, groups: pd.DataFrame, notes: Sequence[str]) -> Html:
    """Return the picture."""
    lengths = sorted(int(length) for length in plants["length"].unique())
    height = _UPPER + _TALL + 90 + _LINE * len(notes)
    below = [text(_LEFT, _UPPER + _TALL + 84 + _LINE * i, note) for i, note in enumerate(notes)]
    return el(
        "svg",
        el("style", Html(_STYLE + _colours())),
        el("rect", x=0, y=0, width=_WIDTH, height=height, fill="#fff"),
        text(_LEFT, 36, "Что находится из подсаженных проблем", class_="head"),
        _key(lengths),
        _by_size(groups, lengths, round_sizes(plants["size"].min(), plants["size"].max())),
        _by_day(plants, lengths),
        below,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH:g} {height:g}",
        width=_WIDTH,
        height=height,
        role="img",
        aria_label=". ".join(notes),
    )


def _colours() -> str:
    return "".join(f".c{i}{{stroke:{c}}}.f{i}{{fill:{c}}}" for i, c in enumerate(_COLOURS))


def _key(lengths: Sequence[int]) -> list[Html]:
    drawn, x = [text(_LEFT, 70, "Проблема длится:")], _LEFT + 150
    for place, length in enumerate(lengths):
        drawn += [marker(place, x, 65, f"dot f{place % 4}"), text(x + 12, 70, days(length))]
        x += 96
    return drawn


def _by_size(
    groups: pd.DataFrame, lengths: Sequence[int], sizes: tuple[int, ...]
) -> list[list[Html]]:
    panel = Panel(_LEFT, _UPPER, _WIDE, _TALL, sizes, log=True)
    drawn = [panel.grid("Доля найденных, с пределами случайности 95 %", "обращений сверх обычного")]
    for place, length in enumerate(lengths):
        # Lines of other lengths stand a little apart, so that no limits hide others.
        shift = _DODGE * (place - (len(lengths) - 1) / 2)
        of = groups[groups["length"] == length].sort_values("value")
        xs = [panel.x(size) + shift for size in of["value"]]
        ends = zip(xs, of["low"], of["high"], strict=True)
        drawn.append([_limits(panel, x, low, high, place) for x, low, high in ends])
        drawn.append(_line(place, xs, [panel.y(share) for share in of["share"]]))
    return drawn


def _by_day(plants: pd.DataFrame, lengths: Sequence[int]) -> list[list[Html]]:
    latest = plants["delay"].max()
    last = max(_LEAST_DAYS, int(latest) if latest == latest else 0)
    every = tuple(range(last + 1))
    panel = Panel(_LEFT + _WIDE + _GAP, _UPPER, _WIDE, _TALL, every)
    drawn = [panel.grid("Доля найденных к этому дню", "дней от начала проблемы")]
    for place, length in enumerate(lengths):
        delays = plants.loc[plants["length"] == length, "delay"]
        shares = [float((delays <= day).mean()) for day in every]
        drawn.append(_line(place, [panel.x(d) for d in every], [panel.y(s) for s in shares]))
    return drawn


def _limits(panel: Panel, x: float, low: float, high: float, place: int) -> Html:
    class_ = f"limits c{place % 4}"
    return el("line", x1=x, y1=panel.y(low), x2=x, y2=panel.y(high), class_=class_)


def _line(place: int, xs: Sequence[float], ys: Sequence[float]) -> list[Html]:
    points = list(zip(xs, ys, strict=True))
    dots = [marker(place, x, y, f"dot f{place % 4}") for x, y in points]
    return [polyline(points, f"c{place % 4}"), *dots]
