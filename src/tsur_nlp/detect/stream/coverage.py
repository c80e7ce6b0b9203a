"""Whether the messages reach the day looked from: what a list left empty does not tell itself."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.arrays import Dates
from tsur_nlp.detect.stream.columns import appeals, dates_of
from tsur_nlp.detect.stream.moments import moment

_STALE_DAYS = 7
_APART_DAYS = 15
_APART = 10
_FEW = 100
"""One message in so many may be dated wrong without the day being looked from changing its name."""


def coverage(
    facts: pd.DataFrame,
    as_of: object,
    today: date,
    *,
    least_days: int | None = None,
    settings: DetectSettings | None = None,
) -> list[str]:
    """Tell what keeps a look from a day from finding anything; mostly nothing does.

    Args:
        facts: messages with ``created_at``.
        as_of: the day that was asked for, as in `find_problems`.
        today: the day of the calendar, after which no message can have come.
        least_days: the history that is needed; that of systemic problems by default, 0 for none.
        settings: thresholds of the detection by name.

    Raises:
        InputError: there is no column of dates, or ``as_of`` is no date.
    """
    settings = settings or DetectSettings()
    days = _days(facts)
    now = moment(as_of, facts)
    if now is None or not len(days):
        return [_nothing(facts)]
    until = now.date()
    known = days[days <= np.datetime64(until)]
    if not len(known):
        return [f"no message came by {until}: the first is of {days[0]}"]
    said = _silent(known, until) if as_of is not None else _apart(days, today)
    least = settings.min_baseline_days + 1 if least_days is None else least_days
    first = max(known[0].item(), until - timedelta(settings.reach - 1))
    return said or _short((until - first).days + 1, until, least)


def _days(facts: pd.DataFrame) -> Dates:
    """Return the days of the appeals, in their order."""
    created = dates_of(facts)[appeals(facts)]
    days: Dates = np.sort(created.to_numpy(dtype="datetime64[D]"))
    return days


def _nothing(facts: pd.DataFrame) -> str:
    if not len(facts):
        return "the table has no messages: there is nothing to look at"
    dated = int(dates_of(facts).notna().sum())
    if not dated:
        return f"none of {len(facts)} messages has a date: there is nothing to look at"
    return f"none of {dated} messages with a date is an appeal: there is nothing to look at"


def _silent(days: Dates, until: date) -> list[str]:
    silent = (until - days[-1].item()).days
    if silent < _STALE_DAYS:
        return []
    return [f"no message came in the {silent} days up to {until}: the last is of {days[-1]}"]


def _apart(days: Dates, today: date) -> list[str]:
    """Tell of the last day where it is no day to look from: far from the rest, or yet to come."""
    # A day more: it is tomorrow in the east of the country while it is today here.
    late = int((days > np.datetime64(today + timedelta(1))).sum())
    far = max(_far(days), late)
    if not far:
        return []
    many = f"{far} of {len(days)} messages"
    if far == len(days):
        return [f"all {far} messages are dated after today, up to {days[-1]}: look at the dates"]
    rest = days[-far - 1]
    apart = (days[-far] - rest).item().days
    why = "after today" if late >= far else f"{apart} days after all others"
    return [
        f"{many}: dated {why}, up to {days[-1]}, which is the day looked from; "
        f"for the last day of the others give --as-of {rest}, or mend the dates"
    ]


def _far(days: Dates) -> int:
    """Return how many of the last messages stand far behind the others: a few at the most."""
    steps = np.diff(days).astype(np.int64)
    most = max(1, len(days) // _FEW)
    usual = float(np.median(steps[steps > 0])) if steps.any() else 0.0
    tail = steps[-most:]
    far = np.flatnonzero(tail >= max(_APART_DAYS, _APART * usual))
    return int(len(tail) - far[0]) if len(far) else 0


def _short(history: int, until: date, least: int) -> list[str]:
    if history >= least:
        return []
    return [f"{history} day(s) of history up to {until}: nothing is looked for in under {least}"]
