"""The moment looked from, and the messages that a look from it reads at all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.arrays import Bools
from tsur_nlp.detect.stream.columns import appeals, dates_of
from tsur_nlp.text.moments import read_moment


def moment(as_of: object, facts: pd.DataFrame) -> pd.Timestamp | None:
    """Read ``as_of``: a date means the end of that day, nothing means the last day of the facts.

    Facts without any date have no last day: the answer is ``None``.

    Raises:
        InputError: it is no date, or the facts have no column of dates.
    """
    if as_of is None:
        dates = dates_of(facts)[appeals(facts)]
        return _end_of_day(pd.Timestamp(dates.max())) if len(dates) else None
    given: Any = pd.Timestamp(read_moment(as_of, "as_of"))
    given = given.tz_localize(None) if given.tzinfo else given
    return _end_of_day(given) if given == given.normalize() else pd.Timestamp(given)


def recent(facts: pd.DataFrame, now: pd.Timestamp, days: int) -> pd.DataFrame:
    """Return the facts of the last days: what is older costs nothing."""
    return facts.loc[within(facts, now, now, days)]


def within(facts: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, days: int) -> Bools:
    """Tell which rows looks between two moments read, each going back so many days."""
    created = dates_of(facts)
    since = first.normalize() - pd.Timedelta(days, "D")
    kept: Bools = ((created <= last) & (created >= since)).to_numpy()
    return kept


def read_by(facts: pd.DataFrame, first: object, last: object, settings: DetectSettings) -> Bools:
    """Tell which rows the detection reads that looks from all days between two.

    The days are given as ``as_of`` is; a long history costs no more than the part that is read.

    Raises:
        InputError: as `moment`.
    """
    since, until = moment(first, facts), moment(last, facts)
    if since is None or until is None:
        return np.zeros(len(facts), dtype=bool)
    return within(facts, since, until, settings.reach + settings.repeat_days)


def _end_of_day(day: pd.Timestamp) -> pd.Timestamp:
    return day.normalize() + pd.Timedelta(1, "D") - pd.Timedelta(1, "us")
