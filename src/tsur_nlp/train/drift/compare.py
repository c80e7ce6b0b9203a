"""Whether the messages of now are still those a model was made for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.errors import InputError
from tsur_nlp.train.datasets import key_of
from tsur_nlp.train.drift.shares import Change, ClassDrift, class_drift, mean_change
from tsur_nlp.train.drift.verdict import FEWEST, reasons, summary
from tsur_nlp.train.drift.words import WordDrift, word_drift
from tsur_nlp.train.seen import learned
from tsur_nlp.train.streams import Stream, read_messages, read_texts

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Drift:
    """Two periods compared; ``then`` and ``now`` are how many messages each has.

    ``accuracy`` is the share of groups expected to be right: the mean of the calibrated confidence.
    ``decided`` is the same of those messages that need no person (``None`` where all do in one of
    the periods), ``review`` the share that do. ``learned`` is the share of messages that the model
    was trained on: of those it is surer than it is right.
    ``topics`` is ``None`` where the model has one level.
    """

    then: int
    now: int
    groups: ClassDrift
    topics: ClassDrift | None
    words: WordDrift
    accuracy: Change
    decided: Change | None
    review: Change
    learned: Change

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why to retrain, a Russian clause each; none where there is no reason."""
        return reasons(self)

    @property
    def due(self) -> bool:
        """Whether retraining is due."""
        return bool(self.reasons)

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for JSON."""
        return {
            "due": self.due,
            "enough_data": min(self.then, self.now) >= FEWEST,
            "reasons": list(self.reasons),
            "messages": {"then": self.then, "now": self.now},
            "groups": self.groups.as_dict(),
            "topics": self.topics.as_dict() if self.topics else None,
            "words": self.words.as_dict(),
            "expected_accuracy": self.accuracy.as_dict(),
            "expected_accuracy_without_review": self.decided.as_dict() if self.decided else None,
            "needs_review": self.review.as_dict(),
            "learned_by_the_model": self.learned.as_dict(),
        }

    def summary(self) -> str:
        """Return the verdict and the figures behind it as lines for the terminal, in Russian."""
        return summary(self)


def compare(
    old_texts: Iterable[str],
    new_texts: Iterable[str],
    classifier: TopicClassifier,
    *,
    progress: bool = False,
) -> Drift:
    """Compare two periods by their raw texts, which are masked first.

    Raises:
        InputError: one of the periods has no text.
    """
    old, new = (
        read_texts(texts, classifier, progress=progress) for texts in (old_texts, new_texts)
    )
    return compare_streams(old, new, classifier)


def compare_frames(
    old: pd.DataFrame,
    new: pd.DataFrame,
    model: str | TopicClassifier = "topics-ru",
    *,
    text: str = "text",
    progress: bool = False,
) -> Drift:
    """Compare two files; one with ``nlp_`` columns is taken as it was scored.

    Raises:
        InputError: no column of texts, no text in it, or the file was scored by another model.
    """
    classifier = model if isinstance(model, TopicClassifier) else TopicClassifier(model)
    before, after = (
        read_messages(frame, classifier, text=text, progress=progress) for frame in (old, new)
    )
    return compare_streams(before, after, classifier)


def compare_streams(old: Stream, new: Stream, classifier: TopicClassifier) -> Drift:
    """Compare two periods that are masked and scored."""
    for stream, name in ((old, "old"), (new, "new")):
        if not stream.texts:
            raise InputError(f"no message in the {name} file has a text: check the column")
    sure, asks = zip(*(_confidence(stream) for stream in (old, new)), strict=True)
    alone = [values[~mask] for values, mask in zip(sure, asks, strict=True)]
    named = old.names and new.names
    return Drift(
        len(old.texts),
        len(new.texts),
        class_drift(old.groups, new.groups),
        class_drift(old.names, new.names) if named else None,
        word_drift(old.texts, new.texts, classifier.vocabulary),
        mean_change(*sure),
        mean_change(*alone) if all(map(len, alone)) else None,
        mean_change(*(mask.astype(float) for mask in asks)),
        mean_change(*(_learned(stream, classifier) for stream in (old, new))),
    )


def _learned(stream: Stream, classifier: TopicClassifier) -> Any:
    return learned(map(key_of, stream.texts), classifier.arrays).astype(float)


def _confidence(stream: Stream) -> tuple[Any, Any]:
    sure = np.array([topic.group_confidence for topic in stream.topics])
    return sure, np.array([topic.needs_review for topic in stream.topics])
