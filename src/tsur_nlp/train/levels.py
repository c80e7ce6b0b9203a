"""The heads of a model: groups, topics within their group, appeal or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.classify.heads import Heads
from tsur_nlp.train.datasets import Labelled
from tsur_nlp.train.linear import Head, fit_head
from tsur_nlp.train.options import Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix


def fit_heads(features: csr_matrix, labelled: Labelled, heads: Heads, options: Options) -> Head:
    """Fit all columns of ``heads``; a topic is told from the other topics of its group only."""
    rows = labelled.examples
    weights = [e.weight for e in rows]
    parts = [_fit(features, [e.label for e in rows], heads.groups, weights, options)]
    for number, group in enumerate(heads.groups):
        topics = [heads.topics[i] for i in np.flatnonzero(heads.topic_group == number)]
        if topics:
            names = [e.sublabel if e.label == group else "" for e in rows]
            trust = [e.weight * e.sublabel_weight for e in rows]
            parts.append(_fit(features, names, topics, trust, options))
    if heads.appeal:
        said = {True: "appeal", False: "other", None: ""}
        names = [said[e.is_appeal] for e in rows]
        both = _fit(features, names, ("other", "appeal"), weights, options)
        parts.append(Head(both.weights[:, 1:], both.bias[1:]))
    columns = np.hstack([part.weights for part in parts])
    return Head(columns, np.concatenate([part.bias for part in parts]))


def true_columns(
    heads: Heads, labelled: Labelled
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Number the true group, topic and appeal (1 or 0) of every example; -1 is «not known»."""
    groups = {name: number for number, name in enumerate(heads.groups)}
    owners = [heads.groups[number] for number in heads.topic_group.tolist()]
    topics = {pair: number for number, pair in enumerate(zip(owners, heads.topics, strict=True))}
    rows = labelled.examples
    return (
        np.array([groups.get(e.label, -1) for e in rows], dtype=np.intp),
        np.array([topics.get((e.label, e.sublabel), -1) for e in rows], dtype=np.intp),
        np.array([-1 if e.is_appeal is None else int(e.is_appeal) for e in rows], dtype=np.intp),
    )


def _fit(
    features: csr_matrix,
    names: Sequence[str],
    labels: Sequence[str],
    weights: Sequence[float],
    options: Options,
) -> Head:
    rows = [number for number, name in enumerate(names) if name]
    return fit_head(
        features[rows],
        [names[row] for row in rows],
        [weights[row] for row in rows],
        labels=labels,
        penalty=options.penalty,
        seed=options.seed,
    )
