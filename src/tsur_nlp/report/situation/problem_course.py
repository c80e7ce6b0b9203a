"""Does a problem grow, hold or fall: one half of its window against the other.

Were the flow even, each message of the window would fall into its later half with the same chance,
that of the half's share of the week (fewer write at weekends): the count of the later half is
binomial. Messages come in bunches, so the counts are divided by their dispersion first
(quasi-likelihood: Wedderburn 1974, Biometrika 61: 439). What chance may explain is not said.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.numbers.frame import Numbers, View, Whole
from tsur_nlp.report.numbers.problem_rows import window
from tsur_nlp.report.words import NBSP, days, number, plural

LEVEL = 0.01
"""How often an even flow may be said to grow or to fall."""
# A ratio surely between 1/1.5 and 1.5 is called even.
_EVEN = 1.5
_WEEK, _WEEKS, _LEAST_DAYS = 7, 8, 4
# The dispersion of a few days says little: a usual one counts as so many pairs of days beside it.
_PRIOR_DAYS, _USUAL = 7, 1.3
_Z = 1.96


def way(problem: SystemicProblem, view: View, rows: Whole) -> str:
    """Return where the messages of a problem go, as `judged`; nothing where its window is over."""
    first, last = window(problem)
    if view.as_of is None or first is None or last is None or not first < view.as_of <= last:
        return ""
    daily = view.daily(rows, (view.as_of - first).days + 1)
    weekdays = [(first + timedelta(days=day)).weekday() for day in range(len(daily))]
    return judged(daily, week(view)[weekdays])


def course(problem: SystemicProblem, view: View, rows: Whole) -> str:
    """Say how the messages of a problem went in its window, with the numbers.

    Nothing is said of a problem whose window is over: that is told by its status.
    """
    words = {"grows": "Растёт", "falls": "Спадает", "holds": "Держится"}
    verdict, (first, _) = way(problem, view, rows), window(problem)
    if verdict not in words or view.as_of is None or first is None:
        return ""
    count = (view.as_of - first).days + 1
    daily, half = view.daily(rows, count), count // 2
    before, after = int(daily[:-half].sum()), int(daily[-half:].sum())
    latest = plural(half, ("последний", "последние", "последние"))
    mean = "" if 2 * half == count else _means(after / half, before / (count - half))
    # The problem counts an author, or a text, once.
    twice = problem.observed < before + after and len(rows) <= len(problem.message_ids)
    return (
        f"{words[verdict]}: {number(after)} за{NBSP}{latest} {days(half)}, "
        f"{number(before)} за{NBSP}{days(count - half)} до{NBSP}того{mean}"
        f"{' (считая повторы)' if twice else ''}."
    )


def _means(after: float, before: float) -> str:
    """Say the averages where the halves differ in length: their sums cannot be compared."""
    return f", в среднем {number(after, 1)} и{NBSP}{number(before, 1)} в{NBSP}день"


def judged(daily: Whole, weights: Numbers) -> str:
    """Return ``grows``, ``falls``, ``holds`` or nothing where it cannot be told.

    ``weights`` are the shares of the days, were the flow even; they need not sum to 1.

    >>> judged(np.array([1, 2, 1, 2, 9, 11]), np.ones(6))
    'grows'
    >>> judged(np.array([2, 1, 2, 3]), np.ones(4))
    ''
    """
    from scipy.special import betainc

    half, total = len(daily) // 2, float(daily.sum())
    if len(daily) < _LEAST_DAYS or not total:
        return ""
    part = float(weights[-half:].sum() / weights.sum())
    factor = _dispersion(daily, weights)
    n, later = total / factor, float(daily[-half:].sum()) / factor
    more = betainc(later, n - later + 1, part) if later else 1.0
    fewer = betainc(n - later, later + 1, 1 - part) if later < n else 1.0
    if 2 * min(more, fewer) <= LEVEL:
        return "grows" if more < fewer else "falls"
    return "holds" if _is_even(later / n, n, part) else ""


def week(view: View) -> Numbers:
    """Return the share of each weekday, Monday first, in the last weeks of all messages."""
    whole = min(view.span // _WEEK, _WEEKS)
    if view.as_of is None or whole < 2:
        return np.ones(_WEEK)
    daily = view.daily(None, whole * _WEEK).reshape(whole, _WEEK).sum(axis=0)
    first = (view.as_of.weekday() + 1) % _WEEK
    shares: Numbers = np.roll((daily + 1.0) / (daily + 1.0).sum(), first)
    return shares


def _dispersion(daily: Whole, weights: Numbers) -> float:
    """Return how many times neighbouring days differ more than chance makes them.

    Only neighbours are compared, so that a rise or a fall is not taken for noise.
    """
    pairs = (daily[:-1] + daily[1:]).astype(float)
    shares = weights[:-1] / (weights[:-1] + weights[1:])
    known = pairs > 0
    pairs, shares, counts = pairs[known], shares[known], daily[:-1][known]
    excess = float(((counts - pairs * shares) ** 2 / (pairs * shares * (1 - shares))).sum())
    return max(1.0, (excess + _PRIOR_DAYS * _USUAL) / (len(pairs) + _PRIOR_DAYS))


def _is_even(share: float, n: float, part: float) -> bool:
    """Tell whether the later half is surely near its even share (Wilson's 95 % limits)."""
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    spread = _Z * (share * (1 - share) / n + _Z**2 / (4 * n**2)) ** 0.5 / (1 + _Z**2 / n)
    odds = part / (1 - part)
    low, high = middle - spread, middle + spread
    return bool(low > odds / _EVEN * (1 - low) and high < odds * _EVEN * (1 - high))
