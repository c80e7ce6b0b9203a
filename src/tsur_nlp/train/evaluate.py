"""How good a model is on rows it has not seen, and which labels look wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.records import Topic
from tsur_nlp.report.words import fixed
from tsur_nlp.train.counts import Counts
from tsur_nlp.train.curves import Curves, curves
from tsur_nlp.train.datasets import Example, Labelled
from tsur_nlp.train.fit import Progress, train_model
from tsur_nlp.train.metrics import Figures, LabelFigures, confused, figures, per_label
from tsur_nlp.train.options import DEFAULTS, Options
from tsur_nlp.train.suspicious import Suspicion, suspicions
from tsur_nlp.train.threshold import Decided


@dataclass(frozen=True, slots=True)
class Level:
    """All that is measured of one level of labels."""

    figures: Figures
    labels: tuple[LabelFigures, ...]
    confusion: tuple[tuple[str, str, int], ...]
    curves: Curves


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is measured of the first level, of the second where there is one, and doubtful rows.

    ``decided`` is what the model's own threshold gives; ``counts`` are the rows of the table, where
    there was one.
    """

    first: Level
    second: Level | None
    suspicious: tuple[Suspicion, ...]
    decided: Decided | None = None
    counts: Counts | None = None

    @property
    def group(self) -> Figures:
        """Figures of the first level."""
        return self.first.figures

    @property
    def topic(self) -> Figures | None:
        """Figures of the second level, where there is one."""
        return self.second.figures if self.second else None

    @property
    def labels(self) -> tuple[LabelFigures, ...]:
        """Figures of every label of the first level."""
        return self.first.labels

    @property
    def confusion(self) -> tuple[tuple[str, str, int], ...]:
        """What of the first level was taken for what, and how often."""
        return self.first.confusion

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for JSON: the figures of both levels, the threshold, the rows."""
        return {
            "group": self.group.as_dict(),
            "topic": self.topic.as_dict() if self.topic else None,
            **({"own_threshold": self.decided.as_dict()} if self.decided else {}),
            **({"rows": self.counts.as_dict()} if self.counts else {}),
        }

    def summary(self) -> str:
        """Return the figures as lines for the terminal, in Russian."""
        lines = [self.counts.said()] if self.counts else []
        lines.append(_line("первый уровень", self.group))
        if self.topic:
            lines.append(_line("второй уровень", self.topic))
        if self.decided:
            lines.append(self.decided.said())
        lines += [f"путают: «{a}» принято за «{b}» — {n}" for a, b, n in self.confusion[:5]]
        return "\n".join(lines)


def evaluate(
    predicted: Sequence[Topic], gold: Sequence[Example], *, review_below: float | None = None
) -> Evaluation:
    """Compare predictions with examples; a level that an example lacks is left out of it.

    ``review_below`` is the threshold of the model that predicted: what it gives is measured too.
    """
    pairs = [(t, e) for t, e in zip(predicted, gold, strict=True) if e.label]
    named = [(t, e) for t, e in pairs if e.sublabel]
    return Evaluation(
        _first(pairs),
        _second(named) if any(t.name for t, _ in named) else None,
        suspicions(pairs),
        _decided(pairs, review_below) if review_below is not None else None,
    )


def cross_validate(
    labelled: Labelled,
    options: Options = DEFAULTS,
    *,
    folds: int = 5,
    progress: Progress | None = None,
) -> list[Topic | None]:
    """Predict every example by a model that saw no text with the same words."""
    fold = labelled.folds(folds, options.seed + 1)
    found: list[Topic | None] = [None] * len(fold)
    for number in range(folds):
        outside = np.flatnonzero(fold == number)
        train = labelled.part(np.flatnonzero(fold != number))
        if progress:
            progress(f"cross-validation, part {number + 1} of {folds}")
        topics = predict(train, labelled.part(outside), options)
        for i, topic in zip(outside.tolist(), topics, strict=True):
            found[i] = topic
    return found


def predict(train: Labelled, other: Labelled, options: Options = DEFAULTS) -> Iterator[Topic]:
    """Train on some rows and predict others, through a saved model as it will be used."""
    with TemporaryDirectory() as folder:
        path = train_model(train, options).save(Path(folder) / "part")
        yield from TopicClassifier(path).map(example.text for example in other.examples)


def _first(pairs: Sequence[tuple[Topic, Example]]) -> Level:
    return _level(
        [example.label for _, example in pairs],
        [topic.group for topic, _ in pairs],
        [topic.group_confidence for topic, _ in pairs],
        [_best_groups(topic) for topic, _ in pairs],
    )


def _second(pairs: Sequence[tuple[Topic, Example]]) -> Level:
    """A topic counts with its group: the same name may stand in two groups."""
    return _level(
        [f"{e.label} / {e.sublabel}" for _, e in pairs],
        [f"{t.group} / {t.name}" for t, _ in pairs],
        [t.confidence for t, _ in pairs],
        [
            [f"{t.group} / {t.name}", *(f"{c.group} / {c.name}" for c in t.alternatives)]
            for t, _ in pairs
        ],
    )


def _decided(pairs: Sequence[tuple[Topic, Example]], below: float) -> Decided:
    return Decided.of(
        np.array([topic.group_confidence for topic, _ in pairs]),
        np.array([topic.group == example.label for topic, example in pairs], dtype=bool),
        np.array([not topic.needs_review for topic, _ in pairs], dtype=bool),
        below,
    )


def _level(
    gold: Sequence[str],
    predicted: Sequence[str],
    confidence: Sequence[float],
    best: Sequence[Sequence[str]],
) -> Level:
    right = [a == b for a, b in zip(gold, predicted, strict=True)]
    return Level(
        figures(gold, predicted, confidence, best),
        tuple(per_label(gold, predicted)),
        tuple(confused(gold, predicted)),
        curves(confidence, right),
    )


def _best_groups(topic: Topic) -> list[str]:
    return list(dict.fromkeys([topic.group, *(choice.group for choice in topic.alternatives)]))


def _line(name: str, values: Figures) -> str:
    return (
        f"{name}: строк {values.rows}, точность {fixed(values.accuracy, 3)}, F1 взвешенная "
        f"{fixed(values.weighted_f1, 3)}, макро {fixed(values.macro_f1, 3)}, в первых трёх "
        f"{fixed(values.top3, 3)}, ошибка калибровки {fixed(values.ece, 3)}"
    )
