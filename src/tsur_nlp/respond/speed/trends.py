"""Week by week: how fast and how punctual, and whether the last weeks differ from those before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsur_nlp.respond.speed.change import Periods, changes, late_changes
from tsur_nlp.respond.speed.punctuality import Punctuality
from tsur_nlp.respond.speed.spans import Span
from tsur_nlp.respond.speed.table import speed_table

if TYPE_CHECKING:
    import pandas as pd

_PERIODS = Periods(recent=28, before=56)


@dataclass(frozen=True, slots=True)
class Change:
    """The last four weeks against the eight before: ratio, 95 % limits, two-sided p, verdict."""

    ratio: float
    low: float
    high: float
    p: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A ``speed_table`` by week of arrival, and what changed; ``None`` where nothing compares."""

    weeks: pd.DataFrame
    speed: Change | None
    lateness: Change | None


def trend(
    span: Span,
    as_of: pd.Timestamp,
    *,
    punctuality: Punctuality | None = None,
    strata: pd.Series | None = None,
) -> Trend:
    """Return medians and shares on time by ISO week, and the log-rank verdict on the last weeks.

    ``week`` is the Monday. The last week may be unfinished; the verdict counts days, not weeks.
    With ``strata`` a change of the topics people write about is no change of speed.
    """
    import pandas as pd

    whole = pd.Series("всё", index=range(len(span)))
    created = pd.Series(span.created)
    monday = (created - pd.to_timedelta(created.dt.day_of_week, unit="D")).dt.normalize()
    weeks = speed_table(span, monday, punctuality).rename(columns={"group": "week"})
    weeks["week"] = pd.to_datetime(weeks["week"])
    speed = changes(span, whole, as_of, periods=_PERIODS, strata=strata)
    late = None
    if punctuality is not None:
        late = late_changes(punctuality, whole, as_of, periods=_PERIODS, strata=strata)
    return Trend(weeks, _only(speed), None if late is None else _only(late))


def _only(table: pd.DataFrame) -> Change | None:
    if table.empty:
        return None
    row = table.iloc[0]
    ratio, low, high, p = (float(row[name]) for name in ("ratio", "low", "high", "p"))
    return Change(ratio, low, high, p, str(row["verdict"]))
