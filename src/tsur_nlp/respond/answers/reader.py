"""One answer, or a stream of them, to records: kind, promise, evidence, form."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import tee
from typing import TYPE_CHECKING, NamedTuple

from tsur_nlp.artifacts import Artifact
from tsur_nlp.records import Answer
from tsur_nlp.respond.answers.evidence import has_evidence
from tsur_nlp.respond.answers.kinds import KindModel
from tsur_nlp.respond.answers.politeness import politeness
from tsur_nlp.respond.promises import promised

SURE_OF_EMPTY = 0.35
"""An official is called evasive only from this probability on: a wrong word costs trust."""

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class AnswerText(NamedTuple):
    """An answer to read: its text, the same masked, its day, its nearness to the question.

    ``nearness`` says how alike the topics of the question and of the answer are, groups and topics,
    each from 0 to 1; ``None`` where there is no question.
    """

    text: str
    masked: str
    answered_on: dt.date | None = None
    nearness: tuple[float, float] | None = None


class AnswerReader:
    """Reads answers of authorities; the model is loaded at the first one."""

    def __init__(self, artifact: str | Artifact = "answers-ru") -> None:
        self.model = KindModel(artifact)

    def __call__(self, answer: AnswerText) -> Answer:
        """Read one answer."""
        return next(self.map([answer]))

    def map(self, answers: Iterable[AnswerText]) -> Iterator[Answer]:
        """Read a stream of answers, in order."""
        items, texts = tee((a, promised(a.text, a.answered_on)) for a in answers)
        shares = self.model.probabilities((answer.masked, promise) for answer, promise in texts)
        for (answer, promise), share in zip(items, shares, strict=True):
            yield self._read(answer, promise, share)

    def _read(self, item: AnswerText, promise: str, shares: NDArray[np.float64]) -> Answer:
        kind, share = decided(self.model.kinds, shares)
        return Answer(
            kind=kind,
            confidence=round(share, 4),
            promised=promise,
            evidence=has_evidence(item.text),
            on_point=self._on_point(item.nearness),
            politeness=politeness(item.text),
        )

    def _on_point(self, nearness: tuple[float, float] | None) -> float | None:
        if nearness is None:
            return None
        bias, groups, topics = self.model.on_point
        score = bias + groups * nearness[0] + topics * nearness[1]
        return round(1.0 / (1.0 + math.exp(-score)), 4)


def decided(kinds: Sequence[str], shares: NDArray[np.float64]) -> tuple[str, float]:
    """Return the likeliest kind and its probability; «empty» has to be sure enough."""
    best, second = shares.argsort()[::-1][:2].tolist()
    if kinds[best] == "empty" and shares[best] < SURE_OF_EMPTY:
        best = second
    return kinds[best], float(shares[best])
