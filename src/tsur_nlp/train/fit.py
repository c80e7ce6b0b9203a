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
from tsur_nlp.train.sources import at_home, with_sources

if TYPE_CHECKING:
    from numpy.typing import NDArray

Progress = Callable[[str], None]


@dataclass(frozen=True)
class TrainedModel:
    """A model in memory: the parts of its artifact, and what it said of rows it had not seen."""

    arrays: dict[str, NDArray[Any]]
    vocabulary: dict[str, Any]
    heads: Heads
    review: dict[str, float]
    labelled: Labelled
    unseen: Probabilities
    unseen_rows: NDArray[np.intp]
    scores: NDArray[np.float64]
    options: Options

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
    scores, rows = _unseen_scores(labelled, messages, plain, options, say, split)
    heads = calibrated(plain, labelled.part(rows), scores)
    unseen = heads.probabilities(scores)
    say("final fit")
    representation, head = _fit(messages, labelled, plain, options)
    arrays, vocabulary = compact(representation, head)
    review = review_thresholds(heads, labelled.part(rows), unseen)
    return TrainedModel(arrays, vocabulary, heads, review, labelled, unseen, rows, scores, options)


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


def _unseen_scores(
    labelled: Labelled,
    messages: Sequence[Sequence[str]],
    heads: Heads,
    options: Options,
    say: Progress,
    split: NDArray[np.intp] | None,
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    count = 1 if split is not None else _fold_count(options, len(messages))
    fold = labelled.folds(max(count, 5), options.seed) if split is None else split
    scores = np.full((len(messages), heads.width), UNSEEN)
    for number in range(count):
        say(f"fold {number + 1} of {count}")
        inside, outside = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        representation, head = _fit(
            [messages[i] for i in inside.tolist()], labelled.part(inside), heads, options
        )
        scores[outside] = head.scores(
            representation.matrix([messages[i] for i in outside.tolist()])
        )
    # What is no appeal has no label: it enters no figure but the appeal's own calibration.
    measured = np.array([e.measured or e.is_appeal is False for e in labelled.examples])
    rows = np.flatnonzero((fold < count) & measured)
    return scores[rows], rows


def _fit(
    messages: Sequence[Sequence[str]], labelled: Labelled, heads: Heads, options: Options
) -> tuple[Representation, Head]:
    representation = Representation(options.blocks).fit(messages)
    features = with_sources(representation.matrix(messages), labelled)
    head = fit_heads(features, labelled, heads, options)
    return representation, at_home(head, labelled, appeal=heads.appeal is not None)


def _silent(_: str) -> None:
    return None
