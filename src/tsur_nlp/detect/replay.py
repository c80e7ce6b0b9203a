"""Days one after the other, as if the detection had run on each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from tsur_nlp.detect.problems import check_interval, problems_of
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.columns import usual_unit
from tsur_nlp.detect.stream.messages import Stream, prepare
from tsur_nlp.records import SystemicProblem


def replay(
    facts: pd.DataFrame,
    moments: Iterable[pd.Timestamp],
    *,
    unit: str | None = None,
    recurrence_interval: float = 365,
    settings: DetectSettings | None = None,
) -> Iterator[list[SystemicProblem]]:
    """Yield the problems seen at each moment, every look knowing the one before it.

    Each list is what `find_problems` gives with ``previous`` being the list before; but the facts
    are prepared once, so a day costs only the look itself. Other arguments as in `find_problems`.

    Raises:
        InputError: no column ``created_at``, no column ``unit`` or too many units, or
            ``recurrence_interval`` is not above 0.
    """
    check_interval(recurrence_interval)
    settings = settings or DetectSettings()
    stream = prepare(facts, unit, settings)
    streams = {stream.unit_type: stream}
    found: list[SystemicProblem] = []
    for now in moments:
        name = unit or _usual_unit(stream, now, settings)
        if name not in streams:
            named = facts if name in facts.columns else facts.assign(**{name: ""})
            streams[name] = prepare(named, name, settings)
        found = problems_of(
            streams[name],
            now,
            settings,
            recurrence_interval=recurrence_interval,
            previous=found,
        )
        yield found


def _usual_unit(stream: Stream, now: pd.Timestamp, settings: DetectSettings) -> str:
    """Return the unit that a look from a moment chooses by the messages that it reads."""
    created = stream.frame["created_at"]
    since = now.normalize() - pd.Timedelta(settings.reach + settings.repeat_days, "D")
    start, stop = created.searchsorted(since), created.searchsorted(now, side="right")
    return usual_unit(stream.frame.iloc[int(start) : int(stop)])
