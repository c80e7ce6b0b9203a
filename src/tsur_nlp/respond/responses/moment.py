"""The moment that is looked from, and which messages there were by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.errors import InputError
from tsur_nlp.text.moments import read_moment

if TYPE_CHECKING:
    import pandas as pd

_LAST_SECOND = np.timedelta64(86_399, "s")


def moment(facts: pd.DataFrame, as_of: object, time_zone: str) -> pd.Timestamp | None:
    """Return the moment as local wall-clock time; a day without a time is looked from its end.

    By default it is the last day on which a message came, as everywhere in the library; ``None``
    where there are no messages.

    Raises:
        InputError: ``as_of`` is no date, or no message has a date of arrival.
    """
    _check_arrivals(facts)
    if as_of is None or as_of == "":
        return _end(facts["created_at"].max()) if len(facts) else None
    read = _read(as_of, time_zone)
    return _end(read) if read == read.normalize() else read


def _check_arrivals(facts: pd.DataFrame) -> None:
    if "created_at" not in facts.columns or (len(facts) and facts["created_at"].isna().all()):
        raise InputError(
            "no message has a date of arrival, so no wait can be measured: "
            'name its column, --column created_at="…" '
            "(in Python: frame.rename(columns={'…': 'created_at'}))"
        )


def _read(as_of: object, time_zone: str) -> pd.Timestamp:
    import pandas as pd

    read = pd.Timestamp(read_moment(as_of, "as_of"))
    return read.tz_convert(time_zone).tz_localize(None) if read.tzinfo else read


def _end(time: pd.Timestamp) -> pd.Timestamp:
    return time.normalize() + _LAST_SECOND


def counted(facts: pd.DataFrame, at: pd.Timestamp) -> pd.Series[bool]:
    """Tell which rows are appeals that had come by then; thanks and adverts wait for no answer."""
    return facts["is_appeal"].astype(bool) & (facts["created_at"] <= at)
