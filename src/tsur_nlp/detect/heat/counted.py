"""What is coloured: every unit, and every group of topics in it, with what its past lets expect."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from tsur_nlp.detect.counts.expected import expect
from tsur_nlp.detect.counts.series import build
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Floats, Ints, Stream


@dataclass(frozen=True, slots=True)
class Counted:
    """One entry per unit and group (−1: all), units in order, all before the groups.

    ``mean`` and ``variance`` are what the unit's own past lets expect, zeros where it is too short;
    ``dispersion`` is variance over mean from day to day.
    """

    unit: Ints
    group: Ints
    observed: Floats
    mean: Floats
    variance: Floats
    dispersion: Floats

    def only(self, kept: Ints) -> Counted:
        """Return some of the entries."""
        return Counted(*(getattr(self, name)[kept] for name in self.__slots__))


def count(stream: Stream, now: pd.Timestamp, settings: DetectSettings, *, groups: bool) -> Counted:
    """Count the last window of ``settings`` in every unit, and in its groups if ``groups``."""
    days = settings.windows[0]
    series = build(_by_group(stream), (now.date() - stream.first_day).days, settings.span)
    expected = expect(series, settings)
    rows = np.flatnonzero((series.level == 2) | ((series.level == 1) & groups))
    rows = rows[np.lexsort((series.group[rows], series.unit[rows]))]
    observed = series.counts[rows, -days:].sum(axis=1)
    unit, group = series.unit[rows], series.group[rows]
    if expected is None:
        none = np.zeros(len(rows))
        return Counted(unit, group, observed, none, none, np.ones(len(rows)))
    # a unit without a message in all the weeks has no past of its own
    seen = series.counts[rows].any(axis=1)
    mean, variance = expected.mean[rows, 0] * seen, expected.variance[rows, 0] * seen
    return Counted(unit, group, observed, mean, variance, expected.dispersion[rows])


def _by_group(stream: Stream) -> Stream:
    """Return the stream with groups for topics: hundreds of topics in every hexagon are not needed.

    A stream without groups gets one that nothing belongs to: series want at least one.
    """
    groups = stream.groups or ("",)
    topics = tuple((name, name) for name in groups)
    return replace(stream, groups=groups, topics=topics, topic=stream.group)
