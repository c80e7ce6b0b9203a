"""How every message stands with its answer, for the pages that show more than answers.

Both sources say the same of the same dates: what is judged here is judged so on the page about
answers. Only `Responses` know of terms that no column names, of kinds of answers and of promises.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tsur_nlp.errors import InputError
from tsur_nlp.records import Responses
from tsur_nlp.report.numbers.frame import Dates, Mask, Numbers, Texts, View, Whole
from tsur_nlp.report.numbers.returns import returned
from tsur_nlp.report.responses.cells import rows_of

FEW = 20
"""Of fewer messages no share is shown, here as on the page about answers."""

_DAY, _SECOND = np.timedelta64(1, "D"), np.timedelta64(1, "s")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of some messages; ``nearest`` is the next due date, ``at_nearest`` wait for it.

    After the answer to ``returned`` of the ``answered`` the same was written about again.
    """

    messages: int
    answered: int
    waiting: int
    overdue: int
    judged: int
    kept: int
    nearest: np.datetime64 | None
    at_nearest: int
    returned: int = 0

    @property
    def on_time(self) -> float | None:
        """The share answered in time, of those whose deadline has passed."""
        return self.kept / self.judged if self.judged else None


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A value for every row of a view; ``found`` is where it was read from, if not the dates.

    ``counted`` are the appeals, nothing else waits for an answer; ``waiting`` have neither an
    answer nor an end; ``judged`` are those whose deadline has passed, ``kept`` those of them
    answered by it; ``left`` are the hours to the deadline of those that wait, else NaN;
    ``returned`` (see `tsur_nlp.report.numbers.returns`) is known from `Responses` only.
    """

    counted: Mask
    answered: Mask
    waiting: Mask
    judged: Mask
    kept: Mask
    left: Numbers
    due_on: Dates
    bodies: Texts
    found: Responses | None = None
    returned: Mask | None = None

    @property
    def overdue(self) -> Mask:
        """Which rows wait beyond their deadline."""
        return self.waiting & (self.left < 0)

    @property
    def whole(self) -> dict[str, Any] | None:
        """The numbers of all messages together; ``None`` where only the dates are known."""
        return next(iter(rows_of(self.found.table, "всё")), None) if self.found else None

    def within(self, hours: float) -> int:
        """Count those that wait and whose deadline comes within so many hours."""
        return int((self.waiting & (self.left >= 0) & (self.left <= hours)).sum())

    def tally(self, rows: Mask | Whole) -> Tally:
        """Count the appeals among some rows."""
        own = np.arange(len(self.counted))[rows]
        own = own[self.counted[own]]
        ahead = own[self.waiting[own] & (self.left[own] >= 0)]
        days = self.due_on[ahead].astype("datetime64[D]")
        nearest = days.min() if days.size else None
        return Tally(
            messages=own.size,
            answered=int(self.answered[own].sum()),
            waiting=int(self.waiting[own].sum()),
            overdue=int(self.overdue[own].sum()),
            judged=int(self.judged[own].sum()),
            kept=int(self.kept[own].sum()),
            nearest=nearest,
            at_nearest=int((days == nearest).sum()) if days.size else 0,
            returned=0 if self.returned is None else int(self.returned[own].sum()),
        )


def standing(view: View, found: Responses | None = None) -> Standing:
    """Read how the messages of a view stand: from ``found``, else from the dates of the export.

    Raises:
        InputError: ``found`` is of other messages.
    """
    return _by_dates(view) if found is None else _by_responses(view, found)


def _by_responses(view: View, found: Responses) -> Standing:
    if view.rows.size and view.rows.max() >= len(found.messages):
        raise InputError(
            f"the responses are of {len(found.messages)} messages, the facts have more: pass what "
            "tsur_nlp.responses returned for the same frame"
        )
    rows = found.messages.iloc[view.rows]
    counted = rows["counted"].to_numpy(dtype=bool)
    met, due = rows["met"], rows["due_on"].to_numpy("datetime64[us]")
    at = np.datetime64(found.as_of or "NaT", "us")
    judged = counted & met.notna().to_numpy(dtype=bool) & (due < at)
    return Standing(
        counted=counted,
        answered=counted & rows["answered"].to_numpy(dtype=bool),
        waiting=counted & rows["open"].to_numpy(dtype=bool),
        judged=judged,
        kept=judged & met.fillna(False).to_numpy(dtype=bool),
        left=rows["hours_left"].to_numpy(dtype=float),
        due_on=due,
        bodies=rows["assignee"].to_numpy(dtype=object),
        found=found,
        returned=counted & returned(view, rows),
    )


def _by_dates(view: View) -> Standing:
    """Judge by the columns of the export; a bare date of a deadline is its whole day.

    An answer before a deadline still ahead is not judged: its unanswered neighbours cannot be,
    and fresh days would always look best. Nor is one from before the message.
    """
    names = ("created_at", "answered_at", "closed_at", "due_on")
    asked, given, closed, due = (view.dates(name) for name in names)
    due = np.where(due == due.astype("datetime64[D]"), due + _DAY - _SECOND, due)
    at = np.datetime64(view.as_of or "NaT", "D") + _DAY - _SECOND
    answered = ~np.isnat(given) if np.isnat(at) else given <= at
    # A message closed without an answer is over all the same: on the day it was closed.
    ended = np.where(answered, given, np.where(closed <= at, closed, np.datetime64("NaT", "s")))
    waiting = view.appeals & np.isnat(ended)
    mistaken = ended.astype("datetime64[D]") < asked.astype("datetime64[D]")
    judged = view.appeals & (due < at) & ~mistaken
    return Standing(
        counted=view.appeals,
        answered=view.appeals & answered,
        waiting=waiting,
        judged=judged,
        kept=judged & (ended <= due),
        left=np.where(waiting, (due - at) / np.timedelta64(1, "h"), np.nan),
        due_on=due,
        bodies=view.texts("assignee"),
    )


def answer_hours(view: View) -> Numbers:
    """Hours from message to answer; NaN where one is not known or they are not in that order."""
    spent = view.dates("answered_at") - view.dates("created_at")
    hours = spent / np.timedelta64(1, "h")
    return np.where(hours >= 0, hours, np.nan)
