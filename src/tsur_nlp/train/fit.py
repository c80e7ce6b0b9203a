"""Training: representation, heads, out-of-fold calibration, the artifact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp import artifacts
from tsur_nlp.classify.curve import Curve
from tsur_nlp.classify.features import units
from tsur_nlp.classify.heads import Heads, Probabilities
from tsur_nlp.classify.weights import KIND
from tsur_nlp.train.calibrate import calibrated, review_thresholds
from tsur_nlp.train.compact import compact
from tsur_nlp.train.datasets import Labelled
from tsur_nlp.train.levels import fit_heads
from tsur_nlp.train.linear import UNSEEN, Head
from tsur_nlp.train.options import DEFAULTS, Options
from tsur_nlp.train.representation import Representation
from tsur_nlp.train.seen import SEEN, remembered
from tsur_nlp.train.sources import at_home, with_sources
from tsur_nlp.train.warm_start.blend import Blend, choose
from tsur_nlp.train.warm_start.older import Older
from tsur_nlp.train.warm_start.space import WarmSpace

if TYPE_CHECKING:
    from numpy.typing import NDArray

Progress = Callable[[str], None]


@dataclass(frozen=True)
class TrainedModel:
    """A model in memory: the parts of its artifact, and what it said of rows it had not seen.

    ``warm`` is what it took of an older model, ``None`` where none was named.
    """

    arrays: dict[str, NDArray[Any]]
    vocabulary: dict[str, Any]
    heads: Heads
    review: dict[str, float]
    labelled: Labelled
    unseen: Probabilities
    unseen_rows: NDArray[np.intp]
    scores: NDArray[np.float64]
    options: Options
    warm: Blend | None = None

    def save(self, path: str | Path, *, meta: dict[str, Any] | None = None, card: str = "") -> Path:
        """Write the artifact's folder."""
        return artifacts.save(
            path,
            kind=KIND,
            meta=meta or {},
            arrays=self.arrays,
            tables={
                "vocabulary": self.vocabulary,
                "heads": self.heads.as_table(),
                "review": self.review,
            },
            card=card,
        )


def train_model(
    labelled: Labelled,
    options: Options = DEFAULTS,
    *,
    progress: Progress | None = None,
    split: NDArray[np.intp] | None = None,
) -> TrainedModel:
    """Fit a model on labelled rows and calibrate it on predictions for rows it had not seen.

    ``split`` numbers the examples: those numbered 0 are held out, instead of folds by words.
    """
    say = progress or _silent
    plain = _plain_heads(labelled)
    messages = [units(example.text) for example in labelled.examples]
    task = _Task(labelled, messages, plain, options, split)
    cold, every = task.unseen(say)
    scores, rows, blend = task.warmed(cold, every, say)
    heads = calibrated(plain, labelled.part(rows), scores)
    unseen = heads.probabilities(scores)
    say("final fit")
    arrays, vocabulary = task.final(blend)
    keys = [example.key for example in labelled.examples]
    arrays[SEEN] = remembered(keys, blend.older.artifact.arrays if blend and blend.used else None)
    review = review_thresholds(heads, labelled.part(rows), unseen)
    found = arrays, vocabulary, heads, review, labelled, unseen, rows, scores, options
    return TrainedModel(*found, warm=blend)


def _plain_heads(labelled: Labelled) -> Heads:
    groups, pairs = labelled.labels, labelled.pairs
    owner = np.array([groups.index(group) for group, _ in pairs], dtype=np.intp)
    appeals = {example.is_appeal for example in labelled.examples}
    appeal = (1.0, 0.0) if {True, False} <= appeals else None
    names = tuple(name for _, name in pairs)
    return Heads(groups, names, owner, (1.0, 1.0), 0.0, (Curve(), Curve()), appeal)


def _fold_count(options: Options, rows: int) -> int:
    """Small sets are predicted whole; of large ones some parts of five tell enough."""
    if options.folds:
        return options.folds
    return 5 if rows < 8_000 else 3 if rows < 15_000 else 1


@dataclass(frozen=True)
class _Task:
    """What is to be learned: messages and their labels, the columns of the scores, the options."""

    labelled: Labelled
    messages: Sequence[Sequence[str]]
    heads: Heads
    options: Options
    split: NDArray[np.intp] | None

    def unseen(
        self, say: Progress, older: Older | None = None
    ) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
        """Score rows by heads that have not seen them; ``older`` gives but the features."""
        count = 1 if self.split is not None else _fold_count(self.options, len(self.messages))
        by_words = self.labelled.folds(max(count, 5), self.options.seed)
        fold = by_words if self.split is None else self.split
        scores = np.full((len(self.messages), self.heads.width), UNSEEN)
        for number in range(count):
            say(f"fold {number + 1} of {count}")
            inside, outside = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
            representation, head = self._fit(inside, older)
            scores[outside] = head.scores(representation.matrix(self._of(outside)))
        # What is no appeal has no label: it enters no figure but the appeal's own calibration.
        examples = self.labelled.examples
        measured = np.array([e.measured or e.is_appeal is False for e in examples])
        rows = np.flatnonzero((fold < count) & measured)
        return scores[rows], rows

    def warmed(
        self, cold: NDArray[np.float64], rows: NDArray[np.intp], say: Progress
    ) -> tuple[NDArray[np.float64], NDArray[np.intp], Blend | None]:
        """Take of an older model what helps, as rows tell that neither model has learned.

        Return the scores of these rows, the rows, and the shares; all rows where the start is cold.
        """
        if self.options.warm_start is None:
            return cold, rows, None
        older = Older.load(self.options.warm_start)
        known = older.has_learned(example.key for example in self.labelled.part(rows).examples)
        blend = Blend(older, self.heads, known=int(known.sum()), asked=len(rows))
        if not (blend.overlaps and blend.measurable):
            return cold, rows, blend
        scores, _ = self.unseen(say, older)
        new = ~known
        found, blend = choose(blend, self.labelled.part(rows[new]), scores[new], cold[new])
        return (found, rows[new], blend) if blend.used else (cold, rows, blend)

    def final(self, blend: Blend | None) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
        """Fit the heads on all rows and return the arrays and the vocabulary of the artifact."""
        every = np.arange(len(self.messages))
        if blend is None or not blend.used:
            return compact(*self._fit(every, None))
        representation, head = self._fit(every, blend.older)
        return compact(representation, blend.head(head), blend)

    def _fit(self, chosen: NDArray[np.intp], older: Older | None) -> tuple[Representation, Head]:
        labelled, messages = self.labelled.part(chosen), self._of(chosen)
        blocks = self.options.blocks
        space = WarmSpace(blocks, older=older.weights) if older else Representation(blocks)
        representation = space.fit(messages)
        features = with_sources(representation.matrix(messages), labelled)
        head = fit_heads(features, labelled, self.heads, self.options)
        return representation, at_home(head, labelled, appeal=self.heads.appeal is not None)

    def _of(self, chosen: NDArray[np.intp]) -> list[Sequence[str]]:
        return [self.messages[i] for i in chosen.tolist()]


def _silent(_: str) -> None:
    return None
