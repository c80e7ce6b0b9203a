"""Training: features, one softmax over the kinds, its temperature on answers it had not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import softmax

from tsur_nlp import artifacts
from tsur_nlp.records import ANSWER_KINDS
from tsur_nlp.respond.answers.kinds import KIND
from tsur_nlp.train.answers.vocabulary import Features, Vocabulary, features_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tsur_nlp.train.answers.labelled import LabelledAnswer

PENALTY = 20.0
FOLDS = 5
_LARGEST = 127
_TEMPERATURES = np.geomspace(0.4, 2.5, 43)


@dataclass(frozen=True)
class AnswerModel:
    """A trained model in memory, and what it said of answers outside the fold it learned from."""

    arrays: dict[str, NDArray[Any]]
    tables: dict[str, Any]
    unseen: NDArray[np.float64]

    def save(self, path: str | Path, *, meta: dict[str, Any], card: str) -> Path:
        """Write the artifact's folder."""
        return artifacts.save(
            path, kind=KIND, meta=meta, arrays=self.arrays, tables=self.tables, card=card
        )


def fit_answers(
    answers: Sequence[LabelledAnswer], on_point: tuple[float, float, float], *, seed: int = 0
) -> AnswerModel:
    """Learn the kinds from masked answers; ``on_point`` is stored beside (see `nearness`)."""
    found = [features_of(answer.answer, answer.found) for answer in answers]
    unseen = _unseen(answers, found, seed)
    real = np.array([answer.weight > 1 for answer in answers])
    temperature = _temperature(unseen, answers, real if real.any() else ~real)
    vocabulary, weights, bias = _fit(answers, found)
    added = weights * vocabulary.weights
    step = np.abs(added).max(axis=1) / _LARGEST
    rows = np.rint(added / step[:, None]).T.astype(np.int8)
    kept = np.flatnonzero(rows.any(axis=1))
    arrays = {
        "rows": rows[kept],
        "lengths": (vocabulary.weights[kept] ** 2).astype(np.float32),
        "step": step / temperature,
        "bias": bias / temperature,
    }
    names = [vocabulary.names[i] for i in kept.tolist()]
    tables = {
        "vocabulary": names,
        "answers": {"kinds": list(ANSWER_KINDS), "on_point": list(on_point)},
    }
    return AnswerModel(arrays, tables, softmax(unseen / temperature, axis=1))


def folds(answers: Sequence[LabelledAnswer], seed: int) -> NDArray[np.intp]:
    """Number the fold of every answer: answers that differ in numbers only stand in one."""
    from tsur_nlp.respond.answers.cut import sentences

    keys = [" ".join(sentences(answer.answer)) for answer in answers]
    order = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    drawn = np.random.default_rng(seed).permutation(len(order)) % FOLDS
    return np.array([drawn[order[key]] for key in keys])


def _unseen(
    answers: Sequence[LabelledAnswer], found: Sequence[Features], seed: int
) -> NDArray[np.float64]:
    fold = folds(answers, seed)
    scores = np.zeros((len(answers), len(ANSWER_KINDS)))
    for number in range(FOLDS):
        inside, outside = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        part = [answers[i] for i in inside.tolist()]
        vocabulary, weights, bias = _fit(part, [found[i] for i in inside.tolist()])
        rows = vocabulary.matrix([found[i] for i in outside.tolist()])
        scores[outside] = rows @ weights.T + bias
    return scores


def _fit(
    answers: Sequence[LabelledAnswer], found: Sequence[Features]
) -> tuple[Vocabulary, NDArray[np.float64], NDArray[np.float64]]:
    """Return the vocabulary, the weights of kinds × features, and the bias of the kinds."""
    from sklearn.linear_model import LogisticRegression

    vocabulary = Vocabulary.of(found)
    kinds = [ANSWER_KINDS.index(answer.kind) for answer in answers]
    model = LogisticRegression(C=PENALTY, max_iter=400)
    model.fit(vocabulary.matrix(found), kinds, [answer.weight for answer in answers])
    weights = np.zeros((len(ANSWER_KINDS), len(vocabulary.names)))
    bias = np.full(len(ANSWER_KINDS), -10.0)
    weights[model.classes_], bias[model.classes_] = model.coef_, model.intercept_
    return vocabulary, weights, bias


def _temperature(
    scores: NDArray[np.float64], answers: Sequence[LabelledAnswer], rows: NDArray[np.bool_]
) -> float:
    """Return what to divide the scores by, so that confidences on ``rows`` come true."""
    at = np.flatnonzero(rows)
    kinds = np.array([ANSWER_KINDS.index(answers[i].kind) for i in at.tolist()])
    losses = [
        -np.log(softmax(scores[at] / t, axis=1)[np.arange(len(at)), kinds]).mean()
        for t in _TEMPERATURES
    ]
    return float(_TEMPERATURES[int(np.argmin(losses))])
