"""The windows of days that the cylinders stand on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.permutation.settings import PermutationSettings
from tsur_nlp.detect.permutation.study import Ints, Study


@dataclass(frozen=True, slots=True)
class Windows:
    """``spans`` (w × 2) are first and last day, counted from ``origin``, the shortest first.

    ``day`` and ``place`` are the cases of the days that any window covers, ``day`` from
    ``origin`` on; ``total`` is the number of cases in each window, over all places.
    """

    origin: int
    spans: Ints
    total: Ints
    day: Ints
    place: Ints

    @property
    def days(self) -> int:
        """Return how many days the windows cover."""
        return int(self.spans.max(initial=-1)) + 1


def cut_windows(study: Study, settings: PermutationSettings) -> Windows:
    """Return all windows of a study that has cases."""
    first, last = int(study.day.min()), study.last_day
    longest = min(settings.max_days, last - first + 1)
    origin = first if settings.retrospective else last - longest + 1
    today = last - origin
    spans = [
        (end - length + 1, end)
        for length in range(1, longest + 1)
        for end in (range(length - 1, today + 1) if settings.retrospective else (today,))
    ]
    kept = study.day >= origin
    day, place = study.day[kept] - origin, study.place[kept]
    until = np.append(0, np.bincount(day, minlength=today + 1).cumsum())
    pairs = np.array(spans, dtype=np.int64)
    return Windows(origin, pairs, until[pairs[:, 1] + 1] - until[pairs[:, 0]], day, place)
