"""The kind of an answer by a linear model whose features add up over its sentences.

Officials repeat whole sentences: each is read once, and of each word its letters. The score of an
answer is the sum over its sentences and its promise, divided by the root of the sum of their
squared lengths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import softmax

from tsur_nlp.artifacts import Artifact, load
from tsur_nlp.errors import ArtifactError
from tsur_nlp.respond.answers.cut import sentences
from tsur_nlp.respond.answers.features import letters, promise_features, sequences, words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

KIND = "answers"
"""The kind of artifact this model is read from."""

CHUNK = 2_000
_CACHED = 200_000
_CACHED_WORDS = 100_000


class KindModel:
    """Probabilities of the kinds of answers; loaded at the first answer."""

    def __init__(self, artifact: str | Artifact = "answers-ru") -> None:
        self.artifact = artifact
        self._row = lru_cache(maxsize=_CACHED)(self._read_sentence)
        self._letters = lru_cache(maxsize=_CACHED_WORDS)(self._read_letters)
        self._promise_row = lru_cache(maxsize=4_096)(self._read_promise)

    def probabilities(self, answers: Iterable[tuple[str, str]]) -> Iterator[Floats]:
        """Yield the probabilities of `kinds` for each masked answer and its promise, in order."""
        stream = iter(answers)
        while chunk := list(islice(stream, CHUNK)):
            yield from self._probabilities(chunk)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds, in the order of the probabilities."""
        return tuple(self._table["kinds"])

    @cached_property
    def on_point(self) -> tuple[float, float, float]:
        """Bias and weights of the nearness of groups and of topics (see `on_point`)."""
        bias, groups, topics = self._table["on_point"]
        return bias, groups, topics

    def __reduce__(self) -> tuple[type[KindModel], tuple[str | Artifact]]:
        return KindModel, (self.artifact,)

    @cached_property
    def _loaded(self) -> Artifact:
        given = self.artifact
        artifact = given if isinstance(given, Artifact) else load(given, kind=KIND)
        arrays, tables = {"rows", "lengths", "step", "bias"}, {"vocabulary", "answers"}
        missing = [*(arrays - set(artifact.arrays)), *(tables - set(artifact.tables))]
        if missing:
            raise ArtifactError(f"{artifact.path} lacks {', '.join(sorted(missing))}")
        return artifact

    @property
    def _table(self) -> dict[str, Any]:
        table: dict[str, Any] = self._loaded.tables["answers"]
        return table

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        names = self._loaded.tables["vocabulary"]
        if len(names) != len(self._loaded.arrays["rows"]):
            raise ArtifactError(f"{self._loaded.path}: vocabulary.json is of another model")
        return {name: number for number, name in enumerate(names)}

    @cached_property
    def _weights(self) -> Floats:
        """The weights of each feature, and its squared length as the last number."""
        arrays = self._loaded.arrays
        return np.column_stack([arrays["rows"] * arrays["step"], arrays["lengths"]])

    def _read_sentence(self, sentence: str) -> Floats:
        """Return the scores of a sentence, and its squared length as the last number."""
        words = words_of(sentence)
        parts = [self._sum(sequences(words)), *map(self._letters, words)]
        return np.add.reduce(parts)  # type: ignore[no-any-return]

    def _read_letters(self, word: str) -> Floats:
        return self._sum(letters(word))

    def _read_promise(self, promised: str) -> Floats:
        return self._sum(promise_features(promised))

    def _sum(self, names: Sequence[str]) -> Floats:
        found = [number for number in map(self._vocabulary.get, names) if number is not None]
        return np.add.reduce(self._weights.take(np.array(found, dtype=np.intp), axis=0))  # type: ignore[no-any-return]

    def _probabilities(self, answers: Sequence[tuple[str, str]]) -> Floats:
        parts: list[Floats] = []
        starts = []
        for answer, promise in answers:
            starts.append(len(parts))
            parts += [self._promise_row(promise), *map(self._row, sentences(answer))]
        sums = np.add.reduceat(np.array(parts), starts)
        lengths = np.sqrt(np.maximum(sums[:, -1:], 1.0))
        scores = sums[:, :-1] / lengths + self._loaded.arrays["bias"]
        shares: Floats = softmax(scores, axis=1)
        return shares
