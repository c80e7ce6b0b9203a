"""Values of the tables as a reader sees them; a dash where there is nothing to say."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import share_bar
from tsur_nlp.report.words import NBSP, duration, number, percent

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]
DASH = "—"
_ALIKE = ("как все",)
_INCOMPARABLE = ("не с кем сравнить", "мало данных")
_MARKS = {"быстрее": "better", "медленнее": "worse"}


def rows_of(table: pd.DataFrame, by: str) -> list[dict[str, Any]]:
    """Return the rows of one slice as plain mappings."""
    return records(table[table["by"] == by])


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as plain mappings."""
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def share(value: float) -> str:
    """Write a share as percent.

    >>> share(0.25), share(float("nan"))
    ('25\\xa0%', '—')
    """
    return percent(value) if math.isfinite(value) else DASH


def part(value: float) -> str:
    """Write a share that may be very small: what is there is never «0 %».

    >>> part(0.25), part(0.004), part(0.0004), part(0.0)
    ('25\\xa0%', '0,4\\xa0%', 'меньше 0,1\\xa0%', '0\\xa0%')
    """
    if 0 < value < 0.001:
        return f"меньше 0,1{NBSP}%"
    return percent(value, int(value < 0.01))


def share_of(count: int, base: int) -> str:
    """Write a count with what it is of.

    >>> share_of(521, 4619), share_of(0, 0)
    ('521 из 4\\xa0619 (11\\xa0%)', '0 из 0')
    """
    said = f"{number(count)} из {number(base)}"
    return f"{said} ({part(count / base)})" if base else said


def share_with_limits(row: Row, name: str, base: str) -> Html | str:
    """Write a share with its bar, its interval, and the number of messages behind it."""
    value, low, high = (float(row[key]) for key in (name, f"{name}_low", f"{name}_high"))
    if not math.isfinite(value):
        return DASH
    limits = f"{number(100 * low)}–{number(100 * high)}{NBSP}% из {number(row[base])}"
    return el("span", percent(value), share_bar(value), el("small", limits))


def time_with_limits(row: Row, name: str) -> Html | str:
    """Write hours with their interval below."""
    said, limits = time(row, name)
    return el("span", said, el("small", limits)) if limits else said


def time(row: Row, name: str) -> tuple[str, str]:
    """Return hours in words, and their interval; a time not reached yet is «more than»."""
    value, low, high = (float(row[key]) for key in (name, f"{name}_low", f"{name}_high"))
    if math.isnan(value):
        return (f"больше{NBSP}{_hours(low)}" if low > 0 else DASH), ""
    return (duration(value) if value else "сразу"), _between(low, high, in_days=value >= 24)


def waited(row: Row) -> tuple[str, str]:
    """Return in how long half got an answer, and the limits with what they count."""
    said, limits = time(row, "answer_median")
    return said, f"{limits}, считая тех, кто ещё ждёт".strip(", ")


def ratio_with_limits(row: Row) -> Html | str:
    """Write how the pace of a body compares, with the verdict."""
    verdict = str(row["speed_verdict"])
    value, low, high = (float(row[f"speed_{key}"]) for key in ("ratio", "low", "high"))
    if not verdict:
        return DASH
    if not math.isfinite(value) or verdict in _INCOMPARABLE:
        return verdict
    said = times(value, low, high)
    if verdict in _ALIKE and (low > 1 or high < 1):
        # Said alone, an interval without 1 would contradict the verdict.
        said = f"{said}, с{NBSP}поправкой на{NBSP}число исполнителей"
    return el("span", judged(verdict), el("small", said))


def judged(verdict: str) -> Html | str:
    """Write a verdict; one that says something stands out."""
    mark = _MARKS.get(verdict)
    return el("b", verdict, class_=mark) if mark else verdict


def times(ratio: float, low: float, high: float) -> str:
    """Write how many times one is of another, with limits.

    >>> times(2.536, 1.568, 4.1)
    '×\\xa02,54 (1,57–4,1)'
    """
    return f"×{NBSP}{number(ratio, 2)} ({number(low, 2)}–{number(high, 2)})"


def _between(low: float, high: float, *, in_days: bool) -> str:
    """Write limits of hours in the unit of the number they belong to, said once.

    >>> _between(23, 25, in_days=False), _between(25, 101, in_days=True)
    ('23–25\\xa0ч', '1–4,2\\xa0дн.')
    >>> _between(557, math.inf, in_days=True)
    'от\\xa023,2\\xa0дн.'
    """
    size, unit = (24, "дн.") if in_days else (1, "ч")
    first, last = (
        number(side / size, int(in_days or side < 1)) if math.isfinite(side) else ""
        for side in (low, high)
    )
    return f"{first}–{last}{NBSP}{unit}" if last else f"от{NBSP}{first}{NBSP}{unit}"


def _hours(hours: float) -> str:
    """Write hours after «больше»; less than two days is told in hours.

    >>> _hours(0.4), _hours(26), _hours(50)
    ('0,4\\xa0ч', '26\\xa0ч', '2,1\\xa0дн.')
    """
    if hours < 48:
        return f"{number(hours, 0 if hours >= 1 else 1)}{NBSP}ч"
    return f"{number(hours / 24, 1)}{NBSP}дн."
