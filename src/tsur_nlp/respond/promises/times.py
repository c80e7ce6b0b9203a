"""A quick look before the slow one: which rules may find a time in a text, and how late a one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Set

from tsur_nlp.respond.promises.by_number import written
from tsur_nlp.respond.promises.by_year import written_years
from tsur_nlp.respond.promises.reckoning import day_of
from tsur_nlp.respond.promises.windows import stemmed

_FIGURES, _VAGUE = "figures", "vague"


def latest(text: str) -> dt.date:
    """Return a day beyond which a folded text names none, whenever the answer was given.

    >>> latest("акт от 12.03.2024 подписан"), latest("снег вывезем завтра")
    (datetime.date(2024, 3, 12), datetime.date(9999, 12, 31))
    """
    stems = stemmed(text)
    if not stems <= {_FIGURES, _VAGUE} or any(date.year is None for date in written(text)):
        return dt.date.max
    dates = (day_of(date.year or 0, date.month, date.day) for date in written(text))
    years = written_years(text) if _FIGURES in stems else ()
    return max([*filter(None, dates), *(year.due for year in years)], default=dt.date.min)


def may_find(rule: str, stems: Set[str]) -> bool:
    """Tell by the stems of a text whether a rule may find a time there; dates in figures have none.

    >>> may_find("by_day", {"by_day"}), may_find("by_day", set()), may_find("by_number", set())
    (True, False, True)
    """
    return rule in stems or rule == "by_number" or (rule == "by_year" and _FIGURES in stems)
