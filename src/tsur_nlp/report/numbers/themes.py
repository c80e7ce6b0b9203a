"""Groups and topics of the appeals, each with its count day by day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.report.numbers.chance import Matrix
from tsur_nlp.report.numbers.frame import View, Whole

UNKNOWN = "Тема не определена"


@dataclass(frozen=True, slots=True)
class Theme:
    """A group, or a topic of a group: all its appeals, and those of each day, the oldest first.

    ``group`` is empty for a group; ``daily`` is as long as the view, undated appeals are only in
    ``total``.
    """

    name: str
    group: str
    total: int
    daily: Whole

    def last(self, days: int, ago: int = 0) -> int:
        """Count the appeals of ``days`` days, the last of which was ``ago`` days ago."""
        end = len(self.daily) - ago
        return int(self.daily[max(end - days, 0) : max(end, 0)].sum())


def themes(view: View, column: str) -> list[Theme]:
    """Count the appeals of every value of ``topic_group`` or ``topic``, the largest first.

    An appeal without a group is of the group `UNKNOWN`; one without a topic is of no topic.
    """
    import pandas as pd

    names, rows = view.texts(column), np.flatnonzero(view.appeals)
    if column == "topic":
        rows = rows[names[rows] != ""]
        groups = view.texts("topic_group")[rows]
    else:
        groups = np.full(len(rows), "", dtype=object)
    group_codes, group_names = pd.factorize(groups)
    name_codes, name_names = pd.factorize(names[rows])
    pairs = group_codes * max(len(name_names), 1) + name_codes
    known, codes = np.unique(pairs, return_inverse=True)
    totals = np.bincount(codes, minlength=len(known))
    daily = _daily(codes, view.ago[rows], len(known), view.span)
    found = [
        Theme(name_names[pair % len(name_names)] or UNKNOWN, group, int(total), days)
        for pair, total, days in zip(known.tolist(), totals, daily, strict=True)
        for group in (group_names[pair // len(name_names)],)
    ]
    return sorted(found, key=lambda one: (-one.total, one.group, one.name))


def _daily(codes: Whole, ago: Whole, count: int, span: int) -> Matrix:
    dated = (ago >= 0) & (ago < span)
    cells = codes[dated] * span + span - 1 - ago[dated]
    return np.bincount(cells, minlength=count * span).reshape(count, span)
