"""The algorithm itself: for each position fit the past, forecast the present, compare.

Noufaily et al. (2013), Statistics in Medicine 32(7), after Farrington et al. (1996), JRSS A 159(3).
Where the papers leave a choice, it is that of `farringtonFlexible` in R ``surveillance`` 1.20.3;
the code is our own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tsur_nlp.detect.farrington.reference import baseline, check_dates
from tsur_nlp.detect.farrington.season import forecast
from tsur_nlp.detect.farrington.settings import FarringtonSettings
from tsur_nlp.detect.farrington.thresholds import bound
from tsur_nlp.detect.stream.messages import Bools, Floats, Ints
from tsur_nlp.errors import InputError


@dataclass(frozen=True, slots=True)
class FarringtonResult:
    """One value for each position asked for.

    ``alarm`` is observed > upper; ``score`` is (observed − expected) / (upper − expected), NaN
    where the bound lies below the mean; ``p_value`` the chance of as many cases or more. Where no
    fit converges everything is NaN; with too few recent cases ``upper`` and ``score`` are. Neither
    is an alarm. ``upper`` is infinite where the fit is too unsure to bound anything.
    """

    positions: Ints
    observed: Floats
    expected: Floats
    upper: Floats
    alarm: Bools
    score: Floats
    p_value: Floats
    dispersion: Floats
    trend: Bools


def farrington(
    counts: ArrayLike,
    dates: Sequence[dt.date],
    *,
    weeks: Sequence[int],
    settings: FarringtonSettings | None = None,
) -> FarringtonResult:
    """Compare counts with the same season of past years.

    Args:
        counts: one non-negative number for each date, without gaps.
        dates: first days of the weeks, or the days, in ascending order.
        weeks: positions to look at, from 0; in daily counts they are days.
        settings: see `FarringtonSettings`; the defaults are those of R ``surveillance``.

    Raises:
        InputError: counts and dates do not fit each other, dates have gaps, or the history is
            too short for a position.

    A level that does not change is expected to go on:

    >>> mondays = [dt.date(2019, 1, 7) + dt.timedelta(weeks=week) for week in range(212)]
    >>> found = farrington([4, 6] * 105 + [4, 25], mondays, weeks=[210, 211],
    ...                    settings=FarringtonSettings(years=3))
    >>> found.expected.round(1).tolist(), found.alarm.tolist()
    ([5.0, 5.0], [False, True])
    """
    settings = settings or FarringtonSettings()
    values = np.asarray(counts, dtype=np.float64)
    _check(values, dates, weeks)
    check_dates(dates, settings)
    rows = [_look(values, dates, now, settings) for now in weeks]
    expected, upper, chance, phi, trend = np.array(rows).reshape(-1, 5).T
    positions = np.asarray(weeks, dtype=np.int64)
    observed = values[positions]
    return FarringtonResult(
        positions,
        observed,
        expected,
        upper,
        alarm=observed > upper,
        score=_score(observed, expected, upper),
        p_value=chance,
        dispersion=phi,
        trend=trend == 1.0,
    )


def _check(counts: Floats, dates: Sequence[dt.date], weeks: Sequence[int]) -> None:
    if counts.ndim != 1 or len(counts) != len(dates):
        raise InputError(
            f"farrington: counts of shape {counts.shape} for {len(dates)} dates; give one count"
            " for each date"
        )
    if not np.all(np.isfinite(counts) & (counts >= 0)):
        raise InputError("farrington: counts have to be finite and not below 0; put 0 for no cases")
    wrong = [week for week in weeks if not 0 <= week < len(counts)]
    if wrong:
        raise InputError(
            f"farrington: position {wrong[0]} lies outside the {len(counts)} counts, which are"
            " numbered from 0"
        )


def _score(observed: Floats, expected: Floats, upper: Floats) -> Floats:
    score = np.full_like(expected, np.nan)
    np.divide(observed - expected, upper - expected, out=score, where=upper > expected)
    return score


def _look(
    counts: Floats, dates: Sequence[dt.date], now: int, settings: FarringtonSettings
) -> tuple[float, float, float, float, float]:
    """Return expected, upper, p-value, dispersion, and whether there is a trend."""
    past = baseline(dates, now, settings)
    found = forecast(past, counts[past.positions], now, settings)
    if found is None:
        return (np.nan, np.nan, np.nan, np.nan, 0.0)
    ahead, trend = found
    upper, chance = bound(ahead, float(counts[now]), settings.alpha, settings.method)
    enough = counts[max(0, now + 1 - settings.recent) : now + 1].sum() >= settings.least_cases
    expected = float(np.exp(ahead.eta))
    return expected, upper if enough else np.nan, chance, ahead.dispersion, float(trend)
