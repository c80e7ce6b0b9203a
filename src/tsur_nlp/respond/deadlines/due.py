"""Due dates and outcomes of all messages: the public face of this package."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.errors import InputError
from tsur_nlp.respond.deadlines import outcome
from tsur_nlp.respond.deadlines.dues import Dues, dues
from tsur_nlp.respond.deadlines.moments import Moments, moments
from tsur_nlp.respond.deadlines.reading import read_rules
from tsur_nlp.respond.deadlines.rules import Rules

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = ("id", "created_at", "source", "topic_group", "topic", "assignee")
_UNKNOWN = ("answered_at", "closed_at", "first_answered_at", "due_on", "paused_at", "resumed_at")


def deadlines(
    facts: pd.DataFrame, *, rules: Rules | None = None, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Return when the answer to every message is due and whether it came in time by ``as_of``.

    ``due_on`` is what the export says, else the clock ``answer``, else ``first_answer``;
    ``due_rule`` says which. ``best_due_on`` is the best mark of ``first_answer``, else of
    ``answer``. Where no rule holds or a date is missing nothing is guessed: NaT, NA, NaN.
    """
    rules = rules or read_rules()
    at = moments(facts, rules.time_zone, as_of)
    return _table(dues(facts, at, rules), at).set_axis(facts.index)


def due_on(
    created_at: pd.Timestamp | dt.datetime | str,
    *,
    rules: Rules | None = None,
    channel: str = "",
    topic_group: str = "",
    topic: str = "",
    priority: str = "",
) -> pd.Timestamp:
    """Return when the answer to one message is due, NaT where no rule holds.

    >>> due_on("2021-03-05 17:20", channel="Решаем вместе", priority="Ускоренный")
    Timestamp('2021-03-15 23:59:59')
    """
    import pandas as pd

    created = pd.Timestamp(created_at)
    words = {"source": channel, "topic_group": topic_group, "topic": topic, "priority": priority}
    unknown = np.full((1, len(_UNKNOWN)), "NaT", dtype="datetime64[ns]")
    message = pd.DataFrame(unknown, columns=list(_UNKNOWN)).assign(created_at=created, **words)
    found: pd.Timestamp = deadlines(message, rules=rules, as_of=created)["due_on"].iloc[0]
    return found


def expiring(
    facts: pd.DataFrame, due: pd.DataFrame, *, within_hours: float, limit: int
) -> pd.DataFrame:
    """Return the open messages whose term ends within so many hours, the soonest first.

    ``due`` is what `deadlines` returned for these facts.
    """
    if len(facts) != len(due) or not facts.index.equals(due.index):
        raise InputError("`due` is not of these facts; pass what deadlines(facts, …) returned")
    soon = ((due["hours_left"] >= 0) & (due["hours_left"] <= within_hours)).to_numpy()
    shown = facts.loc[soon, list(_SHOWN)].assign(
        **{name: due.loc[soon, name].array for name in ("due_on", "due_rule", "hours_left")}
    )
    return shown.sort_values(["due_on", "created_at", "id"], kind="stable").head(limit)


def _table(found: Dues, at: Moments) -> pd.DataFrame:
    import pandas as pd

    replied = np.where(found.by_first, at.first_answered, at.answered)
    best_replied = np.where(found.best_of_first, at.first_answered, at.answered)
    return pd.DataFrame(
        {
            "due_on": found.due_on.astype("datetime64[ns]"),
            "due_rule": found.rule,
            "reaction_due_on": found.first_reaction.astype("datetime64[ns]"),
            "first_due_on": found.first_answer.astype("datetime64[ns]"),
            "best_due_on": found.best.astype("datetime64[ns]"),
            "met": outcome.met(found.due_on, replied, at),
            "best_met": outcome.met(found.best, best_replied, at),
            "overdue": outcome.overdue(found.due_on, replied, at),
            "hours_left": outcome.hours_left(found.due_on, replied, at),
        }
    )
