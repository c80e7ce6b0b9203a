"""How good a model is on rows it has not seen, and which labels look wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.records import Topic
from tsur_nlp.train.datasets import Example, Labelled
from tsur_nlp.train.fit import Progress, train_model
from tsur_nlp.train.metrics import Figures, LabelFigures, confused, figures, per_label
from tsur_nlp.train.options import DEFAULTS, Options

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUSPICIOUS = 50


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A label that the model, sure of itself, disagrees with: worth reading again."""

    text: str
    label: str
    predicted: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures of the first level, of the second where there is one, and what lies behind them."""

    group: Figures
    topic: Figures | None
    labels: tuple[LabelFigures, ...]
    confusion: tuple[tuple[str, str, int], ...]
    suspicious: tuple[Suspicion, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for JSON: the figures of both levels."""
        return {
            "group": self.group.as_dict(),
            "topic": self.topic.as_dict() if self.topic else None,
        }

    def summary(self) -> str:
        """Return the figures as lines for the terminal, in Russian."""
        lines = [_line("первый уровень", self.group)]
        if self.topic:
            lines.append(_line("второй уровень", self.topic))
        lines += [f"путают: «{a}» принято за «{b}» — {n}" for a, b, n in self.confusion[:5]]
        return "\n".join(lines)


def evaluate(predicted: Sequence[Topic], gold: Sequence[Example]) -> Evaluation:
    """Compare predictions with examples; a level that an example lacks is left out of it."""
    pairs = [(t, e) for t, e in zip(predicted, gold, strict=True) if e.label]
    topics, labels = [topic.group for topic, _ in pairs], [example.label for _, example in pairs]
    sure = [topic.group_confidence for topic, _ in pairs]
    best = [_best_groups(topic) for topic, _ in pairs]
    named = [(t, e) for t, e in pairs if e.sublabel]
    return Evaluation(
        figures(labels, topics, sure, best),
        _second(named) if any(t.name for t, _ in named) else None,
        tuple(per_label(labels, topics)),
        tuple(confused(labels, topics)),
        _suspicious(predicted, gold),
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
        for i, topic in zip(
            outside.tolist(), _held_out(train, labelled, outside, options), strict=True
        ):
            found[i] = topic
    return found


def _held_out(
    train: Labelled, labelled: Labelled, rows: NDArray[np.intp], options: Options
) -> Iterator[Topic]:
    with TemporaryDirectory() as folder:
        path = train_model(train, options).save(Path(folder) / "fold")
        yield from TopicClassifier(path).map(labelled.examples[i].text for i in rows.tolist())


def _second(pairs: Sequence[tuple[Topic, Example]]) -> Figures:
    """A topic counts with its group: the same name may stand in two groups."""
    gold = [f"{e.label} / {e.sublabel}" for _, e in pairs]
    predicted = [f"{t.group} / {t.name}" for t, _ in pairs]
    best = [
        [f"{t.group} / {t.name}", *(f"{c.group} / {c.name}" for c in t.alternatives)]
        for t, _ in pairs
    ]
    return figures(gold, predicted, [t.confidence for t, _ in pairs], best)


def _best_groups(topic: Topic) -> list[str]:
    return list(dict.fromkeys([topic.group, *(choice.group for choice in topic.alternatives)]))


def _suspicious(predicted: Sequence[Topic], gold: Sequence[Example]) -> tuple[Suspicion, ...]:
    found = [
        Suspicion(example.text, example.label, topic.group, topic.group_confidence)
        for topic, example in zip(predicted, gold, strict=True)
        if example.label and topic.group != example.label
    ]
    return tuple(sorted(found, key=lambda s: (-s.confidence, s.text))[:SUSPICIOUS])


def _line(name: str, values: Figures) -> str:
    return (
        f"{name}: строк {values.rows}, точность {values.accuracy:.3f}, F1 взвешенная "
        f"{values.weighted_f1:.3f}, макро {values.macro_f1:.3f}, в первых трёх {values.top3:.3f}, "
        f"ошибка калибровки {values.ece:.3f}, без человека при 95 % верных {values.coverage95:.2f}"
    )
