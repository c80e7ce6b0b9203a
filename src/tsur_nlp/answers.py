"""The answers of a table: masked, read, and compared with the questions they answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tsur_nlp.respond.answers import AnswerReader, AnswerText

if TYPE_CHECKING:
    from tsur_nlp.classify import TopicClassifier
    from tsur_nlp.normalize import Normalizer
    from tsur_nlp.records import Answer

CHUNK = 1_000


class Exchange(NamedTuple):
    """A masked question (empty where unknown), its answer, and the day of the answer."""

    question: str
    answer: str
    answered_on: dt.date | None = None


class AnsweredReader:
    """Reads answers beside their questions by the stages of a pipeline."""

    def __init__(
        self, normalizer: Normalizer, classifier: TopicClassifier, reader: AnswerReader
    ) -> None:
        self._normalizer = normalizer
        self._classifier = classifier
        self._reader = reader

    def map(self, exchanges: Iterable[Exchange]) -> Iterator[tuple[Answer, str]]:
        """Yield what each answer says, and the answer with personal data masked, in order."""
        stream = iter(exchanges)
        while chunk := list(islice(stream, CHUNK)):
            distinct = list(dict.fromkeys(chunk))
            read = dict(zip(distinct, self._read(distinct), strict=True))
            yield from (read[exchange] for exchange in chunk)

    def _read(self, exchanges: Sequence[Exchange]) -> list[tuple[Answer, str]]:
        normal = list(self._normalizer.map(exchange.answer for exchange in exchanges))
        masked = [text.masked for text in normal]
        near = nearness(self._classifier, [e.question for e in exchanges], masked)
        texts = (
            AnswerText(e.answer, text, e.answered_on, n if e.question else None)
            for e, text, n in zip(exchanges, masked, near, strict=True)
        )
        shown = (text.masked_original for text in normal)
        return list(zip(self._reader.map(texts), shown, strict=True))


def nearness(
    classifier: TopicClassifier, questions: Sequence[str], answers: Sequence[str]
) -> list[tuple[float, float]]:
    """Return how alike the topics of masked questions and answers are: of groups, of topics.

    The Bhattacharyya coefficient Σ√(pq) of the two distributions: 1 where they are the same.
    """
    asked, said = classifier.probabilities(questions), classifier.probabilities(answers)
    groups = np.sqrt(asked.groups * said.groups).sum(axis=1)
    topics = np.sqrt(asked.topics * said.topics).sum(axis=1)
    return list(zip(groups.tolist(), topics.tolist(), strict=True))
