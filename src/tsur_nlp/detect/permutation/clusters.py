"""The clusters of a study: the best cylinder of each centre, and of these the ones apart."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tsur_nlp.detect.permutation.circles import Circles
from tsur_nlp.detect.permutation.likelihood import log_ratio
from tsur_nlp.detect.permutation.settings import PermutationSettings
from tsur_nlp.detect.permutation.study import Bools, Day, Floats, Ints, Study, read_days
from tsur_nlp.detect.permutation.windows import Windows


@dataclass(frozen=True, slots=True)
class SpaceTimeCluster:
    """A circle of places and a window of days with more cases than expected.

    Attributes:
        centre: the place in the middle; ``centre_point`` is its point as given (lat, lon or x, y).
        radius_m: metres from it to the farthest place.
        places: the nearest to the centre first.
        first_day, last_day: as given: dates, or numbers.
        observed, expected: cases; expected from the place's and the day's own totals.
        statistic: logarithm of the likelihood ratio.
        p_monte_carlo: rank among the replicates' largest statistics, over R + 1.
        p_gumbel: the same after a Gumbel distribution fitted to them.
        p: of these two the one to go by: the second where no replicate reaches the cluster.
        recurrence_interval_days: days between two such clusters by chance, scanned once a day.
    """

    centre: Hashable
    centre_point: tuple[float, float]
    radius_m: float
    places: tuple[Hashable, ...]
    first_day: Day
    last_day: Day
    observed: int
    expected: float
    statistic: float
    p_monte_carlo: float
    p_gumbel: float
    p: float
    recurrence_interval_days: float

    def holds(self, cases: pd.DataFrame) -> Bools:
        """Tell which rows of a table of cases (place, day) the cluster is made of."""
        day, _ = read_days(cases["day"])
        first, last = (read_days(pd.Series([d]))[0][0] for d in (self.first_day, self.last_day))
        within: Bools = cases["place"].isin(self.places).to_numpy() & (day >= first) & (day <= last)
        return within


@dataclass(frozen=True, slots=True)
class Cylinder:
    """The circle ``rank`` around a centre over a window, both as positions."""

    centre: int
    rank: int
    window: int
    observed: int
    expected: float
    ratio: float


def best_apart(
    study: Study, circles: Circles, windows: Windows, settings: PermutationSettings
) -> list[Cylinder]:
    """Return the most likely cylinder and then those that share no place with a better one.

    As in SaTScan, each centre puts up its best cylinder. Of cylinders that are as likely, the
    shorter one is the best, then the one with the smaller circle.
    """
    best = _best_of_centres(study, circles, windows, settings)
    reach = [float(study.distances(c.centre)[circles.order[c.centre, c.rank]]) for c in best]
    length = windows.spans[:, 1] - windows.spans[:, 0]
    order = sorted(
        range(len(best)),
        key=lambda k: (-best[k].ratio, length[best[k].window], round(reach[k], 3), best[k].centre),
    )
    taken = np.zeros(len(study.places), dtype=bool)
    apart = []
    for cylinder in (best[k] for k in order):
        members = circles.order[cylinder.centre, : cylinder.rank + 1]
        if not taken[members].any():
            taken[members] = True
            apart.append(cylinder)
    return apart


def _best_of_centres(
    study: Study, circles: Circles, windows: Windows, settings: PermutationSettings
) -> list[Cylinder]:
    best: dict[int, Cylinder] = {}
    for window, (first, last) in enumerate(windows.spans):
        counts = _inside(study, circles, windows, int(first), int(last))
        expected = circles.held * (windows.total[window] / len(study))
        chosen = circles.real & (counts >= settings.min_cases) & (counts > expected)
        ratio: Floats = np.zeros(chosen.shape)
        ratio[chosen] = log_ratio(counts[chosen], expected[chosen], len(study))
        for centre in np.flatnonzero(chosen.any(axis=1)):
            rank = int(ratio[centre].argmax())
            top = float(ratio[centre, rank])
            if int(centre) not in best or top > best[int(centre)].ratio:
                best[int(centre)] = Cylinder(
                    int(centre), rank, window, int(counts[centre, rank]),
                    float(expected[centre, rank]), top,
                )  # fmt: skip
    return list(best.values())


def _inside(study: Study, circles: Circles, windows: Windows, first: int, last: int) -> Ints:
    kept = (windows.day >= first) & (windows.day <= last)
    counts = np.bincount(windows.place[kept], minlength=len(study.places))
    return counts[circles.order].cumsum(axis=1)
