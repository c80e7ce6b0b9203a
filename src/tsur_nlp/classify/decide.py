"""Probabilities to records: the best group, its best topic, the next best, ask a person or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.classify.heads import Heads, Probabilities
from tsur_nlp.records import Topic, TopicChoice

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALTERNATIVES = 4
_DIGITS = 6


def decide(
    heads: Heads, found: Probabilities, known: NDArray[np.bool_], *, review_below: float
) -> Iterator[Topic]:
    """Yield a record for each row; a text of which nothing is known always needs review."""
    best = found.groups.argmax(axis=1)
    sure = _best_of(found.groups, best)
    appeal = np.round(found.appeal, _DIGITS)
    review = (sure < review_below) | ~known
    columns = (sure.tolist(), appeal.tolist(), review.tolist())
    choices = _topics(heads, found, best) if heads.topics else _groups(heads, found, best)
    for (name, confidence, others), group, at, p, ask in zip(
        choices, best.tolist(), *columns, strict=True
    ):
        is_appeal = p >= 0.5
        yield Topic(
            heads.groups[group],
            at,
            name,
            confidence,
            others,
            is_appeal,
            p if is_appeal else round(1 - p, _DIGITS),
            ask,
        )


_Choice = tuple[str, float, tuple[TopicChoice, ...]]


def _topics(heads: Heads, found: Probabilities, best: NDArray[np.intp]) -> Iterator[_Choice]:
    """Yield the best topic of the best group, and the best of all the others."""
    joint = found.topics.copy()
    own = np.where(heads.topic_group == best[:, None], joint, -1.0)
    top = own.argmax(axis=1)
    confidence = _best_of(own, top)
    joint[np.arange(len(joint)), np.where(confidence < 0, 0, top)] -= 2.0 * (confidence >= 0)
    ranked = _ranked(joint, min(ALTERNATIVES, len(heads.topics) - 1))
    group = [heads.groups[number] for number in heads.topic_group.tolist()]
    for first, sure, others in zip(top.tolist(), confidence.tolist(), ranked, strict=True):
        choices = tuple([TopicChoice(group[i], heads.topics[i], p) for i, p in others])
        yield (heads.topics[first], sure, choices) if sure >= 0 else ("", 0.0, choices)


def _groups(heads: Heads, found: Probabilities, best: NDArray[np.intp]) -> Iterator[_Choice]:
    rest = found.groups.copy()
    rest[np.arange(len(rest)), best] = -1.0
    for others in _ranked(rest, min(ALTERNATIVES, len(heads.groups) - 1)):
        yield "", 0.0, tuple([TopicChoice(heads.groups[i], "", p) for i, p in others])


def _ranked(values: NDArray[np.float64], count: int) -> list[list[tuple[int, float]]]:
    """Find the columns of the largest values of each row, largest first; ``values`` is used up."""
    columns = []
    rows = np.arange(len(values))
    for _ in range(count):
        at = values.argmax(axis=1)
        columns.append(list(zip(at.tolist(), _best_of(values, at).tolist(), strict=True)))
        values[rows, at] = -1.0
    if not columns:
        return [[] for _ in rows]
    return [list(row) for row in zip(*columns, strict=True)]


def _best_of(values: NDArray[np.float64], at: NDArray[np.intp]) -> NDArray[np.float64]:
    return np.round(values[np.arange(len(values)), at], _DIGITS)
