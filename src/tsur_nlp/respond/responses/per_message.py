"""One row per message: its deadline, its waits, its answer, its promise, its chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.respond.bodies import Directory, tidy_names
from tsur_nlp.respond.boilerplate import boilerplate
from tsur_nlp.respond.chains import chains
from tsur_nlp.respond.responses.moment import counted
from tsur_nlp.respond.responses.promise_state import states

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.respond.responses.settings import ResponseSettings
    from tsur_nlp.respond.speed import Span, Spans

COLUMNS = (
    "id", "counted", "assignee", "answered", "open", "due_on", "due_rule", "first_due_on",
    "best_due_on", "met", "best_met", "overdue", "hours_left", "hours_to_reaction",
    "hours_to_first_answer", "hours_to_answer", "answer_kind", "answer_promised", "promise_state",
    "answer_evidence", "answer_on_point", "boilerplate_share", "template_size", "chain_id",
    "position", "came_back", "solved_came_back",
)  # fmt: skip
"""The columns of the table, in this order."""

_ANSWER_TEXTS = ("answer_kind", "answer_promised", "answer_text")
_ANSWER_NUMBERS = ("answer_evidence", "answer_on_point")


def tidied(facts: pd.DataFrame, directory: Directory | None, at: pd.Timestamp) -> pd.DataFrame:
    """Return the facts with one name for each body, and nothing of answers given later."""
    names = facts["assignee"].tolist()
    tidy = directory.tidy(names) if directory else tidy_names(names)
    later = (facts["answered_at"] > at).to_numpy()
    known = facts.assign(assignee=np.array(tidy, dtype=object))
    for column in _ANSWER_TEXTS:
        known[column] = known[column].mask(later, "")
    for column in _ANSWER_NUMBERS:
        known[column] = known[column].mask(later)
    return known


def per_message(
    facts: pd.DataFrame,
    due: pd.DataFrame,
    spans: Spans,
    at: pd.Timestamp,
    settings: ResponseSettings,
) -> pd.DataFrame:
    """Return the table of messages; ``facts`` are `tidied`, ``due`` are their deadlines.

    ``counted`` marks the appeals that had come by then: the slices are made of them.
    """
    linked = chains(facts, as_of=at, settings=settings.chains)
    answered, is_open = _progress(facts, at)
    columns: dict[str, Any] = {
        "counted": counted(facts, at),
        "answered": answered,
        "open": is_open,
        "hours_to_reaction": _hours(spans.first_reaction, len(facts)),
        "hours_to_first_answer": _hours(spans.first_answer, len(facts)),
        "hours_to_answer": _hours(spans.final_answer, len(facts)),
        "promise_state": states(facts, linked["chain_id"], at, settings),
    }
    kept = facts[[name for name in facts.columns if name in COLUMNS and name not in due.columns]]
    table = kept.assign(**columns).join(due).join(linked.drop(columns="link"))
    return table.join(_templates(facts))[list(COLUMNS)]


def _progress(facts: pd.DataFrame, at: pd.Timestamp) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Tell which messages have an answer, and which wait; an answer may have no date."""
    given = facts["answered_at"]
    answered = (given <= at) | (given.isna() & facts["answer_text"].ne(""))
    return answered, ~answered & ~(facts["closed_at"] <= at)


def _hours(span: Span | None, rows: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the hours of waits that are over; NaN for those that last, and where none is known."""
    return np.full(rows, np.nan) if span is None else np.where(span.observed, span.hours, np.nan)


def _templates(facts: pd.DataFrame) -> pd.DataFrame:
    found = boilerplate(facts["answer_text"].tolist(), facts["assignee"].tolist())
    return found[["boilerplate_share", "template_size"]].set_axis(facts.index)
