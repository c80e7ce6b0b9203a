"""Which past counts are compared with: the same dates of past years, and levels of the season."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.farrington.settings import FarringtonSettings
from tsur_nlp.detect.stream.messages import Ints
from tsur_nlp.errors import InputError


@dataclass(frozen=True, slots=True)
class Baseline:
    """Positions of the past counts that the fit sees, and the level of the season of each.

    Level 0 is that of the windows around the date itself.
    """

    positions: Ints
    levels: Ints


def check_dates(dates: Sequence[dt.date], settings: FarringtonSettings) -> None:
    """Raise `InputError` unless the dates go up in equal steps of a week or a day."""
    step = settings.step_days
    for here, (before, after) in enumerate(itertools.pairwise(dates), start=1):
        if (after - before).days != step:
            raise InputError(
                f"farrington: dates {before} and {after} (position {here}) are not {step} day(s)"
                f" apart, as freq={settings.freq} says; fill the gap with a count of 0, or set freq"
            )


def baseline(dates: Sequence[dt.date], now: int, settings: FarringtonSettings) -> Baseline:
    """Choose the past counts for position ``now``.

    Raises:
        InputError: the dates do not reach back far enough, or a year is too short for the periods.
    """
    centres = _centres(dates, now, settings)
    width = settings.half_window
    levels = np.full(len(dates), -1, dtype=np.int64)
    levels[max(0, now - width) : now + 1] = 0
    for later, centre in itertools.pairwise(centres):
        levels[centre - width : centre + width + 1] = 0
        _number_rest(levels, centre + width + 1, later - width, settings.periods - 1)
    levels[max(0, now - settings.guard) :] = -1
    positions = np.flatnonzero(levels >= 0)
    return Baseline(positions, levels[positions])


def _centres(dates: Sequence[dt.date], now: int, settings: FarringtonSettings) -> list[int]:
    """Return the positions nearest to the same date in this year, last year, and so on."""
    step = settings.step_days
    days = [(_years_before(dates[now], back) - dates[0]).days for back in range(settings.years + 1)]
    centres = [(day + step // 2) // step for day in days]
    if centres[-1] < settings.half_window:
        raise InputError(
            f"farrington: {dates[now]} needs counts from {settings.years} years and"
            f" {settings.half_window} steps before, the first is of {dates[0]}; ask for later"
            " positions or fewer years"
        )
    return centres


def _number_rest(levels: Ints, start: int, stop: int, parts: int) -> None:
    """Cut what lies between two windows into levels 1, 2, …; the first ones take the remainder."""
    if parts == 0:
        return
    if stop - start < parts:
        raise InputError(
            f"farrington: {max(0, stop - start)} steps of a year lie outside the windows, too few"
            f" for {parts + 1} periods; use fewer periods or a narrower window"
        )
    for level, part in enumerate(np.array_split(np.arange(start, stop), parts), start=1):
        levels[part] = level


def _years_before(date: dt.date, years: int) -> dt.date:
    """Return the same day of an earlier year; 29 February is 1 March where there is none."""
    try:
        return date.replace(year=date.year - years)
    except ValueError:
        return dt.date(date.year - years, 3, 1)
