"""Data in which nothing happened: every message gets a new date."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tsur_nlp.detect.stream.messages import Stream

_DATES = ("created_at", "answered_at", "due_on", "closed_at")


def shuffled(stream: Stream, seed: int, turn: int = 0) -> pd.DataFrame:
    """Return the messages of a stream on new days, uniform but for the weekday.

    Unit, topic, text, place and the hour stay; answers move with their messages. What is more than
    usual on a day is chance; a unit that always had more of a topic than others still has. Each
    ``turn`` draws anew.
    """
    rng = np.random.default_rng([seed, 2, turn])
    weekday = (stream.day + stream.first_day.weekday()) % 7
    drawn = stream.day.copy()
    for one in range(7):
        rows = np.flatnonzero(weekday == one)
        first = (one - stream.first_day.weekday()) % 7
        if len(rows):
            drawn[rows] = rng.choice(np.arange(first, stream.days, 7), len(rows))
    shift = pd.Series(pd.to_timedelta(drawn - stream.day, unit="D"), index=stream.frame.index)
    return stream.frame.assign(**{name: stream.frame[name] + shift for name in _DATES})
