"""Farrington Flexible (Noufaily et al. 2013): is this week's, or day's, count more than usual?

`farrington` is the whole algorithm for one series with years of history, number for number that of
R ``surveillance`` 1.20.3. `recent_farrington` keeps its heart for thousands of daily series with
weeks of history: what the benchmarks compare the stage `detect` with.
"""

from tsur_nlp.detect.farrington.flexible import FarringtonResult, farrington
from tsur_nlp.detect.farrington.recent import RecentResult, recent_farrington
from tsur_nlp.detect.farrington.settings import FarringtonSettings, RecentSettings

__all__ = [
    "FarringtonResult",
    "FarringtonSettings",
    "RecentResult",
    "RecentSettings",
    "farrington",
    "recent_farrington",
]
