"""The largest ratio when dates are dealt to places by chance, over and over.

Dealing the dates of all cases anew keeps the number of cases of every place and of every day. Only
the dates inside the windows matter, so only these are dealt. Circles grow by one neighbour at a
time, all replicates of a batch together; the ratio is worked out only where it can be the largest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.detect.permutation.circles import Circles
from tsur_nlp.detect.permutation.likelihood import least_count, log_ratio
from tsur_nlp.detect.permutation.settings import PermutationSettings
from tsur_nlp.detect.permutation.study import Floats, Ints, Study
from tsur_nlp.detect.permutation.windows import Windows

# counts of one window in a batch stay in the processor's cache; of all days, under 130 MB
_BATCH_WINDOW = 2**19
_BATCH_DAYS = 2**23


def simulate(
    study: Study, circles: Circles, windows: Windows, settings: PermutationSettings
) -> Floats:
    """Return the largest log ratio of each replicate; the size of batches changes nothing."""
    places = max(len(study.places), 1)
    size = min(_BATCH_WINDOW // places, _BATCH_DAYS // (places * (windows.days + 1)))
    grown = _Grown.of(circles, windows, len(study), settings)
    rng = np.random.default_rng(settings.seed)
    found: list[Floats] = []
    for start in range(0, settings.replicates, max(size, 1)):
        batch = min(max(size, 1), settings.replicates - start)
        dealt = [
            study.place[rng.choice(len(study), len(windows.day), replace=False)]
            for _ in range(batch)
        ]
        counts = _counts(np.array(dealt), windows, places)
        found.append(grown.largest(counts))
    return np.concatenate(found)


def _counts(place: Ints, windows: Windows, places: int) -> NDArray[Any]:
    """Return (days + 1) × places × replicates: cases before each day, of each place."""
    batch = len(place)
    cell = (windows.day * places + place) * batch + np.arange(batch)[:, None]
    shape = (windows.days, places, batch)
    # the smallest numbers that hold the counts: half the memory is half the time
    kind = np.int16 if len(windows.day) < 2**15 else np.int32
    daily = np.bincount(cell.ravel(), minlength=windows.days * places * batch).astype(kind)
    until = np.zeros((windows.days + 1, places, batch), dtype=kind)
    np.cumsum(daily.reshape(shape), axis=0, dtype=kind, out=until[1:])
    return until


@dataclass(frozen=True, slots=True)
class _Grown:
    """Circles to be filled, rank × centre; centres that grow longest come first.

    So the centres that still grow at a rank are the first ``active`` of them.
    """

    order: NDArray[np.int32]
    held: Floats
    skipped: NDArray[np.bool_]
    active: Ints
    windows: Windows
    total: int
    min_cases: int

    @classmethod
    def of(
        cls, circles: Circles, windows: Windows, total: int, settings: PermutationSettings
    ) -> _Grown:
        ranks = np.arange(1, circles.order.shape[1] + 1)
        reach = (circles.distinct * ranks).max(axis=1, initial=0)
        longest = np.argsort(-reach, kind="stable")
        longest = longest[reach[longest] > 0]
        depth = int(reach.max(initial=0))
        active = (reach[longest][:, None] > np.arange(depth)).sum(axis=0)
        return cls(
            np.ascontiguousarray(circles.order[longest, :depth].T),
            np.ascontiguousarray(circles.held[longest, :depth].T.astype(np.float64)),
            ~np.ascontiguousarray(circles.distinct[longest, :depth].T),
            active, windows, total, settings.min_cases,
        )  # fmt: skip

    def largest(self, until: NDArray[Any]) -> Floats:
        """Return the largest log ratio of each replicate."""
        best = np.zeros(until.shape[2])
        for (first, last), total in zip(self.windows.spans, self.windows.total, strict=True):
            if total >= self.min_cases:
                expected = self.held * (total / self.total)
                self._fill(until[last + 1] - until[first], expected, best)
        return best

    def _fill(self, counts: NDArray[Any], expected: Floats, best: Floats) -> None:
        least = least_count(expected, self.total, float(best.min()), self.min_cases)
        most = int(np.iinfo(counts.dtype).max)
        least = np.where(self.skipped, most, np.minimum(least, most)).astype(counts.dtype)
        inside = np.zeros((self.order.shape[1], counts.shape[1]), dtype=counts.dtype)
        for rank, active in enumerate(self.active):
            growing = inside[:active]
            growing += counts[self.order[rank, :active]]
            hit = np.flatnonzero(growing >= least[rank, :active, None])
            if len(hit):
                row, column = np.divmod(hit, counts.shape[1])
                ratio = log_ratio(growing[row, column], expected[rank, row], self.total)
                np.maximum.at(best, column, ratio)
