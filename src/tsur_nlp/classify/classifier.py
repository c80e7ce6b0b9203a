"""The topic classifier: masked text in, topic out, one at a time or as a stream."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.artifacts import Artifact, load
from tsur_nlp.classify.decide import decide, review_below
from tsur_nlp.classify.heads import Heads, Probabilities
from tsur_nlp.classify.parts import find
from tsur_nlp.classify.scores import Scorer
from tsur_nlp.classify.weights import KIND, Weights
from tsur_nlp.errors import ArtifactError
from tsur_nlp.records import Topic, TopicPart

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHUNK = 1_000
"""Texts scored together: the arrays of a chunk stay below 10 MB."""

_UNSPOKEN = re.compile(r"[0\[]")


@dataclass(frozen=True, slots=True)
class WordWeight:
    """A word, or a pair of words, and what it added to the score of ``label``."""

    word: str
    weight: float
    label: str


class TopicClassifier:
    """Topics of masked texts by an artifact, which is loaded at the first call.

    Args:
        artifact: id or path of a folder with a model of topics, or such a model already loaded.
        review_precision: ``needs_review`` is set where the group is less sure than what gave this
            precision out of sample, between the least and the most that was measured.
        threshold: the confidence of the group below which review is needed, instead.

    >>> classifier = TopicClassifier()
    >>> topic = classifier("Третий день нет горячей воды, управляющая компания молчит")
    >>> topic.group, topic.name
    ('ЖКХ', 'Отсутствие горячей воды')
    """

    def __init__(
        self,
        artifact: str | Path | Artifact = "topics-ru",
        *,
        review_precision: float = 0.95,
        threshold: float | None = None,
    ) -> None:
        self.artifact = artifact
        self.review_precision = review_precision
        self.threshold = threshold

    def __call__(self, text: str) -> Topic:
        """Return the topic of one masked text."""
        return next(self.map([text]))

    def map(self, texts: Iterable[str]) -> Iterator[Topic]:
        """Yield the topic of each masked text, in order."""
        for _, found, known in self._read(texts):
            yield from self._decided(found, known)

    def parts(self, text: str) -> tuple[TopicPart, ...]:
        """Return what one masked text says of each of several matters; none if it is of one.

        A part is of another group than its neighbours; spans are those of ``text``.
        """
        return next(self.map_with_parts([text]))[1]

    def map_with_parts(self, texts: Iterable[str]) -> Iterator[tuple[Topic, tuple[TopicPart, ...]]]:
        """Yield the topic of each masked text with its parts (see `parts`), in order."""
        for chunk, found, known in self._read(texts):
            parts = find(chunk, found, self._heads, self.probabilities)
            yield from zip(self._decided(found, known), parts, strict=True)

    def probabilities(self, texts: Iterable[str]) -> Probabilities:
        """Return the probabilities of all labels for masked texts, a row for each text."""
        parts = [found for _, found, _ in self._read(texts)]
        parts = parts or [self._heads.probabilities(self._scorer.scores([])[0])]
        columns = zip(*((part.groups, part.topics, part.appeal) for part in parts), strict=True)
        return Probabilities(*map(np.concatenate, columns))

    def explain(self, text: str, top: int = 8) -> tuple[WordWeight, ...]:
        """Return the words that spoke most for the topic (the group, in a model of one level).

        Shapes of numbers and placeholders count too, but tell a reader nothing: they are left out.
        """
        topic = self(text)
        columns = [self._heads.groups.index(topic.group)]
        if topic.name:
            columns.append(self._topic_column(topic))
        weights = [
            WordWeight(
                share.word,
                round(float(share.scores[columns].sum()), 4),
                self._label(topic),
            )
            for share in self._scorer.shares(text)
            if not _UNSPOKEN.search(share.word)
        ]
        return tuple(sorted(weights, key=lambda weight: (-weight.weight, weight.word))[:top])

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a group and a topic of it; the topic is empty in a model of one level."""
        heads = self._heads
        if not heads.topics:
            return tuple((group, "") for group in heads.groups)
        pairs = zip(heads.topic_group.tolist(), heads.topics, strict=True)
        return tuple((heads.groups[number], name) for number, name in pairs)

    @property
    def vocabulary(self) -> Collection[str]:
        """The folded words that the model knows as such, not by their letters only."""
        return self._weights.words.keys()

    @property
    def meta(self) -> dict[str, Any]:
        """What the artifact says of itself: data, versions, figures."""
        return dict(self._loaded.meta)

    @property
    def arrays(self) -> Mapping[str, NDArray[Any]]:
        """The arrays of the artifact, to read."""
        return self._loaded.arrays

    @cached_property
    def review_below(self) -> float:
        """The confidence of the group below which ``needs_review`` is set."""
        if self.threshold is not None:
            return self.threshold
        return review_below(self._loaded.tables["review"], self.review_precision)

    def __reduce__(self) -> tuple[Any, ...]:
        build = partial(
            TopicClassifier,
            self.artifact,
            review_precision=self.review_precision,
            threshold=self.threshold,
        )
        return build, ()

    @cached_property
    def _loaded(self) -> Artifact:
        given = self.artifact
        artifact = given if isinstance(given, Artifact) else load(given, kind=KIND)
        missing = [name for name in ("heads", "review") if name not in artifact.tables]
        if missing:
            raise ArtifactError(f"{artifact.path} lacks {', '.join(missing)}.json: train it again")
        return artifact

    @cached_property
    def _heads(self) -> Heads:
        return Heads.of(self._loaded.tables["heads"])

    @cached_property
    def _scorer(self) -> Scorer:
        if self._weights.labels != self._heads.width:
            raise ArtifactError(f"{self._loaded.path}: heads.json is of another model")
        return Scorer(self._weights)

    @cached_property
    def _weights(self) -> Weights:
        return Weights.of(self._loaded)

    def _read(
        self, texts: Iterable[str]
    ) -> Iterator[tuple[list[str], Probabilities, NDArray[np.bool_]]]:
        """Yield chunks of the texts, their probabilities, and whether anything was known."""
        stream = iter(texts)
        heads, scorer = self._heads, self._scorer
        while chunk := list(islice(stream, CHUNK)):
            scores, known = scorer.scores(chunk)
            yield chunk, heads.probabilities(scores), known

    def _decided(self, found: Probabilities, known: NDArray[np.bool_]) -> Iterator[Topic]:
        return decide(self._heads, found, known, review_below=self.review_below)

    def _topic_column(self, topic: Topic) -> int:
        return len(self._heads.groups) + self.labels.index((topic.group, topic.name))

    @staticmethod
    def _label(topic: Topic) -> str:
        return topic.name or topic.group
