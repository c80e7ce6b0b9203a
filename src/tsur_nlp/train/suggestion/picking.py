"""One row after another: the most valuable unlike those taken, every fifth for a weak group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tsur_nlp.records import Topic
from tsur_nlp.train.suggestion.diverse import Spread

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Vector = NDArray[np.float64]

WEAK_EVERY = 5
"""Every fifth row is for a weak group."""

SURE = 0.6
"""A group told with this confidence counts as told."""

WEAK = 0.005
"""A group told in fewer of the messages than this is weak: examples of it are looked for."""

LEAST = 0.05
"""The least probability of a weak group for which a row is worth showing."""

ALIKE = 1.0
"""What a row loses that is the same as one already taken; 1 is all the value a row can have."""

COPY = 0.85
"""Rows so alike are taken only when nothing else is left."""

MOST = 5_000
"""So many rows are compared with each other; those beyond follow by their value alone."""


class Choice(NamedTuple):
    """A row and, where it was taken for the sake of a weak group, that group."""

    row: int
    weak: str = ""


def group_shares(topic: Topic) -> dict[str, float]:
    """Return the probabilities of the groups, as far as the best alternatives tell, best first."""
    shares = {topic.group: topic.group_confidence}
    for other in topic.alternatives:
        if other.group != topic.group:
            shares[other.group] = shares.get(other.group, 0.0) + other.confidence
    return dict(sorted(shares.items(), key=lambda pair: (-pair[1], pair[0])))


def doubt(topic: Topic) -> float:
    """Return 1 where two groups are equally likely, 0 where one is certain.

    >>> doubt(Topic("ЖКХ", 1.0))
    0.0
    """
    first, second, *_ = [*group_shares(topic).values(), 0.0]
    return 1.0 - first + second


def weak_groups(topics: Iterable[Topic], groups: Iterable[str]) -> list[str]:
    """Return the groups that the model hardly ever tells for sure, in their order."""
    topics = list(topics)
    told = [topic.group for topic in topics if topic.group_confidence >= SURE]
    return [group for group in groups if told.count(group) < WEAK * len(topics)]


def pick(
    value: Vector, features: csr_matrix, topics: Sequence[Topic], weak: Sequence[str], count: int
) -> list[Choice]:
    """Choose up to ``count`` rows, best first."""
    spread = Spread(features)
    left = np.ones(len(value), dtype=bool)
    queues = {group: _queue(topics, group) for group in weak}
    chosen: list[Choice] = []
    while len(chosen) < min(count, len(value), MOST):
        rare = _rare(queues, left, spread) if len(chosen) % WEAK_EVERY == WEAK_EVERY - 1 else None
        choice = rare or Choice(_best(value, left, spread))
        chosen.append(choice)
        left[choice.row] = False
        spread.take(choice.row)
    rest = np.flatnonzero(left)
    order = rest[np.argsort(-value[rest], kind="stable")]
    return [*chosen, *(Choice(row) for row in order[: count - len(chosen)].tolist())]


def _best(value: Vector, left: NDArray[np.bool_], spread: Spread) -> int:
    worth = value - ALIKE * spread.nearest - (spread.nearest >= COPY)
    return int(np.where(left, worth, -np.inf).argmax())


def _queue(topics: Sequence[Topic], group: str) -> Iterator[int]:
    """Yield the rows that may be of a group, the likeliest first."""
    shares = [(-group_shares(topic).get(group, 0.0), row) for row, topic in enumerate(topics)]
    return iter([row for share, row in sorted(shares) if -share >= LEAST])


def _rare(
    queues: dict[str, Iterator[int]], left: NDArray[np.bool_], spread: Spread
) -> Choice | None:
    """Take the next row of the weak group whose turn it is; a group with none left drops out."""
    for group in list(queues):
        queue = queues.pop(group)
        for row in queue:
            if left[row] and spread.nearest[row] < COPY:
                queues[group] = queue
                return Choice(row, group)
    return None
