"""Facts about messages -> everything that is said about how they were answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.records import Responses
from tsur_nlp.respond.bodies import Directory
from tsur_nlp.respond.deadlines import Rules, deadlines, expiring, read_rules
from tsur_nlp.respond.responses.lists import broken, changed, empty
from tsur_nlp.respond.responses.moment import moment
from tsur_nlp.respond.responses.per_message import per_message, tidied
from tsur_nlp.respond.responses.settings import ResponseSettings
from tsur_nlp.respond.responses.slices import slices, unit_column
from tsur_nlp.respond.responses.table import Material, table
from tsur_nlp.respond.speed import Punctuality, Span, Spans, measure_spans, strata

if TYPE_CHECKING:
    import pandas as pd


def responses(
    facts: pd.DataFrame,
    *,
    as_of: object = None,
    rules: Rules | None = None,
    directory: Directory | None = None,
    settings: ResponseSettings | None = None,
    answers: pd.Series[str] | None = None,
) -> Responses:
    """Return how the messages of a territory were answered, as it was known at a moment.

    Args:
        facts: the canonical columns (`exports.facts`); any row order gives the same numbers.
        as_of: a moment, or a day whose end is meant; by default the day of the last message.
        rules: when an answer is due; the shipped ones by default.
        directory: who is who; without it spellings of one name are brought together.
        settings: thresholds.
        answers: the texts of answers without personal data, for the lists; without them no answer
            is quoted.

    Raises:
        InputError: no message has a date of arrival, or ``as_of`` is no date.
    """
    import pandas as pd

    rules, chosen = rules or read_rules(), settings or ResponseSettings()
    looked_from = moment(facts, as_of, rules.time_zone)
    at = looked_from or pd.Timestamp(0)  # no messages: any moment will do
    unit = unit_column(facts, chosen.unit)
    known = tidied(facts.reset_index(drop=True), directory, at)
    due = deadlines(known, rules=rules, as_of=at)
    spans = measure_spans(known, at)
    messages = per_message(known, due, spans, at, chosen)
    material = _material(known, messages, spans, at, chosen)
    quoted = pd.Series("" if answers is None else answers.to_numpy(), index=known.index)
    return Responses(
        as_of=looked_from.to_pydatetime(warn=False) if looked_from is not None else None,
        unit=unit,
        messages=messages.set_axis(facts.index),
        **_tables(material, due.loc[material.facts.index], quoted, unit, chosen),
    )


def _tables(
    material: Material,
    due: pd.DataFrame,
    answers: pd.Series[str],
    unit: str,
    settings: ResponseSettings,
) -> dict[str, pd.DataFrame]:
    """Return the table of slices and the lists, under their names in the record."""
    facts, listed = material.facts, settings.listed
    labels = slices(facts, unit)
    soon = expiring(facts, due, within_hours=settings.expiring_hours, limit=listed)
    return {
        "table": table(material, labels),
        "expiring": soon.assign(unit=facts.loc[soon.index, unit]).reset_index(drop=True),
        "broken": broken(material, answers, unit, listed),
        "empty": empty(material, answers, unit, listed),
        "changes": changed(material, labels),
    }


def _material(
    facts: pd.DataFrame,
    messages: pd.DataFrame,
    spans: Spans,
    at: pd.Timestamp,
    settings: ResponseSettings,
) -> Material:
    """Take the counted messages of everything."""
    kept = messages["counted"].to_numpy(bool)
    facts, messages = facts[kept], messages[kept]
    return Material(
        facts,
        messages,
        Spans(
            _where(spans.first_reaction, kept),
            _where(spans.first_answer, kept),
            _where(spans.final_answer, kept),
        ),
        Punctuality.of(messages["met"], messages["due_on"], at),
        strata(facts["topic"], facts["topic_group"]),
        at,
        settings.periods,
    )


def _where(span: Span | None, rows: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Span | None:
    return None if span is None else span.where(rows)
