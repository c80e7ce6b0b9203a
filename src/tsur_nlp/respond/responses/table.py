"""The tidy table: one row per slice value, with counts, shares, times and verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.respond.responses.slices import BODY, TOPIC, WEEK
from tsur_nlp.respond.responses.tallies import COUNTS, SHARES, tallies
from tsur_nlp.respond.speed import (
    Periods,
    Punctuality,
    Span,
    Spans,
    changes,
    compare,
    speed_table,
)
from tsur_nlp.respond.speed.verdict import FEW_MESSAGES

if TYPE_CHECKING:
    import pandas as pd

_TIMES = ("median", "median_low", "median_high", "p90", "p90_low", "p90_high")
_PUNCTUAL = ("judged", "on_time", "on_time_low", "on_time_high")
_WAITS = {"reaction": "first_reaction", "first_answer": "first_answer", "answer": "final_answer"}
_COMPARED = {
    "ratio": "speed_ratio",
    "low": "speed_low",
    "high": "speed_high",
    "verdict": "speed_verdict",
}
_LABELS = ("speed_verdict", "change_verdict")

COLUMNS = (
    "by", "name", *COUNTS, *_PUNCTUAL,
    *(f"{wait}_{time}" for wait in _WAITS for time in _TIMES),
    *SHARES, *_COMPARED.values(), "change_verdict", "small",
)  # fmt: skip
"""The columns of the table, in this order; times are hours, shares are from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the table is made of: the counted messages only, all columns of the same rows."""

    facts: pd.DataFrame
    messages: pd.DataFrame
    spans: Spans
    punctuality: Punctuality
    strata: pd.Series[str]
    at: pd.Timestamp
    periods: Periods

    @property
    def wait(self) -> Span | None:
        """The wait that pace is judged by: until the final answer."""
        return self.spans.final_answer or self.spans.first_answer


def table(material: Material, labels: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Return the rows of all slices, the fullest first within each; weeks in their order.

    ``open`` and ``overdue`` are messages without an answer; ``on_time`` is of the ``judged`` ones,
    whose deadline has passed; medians and 90 % times are Kaplan–Meier with 95 % limits, so that
    who still waits counts too. Bodies are compared within topics (``speed_ratio``).
    """
    import pandas as pd

    tallied = tallies(material.facts, material.messages)
    parts = [_slice(material, tallied, by, values) for by, values in labels.items()]
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def _slice(material: Material, tallied: pd.DataFrame, by: str, labels: pd.Series) -> pd.DataFrame:
    rows = _tallied(tallied, labels)
    rows = rows.join(_speed(material, labels))
    rows = rows.reindex(columns=[name for name in COLUMNS if name not in ("by", "name")])
    rows[list(_LABELS)] = ""
    if by == BODY:
        _put(rows, _compared(material, labels))
    if by != WEEK:
        # A topic compared within itself needs no strata.
        _put(rows, _changed(material, labels, None if by == TOPIC else material.strata))
    rows["small"] = rows["messages"] < FEW_MESSAGES
    rows["judged"] = rows["judged"].fillna(0).astype("int64")
    rows = rows.rename_axis("name").reset_index().assign(by=by)
    order = ["name"] if by == WEEK else ["messages", "name"]
    return rows.sort_values(order, ascending=[name == "name" for name in order])


def _tallied(tallied: pd.DataFrame, labels: pd.Series) -> pd.DataFrame:
    """Sum the counts and average the shares of every label."""
    named = labels.to_numpy() != ""
    groups = tallied[named].groupby(labels.to_numpy()[named], observed=True)
    counts = groups[list(COUNTS)].sum().astype("int64")
    found: pd.DataFrame = counts.join(groups[list(SHARES)].mean())
    return found.set_axis(found.index.astype(str).astype(object))


def _speed(material: Material, labels: pd.Series) -> pd.DataFrame:
    """Measure the three waits of every label, and its share on time."""
    import pandas as pd

    parts = []
    for name, field in _WAITS.items():
        span = getattr(material.spans, field)
        if span is not None:
            times = speed_table(span, labels).set_index("group")[list(_TIMES)]
            parts.append(times.add_prefix(f"{name}_"))
    none = Span(material.punctuality.due, np.full(len(labels), np.nan), np.zeros(len(labels), bool))
    punctual = speed_table(material.wait or none, labels, material.punctuality)
    parts.append(punctual.set_index("group")[list(_PUNCTUAL)])
    return pd.concat(parts, axis=1)


def _compared(material: Material, labels: pd.Series) -> pd.DataFrame | None:
    if material.wait is None:
        return None
    found = compare(material.wait, labels, material.strata).set_index("body")
    return found[list(_COMPARED)].rename(columns=_COMPARED)


def _changed(
    material: Material, labels: pd.Series, strata: pd.Series | None
) -> pd.DataFrame | None:
    if material.wait is None:
        return None
    found = changes(
        material.wait, labels, material.at, periods=material.periods, strata=strata
    ).set_index("unit")
    return found[["verdict"]].rename(columns={"verdict": "change_verdict"})


def _put(rows: pd.DataFrame, found: pd.DataFrame | None) -> None:
    """Write what was found into the rows of the same names."""
    if found is not None:
        rows.update(found.loc[found.index.isin(rows.index)])
