"""Scores to probabilities: the group, the topic within its group, appeal or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.classify.curve import Curve
from tsur_nlp.errors import ArtifactError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]


NO_TOPIC = -1.5
"""Stands for the best topic's score in a group without topics."""


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Rows are messages. ``topics`` are joint, so a group's topics add up to the group at most."""

    groups: Matrix
    topics: Matrix
    appeal: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heads:
    """Which column of the scores is which label, and how scores become probabilities.

    ``topic_group`` holds the group's number of each topic, in ascending order. ``sharpness`` are
    the factors of the groups' and of the topics' scores; ``lift`` is the part of its best topic's
    score that a group gets on top of its own; ``curves`` map the probability of the best group,
    and of the best topic within it, to how often it was right; ``appeal`` is the factor and the
    shift of the appeal's score, ``None`` where the model does not tell appeals from the rest.
    """

    groups: tuple[str, ...]
    topics: tuple[str, ...]
    topic_group: NDArray[np.intp]
    sharpness: tuple[float, float]
    lift: float
    curves: tuple[Curve, Curve]
    appeal: tuple[float, float] | None

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Heads:
        """Read the ``heads.json`` of an artifact."""
        try:
            group, topic = table["sharpness"]
            first, second = table["curves"]
            return cls(
                tuple(table["groups"]),
                tuple(name for _, name in table["topics"]),
                np.array([number for number, _ in table["topics"]], dtype=np.intp),
                (float(group), float(topic)),
                float(table["lift"]),
                (Curve(*map(tuple, first)), Curve(*map(tuple, second))),
                tuple(table["appeal"]) if table["appeal"] else None,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ArtifactError(f"heads.json is not that of a topic model ({error!r})") from error

    def as_table(self) -> dict[str, Any]:
        """Return what `of` reads."""
        pairs = zip(self.topic_group.tolist(), self.topics, strict=True)
        return {
            "groups": list(self.groups),
            "topics": [list(pair) for pair in pairs],
            "sharpness": list(self.sharpness),
            "lift": self.lift,
            "curves": [[list(curve.x), list(curve.y)] for curve in self.curves],
            "appeal": list(self.appeal) if self.appeal else None,
        }

    @property
    def width(self) -> int:
        """How many scores a message has."""
        return len(self.groups) + len(self.topics) + bool(self.appeal)

    def probabilities(self, scores: Matrix) -> Probabilities:
        """Turn scores into probabilities."""
        most = self._most(scores)
        groups = softmax(self._lifted(scores, most) * self.sharpness[0])
        first = len(self.groups)
        topics = scores[:, first : first + len(self.topics)] * self.sharpness[1]
        # The order of numbers survives a positive factor, so the largest stays the largest.
        within = softmax_within(topics, self.topic_group, most * self.sharpness[1])
        best = groups.argmax(axis=1)
        groups = self.curves[0].bend(groups, np.ones(groups.shape, dtype=bool))
        if self.topics:
            within = self.curves[1].bend(within, self.topic_group == best[:, None])
        within *= groups.take(self.topic_group, axis=1)
        return Probabilities(groups, within, self._appeal(scores))

    def group_scores(self, scores: Matrix) -> Matrix:
        """Return the groups' own scores, lifted by the best topic of each."""
        return self._lifted(scores, self._most(scores))

    def _most(self, scores: Matrix) -> Matrix:
        """Return the score of the best topic of each group that has topics."""
        first = len(self.groups)
        if not self.topics:
            return np.zeros((len(scores), 0))
        topics = scores[:, first : first + len(self.topics)]
        most: Matrix = np.maximum.reduceat(topics, _starts(self.topic_group), axis=1)
        return most

    def _lifted(self, scores: Matrix, most: Matrix) -> Matrix:
        first = len(self.groups)
        if not self.lift or not self.topics:
            return scores[:, :first]
        best = np.full((len(scores), first), NO_TOPIC)
        best[:, self.topic_group[_starts(self.topic_group)]] = most
        result: Matrix = scores[:, :first] + self.lift * best
        return result

    def _appeal(self, scores: Matrix) -> NDArray[np.float64]:
        if self.appeal is None:
            return np.ones(len(scores))
        factor, shift = self.appeal
        return sigmoid(scores[:, -1] * factor + shift)


def softmax(scores: Matrix) -> Matrix:
    """Exponents of a row's scores, adding up to one."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return result


def softmax_within(
    scores: Matrix, owner: Sequence[int] | NDArray[np.intp], most: Matrix | None = None
) -> Matrix:
    """Softmax over the columns of each owner separately; ``owner`` ascends.

    ``most`` are the largest scores of each owner, where they are already there.
    """
    if not scores.shape[1]:
        return scores
    owner = np.asarray(owner)
    starts = _starts(owner)
    sizes = np.diff(np.r_[starts, len(owner)])
    largest = np.maximum.reduceat(scores, starts, axis=1) if most is None else most
    result: Matrix = scores - np.repeat(largest, sizes, axis=1)
    np.exp(result, out=result)
    result /= np.repeat(np.add.reduceat(result, starts, axis=1), sizes, axis=1)
    return result


def _starts(owner: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])


def sigmoid(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Map a score to a probability, without overflow."""
    result: NDArray[np.float64] = 0.5 * (1.0 + np.tanh(0.5 * scores))
    return result
