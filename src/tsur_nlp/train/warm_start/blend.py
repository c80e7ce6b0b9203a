"""A warm start: an older model's scores of the labels it shares, mixed into those of a new one.

Both score a message by the same features (`WarmSpace`), so the mixture is again one model whose
rows add up over words. Groups, topics within their group and appeals each take as much of the older
model as makes the true labels of unseen rows most likely.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.classify.curve import Curve
from tsur_nlp.classify.heads import Heads
from tsur_nlp.train.calibrate import calibrated
from tsur_nlp.train.levels import true_columns
from tsur_nlp.train.linear import Head
from tsur_nlp.train.warm_start.older import NONE, Older

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tsur_nlp.train.datasets import Labelled

    Scores = NDArray[np.float64]
    Shares = tuple[float, float, float]

_SHARES = tuple(tenths / 10 for tenths in range(10))
_MOST_ROWS = 2_000
FEWEST = 20
"""So many examples that the older model has not learned are needed to judge it by."""

_LEAST = 1e-9


@dataclass(frozen=True)
class Blend:
    """What a new model, whose columns are ``heads``, takes of an older one.

    ``shares`` are those of the groups', the topics' and the appeal's scores: 0 is a cold start.
    ``known`` of the ``asked`` examples the older model has learned itself: they tell nothing of it.
    """

    older: Older
    heads: Heads
    shares: Shares = (0.0, 0.0, 0.0)
    known: int = 0
    asked: int = 0

    @cached_property
    def columns(self) -> NDArray[np.intp]:
        """The older model's columns, in the order of the new one's."""
        return self.older.columns(self.heads)

    @property
    def overlaps(self) -> bool:
        """Whether a group of the two has the same name."""
        return bool((self.columns[: len(self.heads.groups)] != NONE).any())

    @property
    def measurable(self) -> bool:
        """Whether examples are left by which the older model can be judged."""
        return self.asked - self.known >= FEWEST

    @property
    def used(self) -> bool:
        """Whether the new model takes anything of the older one."""
        return bool(self.taken.any())

    @property
    def taken(self) -> Scores:
        """The older model's share in every column."""
        heads = self.heads
        sizes = (len(heads.groups), len(heads.topics), int(heads.appeal is not None))
        return np.where(self.columns != NONE, np.repeat(self.shares, sizes), 0.0)

    def scores(self, own: Scores, older: Scores) -> Scores:
        """Mix the scores of the two models, each in its own columns."""
        return own * (1 - self.taken) + older[:, self.columns] * self.taken

    def head(self, own: Head) -> Head:
        """Leave the new model its share of the weights; the older one's bias is added."""
        bias = self.older.weights.arrays["bias"].astype(np.float64)
        mixed = self.scores(own.bias[None, :], bias[None, :])[0]
        return Head(own.weights * (1 - self.taken), mixed)

    def words(self, words: Sequence[str]) -> Scores:
        """What the older model adds to the rows of words, also of those it reads by letters."""
        return self._rows(self.older.weights.of_words(words)[1], 1.0)

    @property
    def grams(self) -> Scores:
        """What it adds to the rows of its letter n-grams."""
        arrays = self.older.weights.arrays
        return self._rows(arrays["gram_rows"], arrays["gram_ratio"])

    @property
    def pairs(self) -> Scores:
        """What it adds to the rows of its pairs of words."""
        arrays = self.older.weights.arrays
        return self._rows(arrays["pair_rows"], arrays["pair_ratio"])

    def _rows(self, rows: NDArray[Any], ratio: Any) -> Scores:
        value = self.older.weights.arrays["step"].astype(np.float64) * ratio
        found: Scores = rows[:, self.columns] * (value[self.columns] * self.taken)
        return found


def choose(blend: Blend, labelled: Labelled, scores: Scores, cold: Scores) -> tuple[Scores, Blend]:
    """Choose the shares by scores of examples that neither model has seen; mix the scores.

    ``scores`` are the new model's in the features of the older one, ``cold`` those in features of
    its own: they stay as they are, and the older model is left out, where nothing is likelier.
    """
    older = blend.older.scores([example.text for example in labelled.examples])
    # Of many examples some thousands tell enough.
    some = slice(None, None, 1 + len(labelled.examples) // _MOST_ROWS)
    part = labelled.part(range(len(labelled.examples))[some])
    tried = [replace(blend, shares=(share,) * 3) for share in _SHARES]
    found = np.array(
        [_likely(blend.heads, part, each.scores(scores, older)[some]) for each in tried]
    )
    best = found.round(9).argmax(axis=0)  # the smaller share where it makes no difference
    if found[best, np.arange(3)].sum() <= sum(_likely(blend.heads, part, cold[some])):
        return cold, blend
    groups, topics, appeal = (_SHARES[number] for number in best.tolist())
    warm = replace(blend, shares=(groups, topics, appeal))
    return (warm.scores(scores, older), warm) if warm.used else (cold, blend)


def _likely(heads: Heads, labelled: Labelled, scores: Scores) -> list[float]:
    """Return how likely the true groups, topics in their group and appeals are (mean logarithms).

    The curves are left out: they follow the few rows there are too closely.
    """
    found = replace(calibrated(heads, labelled, scores), curves=(Curve(), Curve()))
    said = found.probabilities(scores)
    group, topic, appeal = true_columns(heads, labelled)
    weights = np.array([example.weight for example in labelled.examples])
    whole = said.groups[:, heads.topic_group]
    within = np.divide(said.topics, whole, out=np.zeros_like(whole), where=whole > 0)
    appeals = np.column_stack([1 - said.appeal, said.appeal])
    levels = ((said.groups, group), (within, topic), (appeals, appeal))
    return [_mean_log(values, right, weights) for values, right in levels]


def _mean_log(probabilities: Scores, right: NDArray[np.intp], weights: Scores) -> float:
    rows = np.flatnonzero(right >= 0)
    if not len(rows):
        return 0.0
    chosen = np.maximum(probabilities[rows, right[rows]], _LEAST)
    return float(np.average(np.log(chosen), weights=weights[rows]))
