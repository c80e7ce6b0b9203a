"""The rows of a problem: its own messages, and the history behind them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.numbers.frame import View, Whole
from tsur_nlp.report.numbers.units import RowIndex
from tsur_nlp.report.words import APPEALS, counted, number, parse_day

ALL_TOPICS = "Все темы вместе"
"""What a problem is about that is of no one topic: more messages of all kinds than usual."""


def about(problem: SystemicProblem) -> str:
    """Name what a problem is about."""
    return problem.topic or problem.topic_group or ALL_TOPICS


def expected_said(value: float) -> str:
    """Write an expected number with as many digits as the reasons of the problem have.

    >>> expected_said(0.63), expected_said(4.13), expected_said(76.3), expected_said(0.001)
    ('0,63', '4,1', '76', 'меньше 0,01')
    """
    if value < 0.005:
        return "меньше 0,01"
    return number(value, 0 if value >= 20 else 1 if value >= 0.95 else 2)


def compared(observed: int, expected: float) -> str:
    """Say how many came and how many were to be expected.

    >>> compared(35, 0.14)
    '35\\xa0обращений при ожидаемых 0,14'
    """
    return f"{counted(observed, APPEALS)} при ожидаемых {expected_said(expected)}"


def ids(view: View) -> Mapping[str, int]:
    """Map each id to its row, the first where an id repeats."""
    return {key: row for row, key in reversed(list(enumerate(view.texts("id")))) if key}


def own_rows(problem: SystemicProblem, by_id: Mapping[str, int]) -> Whole:
    """Return the rows of the problem's own messages."""
    found = (by_id[key] for key in problem.message_ids if key in by_id)
    return np.array(sorted(set(found)), dtype=np.int64)


def kindred_rows(problem: SystemicProblem, view: View, index: RowIndex) -> Whole:
    """Return all appeals of the problem's unit and topic: the history behind the window.

    A wave is of the whole territory, also of the messages whose region nobody wrote down.
    """
    wave = problem.unit_type == "region" != view.unit
    wanted = (
        (problem.unit_type or view.unit, "" if wave else problem.unit),
        ("topic_group", problem.topic_group),
        ("topic", problem.topic),
    )
    found = sorted((index.rows(column, name) for column, name in wanted if name), key=len)
    rows: Whole = found[0] if found else np.arange(len(view))
    for other in found[1:]:
        rows = rows[np.isin(rows, other, assume_unique=True)]
    return rows[view.appeals[rows]]


def window(problem: SystemicProblem) -> tuple[date | None, date | None]:
    """Return the first and the last day of the problem's window."""
    return parse_day(problem.window_start), parse_day(problem.window_end)
