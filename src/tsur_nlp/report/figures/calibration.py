"""What a confidence is worth: the share that is right against the confidence said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
import numpy.typing as npt

from tsur_nlp.errors import InputError
from tsur_nlp.report.figures.axes import counts
from tsur_nlp.report.figures.palette import colours
from tsur_nlp.report.figures.theme import dressed, nothing, over, rows, tips
from tsur_nlp.report.numbers.frame import Mask, Numbers
from tsur_nlp.report.words import counted, number, percent

TITLE = "Чего стоит уверенность"
_ANSWERS = ("ответ", "ответа", "ответов")
_Z = 1.959963984540054
_SIZE, _LOW, _STEPS = 380, 90, 20
_HINT = "Ниже пунктира — самоуверенность, выше — излишняя осторожность."

_BIN = (
    ("sure", "уверенность"),
    ("share", "верных"),
    ("limits", "границы, 95 %"),
    ("rows", "ответов"),
)
_BAR = (("span", "уверенность"), ("many", "ответов"))


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same confidence: its mean, the share right and its 95 % limits."""

    rows: int
    confidence: float
    right: float
    low: float
    high: float


def calibration_figure(
    confidence: npt.ArrayLike,
    correct: npt.ArrayLike,
    *,
    bins: int = 10,
    title: str = "",
) -> alt.LayerChart | alt.VConcatChart:
    """Draw a reliability diagram, and how often each confidence is said.

    Args:
        confidence: how sure each answer was, from 0 to 1; NaN where it was not said.
        correct: whether it was right, in the same order.
        bins: into how many parts of about equal size the answers are cut, by confidence.
        title: the heading.

    Raises:
        InputError: the two are not of one length, a confidence is not between 0 and 1, ``correct``
            is not of yes and no, or ``bins`` is not above 0.
    """
    if bins < 1:
        raise InputError(f"bins={bins!r}: cut the answers into one part or more")
    sure, right = _checked(confidence, correct)
    known = ~np.isnan(sure)
    lost = int((~known).sum())
    sure, right = sure[known], right[known]
    if not sure.size:
        return nothing(title or TITLE, "Нет ни одного ответа с уверенностью.")
    found = reliability(sure, right, bins)
    gap = sum(one.rows * abs(one.confidence - one.right) for one in found) / len(sure)
    said = f"{counted(len(sure), _ANSWERS)}, верно {percent(float(right.mean()), 1)}"
    said += f"; без уверенности пропущено {number(lost)}" if lost else ""
    error = f"Средний разрыв между уверенностью и долей верных (ECE): {number(gap, 3)}."
    picture = alt.vconcat(_diagram(found), _histogram(sure), spacing=8)
    return dressed(picture, title or TITLE, [said, error, _HINT])


def _checked(confidence: npt.ArrayLike, correct: npt.ArrayLike) -> tuple[Numbers, Mask]:
    try:
        sure = np.asarray(confidence, dtype=float).ravel()
        right = np.asarray(correct, dtype=float).ravel()
    except (TypeError, ValueError) as error:
        raise InputError(f"confidence and correct are numbers and yes or no: {error}") from error
    if len(sure) != len(right):
        raise InputError(f"{len(sure)} confidences and {len(right)} answers; give one for each")
    if np.any((sure < 0) | (sure > 1)):
        raise InputError("a confidence is between 0 and 1; divide percents by 100")
    if not np.isin(right, (0, 1)).all():
        raise InputError("correct says of each answer yes or no: True or False, 1 or 0")
    return sure, right == 1


def reliability(sure: Numbers, right: Mask, bins: int) -> list[Bin]:
    """Cut the answers into parts of about equal size; the same confidence is never parted.

    >>> found = reliability(np.array([0.2, 0.4, 0.8, 0.8]), np.array([False, True, True, True]), 2)
    >>> [(one.rows, round(one.confidence, 2), one.right) for one in found]
    [(2, 0.3, 0.5), (2, 0.8, 1.0)]
    """
    before = np.searchsorted(np.sort(sure), sure, side="left")
    part = before * bins // len(sure)
    return [_bin(np.sort(sure[part == one]), right[part == one]) for one in np.unique(part)]


def _bin(sure: Numbers, right: Mask) -> Bin:
    rows, share = len(sure), float(right.mean())
    extra = _Z**2 / rows
    middle = (share + extra / 2) / (1 + extra)
    half = _Z * np.sqrt(share * (1 - share) / rows + extra / (4 * rows)) / (1 + extra)
    low, high = max(middle - half, 0.0), min(middle + half, 1.0)
    return Bin(rows, float(sure.mean()), share, float(low), float(high))


def _diagram(found: Sequence[Bin]) -> alt.LayerChart:
    values = [
        {
            "x": round(one.confidence, 4), "y": round(one.right, 4),
            "low": round(one.low, 4), "high": round(one.high, 4),
            "rows": number(one.rows), "sure": percent(one.confidence, 1),
            "share": percent(one.right, 1),
            "limits": f"{percent(one.low, 1)} – {percent(one.high, 1)}",
        }
        for one in found
    ]  # fmt: skip
    ends = rows([{"x": 0, "y": 0}, {"x": 1, "y": 1}])
    x, y = _share("x", alt.X), _share("y", alt.Y, "доля верных")
    line = alt.Chart(ends).mark_line(color=colours()["soft"], strokeDash=[5, 4], strokeWidth=1.2)
    base = alt.Chart(rows(values)).encode(x=x)
    limits = base.mark_rule(color=colours()["accent"], strokeWidth=1.5)
    points = base.mark_point(color=colours()["accent"], filled=True, size=70, opacity=1)
    layers = [
        line.encode(x=x, y=y),
        base.mark_line(color=colours()["bar"], strokeWidth=1.5).encode(y=y),
        limits.encode(y=_share("low", alt.Y, "доля верных"), y2="high"),
        points.encode(y=y, tooltip=tips(_BIN)),
    ]
    return over(layers, width=_SIZE, height=_SIZE)


def _histogram(sure: Numbers) -> alt.LayerChart:
    steps = np.minimum((sure * _STEPS).astype(int), _STEPS - 1)
    many = np.bincount(steps, minlength=_STEPS).tolist()
    values = [
        {
            "from": i / _STEPS, "to": (i + 1) / _STEPS, "count": count, "many": number(count),
            "span": f"{percent(i / _STEPS)} – {percent((i + 1) / _STEPS)}",
        }
        for i, count in enumerate(many)
    ]  # fmt: skip
    bars = alt.Chart(rows(values)).mark_bar(color=colours()["bar"], stroke=colours()["card"])
    drawn = bars.encode(
        x=_share("from", alt.X, "уверенность"),
        x2="to",
        y=counts("count", max(many), "ответов", lines=2),
        y2=alt.Y2Datum(0),
        tooltip=tips(_BAR),
    )
    return over([drawn], width=_SIZE, height=_LOW)


def _share(field: str, channel: type[Any], title: str = "") -> Any:
    """Return the axis of a share; the upper of two that lie under each other has no words."""
    axis = alt.Axis(
        title=title or None, format=".0%", labels=bool(title), ticks=bool(title), domain=False
    )
    return channel(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[0, 1], nice=False))
