"""Dense groups of points in place and time (HDBSCAN), the same for any order of rows."""

from __future__ import annotations

import warnings

import numpy as np

from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Floats, Ints


def centres(points: Floats, days: Ints, settings: DetectSettings) -> Ints:
    """Return the middle message of every dense group; rows come in the stream's own order."""
    place = np.column_stack([points, days * settings.metres_per_day])
    labels = _hdbscan(place, settings.min_observed)
    middles = []
    for label in range(int(labels.max()) + 1):
        members = np.flatnonzero(labels == label)
        off = np.abs(place[members] - np.median(place[members], axis=0)).sum(axis=1)
        middles.append(int(members[np.argmin(off)]))
    return np.array(middles, dtype=np.int64)


def _hdbscan(place: Floats, least: int) -> Ints:
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
            cluster_selection_method="leaf",
            allow_single_cluster=True,
            approx_min_span_tree=False,
            core_dist_n_jobs=1,
        )
        return np.asarray(model.fit_predict(place), dtype=np.int64)
