"""The space-time permutation scan, from tables to clusters with their chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tsur_nlp.detect.permutation.circles import Circles, draw_circles
from tsur_nlp.detect.permutation.clusters import Cylinder, SpaceTimeCluster, best_apart
from tsur_nlp.detect.permutation.gumbel import tail
from tsur_nlp.detect.permutation.replicates import simulate
from tsur_nlp.detect.permutation.settings import PermutationSettings
from tsur_nlp.detect.permutation.study import Floats, Study, read_study
from tsur_nlp.detect.permutation.windows import Windows, cut_windows

# the same ratio, computed twice, is the same up to rounding
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class PermutationScan:
    """``clusters``, the most likely first; ``simulated`` (R) is the largest statistic by chance."""

    clusters: tuple[SpaceTimeCluster, ...]
    simulated: Floats
    cases: int
    settings: PermutationSettings

    @property
    def p(self) -> float:
        """Return the chance of the most likely cluster, 1 where there is none."""
        return self.clusters[0].p if self.clusters else 1.0


def permutation_scan(
    cases: pd.DataFrame,
    places: pd.DataFrame,
    *,
    first_day: Any = None,
    last_day: Any = None,
    settings: PermutationSettings | None = None,
) -> PermutationScan:
    """Scan for cylinders with more cases than their places and their days explain.

    The space-time permutation scan statistic (Kulldorff, Heffernan, Hartman, Assunção, Mostashari
    2005, PLoS Medicine 2(3): e59): the expected number is the circle's total times the window's
    total over all cases; chance is measured by dealing the dates anew. So neither a place that
    always has many cases nor a day that has many everywhere makes a cluster.

    Args:
        cases: columns place, day (dates, or whole numbers) and, if rows stand for several, count.
        places: columns place and lat, lon (degrees) or x, y (metres); places without cases may be
            left out, and change nothing but where circles may be centred.
        first_day: cases before it are left out; without it the study starts with the first case.
        last_day: cases after it are left out, and prospective windows end on it, be there cases
            or not; without it, the day of the last case.
        settings: which cylinders, how many replicates.

    Returns:
        Clusters that share no place, the most likely first; without those that every replicate
        reaches.

    Raises:
        InputError: the tables lack something or do not fit together.
    """
    settings = settings or PermutationSettings()
    study = read_study(cases, places, first_day=first_day, last_day=last_day)
    if not len(study):
        return PermutationScan((), np.zeros(settings.replicates), 0, settings)
    circles, windows = draw_circles(study, settings), cut_windows(study, settings)
    found = best_apart(study, circles, windows, settings)
    simulated = np.sort(simulate(study, circles, windows, settings))
    clusters = [_tell(study, circles, windows, cylinder, simulated) for cylinder in found]
    kept = tuple(cluster for cluster in clusters if cluster.p_monte_carlo < 1.0)
    return PermutationScan(kept, simulated, len(study), settings)


def _tell(
    study: Study, circles: Circles, windows: Windows, cylinder: Cylinder, simulated: Floats
) -> SpaceTimeCluster:
    members = circles.order[cylinder.centre, : cylinder.rank + 1]
    first, last = windows.spans[cylinder.window] + windows.origin
    one, two = study.coordinates[cylinder.centre]
    by_rank, by_tail, p = _chance(cylinder.ratio, simulated)
    return SpaceTimeCluster(
        centre=study.places[cylinder.centre],
        centre_point=(float(one), float(two)),
        radius_m=float(study.distances(cylinder.centre)[members].max()),
        places=tuple(study.places[member] for member in members),
        first_day=study.name_of(int(first)),
        last_day=study.name_of(int(last)),
        observed=cylinder.observed,
        expected=cylinder.expected,
        statistic=cylinder.ratio,
        p_monte_carlo=by_rank,
        p_gumbel=by_tail,
        p=p,
        recurrence_interval_days=1.0 / max(p, np.finfo(float).tiny),
    )


def _chance(ratio: float, simulated: Floats) -> tuple[float, float, float]:
    """Return p by rank, p by the tail, and the one to go by; ``simulated`` is sorted.

    The rank is exact at any size of data, the tail is an estimate (an over-estimate where cases
    are few), so the tail is asked only beyond the last replicate.
    """
    above = len(simulated) - int(np.searchsorted(simulated, ratio - _ROUNDING))
    by_rank = (above + 1) / (len(simulated) + 1)
    by_tail = tail(ratio, simulated)
    return by_rank, by_tail, by_rank if above else min(by_rank, by_tail)
