"""Scores of unseen rows to honest probabilities: how sharp, and below what to ask a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.classify.curve import Curve
from tsur_nlp.classify.heads import Heads, Probabilities, sigmoid, softmax, softmax_within
from tsur_nlp.train.datasets import Labelled
from tsur_nlp.train.levels import true_columns
from tsur_nlp.train.metrics import per_label, running_precision

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

PRECISIONS = (0.80, 0.85, 0.90, 0.95, 0.97)
_LIFTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8)
_MACRO = 0.25
_SHARPNESS = np.geomspace(0.3, 30.0, 61)
_UNMEASURED = 3.0
_CHATTER = 0.05
"""How many messages of a stream are no appeals, where the examples of such were sought out."""

_MOST_BINS = 15
_ROWS_IN_BIN = 60
_SLOPE = 0.02
_LEAST = 1e-9


def calibrated(heads: Heads, labelled: Labelled, scores: Vector) -> Heads:
    """Choose lift, sharpness and curves by what the scores of unseen rows say of their labels."""
    weights = np.array([example.weight for example in labelled.examples])
    group, topic, appeal = true_columns(heads, labelled)
    trusted = np.array([e.sublabel_weight >= 1 for e in labelled.examples], dtype=bool)
    rows, named, said = group >= 0, (topic >= 0) & trusted, appeal >= 0
    heads = replace(heads, lift=_lift(heads, scores[rows], group[rows]))
    lifted = heads.group_scores(scores[rows])
    groups = _sharpness(lifted, group[rows], weights[rows], softmax)
    found = softmax(lifted * groups)
    first = curve(found.max(axis=1), found.argmax(axis=1) == group[rows])
    topics, second = _topics(heads, scores[named], topic[named], weights[named])
    trust = _of_stream(labelled, weights)[said]
    spoken = _spoken(scores[said, -1], appeal[said] > 0, trust) if heads.appeal else None
    return replace(heads, sharpness=(groups, topics), curves=(first, second), appeal=spoken)


def curve(confidence: Vector, right: NDArray[np.bool_]) -> Curve:
    """Fit a rising line from confidence to the share that was right, by bins of equal size."""
    bins = min(_MOST_BINS, len(right) // _ROWS_IN_BIN)
    if bins < 2:
        return Curve()
    order = np.argsort(confidence, kind="stable")
    parts = np.array_split(order, bins)
    x = np.array([confidence[part].mean() for part in parts])
    y = _rising([float(right[part].mean()) for part in parts])
    y = (1 - _SLOPE) * y + _SLOPE * x
    last = y[-1] + (1 - y[-1]) / 2
    xs, ys = np.r_[0.0, x, 1.0].round(6).tolist(), np.r_[0.0, y, last].round(6).tolist()
    return Curve(tuple(xs), tuple(ys))


def _rising(values: list[float]) -> Vector:
    """Average neighbours until no value is below the one before it."""
    blocks: list[list[float]] = []
    for value in values:
        blocks.append([value])
        while len(blocks) > 1 and np.mean(blocks[-2]) > np.mean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    return np.concatenate([np.full(len(block), np.mean(block)) for block in blocks])


def review_thresholds(heads: Heads, labelled: Labelled, unseen: Probabilities) -> dict[str, float]:
    """Find for each precision the group's confidence down to which it was kept (1.01: never)."""
    group, _, _ = true_columns(heads, labelled)
    rows = np.flatnonzero(group >= 0)
    right = unseen.groups[rows].argmax(axis=1) == group[rows]
    confidence = unseen.groups[rows].max(axis=1)
    order, running = running_precision(confidence, right)
    found = {}
    for precision in PRECISIONS:
        kept = np.flatnonzero(running >= precision)
        lowest = float(confidence[order[kept[-1]]]) if len(kept) else 1.01
        found[f"{precision:.2f}"] = round(lowest, 6)
    return found


def _lift(heads: Heads, scores: Vector, right: NDArray[np.intp]) -> float:
    """Choose the lift that puts most true groups first; the smaller one where it is the same.

    Macro F1 has a say: else a handful of rows of large groups would be paid for by the small ones.
    """
    if not heads.topics or not len(right):
        return 0.0
    found, gold = [], [heads.groups[number] for number in right.tolist()]
    for lift in _LIFTS:
        best = replace(heads, lift=lift).group_scores(scores).argmax(axis=1)
        said = [heads.groups[number] for number in best.tolist()]
        macro = np.mean([label.f1 for label in per_label(gold, said)])
        gain = float((best == right).mean() + _MACRO * macro)
        found.append((round(gain, 9), -lift))
    return float(-max(found)[1])


def _topics(
    heads: Heads, scores: Vector, right: NDArray[np.intp], weights: Vector
) -> tuple[float, Curve]:
    if not heads.topics or not len(right):
        return _UNMEASURED, Curve()
    first, last = len(heads.groups), len(heads.groups) + len(heads.topics)
    own = scores[:, first:last]
    factor = _sharpness(own, right, weights, lambda s: softmax_within(s, heads.topic_group))
    inside = heads.topic_group == heads.topic_group[right][:, None]
    among = np.where(inside, softmax_within(own * factor, heads.topic_group), -1.0)
    several = inside.sum(axis=1) > 1
    return factor, curve(among.max(axis=1)[several], (among.argmax(axis=1) == right)[several])


def _sharpness(
    scores: Vector,
    right: NDArray[np.intp],
    weights: Vector,
    normalise: Callable[[Vector], Vector],
) -> float:
    """Find the factor of the scores that makes the true labels most likely."""
    if not len(right):
        return _UNMEASURED
    at = np.arange(len(right))
    found = [
        (_mean_log(normalise(scores * factor)[at, right], weights), factor)
        for factor in _SHARPNESS.tolist()
    ]
    return round(float(max(found)[1]), 4)


def _of_stream(labelled: Labelled, weights: Vector) -> Vector:
    """Weigh non-appeals that were sought out (not measured) as a stream has them, not as we do."""
    rows = labelled.examples
    said = np.array([e.is_appeal is not None for e in rows], dtype=bool)
    sought = np.array([e.is_appeal is False and not e.measured for e in rows], dtype=bool)
    wanted = _CHATTER / (1 - _CHATTER) * weights[said & ~sought].sum()
    fewer = min(1.0, wanted / max(weights[sought].sum(), _LEAST))
    result: Vector = np.where(sought, weights * fewer, weights)
    return result


def _spoken(scores: Vector, positive: NDArray[np.bool_], weights: Vector) -> tuple[float, float]:
    """Fit factor and shift that make a score the probability of an appeal."""
    from scipy.optimize import minimize

    if not len(scores):
        return _UNMEASURED, 0.0

    def loss(pair: Vector) -> float:
        p = sigmoid(scores * pair[0] + pair[1])
        return -_mean_log(np.where(positive, p, 1 - p), weights)

    factor, shift = minimize(loss, np.array([_UNMEASURED, 0.0]), method="Nelder-Mead").x
    return round(float(factor), 4), round(float(shift), 4)


def _mean_log(probability: Vector, weights: Vector) -> float:
    return float(np.average(np.log(np.maximum(probability, _LEAST)), weights=weights))
