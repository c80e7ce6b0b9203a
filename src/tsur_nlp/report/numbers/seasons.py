"""The season of a theme: against the same weeks a year ago, and the months that it comes in.

A year ago is adjusted for how much the usual theme changed since: the median of the ratios, each
with the weight of its precision, so that one surge does not make all other themes look small. The
months of a year are told apart where they differ by more than the same month differs from one year
to another (an F test of Poisson counts over their expected values: McCullagh, Nelder 1989,
Generalized Linear Models, ch. 9); a month of the peak is high in every year: one flood is no
season.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from tsur_nlp.report.numbers.chance import Counts, Matrix, Reals, discovered, dispersion, unlikely
from tsur_nlp.report.numbers.frame import Mask
from tsur_nlp.report.words import days_back

YEAR_MONTHS, PEAK_MONTHS = 13, 24
"""Months of data that a comparison with a year ago needs, and whole months that a peak needs."""
# Fifty-two weeks ago: the weekdays of both spans are the same.
_YEAR, _SPAN, _MONTHS = 364, 28, 12
_LEAST, _LEAST_OF_YEARS, _LEAST_RATIO = 10, 48, 1.25
# A month beside the highest is of the peak too where it is almost as high.
_ALMOST, _LONGEST_PEAK = 0.8, 4


@dataclass(frozen=True, slots=True)
class Season:
    """``ratio`` to a year ago (``None``: as it was, or not known), and the months of the peak."""

    ratio: float | None
    peak: tuple[int, ...]


def seasons(daily: Matrix, every: Matrix, last: date) -> list[Season]:
    """Return the season of each series (a row), the last day being ``last``.

    ``every`` are series of all appeals together, by which the usual change in a year is known.
    """
    ratios = _against_last_year(daily, every)
    peaks = _peaks(daily, last)
    return [Season(ratio, peak) for ratio, peak in zip(ratios, peaks, strict=True)]


def months_known(days: int) -> int:
    """Return how many months so many days are.

    >>> months_known(392), months_known(120)
    (12, 3)
    """
    return int(days / (365.25 / _MONTHS))


def _against_last_year(daily: Matrix, every: Matrix) -> list[float | None]:
    if months_known(daily.shape[1]) < YEAR_MONTHS:
        return [None] * len(daily)
    usual = _usual(_four_weeks(every), _four_weeks(every, _YEAR))
    if not usual:
        return [None] * len(daily)
    now, before = _four_weeks(daily), _four_weeks(daily, _YEAR)
    wobble = dispersion(daily[:, -_YEAR + _SPAN : -_SPAN])
    chances = unlikely(now, before, wobble, usual / (1 + usual))
    told = np.zeros(len(daily), dtype=bool)
    looked = now + before >= _LEAST
    told[looked] = discovered(chances[looked])
    ratios = np.divide(now, before * usual, out=np.full(len(now), np.inf), where=before > 0)
    told &= (ratios >= _LEAST_RATIO) | (ratios <= 1 / _LEAST_RATIO)
    return [float(ratio) if sure else None for ratio, sure in zip(ratios, told, strict=True)]


def _usual(now: Counts, before: Counts) -> float:
    """Return the median of the ratios by their precision; 0 where nothing can be compared."""
    both = (now > 0) & (before > 0)
    if not both.any():
        return 0.0
    now, before = now[both], before[both]
    order = np.argsort(now / before, kind="stable")
    weights = np.cumsum((now * before / (now + before))[order])
    middle = int(np.searchsorted(weights, weights[-1] / 2))
    return float((now / before)[order][middle])


def _four_weeks(daily: Counts, ago: int = 0) -> Counts:
    end = daily.shape[-1] - ago
    return np.asarray(daily[..., end - _SPAN : end].sum(axis=-1))


def _peaks(daily: Matrix, last: date) -> list[tuple[int, ...]]:
    months = _whole_months(daily.shape[1], last)
    years = len(months) // _MONTHS
    if years * _MONTHS < PEAK_MONTHS:
        return [()] * len(daily)
    kept = months[-years * _MONTHS :]
    counts = np.stack([daily[:, start:end].sum(axis=1) for _, start, end in kept], axis=1)
    lengths = np.array([end - start for _, start, end in kept], dtype=float)
    index, yearly, chances = _compared(
        counts.reshape(len(daily), years, _MONTHS), lengths.reshape(years, _MONTHS)
    )
    enough = counts.sum(axis=1) >= _LEAST_OF_YEARS
    told = np.zeros(len(daily), dtype=bool)
    told[enough] = discovered(chances[enough])
    first = kept[0][0]
    every = np.all(yearly >= _LEAST_RATIO, axis=1)
    return [
        _peak(own, high, first) if sure else ()
        for own, high, sure in zip(index, every, told, strict=True)
    ]


def _whole_months(days: int, last: date) -> list[tuple[int, int, int]]:
    """Return each whole month: its number, its first column, the column after it."""
    firsts = [
        k for k, day in enumerate(days_back(last + timedelta(days=1), days + 1)) if day.day == 1
    ]
    shown = days_back(last, days)
    return [(shown[a].month, a, b) for a, b in pairwise(firsts)]


def _compared(counts: Counts, lengths: Reals) -> tuple[Reals, Reals, Reals]:
    """Return each month against the usual, in all and by year, and the chance of such months."""
    from scipy.stats import f

    rate = counts.sum(axis=2, keepdims=True) / lengths.sum(axis=1)[:, None]
    expected = rate * lengths
    usual, came = expected.sum(axis=1), counts.sum(axis=1)
    index = np.divide(came, usual, out=np.ones_like(usual), where=usual > 0)
    between = _misfit(came, usual).sum(axis=1) / (_MONTHS - 1)
    free = (counts.shape[1] - 1) * (_MONTHS - 1)
    within = _misfit(counts, expected * index[:, None, :]).sum(axis=(1, 2)) / free
    yearly = np.divide(counts, expected, out=np.ones_like(expected), where=expected > 0)
    return index, yearly, f.sf(between / np.maximum(within, 1.0), _MONTHS - 1, free)


def _misfit(counts: Reals | Counts, expected: Reals) -> Reals:
    gaps: Reals = (counts - expected) ** 2
    return np.divide(gaps, expected, out=np.zeros_like(gaps), where=expected > 0)


def _peak(index: Reals, every: Mask, first: int) -> tuple[int, ...]:
    """Return the months of the peak in their order; the first one is the month ``first``.

    ``every`` tells which of them are high in every year.
    """
    top = int(np.argmax(np.where(every, index, 0.0)))
    high = every & (index >= _ALMOST * index[top])
    if not high[top]:
        return ()
    start = end = top
    while end - start + 1 < _LONGEST_PEAK and high[(end + 1) % _MONTHS]:
        end += 1
    while end - start + 1 < _LONGEST_PEAK and high[(start - 1) % _MONTHS]:
        start -= 1
    return tuple((first - 1 + at) % _MONTHS + 1 for at in range(start, end + 1))
