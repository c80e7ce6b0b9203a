"""Counts of two equal spans: all messages, topics, the appeals behind a problem."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.numbers.chance import LEVEL
from tsur_nlp.report.numbers.changes.records import ProblemChange, TopicChange
from tsur_nlp.report.numbers.frame import View
from tsur_nlp.report.numbers.problem_rows import kindred_rows
from tsur_nlp.report.numbers.shifts import Shift, shifts
from tsur_nlp.report.numbers.themes import UNKNOWN, Theme
from tsur_nlp.report.numbers.units import RowIndex

Moved = tuple[tuple[TopicChange, ...], tuple[TopicChange, ...]]


def flow(view: View, days: int) -> Shift:
    """Compare all messages."""
    return shifts(view.daily(None, view.span)[None, :], days)[0]


def topic_changes(topics: Sequence[Theme], groups: Sequence[Theme], days: int) -> Moved:
    """Return the topics and groups that grew and those that fell, the largest change first.

    Topics get one half of the level; groups the other, without the topics that are named already.
    A group that is one topic is not asked again under its own name.
    """
    moved = _moved([one for one in topics if one.group], days)
    only = {(one.group, one.total) for one in topics}
    wide = [one for one in groups if one.name != UNKNOWN and (one.name, one.total) not in only]
    rest = {one.name: one.daily.copy() for one in wide}
    for theme, _ in moved:
        if theme.group in rest:
            rest[theme.group] -= theme.daily
    moved += _moved([Theme(name, "", int(own.sum()), own) for name, own in rest.items()], days)
    moved.sort(key=lambda pair: (-abs(pair[1].now - pair[1].before), pair[0].group, pair[0].name))
    found = [TopicChange(t.name, t.group, s.now, s.before) for t, s in moved]
    grown = tuple(one for one in found if one.now > one.before)
    return grown, tuple(one for one in found if one.now < one.before)


def problem_changes(
    view: View, index: RowIndex, problems: Sequence[SystemicProblem], days: int
) -> tuple[ProblemChange, ...]:
    """Return the problems that more is written about than before, in the order given."""
    rows = [kindred_rows(one, view, index) for one in problems]
    daily = [view.daily(own, view.span) for own in rows]
    found = shifts(np.array(daily), days) if daily else []
    return tuple(
        ProblemChange(one, shift.now, shift.before)
        for one, shift in zip(problems, found, strict=True)
        if shift.certain and shift.now > shift.before
    )


def _moved(found: Sequence[Theme], days: int) -> list[tuple[Theme, Shift]]:
    daily = np.array([one.daily for one in found])
    pairs = zip(found, shifts(daily, days, LEVEL / 2), strict=True)
    return [(theme, shift) for theme, shift in pairs if shift.certain]
