"""Which messages belong to a found circle: the dense group (HDBSCAN) that it is a part of.

A circle says *that* there is something; a cause has its own shape: a house, a street, a boiler's
pipes. HDBSCAN is run on the topic's messages of the window around the circle, in place and time.
"""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np

from tsur_nlp.detect.clusters.circles import Cluster, alike_around
from tsur_nlp.detect.scan.windows import Scan
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.arrays import Floats, Ints
from tsur_nlp.detect.stream.messages import Stream

_REACH = 1500.0
_HELD = 0.5
_GROWTH = 3


def with_members(cluster: Cluster, stream: Stream, scan: Scan, settings: DetectSettings) -> Cluster:
    """Return the cluster with the rows of the dense group that holds most of its circle.

    The circle's own rows stay where there is no such group, or where it is so large that it is the
    topic's usual spread and not this cause.
    """
    first = scan.series.today - cluster.window + 1
    rows = alike_around(stream, first, cluster.centre, _REACH)
    days = stream.day[rows] * settings.metres_per_day
    label = _dense(np.column_stack([stream.points[rows], days]), settings.min_observed)
    inside = np.isin(rows, cluster.rows)
    names, counts = np.unique(label[inside & (label >= 0)], return_counts=True)
    if not len(names) or counts.max() < _HELD * inside.sum():
        return cluster
    group = label == names[counts.argmax()]
    if group.sum() > _GROWTH * inside.sum():
        return cluster
    return replace(cluster, rows=rows[group | inside])


def _dense(place: Floats, least: int) -> Ints:
    """Return the group of every point, −1 for noise; rows come in the stream's own order."""
    if len(place) <= least:
        return np.zeros(len(place), dtype=np.int64)
    with warnings.catch_warnings():
        # hdbscan's own use of scikit-learn and invalid escapes in its sources; not ours to mend
        warnings.simplefilter("ignore", FutureWarning)
        warnings.simplefilter("ignore", SyntaxWarning)
        from hdbscan import HDBSCAN

        model = HDBSCAN(
            min_cluster_size=least,
            min_samples=min(2, len(place) - 1),
            allow_single_cluster=True,
            approx_min_span_tree=False,
            core_dist_n_jobs=1,
        )
        return np.asarray(model.fit_predict(place), dtype=np.int64)
