"""The older model of a warm start: its labels and its scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp import artifacts
from tsur_nlp.classify.heads import Heads
from tsur_nlp.classify.scores import Scorer
from tsur_nlp.classify.weights import KIND, Weights
from tsur_nlp.errors import ArtifactError, InputError
from tsur_nlp.text import fold
from tsur_nlp.train.seen import SEEN, learned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from tsur_nlp.artifacts import Artifact

NONE = -1
"""Stands for the column of a label that the older model does not have."""


@dataclass(frozen=True)
class Older:
    """A trained model of topics."""

    artifact: Artifact

    @classmethod
    def load(cls, path: str | Path) -> Older:
        """Load a model by id or path.

        Raises:
            ArtifactError: it is of another kind, or it lacks a part.
            ArtifactNotFoundError: there is none.
            InputError: ``path`` is no name of a model.
        """
        if not isinstance(path, (str, Path)):
            raise InputError(f"warm_start must be None or the id or path of a model, not {path!r}")
        older = cls(artifacts.load(path, kind=KIND))
        folder = older.artifact.path
        if "heads" not in older.artifact.tables:
            raise ArtifactError(f"{folder} lacks heads.json: train it again")
        if older.heads.width != older.weights.labels:
            raise ArtifactError(f"{folder}: heads.json is of another model")
        return older

    @cached_property
    def heads(self) -> Heads:
        """What its columns are."""
        return Heads.of(self.artifact.tables["heads"])

    @cached_property
    def weights(self) -> Weights:
        """Its rows of words, n-grams and pairs."""
        return Weights.of(self.artifact)

    def has_learned(self, keys: Iterable[str]) -> NDArray[np.bool_]:
        """Say of every text, by its key, whether the model has learned it, as far as it tells."""
        return learned(keys, self.artifact.arrays)

    @property
    def tells(self) -> bool:
        """Whether the model keeps which texts it has learned; early ones do not."""
        return SEEN in self.artifact.arrays

    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return its scores, a row for each text."""
        return Scorer(self.weights).scores(texts)[0]

    def columns(self, heads: Heads) -> NDArray[np.intp]:
        """Find its column for every column of ``heads``, `NONE` where it has no such label.

        Case and «ё» do not matter; a topic counts with its group.
        """
        own: dict[tuple[str, ...], int] = {}
        for number, name in enumerate(_names(self.heads)):
            own.setdefault(name, number)
        return np.array([own.get(name, NONE) for name in _names(heads)], dtype=np.intp)


def _names(heads: Heads) -> list[tuple[str, ...]]:
    groups = [(fold(group),) for group in heads.groups]
    pairs = zip(heads.topic_group.tolist(), heads.topics, strict=True)
    topics = [(*groups[number], fold(topic)) for number, topic in pairs]
    return [*groups, *topics, *([()] if heads.appeal else [])]
