"""Invented waits: every message is answered at its body's pace unless as_of comes first."""

import numpy as np
import pandas as pd

from tsur_nlp.respond.speed import Span

AS_OF = pd.Timestamp("2024-06-30")


def waiting(created, mean_hours, rng):
    """Draw exponential waits, censored at ``AS_OF``."""
    waits = rng.exponential(mean_hours)
    open_for = (AS_OF.to_datetime64() - created) / np.timedelta64(1, "h")
    return Span(created, np.minimum(waits, open_for), waits <= open_for)


def arrivals(count, days, rng):
    """Draw moments of arrival over the last ``days`` days."""
    age = (rng.uniform(0, days, count) * 86400).astype("timedelta64[s]")
    return (AS_OF.to_datetime64() - age).astype("datetime64[ns]")
