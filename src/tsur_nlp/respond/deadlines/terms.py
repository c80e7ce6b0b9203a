"""The arithmetic of one clock: from a message's arrival to the end of its term.

A term in days begins on the day after the arrival (ст. 191 ГК РФ) unless the rule counts that day,
and ends with the last second of its last day (ст. 194). A clock that stands is as much later as it
stood, in the units of its term.
"""

from __future__ import annotations

import numpy as np

from tsur_nlp.respond.deadlines.moments import Bools, Moments, Times, is_bare
from tsur_nlp.respond.deadlines.rules import Term
from tsur_nlp.respond.deadlines.working_time import DAY, Ints, WorkingTime

_HOUR = 3600
_NEVER = np.datetime64("NaT", "s")


def due(term: Term, amount: float, at: Moments, time: WorkingTime) -> Times:
    """Return when the term ends, NaT where the clock stands or its start is not known.

    An arrival without a time of day tells nothing about a term in hours.
    """
    ends = np.full(len(at.created), _NEVER)
    started = ~np.isnat(at.created) & ~(is_bare(at.created) & term.in_hours)
    if started.any():
        ends[started] = _due(term, amount, at.of(started), time)
    return ends


def _due(term: Term, amount: float, at: Moments, time: WorkingTime) -> Times:
    start = _seconds(at.created)
    if term.starts == "opening":
        start = time.opening(start)
    need = np.full(len(start), round(amount * _HOUR) if term.in_hours else int(amount))
    end = _finish(term, start, need, time).astype("datetime64[s]")
    # A clock that had run out before the pause is not stopped by it.
    stopped = (at.paused < end) & ~at.standing
    if stopped.any():
        since = np.maximum(_seconds(at.paused[stopped]), start[stopped])
        until = np.maximum(_seconds(at.resumed[stopped]), since)
        longer = need[stopped] + _between(term, since, until, time)
        end[stopped] = _finish(term, start[stopped], longer, time).astype("datetime64[s]")
    end[stands(at, end)] = _NEVER
    return end


def stands(at: Moments, end: Times) -> Bools:
    """Tell which clocks stand before their end, or stood for nobody knows how long."""
    return at.standing & ~(at.paused >= end)


def _finish(term: Term, start: Ints, need: Ints, time: WorkingTime) -> Ints:
    if term.unit == "calendar_hours":
        return start + need
    if term.unit == "working_hours":
        return time.moment(time.worked(start) + need)
    last = _last_day(term, start // DAY, need, time)
    return time.closing(last) if term.ends == "closing" else last * DAY + DAY - 1


def _last_day(term: Term, day: Ints, need: Ints, time: WorkingTime) -> Ints:
    if term.is_working:
        return time.day_after(day, need, counted=term.count_first_day)
    last = day + need - int(term.count_first_day)
    return last if term.on_day_off == "stays" else time.working_day(last, term.on_day_off)


def _between(term: Term, since: Ints, until: Ints, time: WorkingTime) -> Ints:
    """Return how much of the term a pause takes: its days from the first, without the last."""
    if term.unit == "calendar_hours":
        return until - since
    if term.unit == "working_hours":
        return time.worked(until) - time.worked(since)
    if term.is_working:
        return time.days_between(since // DAY, until // DAY)
    return until // DAY - since // DAY


def _seconds(times: Times) -> Ints:
    return times.astype("datetime64[s]").astype(np.int64)
