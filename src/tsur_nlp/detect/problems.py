"""From facts to the list of systemic problems of a day."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

import pandas as pd

from tsur_nlp.detect.counts.series import build
from tsur_nlp.detect.findings import find
from tsur_nlp.detect.identity import follow
from tsur_nlp.detect.identity.reading import read, refuse_later
from tsur_nlp.detect.lasting import returned
from tsur_nlp.detect.scan.windows import scan
from tsur_nlp.detect.settings import SEED, DetectSettings
from tsur_nlp.detect.stream.messages import Stream, moment, prepare, recent
from tsur_nlp.detect.telling.writing import Writer
from tsur_nlp.errors import InputError
from tsur_nlp.records import SystemicProblem

Previous = Sequence[SystemicProblem | Mapping[str, Any]]


def find_problems(
    facts: pd.DataFrame,
    *,
    as_of: object = None,
    unit: str | None = None,
    previous: Previous | None = None,
    recurrence_interval: float = 365,
    seed: int = SEED,
    settings: DetectSettings | None = None,
) -> list[SystemicProblem]:
    """Find the systemic problems of a territory as of a day, the most severe first.

    Args:
        facts: messages with the canonical columns; only ``created_at`` cannot be done without.
        as_of: a date (its end is meant) or a moment; the last day of the data by default.
        unit: ``"district"``, ``"municipality"`` or any column; by default the district where at
            least half of the messages have one.
        previous: what was found the day before; the same problem keeps its id.
        recurrence_interval: days between two false alarms that the caller accepts.
        seed: of whatever is random; nothing is at present, the argument is part of the contract.
        settings: thresholds by name.

    Raises:
        InputError: no column ``created_at``, no column ``unit`` or too many units, ``as_of`` is no
            date, ``recurrence_interval`` is not above 0, or ``previous`` is no list of problems or
            one of a later day.
    """
    del seed
    check_interval(recurrence_interval)
    settings, before = settings or DetectSettings(), read(previous or ())
    now = moment(as_of, facts)
    if now is None:
        return []
    refuse_later(before, now.date())
    stream = prepare(recent(facts, now, settings.reach + settings.repeat_days), unit, settings)
    return problems_of(
        stream,
        now,
        settings,
        recurrence_interval=recurrence_interval,
        previous=before,
    )


def check_interval(days: object) -> None:
    """Refuse an interval between false alarms that is none.

    Raises:
        InputError: it is no number above 0.
    """
    if not isinstance(days, Real) or not 0 < float(days) < math.inf:
        raise InputError(f"recurrence_interval={days!r}: give days between false alarms, above 0")


def problems_of(
    stream: Stream,
    now: pd.Timestamp,
    settings: DetectSettings,
    *,
    recurrence_interval: float = 365,
    previous: Previous = (),
) -> list[SystemicProblem]:
    """Do the same for a stream prepared once: what a replay day by day calls."""
    written: list[SystemicProblem] = []
    stream = stream.until(now, settings.reach)
    if len(stream.frame):
        today = (now.date() - stream.first_day).days
        scanned = scan(build(stream, today, settings.span), settings)
        if scanned is not None:
            back = returned(stream, settings)
            findings = find(stream, scanned, settings, recurrence_interval, back)
            writer = Writer(stream, scanned, settings, now, recurrence_interval, back)
            written = [writer(finding) for finding in findings]
    return follow(written, previous, now.date(), settings)
