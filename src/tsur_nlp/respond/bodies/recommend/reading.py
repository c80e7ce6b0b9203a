"""What a recommender asks of a model of texts, and the text that it gives to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.respond.bodies.recommend.counts import Matrix

if TYPE_CHECKING:
    import pandas as pd

_PLACE = ("municipality", "district", "settlement")


class Found(Protocol):
    """Probabilities of the labels of the first level, a row for each text."""

    @property
    def groups(self) -> NDArray[np.float64]:
        """A column for each label."""
        ...


class TextModel(Protocol):
    """A classifier trained on bodies; a model of topics has the same shape."""

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """The bodies, each as the first of a pair."""
        ...

    def probabilities(self, texts: Iterable[str]) -> Found:
        """Return the probabilities of all labels."""
        ...


def headed(facts: pd.DataFrame) -> list[str]:
    """Return each text with its topic before it and its place behind; no text stays no text.

    Read as one text, a word of the topic counts as much as one of the citizen's.
    """
    columns = (facts[name].tolist() for name in ("topic", "text", *_PLACE))
    return [
        ". ".join(filter(None, (topic, text, " ".join(filter(None, place))))) if text else ""
        for topic, text, *place in zip(*columns, strict=True)
    ]


class Reader:
    """What a model says of texts, in the order of the bodies of a recommender."""

    def __init__(self, model: TextModel, bodies: Sequence[str]) -> None:
        place = {body: number for number, body in enumerate(bodies)}
        named = [(n, place[name]) for n, (name, _) in enumerate(model.labels) if name in place]
        self._model = model
        self._own, self._bodies = (list(numbers) for numbers in zip(*named, strict=True))
        self._width = len(bodies)

    def shares(self, texts: Sequence[str]) -> Matrix:
        """Return the bodies' probabilities for each text; a body that it never met has none."""
        distinct = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        said = self._model.probabilities(distinct).groups
        found = np.zeros((len(texts), self._width), dtype=np.float32)
        found[:, self._bodies] = said[[distinct[text] for text in texts]][:, self._own]
        return found
