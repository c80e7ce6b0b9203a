"""Probabilities to records: the best group, its best topic, the next best, ask a person or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.classify.heads import Heads, Probabilities
from tsur_nlp.errors import InputError
from tsur_nlp.records import Topic, TopicChoice

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sure = NDArray[np.float64]
    _Ranked = tuple[NDArray[np.intp], Sure]

ALTERNATIVES = 4
_DIGITS = 6


def decide(
    heads: Heads, found: Probabilities, known: NDArray[np.bool_], *, review_below: float
) -> Iterator[Topic]:
    """Make a record for each row; a text of which nothing is known always needs review."""
    best = found.groups.argmax(axis=1)
    sure = _best_of(found.groups, best)
    name, confidence, others = _topics(heads, found, best) if heads.topics else _groups(found, best)
    appeal = np.round(found.appeal, _DIGITS).tolist()
    columns = (
        map(heads.groups.__getitem__, best.tolist()),
        sure.tolist(),
        map((*heads.topics, "").__getitem__, name.tolist()),
        confidence.tolist(),
        _alternatives(heads, *others),
        [p >= 0.5 for p in appeal],
        [p if p >= 0.5 else round(1 - p, _DIGITS) for p in appeal],
        ((sure < review_below) | ~known).tolist(),
    )
    return map(Topic, *columns)


def review_below(measured: Mapping[str, float], precision: float) -> float:
    """Read the confidence that gave a precision off those measured, straight between two of them.

    Where the higher of the two was never reached, its word counts: a person decides.
    """
    known = sorted((float(key), float(value)) for key, value in measured.items())
    if not known or not known[0][0] <= precision <= known[-1][0]:
        given = f"from {known[0][0]} to {known[-1][0]}" if known else "at none"
        raise InputError(
            f"this model was not measured at precision {precision}, only {given}: "
            "take one of these, or give threshold="
        )
    above = min(pair for pair in known if pair[0] >= precision)
    if above[1] > 1:
        return above[1]
    return float(np.interp(precision, [key for key, _ in known], [value for _, value in known]))


def _topics(
    heads: Heads, found: Probabilities, best: NDArray[np.intp]
) -> tuple[NDArray[np.intp], Sure, _Ranked]:
    """Find the best topic of the best group (-1: it has none), and the best of all the others."""
    joint = found.topics.copy()
    top = np.where(heads.topic_group == best[:, None], joint, -1.0).argmax(axis=1)
    none = heads.topic_group.take(top) != best
    confidence = np.where(none, 0.0, _best_of(joint, top))
    joint[np.flatnonzero(~none), top[~none]] = -1.0
    return np.where(none, -1, top), confidence, _ranked(joint)


def _groups(found: Probabilities, best: NDArray[np.intp]) -> tuple[NDArray[np.intp], Sure, _Ranked]:
    rest = found.groups.copy()
    rest[np.arange(len(rest)), best] = -1.0
    return np.full(len(rest), -1), np.zeros(len(rest)), _ranked(rest)


def _ranked(values: Sure) -> _Ranked:
    """Find the columns of the largest values of each row, largest first; ``values`` is used up."""
    count = min(ALTERNATIVES, values.shape[1] - 1)
    at = np.zeros((len(values), count), dtype=np.intp)
    sure = np.zeros((len(values), count))
    rows = np.arange(len(values))
    for rank in range(count):
        at[:, rank] = values.argmax(axis=1)
        sure[:, rank] = _best_of(values, at[:, rank])
        values[rows, at[:, rank]] = -1.0
    return at, sure


def _alternatives(
    heads: Heads, at: NDArray[np.intp], sure: Sure
) -> Iterable[tuple[TopicChoice, ...]]:
    """Make the records of the next best, as many for each message."""
    rows, count = at.shape
    if not count:
        return repeat((), rows)
    labels = at.ravel()
    names = map(heads.topics.__getitem__, labels.tolist()) if heads.topics else repeat("")
    owners = heads.topic_group.take(labels) if heads.topics else labels
    groups = map(heads.groups.__getitem__, owners.tolist())
    choices = map(TopicChoice, groups, names, sure.ravel().tolist())
    return zip(*[choices] * count, strict=True)


def _best_of(values: NDArray[np.float64], at: NDArray[np.intp]) -> NDArray[np.float64]:
    return np.round(values[np.arange(len(values)), at], _DIGITS)
